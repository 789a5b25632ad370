"""The components that find candidates in annotated papers, with a recognizer that never saw the paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors import RULES
from extractors.reading import take_notes
from kg.errors import InputError


def fold_of(paper: str, folds: int) -> int:
    """Give the fold of a paper, by a fixed hash of its id."""
    return int(hashlib.sha256(paper.encode()).hexdigest(), 16) % folds


def model_name(fold: int | None, folds: int) -> str:
    """Give the name of the recognizer that was taught all papers but those of a fold, or all."""
    return "all" if fold is None else f"fold-{fold}-of-{folds}"


def finders(recognizers: Path | None, folds: int) -> Callable[[dict[str, Any]], Doc]:
    """Give what finds candidates in an annotated paper.

    Parameters
    ----------
    recognizers
        Folder of the recognizers that `extractors.training.recognizer` made, one a fold; `None` for rules only.
    folds
        Number of folds.

    Returns
    -------
    callable
        Gives the doc of a paper with the candidates in its notes, found by a recognizer that was taught the papers of
        the other folds only.

    Raises
    ------
    InputError
        The recognizer of a fold is not there.
    """
    if recognizers is None:
        rules = _pipeline(None)
        return lambda paper: _find(rules, paper)
    paths = [recognizers / f"{model_name(fold, folds)}.onnx" for fold in range(folds)]
    if missing := [path for path in paths if not path.exists()]:
        raise InputError("no such recognizer", str(missing[0]), "make train makes those of 5 folds")
    pipelines = [_pipeline(path) for path in paths]
    return lambda paper: _find(pipelines[fold_of(paper["id"], folds)], paper)


def _find(nlp: Language, paper: dict[str, Any]) -> Doc:
    text = f"{paper['title']}\n{paper['abstract']}"
    doc = nlp.make_doc(text)
    take_notes(doc, text, len(paper["title"]))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _pipeline(model: Path | None) -> Language:
    nlp = spacy.blank("en")
    for component in RULES:
        nlp.add_pipe(component)
    if model:
        from extractors import recognizer  # noqa: F401  # registers the component

        nlp.add_pipe("citegraph_recognizer", config={"model": str(model)})
    return nlp
