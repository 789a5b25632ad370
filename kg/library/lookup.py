"""Finds entities by name, and the papers that use them. Indexed SQL only; no lexicon, no graph."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Any

from kg.errors import CitegraphError, NotFound
from kg.library.answers import Answer, Evidence, PaperRow
from kg.library.evidence import once, read_evidence
from kg.library.store import Store, among
from kg.records import ROLES, TYPES, Entity
from kg.text import key, one_line, singular

MENTIONS = ROLES.index("mentions")

_SUGGESTED_FROM = 5_000
_COLUMNS = "entity.n, entity.id, entity.name, type, papers, introduced_by, first_year, variant_of"


def read_entity(store: Store, row: Sequence[Any]) -> Entity:
    """Make an entity of its columns, its aliases in the order of how many papers print them."""
    n, folded, name, kind, papers, introduced_by, first_year, variant_of = row
    query = (
        "SELECT surface FROM alias WHERE entity = ? AND surface <> ? ORDER BY seen + named DESC, lexicon DESC, surface"
    )
    aliases = tuple(surface for (surface,) in store.each(query, n, name))
    return Entity(folded, name, kind, aliases, papers, introduced_by, first_year, variant_of)


def find_entity(store: Store, name: str) -> tuple[int, Entity]:
    """Find the entity that a name means, and its row number.

    Raises
    ------
    NotFound
        Nothing has that name; names that are close are told.
    """
    clean = name.encode(errors="replace").decode().strip()
    folded = key(clean)
    for wanted in dict.fromkeys((folded, singular(folded))):
        query = f"""SELECT {_COLUMNS} FROM entity WHERE id IN (?, ?)
                    UNION SELECT {_COLUMNS} FROM alias JOIN entity ON entity.n = alias.entity WHERE alias.key = ?
                    ORDER BY papers DESC, id LIMIT 1"""
        if row := store.first(query, wanted, clean.casefold(), wanted):
            return row[0], read_entity(store, row)
    near = suggest(store, folded)
    cure = f"did you mean {', '.join(near)}?" if near else "see what there is with `citegraph top datasets`"
    raise NotFound(f"nothing is called {one_line(clean)!r}", str(store.path), cure)


def suggest(store: Store, folded: str) -> list[str]:
    """Give names of entities whose keys are close to one that is not there."""
    if not folded:
        return []
    query = """SELECT alias.key, entity.name FROM alias JOIN entity ON entity.n = alias.entity
               WHERE alias.key >= ? AND alias.key < ? AND length(alias.key) BETWEEN ? AND ?
               ORDER BY entity.papers DESC, alias.key LIMIT ?"""
    # Keys with the same first letter: between it and the next one there is.
    start, end = folded[0], chr(min(ord(folded[0]) + 1, 0x10FFFF))
    near = dict(store.rows(query, start, end, len(folded) - 3, len(folded) + 3, _SUGGESTED_FROM))
    return list(dict.fromkeys(near[k] for k in get_close_matches(folded, near, n=5, cutoff=0.7)))[:3]


def family(store: Store, entity: int) -> list[int]:
    """Give the row numbers of an entity and all that are variants of it, or of one of them."""
    query = """WITH RECURSIVE family (n, id) AS (
                   SELECT n, id FROM entity WHERE n = ?
                   UNION SELECT v.n, v.id FROM family JOIN entity v ON v.variant_of = family.id AND v.variant_of <> '')
               SELECT n FROM family ORDER BY n"""
    return [n for (n,) in store.each(query, entity)]


def read_type(word: str) -> str:
    """Read an entity type in any case, singular or plural.

    Raises
    ------
    CitegraphError
        There is no such type.
    """
    for kind in TYPES:
        if word.casefold() in (kind.casefold(), f"{kind.casefold()}s"):
            return kind
    raise CitegraphError(f"there is no type {one_line(word)!r}", cure=f"use one of {', '.join(TYPES)}")


def read_role(word: str) -> int:
    """Read a role in any case, as its number.

    Raises
    ------
    CitegraphError
        There is no such role.
    """
    folded = "_".join(word.casefold().replace("-", " ").split())
    if folded not in ROLES:
        raise CitegraphError(f"there is no role {one_line(word)!r}", cure=f"use one of {', '.join(ROLES)}")
    return ROLES.index(folded)


HitRow = tuple[int, str, str, int | None, int, float]
"""Row number, id, title and year of a paper; the role and confidence of its strongest use."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The papers that name one of some entities, one row each: the strongest use.

    Only uses with `role`, where it is given; `where` keeps to a type or years, with `values` as its parameters.
    """

    entities: Sequence[int]
    role: int | None = None
    where: str = ""
    values: tuple[object, ...] = ()

    @classmethod
    def of(
        cls, entities: Sequence[int], kind: str | None, role: int | None, years: tuple[int | None, int | None] | None
    ) -> Hits:
        """Put the conditions together; `years` are the first and the last, `None` for no bound."""
        first, last = years or (None, None)
        asked = (("type = ?", kind), ("use.year >= ?", first), ("use.year <= ?", last))
        given = [(condition, value) for condition, value in asked if value is not None]
        return cls(entities, role, "".join(f" AND {condition}" for condition, _ in given), tuple(v for _, v in given))

    def count(self, store: Store) -> tuple[int, int]:
        """Count the papers that do something with an entity, and those that merely mention it."""
        # One entity has one use a paper: that spares SQLite to tell the papers apart.
        papers = "count(*)" if len(self.entities) == 1 else "count(DISTINCT paper)"
        query = f"""SELECT {papers} FROM use WHERE entity IN (SELECT value FROM json_each(?))
                    AND role BETWEEN ? AND ? {self.where}"""
        first, last = (0, MENTIONS) if self.role is None else (self.role, self.role)
        named = store.value(query, among(self.entities), first, last, *self.values)
        using = store.value(query, among(self.entities), first, min(last, MENTIONS - 1), *self.values)
        return using, named - using

    def page(self, store: Store, mentioning: bool, limit: int, offset: int) -> list[HitRow]:
        """Give one page of either kind: by role, the latest year, confidence, id.

        Each entity's uses come in that order from the index, so that no more are read than the page needs.
        """
        one, role = (True, MENTIONS) if mentioning else (self.role is not None, self.role or 0)
        query = f"""SELECT n, id, title, use.year, role, confidence FROM use JOIN paper ON paper.n = use.paper
                    WHERE entity = ? AND role {"= ?" if one else "< ?"} {self.where}
                    ORDER BY role, use.year DESC, confidence DESC, id"""
        values = (role if one else MENTIONS, *self.values)
        streams = [store.each(query, entity, *values) for entity in self.entities]
        rows: Iterable[HitRow] = heapq.merge(*streams, key=_rank)
        if mentioning and self.role is None and len(self.entities) > 1:
            rows = self._mere_mentions(store, rows)
        return list(islice(_once(rows), offset, offset + limit))

    def _mere_mentions(self, store: Store, rows: Iterable[HitRow]) -> Iterator[HitRow]:
        """Leave out papers that mention one of the entities and do more with another."""
        query = f"""SELECT 1 FROM use WHERE paper = ? AND role < ?
                    AND entity IN (SELECT value FROM json_each(?)) {self.where} LIMIT 1"""
        chosen = among(self.entities)
        return (row for row in rows if not store.first(query, row[0], MENTIONS, chosen, *self.values))


def _once(rows: Iterable[HitRow]) -> Iterator[HitRow]:
    seen: set[int] = set()
    for row in rows:
        if row[0] not in seen:
            seen.add(row[0])
            yield row


def _rank(row: HitRow) -> tuple[int, bool, int, float, str]:
    _, paper, _, year, role, confidence = row
    return role, year is None, -(year or 0), -confidence, paper


def papers_using(
    store: Store,
    name: str,
    kind: str | None,
    role: str | None,
    years: tuple[int | None, int | None] | None,
    limit: int,
    offset: int,
) -> Answer:
    """Answer which papers use an entity; see `Library.papers_using`."""
    number, entity = find_entity(store, name)
    entities = family(store, number)
    asked_role = None if role is None else read_role(role)
    hits = Hits.of(entities, kind and read_type(kind), asked_role, years)
    total, mentioning = hits.count(store)
    # Who asks for mere mentions gets them as the answer.
    mentions_asked = asked_role == MENTIONS
    rows = hits.page(store, mentions_asked, limit, offset)
    apart = [] if mentions_asked or not mentioning else hits.page(store, True, limit, 0)
    made = _make_rows(store, [*rows, *apart], entities, asked_role)
    return Answer(
        query=name,
        entity=entity,
        total=mentioning if mentions_asked else total,
        rows=tuple(made[: len(rows)]),
        mentioned_in=tuple(made[len(rows) :]),
        mentioned_total=0 if mentions_asked else mentioning,
    )


def _make_rows(store: Store, rows: Sequence[HitRow], entities: Sequence[int], role: int | None) -> list[PaperRow]:
    papers = [row[0] for row in rows]
    names = _used_names(store, papers, entities, role)
    sentences: defaultdict[int, list[Evidence]] = defaultdict(list)
    pairs = read_evidence(store, papers, entities)
    for n in papers:
        for entity, _ in names[n]:
            sentences[n].extend(pairs.get((n, entity), ()))
    return [
        PaperRow(paper, title, year, ROLES[role], confidence, names[n][0][1], once(sentences[n]))
        for n, paper, title, year, role, confidence in rows
    ]


def _used_names(
    store: Store, papers: Sequence[int], entities: Sequence[int], role: int | None
) -> dict[int, list[tuple[int, str]]]:
    """Give for each paper which of the entities it names: in the role asked for first, then in the strongest."""
    query = """SELECT paper, entity, entity.name FROM use JOIN entity ON entity.n = use.entity
               WHERE paper IN (SELECT value FROM json_each(?)) AND entity IN (SELECT value FROM json_each(?))
               ORDER BY paper, role <> ?, role, confidence DESC, entity.name"""
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for paper, entity, name in store.each(query, among(papers), among(entities), -1 if role is None else role):
        found[paper].append((entity, name))
    return found
