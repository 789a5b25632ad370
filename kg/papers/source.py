"""Opens a file as a stream of bytes: unpacked, checked for being text, its beginning looked at and not lost."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.errors import InputError
from kg.records import Skipped

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Skip = Callable[[Skipped], None]
"""What is called with each thing that was passed over or read in part."""

BROKEN = (EOFError, OSError, zlib.error, UnicodeError)
"""What the streams of a damaged file raise."""

NOT_UTF8 = "is not UTF-8 text"
ICONV = "convert the file: iconv -f latin1 -t utf-8 FILE > NEW"

_HEAD = 1 << 16
_GZIP = b"\x1f\x8b"
_STDIN = "standard input"

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BLANK = "\ufeff \t\r\n"

_BINARY = (
    (b"%PDF-", "is a PDF", "give titles and abstracts as JSON Lines, CSV or another text format"),
    (b"PK\x03\x04", "is a zip archive (or a Word or Excel file)", "unpack it first, or save it as CSV"),
    (b"SQLite format 3\0", "is a SQLite database", "a citegraph library is named with --library"),
    (b"BZh", "is packed with bzip2", "unpack it first: bunzip2 FILE"),
    (b"\xfd7zXZ\0", "is packed with xz", "unpack it first: unxz FILE"),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd", "unpack it first: unzstd FILE"),
    (b"PAR1", "is a Parquet file", "save it as JSON Lines or CSV"),
    (_GZIP, "is packed twice with gzip", "unpack it once: gunzip FILE"),
)

_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file opened for reading.

    Attributes
    ----------
    name
        How messages call it.
    stream
        Its bytes from the beginning, unpacked.
    head
        The beginning as text, whatever its lines end in; bytes that are not UTF-8 are lone surrogates there.
    encoding
        `utf-8`, `utf-8-sig` or `utf-16`.
    """

    name: str
    stream: io.BufferedReader
    head: str
    encoding: str

    def read_text(self, newline: str | None = None) -> io.TextIOWrapper:
        """Open the text; bytes that are not UTF-8 become lone surrogates, see `is_damaged`."""
        errors = "strict" if self.encoding == "utf-16" else "surrogateescape"
        return io.TextIOWrapper(self.stream, self.encoding, errors, newline)

    def at(self, line: int) -> str:
        """Name a line of the file, for messages."""
        return f"{self.name}:{line}"

    def check_head(self) -> None:
        """Refuse a file that is not UTF-8 in its beginning, for formats that cannot be mended line by line."""
        if damage := _ESCAPED_BYTE.search(self.head):
            line = self.head.count("\n", 0, damage.start()) + 1
            raise InputError(NOT_UTF8, self.at(line), ICONV)


def is_damaged(text: str) -> bool:
    """Tell whether a text read from a `Source` holds bytes that were not UTF-8."""
    return not text.isascii() and _ESCAPED_BYTE.search(text) is not None


def skip_at(skip: Skip, where: str, reason: str, cure: str = "") -> None:
    """Report what was passed over, or read in part, at one place."""
    skip(Skipped(where, reason, cure))


class _Replay(io.RawIOBase):
    """A stream whose beginning was read already: gives it again, then the rest, then the error that ended it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._rest: BinaryIO = stream
        self.error: Exception | None = None
        self.head = b""
        while len(self.head) < _HEAD and (more := self._read(_HEAD - len(self.head))):
            self.head += more
        self.whole = len(self.head) < _HEAD and not self.error
        self._again = self.head

    def _read(self, size: int) -> bytes:
        # read1 gives what a truncated .gz still holds; read would lose the last piece to the error.
        try:
            return cast("io.BufferedReader", self._rest).read1(size)
        except BROKEN as error:
            self.error = error
            return b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        target = memoryview(buffer)
        piece, self._again = self._again[: len(target)], self._again[len(target) :]
        if not piece and not self.error:
            piece = self._read(len(target))
        if not piece and self.error:
            raise self.error
        target[: len(piece)] = piece
        return len(piece)


@contextmanager
def open_source(path: str | os.PathLike[str]) -> Iterator[Source]:
    """Open a file of papers; `-` is standard input, gzip is unpacked whatever the file is called.

    Raises
    ------
    InputError
        Where there is no such file, it cannot be opened, is empty, or is not text.
    """
    name = os.fspath(path)
    with ExitStack() as stack:
        raw = cast("BinaryIO", sys.stdin.buffer) if name == "-" else stack.enter_context(_open(name))
        name = _STDIN if name == "-" else name
        replay = _Replay(raw)
        if replay.head.startswith(_GZIP):
            packed = stack.enter_context(gzip.GzipFile(fileobj=io.BufferedReader(replay)))
            replay = _Replay(cast("BinaryIO", packed))
        yield _checked(name, replay)


def _open(name: str) -> BinaryIO:
    try:
        if Path(name).is_dir():
            raise InputError("is a folder", name, f"name the files in it: {Path(name, '*')}")
        return Path(name).open("rb")
    except FileNotFoundError:
        raise InputError("there is no such file", name, "check the name and the current folder") from None
    except PermissionError:
        raise InputError("may not be read", name, f"permit it: chmod u+r {name}") from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be opened: {error}", name) from None


def _checked(name: str, replay: _Replay) -> Source:
    """Look at the first bytes: refuse what is no text or empty, find the encoding."""
    head = replay.head
    for magic, what, cure in _BINARY:
        if head.startswith(magic):
            raise InputError(what, name, cure)
    encoding = next((codec for mark, codec in _MARKS if head.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in head:
        raise InputError("is a binary file", name, "give a text file; UTF-16 text needs a byte order mark")
    decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == "utf-16" else "surrogateescape")
    text = decoder.decode(head, final=replay.whole)
    if not text.strip(_BLANK):
        if replay.error:
            raise replay.error
        if replay.whole:
            raise InputError("is empty", name, "give a file with papers in it")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(name, io.BufferedReader(replay, _HEAD), text, encoding)
