"""Folds are fixed, and what finds candidates in a paper never saw it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.reading import reading
from extractors.training.finders import finders, fold_of, model_name
from kg.errors import InputError


def test_the_fold_of_a_paper_is_fixed_and_all_are_used() -> None:
    assert fold_of("2310.19060", 5) == fold_of("2310.19060", 5)
    assert {fold_of(str(n), 5) for n in range(100)} == set(range(5))


def test_rules_alone_need_no_recognizer() -> None:
    notes = reading(finders(None, 5)({"id": "1", "title": "We use BERT", "abstract": ""}))
    assert "lexicon" in {c.by for c in notes.candidates}
    assert notes.recognition is None


def test_a_missing_recognizer_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fold-0-of-5"):
        finders(tmp_path, 5)


def test_names_of_recognizers() -> None:
    assert model_name(None, 5) == "all"
    assert model_name(3, 5) == "fold-3-of-5"
