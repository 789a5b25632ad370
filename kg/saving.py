"""Writes a file so that it is there whole or not at all."""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import CitegraphError


@contextmanager
def saving(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to be written that takes its name when all of it is there; `.gz` is compressed.

    Equal contents give equal bytes, compressed too.

    Raises
    ------
    CitegraphError
        The file cannot be written, or is a library: nothing is left behind, and nothing is lost.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as device:  # a pipe or /dev/stdout takes what it is given
            yield device
        return
    path = path.resolve()  # what a link points to is written, not the link
    if is_database(path):
        raise CitegraphError(
            "it is a library and is not overwritten", str(path), "name another file, or delete it first"
        )
    temporary = None
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            if path.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
                    yield packed  # type: ignore[misc]
            else:
                yield file
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        reason = error.strerror or str(error)
        cure = "check that the folder exists and that you may write to it, or name another file"
        raise CitegraphError(f"it cannot be written: {reason}", str(path), cure) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def is_database(path: Path) -> bool:
    """Tell whether a file is a SQLite database, as libraries are."""
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _mode(path: Path) -> int:
    """The rights the file has, or a new one would have; `mkstemp` alone gives them to its owner only."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
