"""One writer at a time: a lock that the system lets go when its holder dies, and that says who holds it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import LibraryError
from kg.library.store import WAIT

_PAUSE = 0.1
# Behind the words that say who: Windows locks keep others from reading the bytes that they cover.
_LOCKED_BYTE = 1 << 20

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        os.lseek(file.fileno(), _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        # Not flock: forked workers would inherit it and hold it for a build that was killed.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _LOCKED_BYTE)


@contextmanager
def writing(library: Path, wait: float = WAIT) -> Iterator[None]:
    """Be the only process that writes to a library.

    Parameters
    ----------
    library
        The library's file; the lock is a file beside it.
    wait
        Seconds to wait for another writer.

    Raises
    ------
    LibraryError
        Another one holds the lock and did not let go in time.
    """
    path = library.with_name(library.name + "-lock")
    file = _open(path, library, wait)
    try:
        yield
    finally:
        # Removed while it is still held: whoever waits for it sees that and takes a new one.
        with suppress(OSError):
            path.unlink()
        file.close()


def _open(path: Path, library: Path, wait: float) -> IO[str]:
    end = time.monotonic() + wait
    while True:
        try:
            file = path.open("a+", encoding="utf-8")
        except OSError as error:
            reason = f"it cannot be written: {error.strerror or error}"
            raise LibraryError(reason, str(library), "give yourself the right to write to its folder") from error
        try:
            _lock(file)
        except OSError:
            holder = _read_holder(file)
            file.close()
            if time.monotonic() >= end:
                raise LibraryError(
                    f"{holder} is writing to it", str(library), "wait until it has finished, then try again"
                ) from None
            time.sleep(_PAUSE)
            continue
        if _is_current(file, path):
            import socket  # Slow to import, and of use to writers only.

            file.truncate(0)
            file.write(f"process {os.getpid()} on {socket.gethostname()} since {time.strftime('%Y-%m-%d %H:%M:%S')}")
            file.flush()
            return file
        file.close()


def _read_holder(file: IO[str]) -> str:
    with suppress(OSError):
        file.seek(0)
        if words := file.read().strip():
            return words
    return "another process"


def _is_current(file: IO[str], path: Path) -> bool:
    """Tell whether the file that was locked is still the one that others see."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False
