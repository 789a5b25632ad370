"""Entities in the file: how many papers support which name and type, and what follows from that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kg.library.store import Store, among
from kg.linking import base_of, entity_id, link_paper
from kg.names import Lexicon
from kg.records import ROLES, TYPES, Extraction, Paper, Use
from kg.text import key, one_line


class Tally:
    """What some papers add to entities, or take away from them."""

    def __init__(self) -> None:
        self.papers: Counter[str] = Counter()
        self.types: Counter[tuple[str, str]] = Counter()
        self.named: Counter[tuple[str, str]] = Counter()
        self.seen: Counter[tuple[str, str]] = Counter()

    def count(self, papers: int, entity: str, kind: str, name: str, surfaces: Iterable[str]) -> None:
        """Count one use, `papers` being 1 or -1."""
        self.papers[entity] += papers
        self.types[entity, kind] += papers
        self.named[entity, one_line(name)] += papers
        for surface in {one_line(surface) for surface in surfaces}:
            if key(surface):
                self.seen[entity, surface] += papers


def write_readings(
    store: Store, read: Sequence[tuple[int, Paper, Extraction]], extractor: int, lexicon: Lexicon
) -> None:
    """Write what an extractor read in papers that nothing was read in so far.

    Parameters
    ----------
    store
        Within a transaction.
    read
        Row number, paper and what was read in it.
    extractor
        Row number of its fingerprint.
    lexicon
        The known names.
    """
    tally = Tally()
    linked = [
        (n, paper.text, [_introduced(use, paper, lexicon) for use in link_paper(found.mentions, lexicon)])
        for n, paper, found in read
    ]
    for _, text, uses in linked:
        for use in uses:
            tally.count(1, use.key, use.type, use.name, (text[m.start : m.end] for m in use.mentions))
    number = _add_entities(store, {use.key: use.name for _, _, uses in linked for use in uses}, lexicon)
    edges = [(number[use.key], n, use) for n, _, uses in linked for use in uses]
    store.run_many(
        "INSERT INTO use SELECT ?, n, ?, ?, ?, year, ? FROM paper WHERE n = ?",
        [(e, u.type, ROLES.index(u.role), u.confidence, one_line(u.name), n) for e, n, u in edges],
    )
    # Two mentions on the same words say it once; the linker's order puts the same one first every time.
    store.run_many(
        "INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [row for e, n, use in edges for row in _mention_rows(e, n, use)],
    )
    store.run_many(
        "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [row for n, _, found in read for row in _result_rows(n, found, lexicon)],
    )
    store.run_many("UPDATE paper SET extractor = ? WHERE n = ?", [(extractor, n) for n, _, _ in read])
    write_tally(store, tally, lexicon)


def _introduced(use: Use, paper: Paper, lexicon: Lexicon) -> Use:
    """Give a use the role "introduces" where the lexicon knows that this paper introduced the thing, and else not."""
    known = lexicon.find(use.key)
    if known is None or not known.introduced_by:
        return use
    ids = {paper.id, *paper.ids}
    if known.introduced_by in ids:
        return replace(use, role="introduces")
    # Of a paper without an arXiv id nobody knows whether it is the one.
    another = use.role == "introduces" and any(i.startswith("arxiv:") for i in ids)
    return replace(use, role="uses") if another else use


def _mention_rows(entity: int, paper: int, use: Use) -> Iterable[tuple[object, ...]]:
    for m in use.mentions:
        place = paper, entity, m.start, m.end
        yield *place, m.type, ROLES.index(m.role), m.confidence, m.by, m.rule, *m.sentence


def _result_rows(paper: int, found: Extraction, lexicon: Lexicon) -> Iterable[tuple[object, ...]]:
    for position, r in enumerate(found.results, 1):
        said = r.system, r.dataset, r.metric, r.value, r.unit, r.kind
        ids = entity_id(r.dataset, lexicon), entity_id(r.metric, lexicon)
        yield paper, position, *said, r.start, r.end, *r.sentence, *ids


def clear_readings(store: Store, papers: Collection[int], lexicon: Lexicon) -> None:
    """Take back what was read in papers: they wait to be read again, or to be removed."""
    if not papers:
        return
    chosen = among(papers)
    surfaces: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    query = """SELECT mention.paper, entity, start, end, title, abstract.text
               FROM mention JOIN paper ON paper.n = mention.paper JOIN abstract ON abstract.paper = paper.n
               WHERE mention.paper IN (SELECT value FROM json_each(?))"""
    for paper, entity, start, end, title, abstract in store.each(query, chosen):
        surfaces[paper, entity].append(f"{title}\n{abstract}"[start:end])
    tally = Tally()
    query = """SELECT paper, entity, entity.id, use.type, use.name FROM use JOIN entity ON entity.n = use.entity
               WHERE paper IN (SELECT value FROM json_each(?))"""
    for paper, entity, folded, kind, name in store.each(query, chosen):
        tally.count(-1, folded, kind, name, surfaces[paper, entity])
    for table in ("use", "result"):
        store.run(f"DELETE FROM {table} WHERE paper IN (SELECT value FROM json_each(?))", chosen)
    store.run("UPDATE paper SET extractor = NULL WHERE n IN (SELECT value FROM json_each(?))", chosen)
    write_tally(store, tally, lexicon)


def write_tally(store: Store, tally: Tally, lexicon: Lexicon) -> None:
    """Add a tally to the counts, and bring the entities it touches up to date."""
    number = _numbers(store, tally.papers)
    store.run_many(
        "UPDATE entity SET papers = papers + ? WHERE n = ?", [(p, number[e]) for e, p in tally.papers.items() if p]
    )
    store.run_many(
        """INSERT INTO support VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET papers = papers + excluded.papers""",
        [(number[e], kind, p) for (e, kind), p in tally.types.items() if p],
    )
    store.run_many(
        """INSERT INTO alias VALUES (?, ?, ?, 0, ?, ?)
           ON CONFLICT DO UPDATE SET named = named + excluded.named, seen = seen + excluded.seen""",
        [
            (number[e], surface, key(surface), tally.named[e, surface], tally.seen[e, surface])
            for e, surface in tally.named.keys() | tally.seen.keys()
        ],
    )
    chosen = among(number.values())
    store.run("DELETE FROM support WHERE papers = 0 AND entity IN (SELECT value FROM json_each(?))", chosen)
    store.run(
        """DELETE FROM alias WHERE lexicon = 0 AND named = 0 AND seen = 0
           AND entity IN (SELECT value FROM json_each(?))""",
        chosen,
    )
    _refresh(store, set(tally.papers), lexicon)


def _numbers(store: Store, entities: Collection[str]) -> dict[str, int]:
    return dict(store.rows("SELECT id, n FROM entity WHERE id IN (SELECT value FROM json_each(?))", among(entities)))


def _add_entities(store: Store, names: dict[str, str], lexicon: Lexicon) -> dict[str, int]:
    """Add the entities that are not there yet, with what the lexicon knows of them."""
    number = _numbers(store, names)
    for folded in names.keys() - number.keys():
        known = lexicon.find(folded)
        number[folded] = store.run(
            "INSERT INTO entity (id, name, type, variant_of, reason, introduced_by, first_year, papers)"
            " VALUES (?, ?, ?, '', '', ?, ?, 0)",
            folded,
            known.name if known else names[folded],
            known.type if known else TYPES[0],
            known.introduced_by if known else "",
            known.year if known else None,
        )
        forms = {one_line(form) for form in known.forms} if known else set()
        store.run_many(
            "INSERT INTO alias VALUES (?, ?, ?, 1, 0, 0)", [(number[folded], f, key(f)) for f in forms if key(f)]
        )
    return number


def _refresh(store: Store, entities: set[str], lexicon: Lexicon) -> None:
    """Work out name, type and base of entities from their counts; let go of those that nothing needs.

    A base is there as long as a variant of it is, even if no paper names it.
    """
    while entities:
        chosen = among(entities)
        rows = store.rows(
            """SELECT n, id, name, type, variant_of, reason, papers,
                      EXISTS (SELECT 1 FROM entity v WHERE v.variant_of = e.id AND v.variant_of <> '')
               FROM entity e WHERE id IN (SELECT value FROM json_each(?))""",
            chosen,
        )
        numbers = among([row[0] for row in rows])
        types, names = _read_support(store, numbers)
        bases: dict[str, str] = {}
        gone, changed, entities = [], [], set()
        for n, folded, name, kind, variant_of, reason, papers, has_variants in rows:
            if not papers and not has_variants:
                gone.append((n,))
                entities |= {variant_of} - {""}
                continue
            known = lexicon.find(folded)
            new_name = known.name if known else min(names[n])[1] if names[n] else name
            base = None if "~" in folded else base_of(new_name, lexicon)
            new_base = (base.id, base.reason) if base and base.id != folded else ("", "")
            new_kind = _strongest(types[n], known.type if known else "") or kind
            if (new_name, new_kind, *new_base) != (name, kind, variant_of, reason):
                changed.append((new_name, new_kind, *new_base, n))
            if new_base[0] != variant_of:
                entities |= {variant_of, new_base[0]} - {""}
                if base and new_base[0]:
                    bases[base.id] = base.name
        store.run_many("DELETE FROM entity WHERE n = ?", gone)
        store.run_many("UPDATE entity SET name = ?, type = ?, variant_of = ?, reason = ? WHERE n = ?", changed)
        _add_entities(store, bases, lexicon)


def _read_support(
    store: Store, numbers: str
) -> tuple[defaultdict[int, dict[str, int]], defaultdict[int, list[tuple[int, str]]]]:
    types: defaultdict[int, dict[str, int]] = defaultdict(dict)
    names: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    query = "SELECT entity, type, papers FROM support WHERE entity IN (SELECT value FROM json_each(?))"
    for n, kind, papers in store.each(query, numbers):
        types[n][kind] = papers
    query = "SELECT entity, -named, surface FROM alias WHERE named > 0 AND entity IN (SELECT value FROM json_each(?))"
    for n, papers, name in store.each(query, numbers):
        names[n].append((papers, name))
    return types, names


def _strongest(support: dict[str, int], known: str) -> str:
    """Choose the type that most papers support; of equals the one the lexicon knows, then the first of `TYPES`."""
    if not support:
        return known
    return min(support, key=lambda kind: (-support[kind], kind != known, TYPES.index(kind)))
