"""Writes a library as JSON Lines in one canonical form: equal libraries give equal bytes."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from typing import TextIO

from kg.library.rows import iter_authors, iter_entities, iter_papers
from kg.library.store import Store
from kg.records import ROLES, Entity


def write_dump(store: Store, out: TextIO) -> None:
    """Write first the papers, then the entities, then the authors, each in the order of their ids."""
    for paper in iter_papers(store):
        _write(out, {"paper": {"id": paper.id, "ids": paper.ids, **_texts(paper), **_read_parts(store, paper.id)}})
    for entity in iter_entities(store):
        _write(out, {"entity": _read_entity(store, entity)})
    names = {row.author: row.name for row in iter_authors(store)}
    for author in sorted(names):
        _write(out, {"author": {"id": author, "name": names[author]}})


def _texts(paper: object) -> dict[str, object]:
    return {n: getattr(paper, n) for n in ("title", "abstract", "year", "date", "venue", "url", "source")}


def _read_parts(store: Store, paper: str) -> dict[str, object]:
    """Read all that hangs on a paper."""
    n, extractor = store.rows(
        "SELECT paper.n, fingerprint FROM paper LEFT JOIN extractor ON extractor.n = extractor WHERE id = ?", paper
    )[0]
    query = """SELECT entity.id, start, end, mention.type, role, confidence, by, rule, sentence_start, sentence_end
               FROM mention JOIN entity ON entity.n = entity WHERE paper = ? ORDER BY 1, 2, 3"""
    mentions = defaultdict(list)
    for entity, *mention in store.each(query, n):
        mentions[entity].append(mention)
    query = """SELECT entity.id, use.type, role, confidence, use.name FROM use JOIN entity ON entity.n = entity
               WHERE paper = ? ORDER BY 1"""
    uses = [
        {"entity": e, "type": kind, "role": ROLES[role], "confidence": c, "name": name, "mentions": mentions[e]}
        for e, kind, role, c, name in store.each(query, n)
    ]
    results = """SELECT system, dataset, metric, value, unit, kind, start, end, sentence_start, sentence_end,
                        dataset_entity, metric_entity FROM result WHERE paper = ? ORDER BY position"""
    records = "SELECT body FROM record WHERE paper = ? ORDER BY position"
    return {
        "authors": [name for (name,) in store.each("SELECT name FROM wrote WHERE paper = ? ORDER BY position", n)],
        "citations": store.rows("SELECT cited, source FROM citation WHERE citing = ? ORDER BY 1, 2", n),
        "records": [json.loads(body) for (body,) in store.each(records, n)],
        "found_by": store.rows("SELECT id, resolves FROM paper_id WHERE paper = ? ORDER BY 1", n),
        "extractor": extractor,
        "uses": uses,
        "results": store.rows(results, n),
    }


def _read_entity(store: Store, entity: Entity) -> dict[str, object]:
    """Read an entity with what it was worked out from."""
    types = """SELECT support.type, support.papers FROM support JOIN entity ON entity.n = support.entity
               WHERE entity.id = ? ORDER BY 1"""
    aliases = """SELECT surface, lexicon, named, seen FROM alias JOIN entity ON entity.n = alias.entity
                 WHERE entity.id = ? ORDER BY surface"""
    return asdict(entity) | {
        "reason": store.value("SELECT reason FROM entity WHERE id = ?", entity.id),
        "types": dict(store.rows(types, entity.id)),
        "aliases": store.rows(aliases, entity.id),
    }


def _write(out: TextIO, line: dict[str, object]) -> None:
    json.dump(line, out, sort_keys=True, separators=(",", ":"))
    out.write("\n")
