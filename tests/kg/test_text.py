"""Keys, by which names are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import key, one_line, singular, title_key


@pytest.mark.parametrize(
    "forms",
    [
        ("ImageNet-1K", "imagenet 1k", "ImageNet\n1K", "IMAGENET_1K", "ImageNet\u20111K"),
        ("Llama 3.2", "llama-3.2", "LLAMA3.2"),
        ("fine-tuning", "fine tuning", "finetuning", "Fine\u2013Tuning"),
    ],
)
def test_forms_of_one_name_have_one_key(forms: tuple[str, ...]) -> None:
    assert len({key(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("SatMAE", "SatMAE++"), ("Llama 3.2", "Llama 32"), ("CodeT5", "CodeT5+"), ("SAM", "SAM 2")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key_and_ignores_case(name: str) -> None:
    folded = key(name)
    assert key(folded) == folded
    if name.isascii():
        assert key(name.upper()) == key(name.lower())


@pytest.mark.parametrize(
    ("plural", "one"),
    [("transformers", "transformer"), ("gans", "gan"), ("vits", "vit"), ("queries", "query"), ("llms", "llm")],
)
def test_a_plural_loses_its_s(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize("word", ["bias", "corpus", "glass", "physics", "analysis", "is"])
def test_words_that_end_in_s_stay(word: str) -> None:
    assert singular(word) == word


def test_titles_are_compared_by_letters_and_digits() -> None:
    assert title_key("The $\\alpha$-Net: \\textbf{Learning} Caf\u00e9!") == title_key("the -net learning cafe")
    assert title_key("?!") == ""


@given(st.text(max_size=60))
def test_one_line_has_no_line_break_or_control_character(text: str) -> None:
    line = one_line(text)
    assert all(c.isprintable() for c in line)
    assert one_line(line) == line
