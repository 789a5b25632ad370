"""Gives what the library holds row by row, whole or for some papers or entities: what graph and exports are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from kg.library.answers import Authorship, ResultRow, UseRow
from kg.library.evidence import read_evidence, read_texts
from kg.library.papers import read_papers
from kg.library.store import Store, among
from kg.records import ROLES, Citation, Entity, Paper, Result

_PAGE = 500

Ids = Collection[str] | None
"""Ids to which rows are restricted; `None` for all."""


def _restrict(columns: dict[str, Ids]) -> tuple[str, list[str]]:
    """Make the WHERE clause, with its parameters, that keeps columns to the ids given for them."""
    asked = {column: among(ids) for column, ids in columns.items() if ids is not None}
    clauses = [f"{column} IN (SELECT value FROM json_each(?))" for column in asked]
    return f"WHERE {' AND '.join(clauses)}" if clauses else "", list(asked.values())


def iter_papers(store: Store, papers: Ids = None) -> Iterator[Paper]:
    """Give papers in the order of their ids, whole; `ids` without title ids, `references` normalised."""
    where, values = _restrict({"id": papers})
    numbers = (n for (n,) in store.rows(f"SELECT n FROM paper {where} ORDER BY id", *values))
    while page := list(islice(numbers, _PAGE)):
        found = read_papers(store, page)
        yield from (found[n] for n in page)


def iter_entities(store: Store, entities: Ids = None) -> Iterator[Entity]:
    """Give entities in the order of their ids."""
    where, values = _restrict({"id": entities})
    numbers = iter(store.rows(f"SELECT n FROM entity {where} ORDER BY id", *values))
    while page := [n for (n,) in islice(numbers, _PAGE)]:
        aliases: defaultdict[int, list[str]] = defaultdict(list)
        query = """SELECT entity, surface FROM alias WHERE entity IN (SELECT value FROM json_each(?))
                   ORDER BY entity, seen + named DESC, lexicon DESC, surface"""
        for n, surface in store.each(query, among(page)):
            aliases[n].append(surface)
        query = """SELECT n, id, name, type, papers, introduced_by, first_year, variant_of FROM entity
                   WHERE n IN (SELECT value FROM json_each(?)) ORDER BY id"""
        for n, folded, name, kind, count, introduced_by, first_year, variant_of in store.each(query, among(page)):
            others = tuple(surface for surface in aliases[n] if surface != name)
            yield Entity(folded, name, kind, others, count, introduced_by, first_year, variant_of)


def iter_uses(store: Store, papers: Ids = None, entities: Ids = None, evidence: bool = False) -> Iterator[UseRow]:
    """Give uses in the order of paper and entity ids."""
    where, values = _restrict({"paper.id": papers, "entity.id": entities})
    query = f"""SELECT paper.n, entity.n, paper.id, entity.id, use.type, role, confidence,
                       (SELECT count(*) FROM mention m WHERE m.paper = use.paper AND m.entity = use.entity)
                FROM use JOIN paper ON paper.n = use.paper JOIN entity ON entity.n = use.entity {where}
                ORDER BY paper.id, entity.id"""
    rows = store.each(query, *values)
    while page := list(islice(rows, _PAGE)):
        found = read_evidence(store, {row[0] for row in page}, {row[1] for row in page}) if evidence else {}
        for n, e, paper, entity, kind, role, confidence, mentions in page:
            yield UseRow(paper, entity, kind, ROLES[role], confidence, mentions, found.get((n, e), ()))


def iter_citations(store: Store, citing: Ids = None, cited: Ids = None) -> Iterator[Citation]:
    """Give citations between papers of the library, by the papers' own ids, in order."""
    where, values = _restrict({"a.id": citing, "b.id": cited})
    query = f"""SELECT DISTINCT a.id, b.id, c.source FROM citation c
                JOIN paper_id i ON i.id = c.cited AND i.resolves AND i.paper <> c.citing
                JOIN paper a ON a.n = c.citing JOIN paper b ON b.n = i.paper {where} ORDER BY a.id, b.id, c.source"""
    return (Citation(*row) for row in store.each(query, *values))


def iter_results(store: Store, papers: Ids = None, entities: Ids = None) -> Iterator[ResultRow]:
    """Give results in the order of paper ids and of the text, with the entity that each is about."""
    about = "coalesce(d.id, m.id, '')"
    where, values = _restrict({"paper.id": papers, about: entities})
    if entities is not None:
        # Implied by the other condition, but this one the indexes can answer.
        any_of = "IN (SELECT value FROM json_each(?))"
        where += f" AND (dataset_entity {any_of} OR metric_entity {any_of})"
        values += [among(entities)] * 2
    query = f"""SELECT paper.n, paper.id, {about}, system, dataset, metric, value, unit, kind,
                       start, end, sentence_start, sentence_end
                FROM result JOIN paper ON paper.n = result.paper
                LEFT JOIN entity d ON d.id = dataset_entity LEFT JOIN entity m ON m.id = metric_entity
                {where} ORDER BY paper.id, position"""
    rows = store.each(query, *values)
    while page := list(islice(rows, _PAGE)):
        texts = read_texts(store, {row[0] for row in page})
        for n, paper, entity, *said in page:
            first, last = said[-2:]
            result = replace(Result(*said[:-2]), sentence=(first, last))
            yield ResultRow(paper, entity, result, texts[n][first:last])


def iter_authors(store: Store, papers: Ids = None) -> Iterator[Authorship]:
    """Give who wrote what, in the order of paper ids and positions."""
    where, values = _restrict({"paper.id": papers})
    query = f"""SELECT paper.id, author.id, author.name, position FROM wrote
                JOIN paper ON paper.n = wrote.paper JOIN author ON author.n = wrote.author {where}
                ORDER BY paper.id, position"""
    return (Authorship(*row) for row in store.each(query, *values))
