"""What a name looks like: words with inner capitals, acronyms, letters with digits; and what looks so but is none."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.words import words

WORD = re.compile(r"[^\W_](?:[\w.+\-\u2010\u2011/*@&']*[\w+*])?")
"""One word as printed, hyphens and slashes inside it."""

URL = re.compile(
    r"(?:https?[:;]//|www\.|\b(?:github|gitlab|huggingface|bitbucket)(?:\.com|\.co|\.io)?/|\b[\w\-]+\.(?:github|gitlab)\.io)\S*"
)

# A lower-case word hung on a name: the name ends before it ("BERT-based", "GPT-generated").
_SUFFIX = re.compile(
    r"[-\u2010\u2011](?:(?:like|style|type|free|aware|level|wise|only|specific|agnostic|centric|native|equivalent|compatible|inspired|"
    r"scale|driven|oriented|dependent|independent|friendly|in-the-loop|as-a-judge|infused|backed|sized)"
    r"|[a-z]{3,}(?:ed|ing))(?![a-z]).*$",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:non|pre|post|anti|multi|cross|inter|intra|semi|sub|re|un|un-|human|vanilla)[-\u2010\u2011](?=[A-Z])"
)
_TITLED = re.compile(r"^(?:[A-Z][a-z']+|[a-z]+|[0-9]+|[A-Z])(?:[-\u2010\u2011/](?:[A-Z]?[a-z']+|[0-9]+|[A-Z]))*$")
_MEASURE = re.compile(
    r"^\d[\d.,]*(?:[kKmMbBtTxX]|[GMTK]B|[GM]?Hz|K\+|D|ms|fps|st|nd|rd|th|%)?\+?$|^\d+(?:\.\d+)?[BMK]-\w+$|^[A-Z]$|^[IVX]+$"
)
_MIXED = re.compile(r"[a-z][A-Z]|[A-Z].*[A-Z]|[A-Z].*\d|\d.*[A-Z]|^[a-z]{2,}\d+[a-z]|^[a-z]+-?\d+(?:\.\d+)?$|\+$")

NO_NAMES = words("no_names")
"""What looks like a name and is none."""


@lru_cache(maxsize=50_000)
def name_in(word: str) -> tuple[int, int] | None:
    """Find the part of one word that looks like a name.

    Returns
    -------
    tuple of int or None
        Offsets within the word; `None` where it does not look like a name.
    """
    start = 0
    if prefix := _PREFIX.match(word):
        start = prefix.end()
    end = len(word)
    if suffix := _SUFFIX.search(word, start + 1):
        end = suffix.start()
    core = word[start:end].rstrip(".-/'&")
    if core.endswith(("'s", "\u2019s")):
        core = core[:-2]
    if len(core) < 2 or core in NO_NAMES or not _MIXED.search(core) or all(map(_MEASURE.match, core.split("/"))):
        return None
    if _TITLED.match(core) and not re.search(r"\d", core):
        return None
    return start, start + len(core)


def is_titled(word: str) -> bool:
    """Tell whether a word starts with a capital (or is a number), as the words of a proper name do."""
    return word[:1].isupper() or word[:1].isdigit()
