"""Reads JSON Lines, JSON arrays, and JSON documents that hold an array of papers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import StringIO

from kg.errors import InputError
from kg.papers.cursor import DECODER, UNREADABLE, BrokenJsonError, Cursor, reason_of
from kg.papers.dialects import read_record
from kg.papers.source import ICONV, NOT_UTF8, Skip, Source, is_damaged, skip_at
from kg.records import Paper

_HOLDERS = ("papers", "data", "results", "items")
# An object that has one of these is a paper itself; its "results" or "data" are then something else.
_OWN = ("id", "title", "abstract")


def read_lines(source: Source, skip: Skip) -> Iterator[Paper]:
    """Read JSON Lines; a line that cannot be read is skipped."""
    for number, line in enumerate(source.read_text(), 1):
        text = line.strip(" \t\r\n\ufeff")
        if not text:
            continue
        where = source.at(number)
        if is_damaged(text):
            skip_at(skip, where, f"{NOT_UTF8}; skipped", ICONV)
            continue
        try:
            record = DECODER.decode(text)
        except UNREADABLE as error:
            skip_at(skip, where, f"broken JSON: {reason_of(error)}; skipped", "write one JSON object on each line")
            continue
        if paper := read_record(record, "jsonl", where, partial(skip_at, skip, where)):
            yield paper


def read_document(source: Source, skip: Skip) -> Iterator[Paper]:
    """Read a JSON array, an object that holds one under `papers`, `data`, `results` or `items`, or one paper."""
    source.check_head()
    cursor = Cursor(source.read_text())
    try:
        for line, record in _records(cursor):
            where = source.at(line)
            if is_damaged(cursor.last):
                skip_at(skip, where, f"{NOT_UTF8}; skipped", ICONV)
            elif paper := read_record(record, "json", where, partial(skip_at, skip, where)):
                yield paper
    except BrokenJsonError as error:
        cure = "mend the file from here on, or write one record on each line"
        raise InputError(f"broken JSON: {error}", source.at(error.line), cure) from None


def is_document(head: str) -> bool:
    """Tell a JSON document from JSON Lines by its beginning."""
    text = head.lstrip(" \t\r\n\ufeff")
    if text.startswith("["):
        return True
    first, _, rest = text.partition("\n")
    # Over several lines, the first ends in the middle of the object; the first of JSON Lines does not, even if broken.
    return (bool(rest) and first.rstrip().endswith(("{", "[", ",", ":"))) or _holds_papers(head)


def _holds_papers(head: str) -> bool:
    cursor = Cursor(StringIO(head))
    try:
        return next((name for name in _members(cursor, {}) if name in _HOLDERS), "") != ""
    except BrokenJsonError:
        return False


def _records(cursor: Cursor) -> Iterator[tuple[int, object]]:
    """Yield the records of all values in the text, each with its line."""
    while first := cursor.peek():
        if first == "[":
            yield from _elements(cursor)
        elif first == "{":
            line, others, held = cursor.line, dict[str, object](), False
            for name in _members(cursor, others):
                held = held or name in _HOLDERS
                yield from _elements(cursor)
            if not held:
                yield line, others
        else:
            yield cursor.line, cursor.value()


def _elements(cursor: Cursor) -> Iterator[tuple[int, object]]:
    cursor.take("[")
    while cursor.peek() != "]":
        yield cursor.line, cursor.value()
        if cursor.peek() != "]":
            cursor.take(",]")
    cursor.take("]")


def _members(cursor: Cursor, others: dict[str, object]) -> Iterator[str]:
    """Stop at each array that may hold papers, for the caller to read; put the other members of the object aside."""
    cursor.take("{")
    while cursor.peek() != "}":
        if cursor.peek() != '"':
            raise BrokenJsonError("expected a name in quotes", cursor.line)
        name = str(cursor.value())
        cursor.take(":")
        if name in _HOLDERS and cursor.peek() == "[" and not any(own in others for own in _OWN):
            yield name
        else:
            others[name] = cursor.value()
        if cursor.peek() != "}":
            cursor.take(",}")
    cursor.take("}")
