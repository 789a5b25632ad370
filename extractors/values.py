"""Finds the numbers of a sentence that may be results, and tells scores from gains."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = (
    r"\s?\\?%|\s?percentage points?|\s?percent\b|[\s-]points?\b|\s?pp\b|\s?(?:\\times|×|x\b|X\b)|\s?times\b|[\s-]fold\b"
    r"|\s?dB\b|\s?ms\b|\s?FPS\b"
)
_VALUE = re.compile(
    rf"(?<![\w.,/^_{{@#-])\$?(?P<sign>[+\-−]?)(?P<number>{_NUMBER})(?P<unit>{_UNIT})?\$?(?P<unit2>{_UNIT})?"
    r"(?![\w/]|\.\d|-\w)"
)
_UNITS = {"percent": "%", "×": "x", "times": "x", "fold": "x", "X": "x"}
# What is counted or measured otherwise: "12 datasets", "1.28 million images", "5-fold cross-validation", "p < 0.05".
_COUNTED = re.compile(
    r"[\s\-]*(?:\w+[\s-]){0,2}?(?:datasets?|benchmarks?|tasks?|languages?|models?|GPUs?|hours?|papers?|images?|samples?|"
    r"examples?|questions?|users?|years?|tokens?|layers?|domains?|classes|categor\w+|data|million|billion|thousand|cross|"
    r"of the (?:data|labels|time|training)|(?:labeled|labelled|training) data|sentences?|documents?|participants?)\b",
    re.IGNORECASE,
)
_INTERVAL = re.compile(r"\s?(?:[-–—]|to|,)\s?[\d.]+\s?\\?%?\s?[)\]]")
_PROBABILITY = re.compile(r"\b[pdrkn]\s?(?:[<>=≤≥]|\\(?:leq|geq|le|ge|approx))\s?\$?$", re.IGNORECASE)

_MORE = (
    r"improv\w*|gains?|increas\w*|reductions?|decreas\w*|uplift|boost\w*|drops?|speed-?ups?|savings?|accelerations?|"
    r"enhancements?|advantage"
)
_GAIN_BEHIND = re.compile(
    rf"[\s,$}})]*(?:\w+[\s-]){{0,5}}?(?:{_MORE}|higher|lower|faster|better|fewer|less|more|smaller|larger|greater|cheaper|slower|"
    r"worse|relative|absolute|over the|reduced|improved)\b",
    re.IGNORECASE,
)
_GAIN_BEFORE = re.compile(
    rf"(?:\bby\s(?:\w+\s){{0,4}}?|\b(?:{_MORE})\s(?:of|by|in)?\s?(?:\w+\s){{0,3}}?|"
    r"\b(?:outperform|surpass|exceed|beat)\w*\b[^.;%\d]{0,60})[$~\\+]*$",
    re.IGNORECASE,
)
_SCORE_BEFORE = re.compile(r"\b(?:from|to)\s(?:\w+\s)?[$~\\]*$", re.IGNORECASE)
_UP_TO = re.compile(r"\bup to\s[$~\\]*$", re.IGNORECASE)
_POINTS = {"x", "points", "point", "percentage points", "percentage point", "pp"}


MOST_VALUES = 40
"""Values of one sentence that are looked at: more make a table, not a sentence."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number as printed: offsets of it with sign and unit, the unit in short, whether it has a plus sign."""

    start: int
    end: int
    unit: str
    signed: bool


def find_values(text: str, start: int, end: int, taken: Collection[tuple[int, int]]) -> list[Value]:
    """Find the numbers between two offsets that may be results.

    Parameters
    ----------
    text, start, end
        Where to look.
    taken
        Spans of names: the number in one ("CIFAR-10") is no result.
    """
    found = []
    for m in _VALUE.finditer(text, start, end):
        unit = (m["unit"] or m["unit2"] or "").strip(" -\\")
        a, b = m.span()
        if text[a] == "$" and text[b - 1] != "$" and "$" not in text[a + 1 : b]:
            a += 1
        named = any(x < m.end("number") and m.start("number") < y for x, y in taken)
        plain = not unit and ("." not in m["number"] or len(m["number"]) < 3)
        year = re.fullmatch(r"(?:19|20)\d\d", m["number"])
        before = text[max(start, a - 12) : a]
        interval = before.rstrip().endswith(("(", "[", "-", "–", "—", "±")) and (
            _INTERVAL.match(text, b, end) or re.search(r"\d\s?\\?%?\s?(?:[-–—±]|\\pm)\s?\$?$", before)
        )
        if named or plain or year or interval or _COUNTED.match(text, b, end) or _PROBABILITY.search(before):
            continue
        found.append(Value(a, b, _UNITS.get(unit, unit), m["sign"] == "+"))
        if len(found) == MOST_VALUES:
            break
    return found


def kind_of(text: str, start: int, end: int, value: Value) -> str:
    """Tell whether a value of the sentence between two offsets is an absolute `score` or a `gain` over something."""
    before = text[max(start, value.start - 90) : value.start]
    behind = text[value.end : min(end, value.end + 60)].partition(", ")[0]
    if value.signed or value.unit in _POINTS or _GAIN_BEHIND.match(behind):
        return "gain"
    if _SCORE_BEFORE.search(before) and not _UP_TO.search(before):
        return "score"
    return "gain" if _GAIN_BEFORE.search(before) else "score"
