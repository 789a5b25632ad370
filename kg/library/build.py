"""Adds papers to a library and removes them: first which papers there are, then what is read in those that wait.

Both go batch by batch, one transaction each. A paper waits to be read until its transaction is through, so a build that
is killed is taken up by the next one, which reads only what still waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from kg.errors import NotFound
from kg.library.catalogue import compare, find_related, read_stored, related_keys, write_papers
from kg.library.entities import clear_readings, write_readings
from kg.library.identity import tidy_record
from kg.library.opening import open_store
from kg.library.papers import read_papers
from kg.library.report import BuildReport, Extractor, Progress
from kg.library.store import Store
from kg.names import Lexicon
from kg.papers.ids import paper_id
from kg.records import Extraction, Paper

T = TypeVar("T")


class Build:
    """One run of adding papers; the caller holds the lock on writing."""

    def __init__(self, store: Store, lexicon: Lexicon, report: BuildReport, progress: Progress) -> None:
        self._store = store
        self._lexicon = lexicon
        self._report = report
        self._progress = progress
        self._last_before = store.value("SELECT coalesce(max(n), 0) FROM paper")
        self._changed: set[int] = set()

    def add_papers(self, papers: Iterable[Paper], batch: int) -> None:
        """Store which papers there are."""
        report = self._report
        for records in _batches(papers, batch):
            report.read += len(records)
            tidy = [record for paper in records if (record := tidy_record(paper, report.skip))]
            known = self._add_records(tidy)
            report.unchanged += known
            report.merged += len(tidy) - known
            self._progress("papers", report.read, None)
        report.changed = len(self._changed)
        report.new = self._store.value("SELECT count(*) FROM paper WHERE n > ?", self._last_before)
        # Each new paper has a first record, with which nothing was merged.
        report.merged = max(report.merged - report.new, 0)

    def _add_records(self, records: Collection[Paper]) -> int:
        """Store a batch; give the number of records that were known before."""
        store = self._store
        with store.transaction():
            stored = read_stored(store, find_related(store, related_keys(records)))
            before = {record for old in stored for record in old.records}
            new = set(records) - before
            if new:
                changes = compare(stored, before | new)
                papers = {old.n: old.paper for old in stored}
                clear_readings(store, [*changes.gone, *changes.text], self._lexicon)
                write_papers(store, changes)
                self._changed |= {
                    n for n, known in changes.changed if n <= self._last_before and papers[n] != known.paper
                }
        return len(records) - len(new)

    def find_stale(self, extractor: Extractor, batch: int) -> None:
        """Count the papers that another extractor read; let them wait to be read anew, `batch` at a time if not 0."""
        store = self._store
        known = store.value("SELECT coalesce(max(n), 0) FROM extractor WHERE fingerprint = ?", extractor.fingerprint)
        self._report.stale = store.value("SELECT count(*) FROM paper WHERE extractor <> ?", known)
        query = "SELECT n FROM paper WHERE extractor <> ? LIMIT ?"
        while batch and (numbers := [n for (n,) in store.each(query, known, batch)]):
            with store.transaction():
                clear_readings(store, numbers, self._lexicon)
            self._report.stale -= len(numbers)

    def read_waiting(self, extractor: Extractor, batch: int) -> None:
        """Let the extractor read all papers that wait, in one stream."""
        store = self._store
        total = store.value("SELECT count(*) FROM paper WHERE extractor IS NULL")
        if not total:
            return
        # The extractor may pull papers from a thread of its own while results are written here.
        source = open_store(store.path, readonly=True, any_thread=True)
        try:
            for read in _batches(extractor.extract(_waiting(source, batch)), batch):
                with store.transaction():
                    self._write(read, extractor.fingerprint)
                self._progress("reading", self._report.extracted, total)
        finally:
            source.close()

    def _write(self, read: Collection[tuple[Paper, Extraction]], fingerprint: str) -> None:
        store = self._store
        store.run("INSERT OR IGNORE INTO extractor (fingerprint) VALUES (?)", fingerprint)
        extractor = store.value("SELECT n FROM extractor WHERE fingerprint = ?", fingerprint)
        rows = []
        for paper, found in read:
            if waits := store.first("SELECT n FROM paper WHERE id = ? AND extractor IS NULL", paper.id):
                rows.append((waits[0], paper, found))
        write_readings(store, rows, extractor, self._lexicon)
        self._report.extracted += len(rows)


def remove_papers(store: Store, ids: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Remove papers and all that only they brought; give the ids of those removed.

    Raises
    ------
    NotFound
        One of them is not there; nothing is removed.
    """
    with store.transaction():
        numbers: dict[int, str] = {}
        for raw in (text.encode(errors="replace").decode() for text in ids):
            query = """SELECT n, paper.id FROM paper_id JOIN paper ON paper.n = paper_id.paper
                       WHERE paper_id.id IN (?, ?) AND resolves"""
            row = store.first(query, paper_id(raw), raw)
            if not row:
                raise NotFound(f"no paper has the id {raw!r}; nothing was removed", str(store.path), "check the ids")
            numbers[row[0]] = row[1]
        stored = read_stored(store, numbers)
        keys = related_keys(record for old in stored for record in old.records)
        around = read_stored(store, find_related(store, keys))
        stay = {record for old in around if old.n not in numbers for record in old.records}
        changes = compare([old for old in around if old.n not in numbers], stay)
        changes.gone.extend(numbers)
        clear_readings(store, [*changes.gone, *changes.text], lexicon)
        write_papers(store, changes)
    return tuple(numbers.values())


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def _waiting(store: Store, batch: int) -> Iterator[Paper]:
    """Give the papers that wait, page by page, so that no long read keeps the write-ahead log from being folded in."""
    query = "SELECT n FROM paper WHERE extractor IS NULL AND n > ? ORDER BY n LIMIT ?"
    last = 0
    while numbers := [n for (n,) in store.each(query, last, batch)]:
        papers = read_papers(store, numbers)
        yield from (papers[n] for n in numbers)
        last = numbers[-1]
