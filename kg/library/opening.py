"""Finds out what a file is, and opens or creates it as a library.

What only writing needs is imported where it is used: look-ups from the shell are to be fast.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from kg.errors import LibraryError, LibraryNotFound
from kg.library.store import WAIT, Store, library_error

APPLICATION = 0x63676B67
"""SQLite's application id of a library: "cgkg"."""

SCHEMA = 1
"""Version of `schema.sql`; a library of an older one is to be migrated, of a newer one refused."""

_MAGIC = b"SQLite format 3\0"
_EMPTY = "fill it with `citegraph build INPUT... --library {}`"


def open_store(path: Path, *, create: bool = False, readonly: bool = False, any_thread: bool = False) -> Store:
    """Open a library's file.

    Parameters
    ----------
    path
        The file.
    create
        Make the library where the file is missing or empty.
    readonly
        Refuse to write. A library in a folder that cannot be written is opened so in any case.
    any_thread
        The store is handed from thread to thread, used by one at a time.

    Raises
    ------
    LibraryNotFound
        No such file.
    LibraryError
        The file is not a library, is of a newer citegraph, damaged, or cannot be opened.
    """
    _check_file(path, create)
    store = _connect(path, readonly, any_thread)
    try:
        if _check_schema(store, create):
            return store
        from kg.library.lock import writing

        with writing(path):
            if not _check_schema(store, create):
                _create(store)
        return store
    except BaseException:
        store.close()
        raise


def _check_file(path: Path, create: bool) -> None:
    where = str(path)
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise LibraryNotFound("there is no such folder", str(path.parent), "create the folder first") from None
        if not create:
            raise LibraryNotFound("there is no such library", where, _EMPTY.format(where)) from None
        return
    except IsADirectoryError:
        raise LibraryError("it is a folder, not a library", where, "name the file within it") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise LibraryError(f"it cannot be read: {reason}", where, "check the name and your rights") from error
    if not head and not create:
        raise LibraryError("the library is empty: the file has 0 bytes", where, _EMPTY.format(where))
    if head and head != _MAGIC:
        raise LibraryError("it is not a citegraph library", where, "name a file that `citegraph build` made")


def _connect(path: Path, readonly: bool, any_thread: bool) -> Store:
    uri = path.resolve().as_uri()
    try:
        return _try(f"{uri}?mode=rwc", path, readonly, any_thread)
    except sqlite3.Error as error:
        # SQLite cannot make its files beside a library in a folder that is read-only, but can read it as unchanging.
        # It would then leave out what waits in the write-ahead log.
        code = error.sqlite_errorcode & 0xFF
        if code not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN) or not path.exists() or _log_size(path):
            raise library_error(error, path) from error
    try:
        return _try(f"{uri}?immutable=1", path, True, any_thread)
    except sqlite3.Error as error:
        raise library_error(error, path) from error


def _try(uri: str, path: Path, readonly: bool, any_thread: bool) -> Store:
    connection = sqlite3.connect(uri, timeout=WAIT, isolation_level=None, check_same_thread=not any_thread, uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        readonly = readonly or not os.access(path, os.W_OK)
        if readonly:
            connection.execute("PRAGMA query_only = ON")
        return Store(connection, path, readonly)
    except BaseException:
        connection.close()
        raise


def _log_size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def _check_schema(store: Store, create: bool) -> bool:
    """Tell whether the schema is there; a run killed while creating leaves SQLite's file without it."""
    where = str(store.path)
    version = store.value("PRAGMA user_version")
    application = store.value("PRAGMA application_id")
    if application == APPLICATION and version > SCHEMA:
        raise LibraryError(
            f"made by a newer citegraph (schema {version}; this one reads up to {SCHEMA})", where, "upgrade citegraph"
        )
    if application == APPLICATION and version == SCHEMA:
        return True
    if application or version or store.value("SELECT count(*) FROM sqlite_master"):
        raise LibraryError("an SQLite file, but not a citegraph library", where, "name another file")
    if not create:
        raise LibraryError("the library is empty", where, _EMPTY.format(where))
    return False


def _create(store: Store) -> None:
    from importlib import resources

    tables = resources.files("kg.library").joinpath("schema.sql").read_text(encoding="utf-8")
    store.run("PRAGMA journal_mode = WAL")
    store.run_script(
        f"BEGIN IMMEDIATE; {tables}; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {SCHEMA}; COMMIT;"
    )
