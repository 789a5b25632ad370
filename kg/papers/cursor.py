"""Reads a long JSON text value by value, with the standard parser.

Unlike the streaming parsers it takes NaN, control characters and lone surrogates, which files written by programs do
contain, and it treats a record the same in an array and on a line of its own.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TextIO

DECODER = json.JSONDecoder(parse_float=Decimal, strict=False)
"""The parser; Decimal keeps the last zero of an id like 2103.00020."""

UNREADABLE = (ValueError, ArithmeticError, RecursionError)
"""What the parser raises."""

_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_PIECE = 1 << 16
# A word or an escape that is cut off is reported where it starts; -Infinity and \ud83d\ude00 are the longest.
_TOKEN = 16


class BrokenJsonError(Exception):
    """JSON that cannot be read on, with the number of the line."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


class Cursor:
    """A place in a JSON text: its `line`, and the `last` value as it is written. Only that one is in memory."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self.line = 1
        self.last = ""

    def peek(self) -> str:
        """Skip white space and give the next character; empty at the end."""
        while True:
            if space := _SPACE.match(self._text, self._at):
                self._move(space.end())
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, expected: str) -> str:
        """Step over one of the expected characters."""
        found = self.peek()
        if not found or found not in expected:
            raise BrokenJsonError(f"expected one of {' '.join(expected)} and found {found or 'the end'}", self.line)
        self._move(self._at + 1)
        return found

    def value(self) -> object:
        """Read one whole value."""
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
                # A number or word at the very end may go on in the next piece.
                if end < len(self._text) or not self._more():
                    self.last = self._text[self._at : end]
                    self._move(end)
                    return value
            except json.JSONDecodeError as error:
                line = self.line + self._text.count("\n", self._at, error.pos)
                cut_off = error.msg.startswith("Unterminated") or error.pos > len(self._text) - _TOKEN
                if not (cut_off and self._more()):
                    raise BrokenJsonError(error.msg, line) from None
            except UNREADABLE as error:
                raise BrokenJsonError(reason_of(error), self.line) from None

    def _move(self, to: int) -> None:
        self.line += self._text.count("\n", self._at, to)
        self._at = to

    def _more(self) -> bool:
        # Doubling keeps the work for a long value linear: each try starts at its beginning again.
        piece = self._stream.read(max(_PIECE, len(self._text) - self._at))
        self._text = self._text[self._at :] + piece
        self._at = 0
        return bool(piece)


def reason_of(error: Exception) -> str:
    """Say in words why the parser failed."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)
