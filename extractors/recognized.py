"""What the recognizer says of a text, and what that means for a name, as features for those who decide."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.records import KINDS, ROLES, TYPES

OTHER = "other"
"""The type of names that are too general to be looked up ("deep learning"): learned, so that they can be left out."""

NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in (*TYPES, OTHER) for place in "BI"))
RESULT_TAGS = ("O", *KINDS, "metric", "dataset", "system")

_OUTSIDE = 0.5  # weight of "in no name": candidates are to be found, the fusion decides
_LEAST = 0.1  # probability of being a name worth a look-up

_STEP = 0.65  # of the log odds: one feature each
_LITTLE = 1e-4  # probability that is as good as none
_NEAR = 8  # mentions that are looked at
_BESIDE = ("by:", "shape:", "count:", "title:")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the recognizer says of the tokens of a text.

    Attributes
    ----------
    spans
        Offsets of the tokens.
    kinds
        float32, shape (tokens, 7): probability that the token is in a name of each of `TYPES`, and of `OTHER`.
    begins, inside
        float32, shape (tokens,): probability that it begins a name, that it goes on with one.
    roles
        float32, shape (tokens, 5): probability of each of `ROLES`, of a name that the token is in.
    results
        float32, shape (tokens, 7): probabilities of `RESULT_TAGS`.
    """

    spans: list[tuple[int, int]]
    kinds: NDArray[np.float32]
    begins: NDArray[np.float32]
    inside: NDArray[np.float32]
    roles: NDArray[np.float32]
    results: NDArray[np.float32]

    def found(self) -> Iterator[tuple[int, int, str]]:
        """Give what may be names: start, end, type."""
        outside = (1 - self.kinds.sum(axis=1)) * _OUTSIDE
        names = self.begins + self.inside > outside
        at = 0
        while at < len(names):
            if not names[at]:
                at += 1
                continue
            end = at + 1
            while end < len(names) and names[end] and self.inside[end] > self.begins[end]:
                end += 1
            shares = self.kinds[at:end, :-1].mean(axis=0)
            if shares.sum() >= _LEAST:
                yield self.spans[at][0], self.spans[end - 1][1], TYPES[int(shares.argmax())]
            at = end


def _odds(probability: float) -> float:
    """Give the decimal log odds of a probability."""
    held = min(max(float(probability), _LITTLE), 1 - _LITTLE)
    return math.log10(held / (1 - held))


def _places(recognition: Recognition, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Give for each mention its first token and the one behind its last."""
    places = []
    for start, end in spans[:_NEAR]:
        first = bisect_left(recognition.spans, (start, start))
        if first < len(recognition.spans):
            places.append((first, max(first + 1, bisect_left(recognition.spans, (end, end)))))
    return places


def _shares(table: NDArray[np.float32], places: Sequence[tuple[int, int]]) -> list[NDArray[np.float32]]:
    """Give for each mention the mean of a table over its tokens."""
    return [table[first:stop].mean(axis=0) for first, stop in places]


def name_numbers(recognition: Recognition, spans: Sequence[Span]) -> dict[str, float]:
    """Say how surely the recognizer takes the mentions of one name for a name, of what type, within what bounds.

    Parameters
    ----------
    recognition
        What it says of the text.
    spans
        Offsets of the mentions.

    Returns
    -------
    dict of str to float
        Decimal log odds, of the mean over the mentions and of the surest.
    """
    places = _places(recognition, spans)
    if not places:
        return {}
    shares = _shares(recognition.kinds, places)
    mean, most = np.mean(shares, axis=0), np.max(shares, axis=0)
    after = [recognition.inside[b] if b < len(recognition.spans) else 0.0 for _, b in places]
    out = {
        "net name": _odds(mean[:-1].sum()),
        "net surest": _odds(max(share[:-1].sum() for share in shares)),
        "net system": _odds(mean[:2].sum()),
        "net resource": _odds(mean[2:4].sum()),
        "net starts": _odds(np.mean([recognition.begins[a] for a, _ in places])),
        "net goes on": _odds(np.mean(after)),
    }
    for kind, share, top in zip((*TYPES, OTHER), mean, most, strict=True):
        out[f"net {kind}"] = _odds(share)
        out[f"net once {kind}"] = _odds(top)
    return out


def name_features(numbers: dict[str, float], others: Iterable[str], known: str) -> Iterator[str]:
    """Say in words what the numbers say, and what that means beside other signs.

    Parameters
    ----------
    numbers
        Of `name_numbers`.
    others
        The other features of the name.
    known
        The type that the lexicon gives it, or an empty string.
    """
    if not numbers:
        return
    best = max(TYPES, key=lambda kind: numbers[f"net {kind}"])
    sure = round(numbers["net name"] / _STEP)
    roughly = max(-2, min(2, sure))
    known = known or "unknown"
    yield f"net best:{best} {sure}"
    yield f"net {sure} {known}"
    yield f"net {best} {known}"
    yield f"net {best} {known} {roughly}"
    for sign in others:
        if sign.startswith(_BESIDE):
            yield f"net {roughly} {sign}"


def role_numbers(recognition: Recognition, spans: Sequence[Span]) -> dict[str, float]:
    """Say what the recognizer takes the role of the mentions of one name to be, as log odds."""
    shares = _shares(recognition.roles, _places(recognition, spans))
    if not shares:
        return {}
    mean, most = np.mean(shares, axis=0), np.max(shares, axis=0)
    out = {f"net {role}": _odds(share) for role, share in zip(ROLES, mean, strict=True)}
    return out | {f"net once {role}": _odds(share) for role, share in zip(ROLES, most, strict=True)}


def result_numbers(recognition: Recognition, span: Span) -> dict[str, float]:
    """Say how surely the recognizer takes a span for a part of a result, and for which, as log odds."""
    shares = _shares(recognition.results, _places(recognition, [span]))
    return {f"net {tag}": _odds(share) for tag, share in zip(RESULT_TAGS, shares[0], strict=True)} if shares else {}
