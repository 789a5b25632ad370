"""Candidates that name one thing are put together."""

from __future__ import annotations

import pytest
import spacy

from extractors import FINDERS
from extractors.features import group
from extractors.reading import reading


def grouped(title: str, abstract: str) -> dict[str, set[str]]:
    """The surfaces of each name."""
    nlp = spacy.blank("en")
    for component in FINDERS:
        nlp.add_pipe(component)
    notes = reading(nlp(f"{title}\n{abstract}"))
    return {g.name: {notes.text[a:b] for a, b in g.spans} for g in group(notes).values()}


@pytest.mark.parametrize(
    ("title", "abstract", "name", "surfaces"),
    [
        (
            "Zoned Quail Parsing",
            "We propose zoned quail parsing (ZQP). ZQP works.",
            "ZQP",
            {"Zoned Quail Parsing", "zoned quail parsing", "ZQP"},
        ),
        ("ZQP: Zoned Quail Parsing", "ZQP works.", "ZQP", {"Zoned Quail Parsing", "ZQP"}),
        (
            "GLUE: Growing Lattices under Entropy",
            "GLUE grows.",
            "Growing Lattices under Entropy",
            {"GLUE", "Growing Lattices under Entropy"},
        ),
        ("Z$^2$Net: Parsing", "Our Z$^2$Net parses.", "Z2Net", {"Z$^2$Net"}),
    ],
)
def test_one_thing_has_one_group(title: str, abstract: str, name: str, surfaces: set[str]) -> None:
    assert grouped(title, abstract)[name] == surfaces


def test_no_term_reaches_from_the_title_into_the_abstract() -> None:
    assert not any("\n" in s for found in grouped("Zoned Quail Parsers", "Transformer models").values() for s in found)
