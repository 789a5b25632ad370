"""Finds the numbers of a sentence that may be results: a number as printed, with sign, unit and range."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_UNIT = (
    r"\s?\\?%|\s?\$?\s?(?:\\times\b|×|[xX]\b)\s?\$?|[\s~-](?:percentage |absolute )?points?\b"
    r"|[\s~]?(?:percent|pp|times|fold)\b|-fold\b"
    r"|(?:\s|~|\\,)?(?:dB|ms|FPS|fps|[KMGT]B|[kmc]?m|[mk]?[WJ]|[KMBs]|mg/dL|hours?|minutes?|seconds?|[mb]illion|pixels)\b"
)
_VALUE = re.compile(
    r"(?<![\w.,/^_@#])(?<![A-Za-z)\]]-)\$?(?:~|(?<![\w%$})\-–])[+\-−])?"
    rf"(?:(?P<number>{_NUMBER})(?:/\d+\b)?\\?(?P<unit>{_UNIT})?"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)(?P<word>[\s-](?:times|fold|orders of magnitude))\b)\$?"
    r"(?![\w/]|[.,]\d)"
)
_UNITS = {"percent": "%", "×": "x", "times": "x", "fold": "x", "X": "x", "fps": "FPS", "point": "points"}
_RANGE = re.compile(r"\s?\$?(?:--?|[\u2012-\u2015~±]|\\sim|\\pm|\+/?-)\$?\s?")
_TO = re.compile(r"\s?\bto[\s~]\$?")
_FROM = re.compile(r"(?<!ranging )(?<!ranged )(?<!ranges )\bfrom[\s~]+(?:\w+\s)?[$~]*$")
_YEAR = re.compile(r"(?:19|20)\d\d")

MOST_VALUES = 40
"""Values of one sentence that are looked at: more make a table, not a sentence."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number as printed: offsets of it with sign and unit, and the unit in short."""

    start: int
    end: int
    unit: str


def find_values(text: str, start: int, end: int, taken: Collection[tuple[int, int]]) -> list[Value]:
    """Find the numbers between two offsets that may be results.

    Parameters
    ----------
    text, start, end
        Where to look.
    taken
        Spans of names: the number in one ("CIFAR-10") is no result.
    """
    found: list[Value] = []
    for value in _numbers(text, start, end, taken):
        if found and _joined(text, start, found[-1], value):
            found[-1] = Value(found[-1].start, value.end, value.unit)
        elif len(found) < MOST_VALUES:
            found.append(value)
        else:
            break
    return found


def _numbers(text: str, start: int, end: int, taken: Collection[tuple[int, int]]) -> Iterator[Value]:
    for m in _VALUE.finditer(text, start, end):
        unit = (m["unit"] or m["word"] or "").strip(" -~$\\").rpartition(" ")[2]
        inner = m.span("number") if m["number"] else m.span()
        if (not unit and _YEAR.fullmatch(m["number"])) or any(a < inner[1] and inner[0] < b for a, b in taken):
            continue
        yield Value(*_trim(text, *m.span(), unit), _UNITS.get(unit, unit))


def _trim(text: str, start: int, end: int, unit: str) -> tuple[int, int]:
    """Leave out dollar signs that belong to more than the number; they stay about a factor ("$3\\times$")."""
    whole = text[start] == "$" and text[end - 1] == "$"
    inner = "$" in text[start + 1 : end - 1]
    if whole and not inner and unit == "times" and "\\" in text[start:end]:
        return start, end
    if text[start] == "$" and not inner:
        start += 1
    if text[end - 1] == "$" and not inner:
        end -= 1
    return start, end


def _joined(text: str, begin: int, one: Value, other: Value) -> bool:
    """Tell whether two numbers are one range: "5-10%", "3.1 ± 0.2", "5 to 10%"; "from 5% to 10%" is two results."""
    gap = text[one.end : other.start]
    if _RANGE.fullmatch(gap):
        return True
    return bool(_TO.fullmatch(gap)) and bool(other.unit) and not _FROM.search(text, begin, one.start)
