"""Which records tell of one paper, and what that paper is: pure functions of the set of records.

Nothing here knows in which order records came, so no library does.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from itertools import product
from typing import Any

from kg.papers.ids import known_ids, paper_id, title_id
from kg.records import Author, Citation, Paper, Skipped
from kg.text import storable, title_key

LONGEST_ABSTRACT = 100_000
LONGEST_TITLE = 10_000

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_GENERATION = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """A paper as all its records together tell it; the best record stands first."""

    paper: Paper
    records: tuple[Paper, ...]
    titles: tuple[str, ...]
    citations: tuple[Citation, ...]


def tidy_record(paper: Paper, skip: Callable[[Skipped], object]) -> Paper | None:
    """Bring a paper into the one form in which the library compares and keeps records.

    Parameters
    ----------
    paper
        As a reader gives it.
    skip
        Told what is passed over or cut.

    Returns
    -------
    Paper or None
        `id` is empty and `ids` holds all its normalised ids in alphabetical order; references are normalised, sorted
        and without its own ids. `None` where neither an id nor a title is left to find it by.
    """
    text = {name: storable(getattr(paper, name)) for name in ("title", "abstract", "date", "venue", "url", "source")}
    for name, most in (("title", LONGEST_TITLE), ("abstract", LONGEST_ABSTRACT)):
        if len(text[name]) > most:
            reason = f"the {name} has {len(text[name]):,} characters: all beyond {most:,} are left out"
            skip(Skipped(paper.where or paper.id, reason, "check that it is one paper"))
            text[name] = text[name][:most]
    named = Paper(storable(paper.id), "", ids=tuple(map(storable, paper.ids)), url=text["url"])
    # Ids made of titles say nothing that the title does not, and must not outlive a correction of it.
    ids = tuple(sorted(i for i in known_ids(named) if not i.startswith("title:")))
    if not ids and not folded_title(text["title"]):
        skip(Skipped(paper.where or paper.id, "a paper with neither id nor title", "give it one of them"))
        return None
    cited = {paper_id(storable(reference)) for reference in paper.references} - {"", *ids}
    return Paper(
        id="",
        year=paper.year if paper.year and 0 < paper.year < 10_000 else None,
        authors=tuple(Author(name) for a in paper.authors if (name := " ".join(storable(a.name).split()))),
        ids=ids,
        references=tuple(sorted(cited)),
        **text,
    )


def record_keys(record: Paper) -> tuple[str, ...]:
    """Give all by which a record is compared with others: its ids, and the id of its title."""
    title = folded_title(record.title)
    return (*record.ids, title) if title else record.ids


# A batch asks for the same titles and names again and again.
@lru_cache(4096)
def folded_title(title: str) -> str:
    """Give the id of a title; empty where the title holds no letter or digit."""
    return title_id(title) if title_key(title) else ""


def author_name(printed: str) -> str:
    """Turn the comma form of a name round: `Curie, Marie` to `Marie Curie`."""
    family, comma, given = (part.strip() for part in printed.partition(","))
    turn = comma and given and "," not in given and not _GENERATION.fullmatch(given)
    return f"{given} {family}" if turn else printed


@lru_cache(4096)
def author_id(printed: str) -> str:
    """Fold a name: lower case, no accents or punctuation, the comma form turned round."""
    plain = unicodedata.normalize("NFKD", author_name(printed)).casefold()
    words = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()
    return " ".join(words) or " ".join(printed.casefold().split())


def tell_apart(records: Collection[Paper]) -> list[Known]:
    """Say which papers a closed set of records tells of.

    Records with a common id tell of one paper. So do records with the same title, unless ids, years or authors
    contradict: two ids of one scheme, years more than one apart, no family name in common.

    Parameters
    ----------
    records
        Tidy records; with each one, all others that share an id or title with it.

    Returns
    -------
    list of Known
        In an order that depends on the records only.
    """
    sources = [_Source(tuple(group)) for group in _join_by_id(sorted(set(records), key=repr))]
    sources.sort(key=lambda s: (not s.ids, s.rank))
    clusters = _join_by_title(sources)
    known = [_merge([record for source in cluster for record in source.records]) for cluster in clusters]
    return _number_namesakes(known)


@dataclass(frozen=True)
class _Source:
    """Records that share ids, so are one paper whatever else they say."""

    records: tuple[Paper, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(i for record in self.records for i in record.ids)

    @cached_property
    def schemes(self) -> frozenset[str]:
        return frozenset(i.partition(":")[0] for i in self.ids)

    @cached_property
    def titles(self) -> frozenset[str]:
        return frozenset(filter(None, (folded_title(record.title) for record in self.records)))

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(record.year for record in self.records if record.year)

    @cached_property
    def families(self) -> frozenset[str]:
        return frozenset(author_id(author.name).split()[-1] for record in self.records for author in record.authors)

    @cached_property
    def rank(self) -> tuple[int, str]:
        return min(self.years, default=0), min(map(repr, self.records))

    def contradicts(self, other: _Source) -> bool:
        """Tell whether ids, years or authors say that this is another paper of the same title."""
        if self.schemes & other.schemes:  # A common id of that scheme would have made them one source.
            return True
        strangers = self.families and other.families and not self.families & other.families
        return bool(strangers) or _years_between(self.years, other.years) > 1


def _years_between(some: tuple[int, ...], others: tuple[int, ...]) -> int:
    return max(min(some) - max(others), min(others) - max(some)) if some and others else 0


def _join_by_id(records: Iterable[Paper]) -> list[list[Paper]]:
    groups: dict[str, list[Paper]] = {}
    alone: list[list[Paper]] = []
    for record in records:
        found = {id(g): g for i in record.ids if (g := groups.get(i)) is not None}
        group = [record, *(r for g in found.values() for r in g)]
        for i in {i for r in group for i in r.ids}:
            groups[i] = group
        if not record.ids:
            alone.append(group)
    joined = {id(g): g for g in groups.values()}
    return [*joined.values(), *alone]


def _join_by_title(sources: Sequence[_Source]) -> list[list[_Source]]:
    """Join sources of one title as long as no two within a cluster contradict each other."""
    cluster_of = {id(source): [source] for source in sources}
    titled: defaultdict[str, list[_Source]] = defaultdict(list)
    for source in sources:
        for title in source.titles:
            titled[title].append(source)
    for title in sorted(titled):
        seen: dict[int, list[_Source]] = {}
        for source in titled[title]:
            mine = cluster_of[id(source)]
            if id(mine) in seen:
                continue
            for cluster in seen.values():
                if not any(a.contradicts(b) for a, b in product(cluster, mine)):
                    cluster.extend(mine)
                    cluster_of.update((id(s), cluster) for s in mine)
                    break
            else:
                seen[id(mine)] = mine
    return list({id(c): c for c in map(cluster_of.__getitem__, map(id, sources))}.values())


def _merge(records: list[Paper]) -> Known:
    """Make one paper of its records: the text of the best one, what that lacks from the others."""
    ranked = sorted(records, key=repr)
    ranked.sort(key=lambda r: (bool(r.abstract.strip()), _date(r), len(r.abstract)), reverse=True)
    best = ranked[0]
    filled = {
        name: next(filter(None, (getattr(record, name) for record in ranked)), getattr(best, name))
        for name in ("title", "abstract", "year", "date", "authors", "venue", "url", "source")
    }
    ids = known_ids(Paper("", "", ids=tuple(sorted({i for record in ranked for i in record.ids}))))
    cited = {Citation("", c, r.source) for r in ranked for c in r.references if c not in ids}
    paper = Paper(
        id=ids[0] if ids else folded_title(filled["title"]),
        ids=tuple(sorted(ids)),
        references=tuple(sorted({c.cited for c in cited})),
        **filled,
    )
    titles = sorted({folded_title(record.title) for record in ranked} - {""})
    return Known(paper, tuple(ranked), tuple(titles), tuple(sorted(cited, key=lambda c: (c.cited, c.source))))


def _date(record: Paper) -> str:
    return record.date if _ISO.fullmatch(record.date) else str(record.year or "")


def _number_namesakes(papers: list[Known]) -> list[Known]:
    """Keep apart papers that have nothing but one title: the first keeps the title's id, the others get `~2`, `~3`."""
    taken: Counter[str] = Counter()
    for at, known in enumerate(papers):
        paper = known.paper
        taken[paper.id] += 1
        if (number := taken[paper.id]) > 1:
            papers[at] = replace(known, paper=replace(paper, id=f"{paper.id}~{number}"))
    return papers


def record_to_json(record: Paper) -> str:
    """Write a tidy record as JSON."""
    fields = asdict(record) | {"authors": [author.name for author in record.authors]}
    return json.dumps({n: value for n, value in fields.items() if value}, ensure_ascii=False, sort_keys=True)


def record_from_json(body: str) -> Paper:
    """Read what `record_to_json` wrote."""
    fields: dict[str, Any] = {"id": "", "title": "", **json.loads(body)}
    lists = {name: tuple(fields.get(name, ())) for name in ("authors", "ids", "references")}
    lists["authors"] = tuple(map(Author, lists["authors"]))
    return Paper(**fields | lists)
