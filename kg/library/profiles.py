"""What the library knows of one paper, of one entity, and in all."""

from __future__ import annotations

from collections import Counter

from kg.errors import CitegraphError, NotFound
from kg.library.answers import (
    EntityProfile,
    EntityRow,
    EntityUse,
    Introduction,
    PaperLink,
    PaperProfile,
    ReportedResult,
    Table,
)
from kg.library.evidence import cut, read_evidence
from kg.library.lookup import MENTIONS, family, find_entity, read_type
from kg.library.opening import SCHEMA
from kg.library.papers import read_papers
from kg.library.rows import iter_results
from kg.library.store import Store, among
from kg.records import ROLES, Extraction, Mention, Paper
from kg.text import one_line

_LISTED = 5


def find_paper(store: Store, what: str) -> int:
    """Find a paper by an id, by its title, or by the entity that it introduces; give its row number.

    An entity that no paper introduces stands for the paper that names it, if there is just one.

    Raises
    ------
    NotFound
        There is none.
    CitegraphError
        There are several; they are told.
    """
    from kg.library.identity import folded_title
    from kg.papers.ids import paper_id

    clean = what.encode(errors="replace").decode().strip()
    if row := store.first("SELECT paper FROM paper_id WHERE id IN (?, ?) AND resolves", paper_id(clean), clean):
        return int(row[0])
    if title := folded_title(clean):
        titled = [n for (n,) in store.each("SELECT paper FROM paper_id WHERE id = ?", title)]
        if titled:
            return _only(store, titled, f"{len(titled)} papers are called {one_line(clean)!r}")
    try:
        entity, known = find_entity(store, clean)
    except NotFound as error:
        what = f"no paper has the id or title {one_line(clean)!r}, and none introduces it"
        raise NotFound(what, error.where, error.cure) from None
    said = store.first("SELECT paper FROM paper_id WHERE id = ? AND resolves", known.introduced_by)
    if said:
        return int(said[0])
    uses = store.rows("SELECT paper, role FROM use WHERE entity = ? ORDER BY role, paper", entity)
    papers = [n for n, role in uses if role == ROLES.index("introduces")]
    if papers:
        return _only(store, papers, f"{len(papers)} papers say that they introduce {known.name}")
    if not uses:
        where, cure = str(store.path), f"try `citegraph entity {known.name}`"
        raise NotFound(f"no paper here introduces {known.name}", where, cure)
    return _only(store, [n for n, _ in uses], f"no paper here introduces {known.name}; {len(uses)} name it")


def _only(store: Store, papers: list[int], what: str) -> int:
    if len(papers) == 1:
        return papers[0]
    query = "SELECT id, title, year FROM paper WHERE n IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?"
    rows = store.rows(query, among(papers), _LISTED)
    listed = "; ".join(f"{i} ({one_line(title)}{f', {year}' if year else ''})" for i, title, year in rows)
    more = "; ..." if len(papers) > _LISTED else ""
    raise CitegraphError(f"{what}: {listed}{more}", cure="give the id of one of them")


def paper_profile(store: Store, what: str) -> PaperProfile:
    """Tell all about a paper; see `Library.paper`."""
    n = find_paper(store, what)
    paper = read_papers(store, [n])[n]
    references, unresolved, cited_by = _read_citations(store, n)
    return PaperProfile(
        id=paper.id,
        title=paper.title,
        abstract=paper.abstract,
        year=paper.year,
        date=paper.date,
        authors=tuple(author.name for author in paper.authors),
        venue=paper.venue,
        url=paper.url,
        source=paper.source,
        ids=paper.ids,
        entities=_read_uses(store, n),
        results=_read_results(store, n, paper.text),
        references=references,
        unresolved=unresolved,
        cited_by=cited_by,
    )


def read_extraction(store: Store, what: str) -> tuple[Paper, Extraction]:
    """Read a paper and all that was found in it; see `Library.read_extraction`."""
    n = find_paper(store, what)
    paper = read_papers(store, [n])[n]
    query = """SELECT start, end, use.name, mention.type, mention.role, mention.confidence, by, rule,
                      sentence_start, sentence_end
               FROM mention JOIN use ON use.paper = mention.paper AND use.entity = mention.entity
               WHERE mention.paper = ? ORDER BY start, end, use.name"""
    mentions = tuple(
        Mention(start, end, paper.text[start:end], name, kind, ROLES[role], confidence, by, rule, (first, last))
        for start, end, name, kind, role, confidence, by, rule, first, last in store.each(query, n)
    )
    results = (row.result for row in iter_results(store, [paper.id]))
    return paper, Extraction(mentions, tuple(results))


def _read_uses(store: Store, paper: int) -> tuple[EntityUse, ...]:
    evidence = read_evidence(store, [paper])
    query = """SELECT entity.n, entity.id, entity.name, use.type, role, confidence FROM use
               JOIN entity ON entity.n = use.entity WHERE paper = ? ORDER BY role, confidence DESC, entity.id"""
    return tuple(
        EntityUse(folded, name, kind, ROLES[role], confidence, evidence.get((paper, n), ()))
        for n, folded, name, kind, role, confidence in store.each(query, paper)
    )


def _read_results(store: Store, paper: int, text: str) -> tuple[ReportedResult, ...]:
    query = """SELECT sentence_start, sentence_end, start, end, system, dataset, metric, value, unit, kind
               FROM result WHERE paper = ? ORDER BY position"""
    return tuple(
        ReportedResult(cut(text, (first, last), (start, end)), *said)
        for first, last, start, end, *said in store.each(query, paper)
    )


def _read_citations(store: Store, paper: int) -> tuple[tuple[PaperLink, ...], tuple[str, ...], tuple[PaperLink, ...]]:
    """Read which papers here it cites, what it cites that is not here, and by which papers here it is cited."""
    resolved = """SELECT DISTINCT p.id, p.title, p.year FROM citation c
                  JOIN paper_id i ON i.id = c.cited AND i.resolves AND i.paper <> c.citing
                  JOIN paper p ON p.n = {other} WHERE {this} = ? ORDER BY p.year, p.id"""
    cites = store.rows(resolved.format(other="i.paper", this="c.citing"), paper)
    cited_by = store.rows(resolved.format(other="c.citing", this="i.paper"), paper)
    query = """SELECT DISTINCT cited FROM citation c WHERE citing = ?
               AND NOT EXISTS (SELECT 1 FROM paper_id i WHERE i.id = c.cited AND i.resolves) ORDER BY cited"""
    unresolved = tuple(cited for (cited,) in store.each(query, paper))
    return tuple(PaperLink(*row) for row in cites), unresolved, tuple(PaperLink(*row) for row in cited_by)


def entity_profile(store: Store, name: str) -> EntityProfile:
    """Tell all about an entity; see `Library.entity`."""
    n, entity = find_entity(store, name)
    members = family(store, n)
    by_role, by_year = _count_papers(store, members)
    short = "SELECT id, name, type, papers FROM entity WHERE"
    base = store.first(f"{short} id = ?", entity.variant_of) if entity.variant_of else None
    variants = store.rows(
        f"{short} n IN (SELECT value FROM json_each(?)) AND n <> ? ORDER BY papers DESC, id", among(members), n
    )
    return EntityProfile(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        aliases=entity.aliases,
        variant_of=EntityRow(*base) if base else None,
        variants=tuple(EntityRow(*row) for row in variants),
        papers=entity.papers,
        papers_with_variants=sum(by_role.values()),
        by_role=by_role,
        by_year=by_year,
        introduced_by=_introductions(store, n, entity.introduced_by),
        first_year=entity.first_year,
        co_used=co_used(store, members, 10),
    )


def _count_papers(store: Store, entities: list[int]) -> tuple[dict[str, int], dict[str, int]]:
    """Count the papers that name one of some entities, by their strongest role and by year."""
    query = """SELECT role, year, count(*) FROM
                   (SELECT min(role) AS role, year FROM use
                    WHERE entity IN (SELECT value FROM json_each(?)) GROUP BY paper)
               GROUP BY role, year ORDER BY year IS NULL, year, role"""
    roles: Counter[int] = Counter()
    years: Counter[str] = Counter()
    for role, year, papers in store.each(query, among(entities)):
        roles[role] += papers
        years["unknown" if year is None else str(year)] += papers
    return {ROLES[role]: roles[role] for role in sorted(roles)}, dict(years)


def _introductions(store: Store, entity: int, known: str) -> tuple[Introduction, ...]:
    query = """SELECT p.id, p.title, p.year FROM use JOIN paper p ON p.n = use.paper
               WHERE entity = ? AND role = ? ORDER BY confidence DESC, p.year IS NULL, p.year, p.id LIMIT ?"""
    said = [(*row, "paper") for row in store.each(query, entity, ROLES.index("introduces"), _LISTED)]
    if known:
        query = """SELECT p.id, p.title, p.year FROM paper_id i JOIN paper p ON p.n = i.paper
                   WHERE i.id = ? AND resolves"""
        first = store.first(query, known) or (known, "", None)
        said = [(*first, "lexicon"), *(row for row in said if row[0] != first[0])]
    return tuple(Introduction(*row) for row in said)


def co_used(store: Store, entities: list[int], limit: int) -> tuple[EntityRow, ...]:
    """Give the entities that are most often used in the same papers; mere mentions do not count."""
    query = """SELECT e.id, e.name, e.type, c.papers FROM
                   (SELECT other.entity AS entity, count(*) AS papers
                    FROM (SELECT DISTINCT paper FROM use
                          WHERE entity IN (SELECT value FROM json_each(?)) AND role < ?) AS mine
                    JOIN use other ON other.paper = mine.paper AND other.role < ?
                    WHERE other.entity NOT IN (SELECT value FROM json_each(?))
                    GROUP BY other.entity) AS c
               JOIN entity e ON e.n = c.entity ORDER BY c.papers DESC, e.id LIMIT ?"""
    chosen = among(entities)
    return tuple(EntityRow(*row) for row in store.each(query, chosen, MENTIONS, MENTIONS, chosen, limit))


def top(store: Store, kind: str | None, limit: int, offset: int) -> Table:
    """List the entities that most papers name; see `Library.top`."""
    where, values = ("type = ? AND", (read_type(kind),)) if kind else ("", ())
    total = store.value(f"SELECT count(*) FROM entity WHERE {where} papers > 0", *values)
    query = f"""SELECT id, name, type, papers FROM entity WHERE {where} papers > 0
                ORDER BY papers DESC, id LIMIT ? OFFSET ?"""
    return Table(total, tuple(EntityRow(*row) for row in store.each(query, *values, limit, offset)))


def stats(store: Store) -> dict[str, object]:
    """Count what the library holds; see `Library.stats`."""
    resolved = """SELECT count(*) FROM (SELECT DISTINCT citing, i.paper FROM citation
                  JOIN paper_id i ON i.id = cited AND i.resolves AND i.paper <> citing)"""
    roles = store.rows("SELECT role, count(*) FROM use GROUP BY role ORDER BY role")
    types = store.rows("SELECT type, count(*) FROM entity WHERE papers > 0 GROUP BY type ORDER BY count(*) DESC, type")
    first, last = store.rows("SELECT min(year), max(year) FROM paper")[0]
    return {
        "papers": store.value("SELECT count(*) FROM paper"),
        "waiting": store.value("SELECT count(*) FROM paper WHERE extractor IS NULL"),
        "entities": sum(count for _, count in types),
        "mentions": store.value("SELECT count(*) FROM mention"),
        "uses": sum(count for _, count in roles),
        "citations": store.value(resolved),
        "references": store.value("SELECT count(*) FROM citation"),
        "results": store.value("SELECT count(*) FROM result"),
        "authors": store.value("SELECT count(*) FROM author"),
        "entities_by_type": dict(types),
        "uses_by_role": {ROLES[role]: count for role, count in roles},
        "years": [first, last],
        "bytes": store.value("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
        "schema": SCHEMA,
    }
