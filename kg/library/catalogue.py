"""Papers in the file: finds the records that a new one must be compared with, and writes what papers they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.library.identity import (
    Known,
    author_id,
    author_name,
    record_from_json,
    record_keys,
    record_to_json,
    tell_apart,
)
from kg.library.papers import read_papers
from kg.library.store import Store, among
from kg.records import Paper


@dataclass(slots=True)
class Stored:
    """A paper as the file holds it."""

    n: int
    paper: Paper
    records: list[Paper] = field(default_factory=list)
    keys: set[tuple[str, int]] = field(default_factory=set)


@dataclass(slots=True)
class Changes:
    """What has to be written, by row number; `text` are those among the changed whose text is another."""

    gone: list[int] = field(default_factory=list)
    changed: list[tuple[int, Known]] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    new: list[Known] = field(default_factory=list)
    keys: dict[str, set[tuple[str, int]]] = field(default_factory=dict)


def find_related(store: Store, keys: Iterable[str]) -> list[int]:
    """Find all papers that share an id or title with the given ones, or with a paper so found."""
    papers: set[int] = set()
    asked: set[str] = set()
    ask = set(keys)
    while ask:
        asked |= ask
        query = "SELECT DISTINCT paper FROM paper_id WHERE id IN (SELECT value FROM json_each(?))"
        found = {n for (n,) in store.each(query, among(ask))} - papers
        papers |= found
        query = "SELECT DISTINCT id FROM paper_id WHERE paper IN (SELECT value FROM json_each(?))"
        ask = {i for (i,) in store.each(query, among(found))} - asked if found else set()
    return sorted(papers)


def read_stored(store: Store, numbers: Collection[int]) -> list[Stored]:
    """Read papers with the records they were made of; a paper that one record tells of is that record."""
    found = {n: Stored(n, paper) for n, paper in read_papers(store, numbers).items()}
    chosen = among(numbers)
    query = "SELECT paper, body FROM record WHERE paper IN (SELECT value FROM json_each(?))"
    for n, body in store.each(query, chosen):
        found[n].records.append(record_from_json(body))
    query = "SELECT paper, id, resolves FROM paper_id WHERE paper IN (SELECT value FROM json_each(?))"
    for n, i, resolves in store.each(query, chosen):
        found[n].keys.add((i, resolves))
    for stored in found.values():
        stored.records = stored.records or [replace(stored.paper, id="")]
    return [found[n] for n in sorted(found)]


def compare(stored: Sequence[Stored], records: Collection[Paper]) -> Changes:
    """Say what must change for the file to tell of exactly these records.

    Parameters
    ----------
    stored
        What the file tells of them now.
    records
        All records that belong in place of those of `stored`.
    """
    changes = Changes()
    papers = tell_apart(records)
    changes.keys = _keys(papers)
    home = {record: old for old in stored for record in old.records}
    free = {old.n for old in stored}
    for known in papers:
        homes = {home[r].n: home[r] for r in known.records if r in home and home[r].n in free}
        if not homes:
            changes.new.append(known)
            continue
        # The one with the same text keeps what was read in it.
        old = min(homes.values(), key=lambda o: (o.paper.text != known.paper.text, o.n))
        free.remove(old.n)
        if old.paper.text != known.paper.text:
            changes.text.append(old.n)
        same_paper = old.paper == known.paper
        if not same_paper or set(old.records) != set(known.records) or old.keys != changes.keys[known.paper.id]:
            changes.changed.append((old.n, known))
    changes.gone = sorted(free)
    return changes


def _keys(papers: Sequence[Known]) -> dict[str, set[tuple[str, int]]]:
    """Say by which ids each paper is found, and which of several papers of one title its title id means."""
    meant = {known.paper.id: known.paper.id for known in papers}
    for known in papers:
        for title in known.titles:
            meant.setdefault(title, known.paper.id)
    return {
        known.paper.id: {
            *((i, 1) for i in known.paper.ids),
            *((title, int(meant[title] == known.paper.id)) for title in known.titles),
            (known.paper.id, 1),
        }
        for known in papers
    }


def write_papers(store: Store, changes: Changes) -> None:
    """Write the changes within the running transaction; what was read in papers that go must be cleared before."""
    changed = [n for n, _ in changes.changed]
    touched = _authors_of(store, [*changes.gone, *changed])
    store.run_many("DELETE FROM paper WHERE n = ?", [(n,) for n in changes.gone])
    for table in ("paper_id", "record", "wrote"):
        store.run_many(f"DELETE FROM {table} WHERE paper = ?", [(n,) for n in changed])
    store.run_many("DELETE FROM citation WHERE citing = ?", [(n,) for n in changed])
    # Papers may exchange ids: none may stand in the way of another.
    store.run_many("UPDATE paper SET id = '~' || n WHERE n = ?", [(n,) for n in changed])
    columns = "id = ?, title = ?, year = ?, date = ?, venue = ?, url = ?, source = ?"
    store.run_many(f"UPDATE paper SET {columns} WHERE n = ?", [(*_row(known.paper), n) for n, known in changes.changed])
    store.run_many("UPDATE use SET year = ? WHERE paper = ?", [(known.paper.year, n) for n, known in changes.changed])
    store.run_many("UPDATE abstract SET text = ? WHERE paper = ?", [(k.paper.abstract, n) for n, k in changes.changed])
    insert = "INSERT INTO paper (id, title, year, date, venue, url, source) VALUES (?, ?, ?, ?, ?, ?, ?)"
    new = [(store.run(insert, *_row(known.paper)), known) for known in changes.new]
    store.run_many("INSERT INTO abstract VALUES (?, ?)", [(n, known.paper.abstract) for n, known in new])
    _write_parts(store, [*changes.changed, *new], changes.keys)
    touched |= {author_id(author.name) for _, known in (*changes.changed, *new) for author in known.paper.authors}
    _refresh_authors(store, touched)


def _row(paper: Paper) -> tuple[object, ...]:
    return paper.id, paper.title, paper.year, paper.date, paper.venue, paper.url, paper.source


def _write_parts(store: Store, papers: Sequence[tuple[int, Known]], keys: dict[str, set[tuple[str, int]]]) -> None:
    rows = [(i, n, resolves) for n, known in papers for i, resolves in sorted(keys[known.paper.id])]
    store.run_many("INSERT INTO paper_id VALUES (?, ?, ?)", rows)
    cited = [(n, c.cited, c.source) for n, known in papers for c in known.citations]
    store.run_many("INSERT INTO citation VALUES (?, ?, ?)", cited)
    several = [(n, known) for n, known in papers if len(known.records) > 1]
    bodies = [(n, at, record_to_json(r)) for n, known in several for at, r in enumerate(known.records, 1)]
    store.run_many("INSERT INTO record VALUES (?, ?, ?)", bodies)
    wrote = [(n, at, a.name) for n, known in papers for at, a in enumerate(known.paper.authors, 1)]
    store.run_many("INSERT OR IGNORE INTO author (id, name) VALUES (?, ?)", [(author_id(w[2]), w[2]) for w in wrote])
    number = _numbers(store, {author_id(name) for _, _, name in wrote})
    store.run_many("INSERT INTO wrote VALUES (?, ?, ?, ?)", [(n, at, number[author_id(a)], a) for n, at, a in wrote])


def _numbers(store: Store, authors: Collection[str]) -> dict[str, int]:
    return dict(store.rows("SELECT id, n FROM author WHERE id IN (SELECT value FROM json_each(?))", among(authors)))


def _authors_of(store: Store, papers: Collection[int]) -> set[str]:
    query = """SELECT author.id FROM wrote JOIN author ON author.n = wrote.author
               WHERE wrote.paper IN (SELECT value FROM json_each(?))"""
    return {i for (i,) in store.each(query, among(papers))} if papers else set()


def _refresh_authors(store: Store, authors: Collection[str]) -> None:
    """Name each author as most papers do, and let go of those that no paper names."""
    printed: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    query = """SELECT author.n, author.name, wrote.name, count(wrote.paper)
               FROM author LEFT JOIN wrote ON wrote.author = author.n
               WHERE author.id IN (SELECT value FROM json_each(?)) GROUP BY author.n, wrote.name"""
    before = {}
    for n, name, written, papers in store.each(query, among(authors)):
        before[n] = name
        if papers:
            printed[n].append((-papers, author_name(written)))
    after = {n: min(names)[1] for n, names in printed.items()}
    store.run_many("DELETE FROM author WHERE n = ?", [(n,) for n in before if n not in after])
    renamed = [(name, n) for n, name in after.items() if name != before[n]]
    store.run_many("UPDATE author SET name = ? WHERE n = ?", renamed)


def related_keys(records: Iterable[Paper]) -> set[str]:
    """Give all by which records may be the same as others."""
    return {i for record in records for i in record_keys(record)}
