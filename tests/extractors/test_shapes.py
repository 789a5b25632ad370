"""What looks like a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.shapes import URL, name_in


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("ConVIRT", "ConVIRT"),
        ("CIFAR-10", "CIFAR-10"),
        ("wav2vec", "wav2vec"),
        ("SatMAE++", "SatMAE++"),
        ("BERT-based", "BERT"),
        ("GPT-4-generated", "GPT-4"),
        ("ImageNet-trained", "ImageNet"),
        ("non-BERT", "BERT"),
        ("BERT's", "BERT"),
        ("R@1", "R@1"),
    ],
)
def test_the_name_within_a_word(word: str, name: str) -> None:
    span = name_in(word)
    assert span is not None
    assert word[slice(*span)] == name


@pytest.mark.parametrize(
    "word",
    ["learning", "Learning", "Vision-Language", "Self-Supervised", "LLMs", "GPU", "7B", "3D", "II", "4x", "SOTA"],
)
def test_ordinary_words_counts_and_common_acronyms_are_no_names(word: str) -> None:
    assert name_in(word) is None


@given(st.text(min_size=1, max_size=30))
def test_a_name_is_never_empty_and_lies_within_its_word(word: str) -> None:
    span = name_in(word)
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(word)


def test_web_addresses_end_at_white_space() -> None:
    found = URL.search("code at https://github.com/some-Lab/MyNet today")
    assert found is not None
    assert found.group() == "https://github.com/some-Lab/MyNet"
