"""The components that find candidates in annotated papers, with a recognizer that never saw the paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from extractors import RULES
from kg.errors import InputError


def fold_of(paper: str, folds: int) -> int:
    """Give the fold of a paper, by a fixed hash of its id."""
    return int(hashlib.sha256(paper.encode()).hexdigest(), 16) % folds


def model_name(fold: int | None, folds: int) -> str:
    """Give the name of the recognizer that was taught all papers but those of a fold, or all."""
    return "all" if fold is None else f"fold-{fold}-of-{folds}"


def finders(recognizers: Path | None, folds: int) -> Callable[[dict[str, Any]], Language]:
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
        The pipeline for a paper: its recognizer was taught the papers of the other folds.

    Raises
    ------
    InputError
        The recognizer of a fold is not there.
    """
    if recognizers is None:
        rules = _pipeline(None)
        return lambda paper: rules
    paths = [recognizers / f"{model_name(fold, folds)}.onnx" for fold in range(folds)]
    if missing := [path for path in paths if not path.exists()]:
        raise InputError("no such recognizer", str(missing[0]), "make train makes those of 5 folds")
    pipelines = [_pipeline(path) for path in paths]
    return lambda paper: pipelines[fold_of(paper["id"], folds)]


def _pipeline(model: Path | None) -> Language:
    nlp = spacy.blank("en")
    for component in RULES:
        nlp.add_pipe(component)
    if model:
        from extractors import recognizer  # noqa: F401  # registers the component

        nlp.add_pipe("citegraph_recognizer", config={"model": str(model)})
    return nlp
