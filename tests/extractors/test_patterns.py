"""Shapes, capitalised runs and terms."""

from __future__ import annotations

import pytest


def names(candidates, abstract: str, rule: str, title: str = "T") -> set[str]:
    return {c.name for c in candidates("citegraph_patterns", title, abstract) if c.rule == rule}


def test_words_with_the_shape_of_names(candidates) -> None:
    assert names(candidates, "We use CoNLL-2003 and data from https://x.org/FooBar here.", "shape") == {"CoNLL-2003"}


def test_a_slash_parts_names_but_not_a_version(candidates) -> None:
    assert names(candidates, "We test QNLI/MNLI with ViT-B/16.", "shape") == {"QNLI", "MNLI", "ViT-B/16"}


def test_a_version_number_belongs_to_the_name(candidates) -> None:
    assert names(candidates, "We run LLaMA 3.1 on it.", "version") == {"LLaMA 3.1"}


def test_capitalised_runs_within_a_sentence(candidates) -> None:
    found = names(candidates, "Then we use the Long Range Arena. However this is it.", "titled run")
    assert found == {"Long Range Arena"}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("a novel approach to document layout analysis", "document layout analysis"),
        ("for text-to-image generation", "text-to-image generation"),
        ("We propose few-shot learning", "few-shot learning"),
        ("improves graph attention", "graph attention"),
    ],
)
def test_terms_reach_as_far_left_as_they_can(candidates, text: str, term: str) -> None:
    assert term in names(candidates, text, "term")


def test_a_head_noun_alone_is_no_term(candidates) -> None:
    assert names(candidates, "the classification of the learning", "term") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [("We use Z$^2$Net.", "Z2Net"), (r"and Zap-\textbf{QUX} too", "Zap-QUX"), ("or DP^2-ZAP", "DP2-ZAP")],
)
def test_names_with_latex_marks(candidates, text: str, name: str) -> None:
    assert names(candidates, text, "latex") == {name}


def test_a_formula_is_no_name(candidates) -> None:
    assert names(candidates, "in $O(N^2)$ time and $X_1$ and $N$ steps", "latex") == set()


def test_words_of_the_title_that_the_abstract_repeats(candidates) -> None:
    found = names(
        candidates, "We look and tell. We look and leap; data zapping helps.", "recurs", "Look and Tell by Data Zapping"
    )
    assert found == {"Look and Tell", "look and tell", "Data Zapping", "data zapping"}
