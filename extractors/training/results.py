"""Turns the annotated results of papers into labelled features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractors.evaluation import agree, gold_spans, plain
from extractors.evidence import tie_features, tie_numbers, value_features, value_numbers
from extractors.reading import Reading
from extractors.results import NO, NONE, YES
from extractors.ties import sentences
from extractors.training.examples import Example
from kg.records import Mention

RESULTS = ("values", "ties")
"""The tables that results are found with."""


def result_examples(notes: Reading, mentions: Sequence[Mention], gold: dict[str, Any]) -> Iterator[tuple[str, Example]]:
    """Give an example for each number, and for each name that an annotated number may be a result of.

    Parameters
    ----------
    notes, mentions
        A paper as it was read by a pipeline that did not learn from it.
    gold
        The same paper as annotated.

    Yields
    ------
    tuple of str and Example
        The table that it is for, `values` or `ties`, and the example. Each comes twice, with the names that were read
        and with those that are annotated: what is learned should hold for names read better, or worse, than here.
    """
    for names in (mentions, _annotated(notes, gold)):
        left = list(gold.get("results", ()))
        for sentence in sentences(notes, names):
            for number, value in enumerate(sentence.values):
                printed = plain(notes.text[value.start : value.end])
                row = next((r for r in left if plain(r["value"]) == printed), None)
                told = frozenset(value_features(sentence, number))
                numbers = value_numbers(sentence, number)
                yield "values", Example(told, row["kind"] if row else NONE, 1.0, numbers)
                if row is None:
                    continue
                left.remove(row)
                for tie in sentence.ties:
                    label = YES if agree(row[tie.field], tie.name) else NO
                    told = frozenset(tie_features(sentence, number, tie))
                    yield "ties", Example(told, label, 1.0, tie_numbers(sentence, tie))


def _annotated(notes: Reading, gold: dict[str, Any]) -> list[Mention]:
    return [
        Mention(a, b, notes.text[a:b], e["name"], e["type"], e["role"], 1.0, "", "", notes.sentence_at(a))
        for a, b, e in gold_spans(gold)
    ]
