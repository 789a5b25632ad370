"""Cuts a text into the word pieces of an uncased BERT vocabulary, with what the case of the letters says.

The vocabulary is uncased, names are not: each piece carries the class of its case beside its number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.text import PIECE

TOKEN = re.compile(rf"{PIECE.pattern}|[^\w\s]|_")
"""A piece of a name, or a mark: what the recognizer labels."""

LONGEST = 510
"""Word pieces of one window; the network has places for 512, with the marks of beginning and end."""

CASES = ("mark", "digits", "lower", "title", "upper", "one capital", "mixed", "with digits")
"""Classes of case; those of pieces inside a word follow, in the same order."""

_BASIC = re.compile(r"[^\W_]+|[^\w\s]|_")
_UNKNOWN, _BEGIN, _END = "[UNK]", "[CLS]", "[SEP]"
_LONGEST_WORD = 100  # letters; BERT does not know longer ones either
_MOST_PIECES = 100  # of one token


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window of a text as the network takes it.

    Attributes
    ----------
    ids, cases, parts
        int64 arrays, one number a word piece with the marks of beginning and end: number in the vocabulary, class of
        case, part of the text (0 title, 1 abstract).
    firsts
        int64 array: for each token, where its first word piece stands in the arrays.
    spans
        Offsets of the tokens in the text.
    """

    ids: NDArray[np.int64]
    cases: NDArray[np.int64]
    parts: NDArray[np.int64]
    firsts: NDArray[np.int64]
    spans: list[tuple[int, int]]


def _array(numbers: list[int]) -> NDArray[np.int64]:
    return np.array(numbers, dtype=np.int64)


def case_of(token: str) -> int:
    """Give the class of a token's case, an index of `CASES`."""
    if not token[0].isalnum():
        return 0
    if token.isdigit() or token.replace(".", "").isdigit():
        return 1
    if any(c.isdigit() for c in token):
        return 7
    if token.islower():
        return 2
    if token.isupper():
        return 4 if len(token) > 1 else 5
    return 3 if token[0].isupper() and token[1:].islower() else 6


class WordPieces:
    """Encodes texts.

    Parameters
    ----------
    vocabulary
        The word pieces in the order of their numbers; those inside a word begin with `##`.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._of = lru_cache(maxsize=50_000)(self._cut)

    def encode(self, text: str, title_end: int) -> list[Encoded]:
        """Encode a text, in windows of at most `LONGEST` word pieces that begin with a token.

        Parameters
        ----------
        text
            Title, newline, abstract.
        title_end
            Offset of the newline behind the title.
        """
        windows: list[Encoded] = []
        ids, cases, parts, firsts, spans = self._empty()
        for match in TOKEN.finditer(text):
            numbers, case = self._of(match.group())
            if len(ids) + len(numbers) > LONGEST + 1:
                windows.append(self._window(ids, cases, parts, firsts, spans))
                ids, cases, parts, firsts, spans = self._empty()
            firsts.append(len(ids))
            spans.append(match.span())
            ids += numbers
            cases += [case, *[case + len(CASES)] * (len(numbers) - 1)]
            parts += [int(match.start() >= title_end)] * len(numbers)
        if firsts:
            windows.append(self._window(ids, cases, parts, firsts, spans))
        return windows

    def _empty(self) -> tuple[list[int], list[int], list[int], list[int], list[tuple[int, int]]]:
        return [self._ids[_BEGIN]], [0], [0], [], []

    def _window(
        self, ids: list[int], cases: list[int], parts: list[int], firsts: list[int], spans: list[tuple[int, int]]
    ) -> Encoded:
        ids, cases, parts = [*ids, self._ids[_END]], [*cases, 0], [*parts, parts[-1]]
        return Encoded(_array(ids), _array(cases), _array(parts), _array(firsts), spans)

    def _cut(self, token: str) -> tuple[list[int], int]:
        """Cut one token greedily into the longest pieces that the vocabulary has."""
        plain = "".join(c for c in unicodedata.normalize("NFD", token.lower()) if unicodedata.category(c) != "Mn")
        numbers = [n for word in _BASIC.findall(plain) for n in self._word(word)]
        return numbers[:_MOST_PIECES] or [self._ids[_UNKNOWN]], case_of(token)

    def _word(self, word: str) -> list[int]:
        numbers, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            end = next((e for e in range(len(word), start, -1) if mark + word[start:e] in self._ids), 0)
            if not end or len(word) > _LONGEST_WORD:
                return [self._ids[_UNKNOWN]]
            numbers.append(self._ids[mark + word[start:end]])
            start = end
        return numbers
