"""The SQLite file underneath: statements, transactions, and errors that say what to do."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import LibraryError

WAIT = 30.0
"""Seconds to wait for another program that is writing."""

# What went wrong and the cure, by SQLite's primary result code.
_TOLD = {
    sqlite3.SQLITE_BUSY: ("another program is writing to it", "wait until that has finished, then try again"),
    sqlite3.SQLITE_LOCKED: ("another program is writing to it", "wait until that has finished, then try again"),
    sqlite3.SQLITE_READONLY: ("it cannot be written", "give yourself the right to write to the file and its folder"),
    sqlite3.SQLITE_PERM: ("it cannot be opened", "give yourself the right to read the file"),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "check that the folder exists and that you may read and write it"),
    sqlite3.SQLITE_CORRUPT: (
        "it is damaged",
        "take the last copy, or build it again from your papers: `citegraph build INPUT... --library NEW.kg`",
    ),
    sqlite3.SQLITE_NOTADB: ("it is not a citegraph library", "name a file that `citegraph build` made"),
    sqlite3.SQLITE_FULL: ("the disk is full", "free some space and run the same command again: nothing stored is lost"),
    sqlite3.SQLITE_IOERR: ("the disk reports an error", "check the disk and run the same command again"),
}


def library_error(error: sqlite3.Error, path: Path) -> LibraryError:
    """Say what SQLite's error means for the library and what cures it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    what, cure = _TOLD.get(
        code, (f"SQLite says: {error}", "it may be damaged: build it again from its inputs, or take a backup")
    )
    return LibraryError(what, str(path), cure)


def among(values: Collection[str] | Collection[int]) -> str:
    """Make one parameter of many values, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values))


class Store:
    """One connection; `sqlite3` errors leave it as `LibraryError` only.

    Parameters
    ----------
    connection
        In autocommit mode.
    path
        Of the file, for messages.
    readonly
        Whether writing is refused.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, readonly: bool) -> None:
        self.path = path
        self.readonly = readonly
        self._connection = connection
        self._within = False

    def each(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Run a query and give its rows as they come."""
        try:
            yield from self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a query and give all its rows."""
        return list(self.each(sql, *values))

    def first(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """Run a query and give its first row."""
        rows = self.rows(sql, *values)
        return rows[0] if rows else None

    def value(self, sql: str, *values: object) -> Any:
        """Run a query that gives one row with one column."""
        return self.rows(sql, *values)[0][0]

    def run(self, sql: str, *values: object) -> int:
        """Run a statement; give the number of the row it inserted."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def run_many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a statement once a row."""
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    def run_script(self, script: str) -> None:
        """Run statements without parameters."""
        try:
            self._connection.executescript(script)
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within, or nothing of it."""
        self.run("BEGIN IMMEDIATE")
        self._within = True
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self._connection.rollback()
            raise
        finally:
            self._within = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read within is of one moment, whatever others write."""
        if self._within:
            yield
            return
        self.run("BEGIN")
        self._within = True
        try:
            yield
        finally:
            self._within = False
            self._connection.rollback()

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        self._connection.close()
