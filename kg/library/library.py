"""A library as callers see it: opened, filled, asked, closed.

What only writing needs is imported where it is used: look-ups from the shell are to be fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from kg.errors import LibraryError
from kg.library import lookup, profiles, rows
from kg.library.answers import Answer, Authorship, EntityProfile, PaperProfile, ResultRow, Table, UseRow
from kg.library.dump import write_dump
from kg.library.opening import open_store
from kg.library.report import BuildReport, Extractor, Progress
from kg.library.rows import Ids
from kg.library.store import Store
from kg.records import Citation, Entity, Extraction, Paper, Skipped

if TYPE_CHECKING:
    from kg.names import Lexicon


def open_library(path: str | Path, *, create: bool = False, readonly: bool = False) -> Library:
    """Open a library.

    Parameters
    ----------
    path
        The file.
    create
        Make the library where the file is missing or empty.
    readonly
        Refuse to write. A library that cannot be written is opened so in any case.

    Returns
    -------
    Library
        To be closed, or used in a `with` statement.

    Raises
    ------
    LibraryNotFound
        No such file.
    LibraryError
        The file is empty, not a library, made by a newer citegraph, damaged, or cannot be read.
    """
    return Library(open_store(Path(path), create=create, readonly=readonly))


class Library:
    """Papers, what they name and what they cite, in one file. Made by `open_library`.

    Each method raises `LibraryError` where the file cannot be read or written.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def readonly(self) -> bool:
        """Whether writing is refused."""
        return self._store.readonly

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        self._store.close()

    def snapshot(self) -> AbstractContextManager[None]:
        """Within this `with` statement, all that is read is of one moment, whatever other programs write."""
        return self._store.snapshot()

    def add(
        self,
        papers: Iterable[Paper],
        extractor: Extractor,
        *,
        batch: int = 256,
        progress: Progress | None = None,
        skip: Callable[[Skipped], object] | None = None,
        lexicon: Lexicon | None = None,
        refresh: bool = False,
    ) -> BuildReport:
        """Add papers, and let the extractor read those that are new or have another text than before.

        The library depends on which records were added, not on their order or grouping; adding one twice adds nothing.
        Papers that an interrupted build left unread are read too.

        Parameters
        ----------
        papers
            Records as readers give them; read as a stream.
        extractor
            What reads the papers.
        batch
            How many papers are written in one transaction.
        progress
            Told the step ("papers", then "reading"), how many are done, and how many there are or `None`.
        skip
            Told what is passed over, beside the report.
        lexicon
            The known names; those that ship with citegraph where it is not given.
        refresh
            Read those papers anew that another extractor read: another version, lexicon or setting. Without it they
            stay as they were read, and the report counts them.

        Returns
        -------
        BuildReport
            What was done.
        """
        from kg import names
        from kg.library.build import Build
        from kg.library.lock import writing

        self._refuse_if_readonly()
        report = BuildReport(tell=skip)
        with writing(self.path):
            build = Build(self._store, lexicon or names.lexicon(), report, progress or _say_nothing)
            build.add_papers(papers, batch)
            build.find_stale(extractor, batch if refresh else 0)
            build.read_waiting(extractor, batch)
        return report

    def remove(self, papers: Iterable[str], *, lexicon: Lexicon | None = None) -> tuple[str, ...]:
        """Remove papers by any of their ids, with all that only they brought.

        Returns
        -------
        tuple of str
            The ids of the papers that are gone.

        Raises
        ------
        NotFound
            One of them is not in the library; nothing is removed.
        """
        from kg import names
        from kg.library.build import remove_papers
        from kg.library.lock import writing

        self._refuse_if_readonly()
        with writing(self.path):
            return remove_papers(self._store, papers, lexicon or names.lexicon())

    def find_entity(self, name: str) -> Entity:
        """Find the entity that a name, alias or plural means; of several the one that most papers name.

        Raises
        ------
        NotFound
            Nothing has that name; names that are close are told.
        """
        with self.snapshot():
            return lookup.find_entity(self._store, name)[1]

    def papers_using(
        self,
        name: str,
        *,
        type: str | None = None,  # noqa: A002
        role: str | None = None,
        years: tuple[int | None, int | None] | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Answer:
        """Answer which papers use, evaluate on, introduce or compare with an entity or a variant of it.

        Parameters
        ----------
        name
            Any name of the entity.
        type, role
            Only where papers take it for that, or do that with it.
        years
            First and last year, `None` for no bound.
        limit, offset
            The page; `total` counts all. Papers that merely mention it stand apart, at most `limit` of them.

        Raises
        ------
        NotFound
            Nothing has that name.
        CitegraphError
            There is no such type or role.
        """
        with self.snapshot():
            return lookup.papers_using(self._store, name, type, role, years, limit, offset)

    def paper(self, what: str) -> PaperProfile:
        """Tell all about a paper, found by an id, by its title, or by the entity that it introduces.

        Raises
        ------
        NotFound
            There is none.
        CitegraphError
            There are several; they are told.
        """
        with self.snapshot():
            return profiles.paper_profile(self._store, what)

    def read_extraction(self, what: str) -> tuple[Paper, Extraction]:
        """Give a paper, found as by `paper`, and all that was found in it, with the rule that found each.

        Raises
        ------
        NotFound
            There is none.
        CitegraphError
            There are several; they are told.
        """
        with self.snapshot():
            return profiles.read_extraction(self._store, what)

    def entity(self, name: str) -> EntityProfile:
        """Tell all about an entity.

        Raises
        ------
        NotFound
            Nothing has that name.
        """
        with self.snapshot():
            return profiles.entity_profile(self._store, name)

    def top(self, type: str | None = None, *, limit: int = 50, offset: int = 0) -> Table:  # noqa: A002
        """List the entities of a type ("Dataset", "datasets"), or of all, that most papers name.

        Raises
        ------
        CitegraphError
            There is no such type.
        """
        with self.snapshot():
            return profiles.top(self._store, type, limit, offset)

    def stats(self) -> dict[str, object]:
        """Count what the library holds."""
        with self.snapshot():
            return profiles.stats(self._store)

    def dump(self, out: TextIO) -> None:
        """Write all as JSON Lines in one canonical form: equal libraries give equal bytes."""
        with self.snapshot():
            write_dump(self._store, out)

    def iter_papers(self, papers: Ids = None) -> Iterator[Paper]:
        """Give papers, whole, in the order of their ids; all, or those with the given ids."""
        return rows.iter_papers(self._store, papers)

    def iter_entities(self, entities: Ids = None) -> Iterator[Entity]:
        """Give entities in the order of their ids; all, or those with the given ids."""
        return rows.iter_entities(self._store, entities)

    def iter_uses(self, papers: Ids = None, entities: Ids = None, *, evidence: bool = False) -> Iterator[UseRow]:
        """Give which paper does what with which entity, in order; with the sentences if `evidence` is set."""
        return rows.iter_uses(self._store, papers, entities, evidence)

    def iter_citations(self, citing: Ids = None, cited: Ids = None) -> Iterator[Citation]:
        """Give citations between papers of the library, by the papers' own ids, in order."""
        return rows.iter_citations(self._store, citing, cited)

    def iter_results(self, papers: Ids = None, entities: Ids = None) -> Iterator[ResultRow]:
        """Give the results that papers report, each with the entity that it is about, in order."""
        return rows.iter_results(self._store, papers, entities)

    def iter_authors(self, papers: Ids = None) -> Iterator[Authorship]:
        """Give who wrote what, in the order of paper ids and positions."""
        return rows.iter_authors(self._store, papers)

    def _refuse_if_readonly(self) -> None:
        if self.readonly:
            raise LibraryError("it is open for reading only", str(self.path), "give yourself the right to write to it")


def _say_nothing(step: str, done: int, total: int | None) -> None:
    """Take no notice of progress."""
