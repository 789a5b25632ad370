"""Reads whole papers; apart from `catalogue`, so that look-ups need nothing of how papers are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from kg.library.store import Store, among
from kg.records import Author, Paper


def read_papers(store: Store, numbers: Collection[int]) -> dict[int, Paper]:
    """Read whole papers by row number; `ids` holds no title ids and is in alphabetical order."""
    chosen = among(numbers)
    ids = _lists(store, "SELECT paper, id FROM paper_id WHERE paper IN ({}) ORDER BY paper, id", chosen)
    authors = _lists(store, "SELECT paper, name FROM wrote WHERE paper IN ({}) ORDER BY paper, position", chosen)
    references = _lists(store, "SELECT DISTINCT citing, cited FROM citation WHERE citing IN ({}) ORDER BY 1, 2", chosen)
    query = """SELECT n, id, title, abstract.text, year, date, venue, url, source
               FROM paper JOIN abstract ON abstract.paper = n WHERE n IN (SELECT value FROM json_each(?))"""
    return {
        n: Paper(
            id=paper,
            title=title,
            abstract=abstract,
            year=year,
            date=date,
            authors=tuple(map(Author, authors[n])),
            venue=venue,
            url=url,
            source=source,
            ids=tuple(i for i in ids[n] if not i.startswith("title:")),
            references=tuple(references[n]),
        )
        for n, paper, title, abstract, year, date, venue, url, source in store.each(query, chosen)
    }


def _lists(store: Store, query: str, chosen: str) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for n, value in store.each(query.format("SELECT value FROM json_each(?)"), chosen):
        found[n].append(value)
    return found
