"""The nouns by which a text calls a name: "a framework" is a Method, "a corpus" a Dataset."""

from __future__ import annotations

import re

from extractors.words import words
from kg.records import TYPES

TYPE_OF = {noun: kind for kind in TYPES for noun in words(f"{kind.lower()}_nouns")}
"""Type that a noun gives to the name it stands with."""

_WORDS = "|".join(sorted((re.escape(n) for n in TYPE_OF), key=lambda n: (-len(n), n)))
_NOUN = re.compile(rf"(?<![\w-])(?:{_WORDS})(?![\w-])", re.IGNORECASE)
_STOP = re.compile(
    r"[.;:()]|,\s|(?<![\w-])(?:that|which|who|where|for|of|with|via|in|on|to|from|by|using|towards?|based|designed|and|is|are)(?![\w-])",
    re.IGNORECASE,
)


def noun_after(text: str, start: int, end: int) -> str:
    """Give the last type noun of the noun phrase that begins at `start`, in lower case; empty where there is none."""
    stop = _STOP.search(text, start, end)
    found = [m.group().lower() for m in _NOUN.finditer(text, start, stop.start() if stop else end)]
    return found[-1] if found else ""


def noun_before(text: str, start: int, end: int) -> str:
    """Give the last type noun between two offsets, in lower case; empty where there is none."""
    found = [m.group().lower() for m in _NOUN.finditer(text, start, end)]
    return found[-1] if found else ""
