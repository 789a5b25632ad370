"""Pipelines that many tests share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
import spacy
from spacy.language import Language

import extractors
from extractors.reading import Candidate, reading


@pytest.fixture(scope="session")
def nlp() -> Language:
    return extractors.load()


@pytest.fixture
def candidates() -> Callable[..., list[Candidate]]:
    """Candidates that some components find in a title and an abstract."""

    def find(components: Sequence[str] | str, title: str, abstract: str = "") -> list[Candidate]:
        blank = spacy.blank("en")
        for component in [components] if isinstance(components, str) else components:
            blank.add_pipe(component)
        return reading(blank(f"{title}\n{abstract}")).candidates

    return find
