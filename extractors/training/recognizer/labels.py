"""What each token of a paper is: in a name, with a role, in a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.evaluation import Gold, gold_spans, surface_spans
from extractors.recognized import NAME_TAGS, OTHER, RESULT_TAGS
from extractors.wordpieces import Encoded
from kg.records import ROLES

UNTOLD = -100
"""Label of what is not to be learned; the loss leaves it out."""

_NEAR = 300  # characters from a value to the metric, dataset and system of its result


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of the word pieces of one window, as indexes into `NAME_TAGS`, `ROLES` and `RESULT_TAGS`."""

    names: NDArray[np.int64]
    roles: NDArray[np.int64]
    results: NDArray[np.int64]


def label(paper: dict[str, Any], window: Encoded) -> Labels:
    """Label one window of an annotated paper.

    Parameters
    ----------
    paper
        `title`, `abstract`, `entities` (with `type`, `mentions`, `role` and, where not so, `core` or `told`) and
        `results`. What is not `told` is left out of the learning.
    window
        The encoded text.
    """
    text = f"{paper['title']}\n{paper['abstract']}"
    found = Labels(*(np.full(len(window.ids), UNTOLD, dtype=np.int64) for _ in range(3)))
    found.names[window.firsts] = found.results[window.firsts] = 0
    for start, end, entity in gold_spans(paper):
        _mark(found, _within(window, (start, end)), entity)
    for result in paper.get("results", ()):
        _mark_result(found, window, text, result)
    return found


def _within(window: Encoded, span: tuple[int, int]) -> NDArray[np.int64]:
    """Give the places of the tokens that lie within a span."""
    inside = [n for n, (a, b) in enumerate(window.spans) if span[0] <= a and b <= span[1]]
    return window.firsts[inside]


def _mark(found: Labels, places: NDArray[np.int64], entity: Gold) -> None:
    if not len(places):
        return
    if not entity.get("told", True):
        found.names[places] = UNTOLD
        return
    kind = entity["type"] if entity.get("core", True) else OTHER
    found.names[places] = NAME_TAGS.index(f"I-{kind}")
    found.names[places[0]] = NAME_TAGS.index(f"B-{kind}")
    if entity.get("role") in ROLES:
        found.roles[places] = ROLES.index(entity["role"])


def _mark_result(found: Labels, window: Encoded, text: str, result: dict[str, Any]) -> None:
    """Mark the value with its kind, and the metric, dataset and system where they stand near it."""
    values = list(surface_spans(text, result["value"]))
    for field in ("metric", "dataset", "system"):
        name = result.get(field)
        for span in surface_spans(text, name) if name else ():
            if any(abs(span[0] - value[0]) < _NEAR for value in values):
                found.results[_within(window, span)] = RESULT_TAGS.index(field)
    for span in values:
        found.results[_within(window, span)] = RESULT_TAGS.index(result["kind"])
