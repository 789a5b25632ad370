"""Cross-validation: each annotated paper is read with weights that were fitted to papers of the other folds only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from extractors.fusion import NONE, Fusion
from extractors.linear import Linear
from extractors.overlaps import OverlapSettler
from extractors.reading import keep_results, mentions_of, reading, results_of
from extractors.results import ResultFinder
from extractors.roles import RoleFinder
from extractors.training.examples import Example, examples
from extractors.training.finders import finders, fold_of
from extractors.training.fitting import fit
from extractors.training.results import RESULTS, result_examples
from kg.errors import CitegraphError
from kg.records import Extraction

Pair = tuple[Example, Example | None]
"""Of one name: what it is, and its role where it names something."""


def cross_validate(
    papers: list[dict[str, Any]], folds: int, threshold: float, recognizers: Path | None = None
) -> Iterator[tuple[dict[str, Any], Extraction]]:
    """Read annotated papers, fold by fold.

    Parameters
    ----------
    papers
        Annotated papers.
    folds
        Number of folds, at least 2.
    threshold
        Least confidence of a mention.
    recognizers
        Folder of the recognizers of these folds; `None` for rules only.

    Yields
    ------
    tuple of dict and Extraction
        Each paper with what was read in it.

    Raises
    ------
    CitegraphError
        The papers are too few for so many folds, or scikit-learn is not installed.
    """
    find = finders(recognizers, folds)
    docs = [find(paper) for paper in papers]
    pairs = [list(examples(reading(doc), paper)) for doc, paper in zip(docs, papers, strict=True)]
    read_apart(papers, docs, pairs, folds, threshold)
    rows = [list(result_examples(reading(doc), mentions_of(doc), p)) for p, doc in zip(papers, docs, strict=True)]
    places = [fold_of(paper["id"], folds) for paper in papers]
    for fold in range(folds):
        seen = [row for found, place in zip(rows, places, strict=True) if place != fold for row in found]
        finder = result_finder(seen)
        for paper, doc, place in zip(papers, docs, places, strict=True):
            if place == fold:
                finder(doc)
                yield paper, Extraction(mentions_of(doc), results_of(doc))


def result_finder(seen: list[tuple[str, Example]]) -> Callable[[Doc], Doc]:
    """Make the component that finds results; where there are none to learn from, it finds none."""
    rows = {table: [example for name, example in seen if name == table] for table in RESULTS}
    if any(len({example.label for example in examples}) < 2 for examples in rows.values()):
        return _no_results
    return ResultFinder(*(Linear.parse(fit(table, rows[table])) for table in RESULTS))


def _no_results(doc: Doc) -> Doc:
    keep_results(doc, ())
    return doc


def read_apart(
    papers: list[dict[str, Any]], docs: list[Doc], pairs: list[list[Pair]], folds: int, threshold: float
) -> None:
    """Decide on the candidates in papers, with weights that were fitted to papers of the other folds only.

    Parameters
    ----------
    papers
        Annotated papers.
    docs
        Their docs with candidates; they get mentions, and keep their notes, as no results are looked for.
    pairs
        Their examples.
    folds
        Number of folds.
    threshold
        Least confidence of a mention.

    Raises
    ------
    CitegraphError
        The papers are too few for so many folds, or scikit-learn is not installed.
    """
    places = [fold_of(paper["id"], folds) for paper in papers]
    for fold in range(folds):
        seen = [pair for found, place in zip(pairs, places, strict=True) if place != fold for pair in found]
        deciders = name_deciders(seen, threshold)
        for doc in (doc for doc, place in zip(docs, places, strict=True) if place == fold):
            for decider in deciders:
                decider(doc)


def name_deciders(seen: list[Pair], threshold: float) -> tuple[Callable[[Doc], Doc], ...]:
    """Make the components that decide on names and roles."""
    names = Linear.parse(fit("names", [name for name, _ in seen]))
    roles = Linear.parse(fit("roles", [role for _, role in seen if role]))
    if NONE not in names.classes or not roles.classes:
        raise CitegraphError("too few papers for so many folds", cure="give more annotated papers, or fewer folds")
    return Fusion(threshold, names), OverlapSettler(), RoleFinder(roles)
