"""Finds the results that a paper reports: which system reaches which value of which metric on which dataset."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.evidence import tie_features, tie_numbers, value_features, value_numbers
from extractors.linear import Linear, shipped
from extractors.reading import keep_results, mentions_of, reading
from extractors.ties import THIS, Sentence, sentences
from kg.records import Result

NONE = "none"
"""The class of a number that is no result."""

NO, YES = "no", "yes"
"""The classes of a name beside a number: whether the number is a result of it."""

_LEAST = 0.24  # probability that a number is a result and that what it is a result of is right
_SURE = {"metric": 0.1, "dataset": 0.3, "system": 0.0}  # probability from which on a name is told


class ResultFinder:
    """Ties each number of the abstract that is a result to the metric, dataset and system it is a result of.

    Parameters
    ----------
    values
        A regression over `value_features`, whose classes are the kinds of result and `none`.
    ties
        A regression over `tie_features`, whose classes are `no` and `yes`. `None` for those that ship with citegraph.
    """

    def __init__(self, values: Linear | None = None, ties: Linear | None = None) -> None:
        self.values = values
        self.ties = ties

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.results`."""
        found = (result for sentence in sentences(reading(doc), mentions_of(doc)) for result in self._results(sentence))
        keep_results(doc, list(found))
        return doc

    def _results(self, sentence: Sentence) -> Iterator[Result]:
        numbers = range(len(sentence.values))
        values = self.values or shipped("values", recognized=sentence.notes.recognition is not None)
        none = values.classes.index(NONE)
        of_kinds = [kind for kind in values.classes if kind != NONE]
        table = values.probabilities(
            [set(value_features(sentence, n)) for n in numbers], [value_numbers(sentence, n) for n in numbers]
        )
        kinds = np.delete(table, none, axis=1).argmax(axis=1)
        for number, kind, chance in zip(numbers, kinds, 1 - table[:, none], strict=True):
            if chance < _LEAST:
                continue
            told = self._told(sentence, number)
            apart = [1 - told[field][0] for field in ("metric", "dataset") if field in told]
            if chance * (1 - math.prod(apart)) < _LEAST:
                continue
            names = {field: name for field, (sure, name) in told.items() if sure >= _SURE[field]}
            value = sentence.values[number]
            yield Result(
                names.get("system", THIS),
                names.get("dataset", ""),
                names.get("metric", ""),
                sentence.notes.text[value.start : value.end],
                value.unit,
                of_kinds[kind],
                value.start,
                value.end,
                (sentence.start, sentence.end),
            )

    def _told(self, sentence: Sentence, number: int) -> dict[str, tuple[float, str]]:
        """Give the likeliest name for each field, of equals the first, with the probability of its likeliest place."""
        ties = self.ties or shipped("ties", recognized=sentence.notes.recognition is not None)
        table = ties.probabilities(
            [set(tie_features(sentence, number, tie)) for tie in sentence.ties],
            [tie_numbers(sentence, tie) for tie in sentence.ties],
        )
        places: dict[tuple[str, str], list[float]] = {}
        for tie, chance in zip(sentence.ties, table[:, ties.classes.index(YES)].tolist(), strict=True):
            places.setdefault((tie.field, tie.name), []).append(chance)
        told: dict[str, tuple[float, float, str]] = {}
        for (field, name), chances in places.items():
            any_of_them = 1 - math.prod(1 - chance for chance in chances)  # a name that stands twice speaks twice
            if field not in told or any_of_them > told[field][0]:
                told[field] = any_of_them, max(chances), name
        return {field: (sure, name) for field, (_, sure, name) in told.items()}


@Language.factory("citegraph_results", assigns=["doc._.results"], requires=["doc._.mentions"])
def make_results(nlp: Language, name: str) -> ResultFinder:
    """Make the component with the weights that ship with citegraph."""
    return ResultFinder()
