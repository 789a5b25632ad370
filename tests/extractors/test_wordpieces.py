"""Texts become numbers, and no token of any text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.wordpieces import CASES, LONGEST, TOKEN, WordPieces, case_of

PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", "co", "##co", "coco", "we", "use", "-", "1", "##k", "e", "2"])


def test_a_word_is_cut_into_the_longest_pieces_that_are_known() -> None:
    (window,) = PIECES.encode("We use COCO-1K\ncoconut", 14)
    assert window.ids.tolist() == [1, 6, 7, 5, 8, 9, 10, 0, 2]
    assert [CASES[c % len(CASES)] for c in window.cases[1:4]] == ["title", "lower", "upper"]
    assert window.parts.tolist() == [0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert [window.ids[n] for n in window.firsts] == [6, 7, 5, 8, 9, 0]


def test_accents_and_versions() -> None:
    (window,) = PIECES.encode("é 1.2", 0)
    assert window.ids.tolist() == [1, 11, 9, 0, 12, 2]


@pytest.mark.parametrize(
    ("token", "case"),
    [
        ("-", "mark"),
        ("3.5", "digits"),
        ("bert", "lower"),
        ("Bert", "title"),
        ("BERT", "upper"),
        ("A", "one capital"),
        ("RoBERTa", "mixed"),
        ("T5", "with digits"),
    ],
)
def test_classes_of_case(token: str, case: str) -> None:
    assert CASES[case_of(token)] == case


@given(st.text(max_size=300), st.integers(1, 4))
def test_every_token_stands_in_one_window_that_fits(text: str, times: int) -> None:
    text = text * times * 5
    windows = PIECES.encode(text, len(text) // 3)
    assert [s for w in windows for s in w.spans] == [m.span() for m in TOKEN.finditer(text)]
    for window in windows:
        assert len(window.ids) == len(window.cases) == len(window.parts) <= LONGEST + 2
        assert len(window.firsts) == len(window.spans) > 0


def test_hostile_words_fit() -> None:
    for text in ("co" * 5000, "1" + ".1" * 3000, "e" * 100 + " ", "漢字" * 4000):
        assert all(len(w.ids) <= LONGEST + 2 for w in PIECES.encode(text * 3, 0))
