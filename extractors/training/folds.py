"""Cross-validation: each annotated paper is read with weights that were fitted to papers of the other folds only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import spacy
from spacy.tokens import Doc

from extractors import FINDERS
from extractors.fusion import NONE, Fusion
from extractors.linear import Linear
from extractors.overlaps import OverlapSettler
from extractors.reading import keep_results, mentions_of, reading, results_of, take_notes
from extractors.results import ResultFinder
from extractors.roles import RoleFinder
from extractors.training.examples import Example, examples
from extractors.training.fitting import fit
from extractors.training.results import RESULTS, result_examples
from kg.errors import CitegraphError
from kg.records import Extraction


def fold_of(paper: str, folds: int) -> int:
    """Give the fold of a paper, by a fixed hash of its id."""
    return int(hashlib.sha256(paper.encode()).hexdigest(), 16) % folds


def cross_validate(
    papers: list[dict[str, Any]], folds: int, threshold: float
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

    Yields
    ------
    tuple of dict and Extraction
        Each paper with what was read in it.

    Raises
    ------
    CitegraphError
        The papers are too few for so many folds, or scikit-learn is not installed.
    """
    docs = list(read_apart(papers, folds, threshold))
    rows = [list(result_examples(reading(doc), mentions_of(doc), p)) for p, doc in zip(papers, docs, strict=True)]
    places = [fold_of(paper["id"], folds) for paper in papers]
    for fold in range(folds):
        seen = [row for found, place in zip(rows, places, strict=True) if place != fold for row in found]
        finder = _result_finder(seen)
        for paper, doc, place in zip(papers, docs, places, strict=True):
            if place == fold:
                finder(doc)
                yield paper, Extraction(mentions_of(doc), results_of(doc))


def _result_finder(seen: list[tuple[str, Example]]) -> Callable[[Doc], Doc]:
    """Make the component that finds results; where there are none to learn from, it finds none."""
    rows = {table: [example for name, example in seen if name == table] for table in RESULTS}
    if any(len({example.label for example in examples}) < 2 for examples in rows.values()):
        return _no_results
    return ResultFinder(*(Linear.parse(fit(table, rows[table])) for table in RESULTS))


def _no_results(doc: Doc) -> Doc:
    keep_results(doc, ())
    return doc


def read_apart(papers: list[dict[str, Any]], folds: int, threshold: float) -> Iterator[Doc]:
    """Read the names in papers, each with weights that were fitted to papers of the other folds only.

    Yields
    ------
    spacy.tokens.Doc
        One a paper, in their order, with its mentions; the notes are still there, as no results were looked for.

    Raises
    ------
    CitegraphError
        The papers are too few for so many folds, or scikit-learn is not installed.
    """
    nlp = spacy.blank("en")
    for component in FINDERS:
        nlp.add_pipe(component)
    pairs = [list(examples(nlp, [paper])) for paper in papers]
    places = [fold_of(paper["id"], folds) for paper in papers]
    deciders = []
    for fold in range(folds):
        seen = [pair for found, place in zip(pairs, places, strict=True) if place != fold for pair in found]
        deciders.append(_deciders(seen, threshold))
    for paper, place in zip(papers, places, strict=True):
        text = f"{paper['title']}\n{paper['abstract']}"
        doc = nlp.make_doc(text)
        take_notes(doc, text, len(paper["title"]))
        for _, finder in nlp.pipeline:
            doc = finder(doc)
        for decider in deciders[place]:
            doc = decider(doc)
        yield doc


def _deciders(seen: list[tuple[Example, Example | None]], threshold: float) -> tuple[Callable[[Doc], Doc], ...]:
    names = Linear.parse(fit("names", [name for name, _ in seen]))
    roles = Linear.parse(fit("roles", [role for _, role in seen if role]))
    if NONE not in names.classes or not roles.classes:
        raise CitegraphError("too few papers for so many folds", cure="give more annotated papers, or fewer folds")
    return Fusion(names, threshold), OverlapSettler(), RoleFinder(roles)
