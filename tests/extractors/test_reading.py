"""The notes on a text, and its names without marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading import plain


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (r"$\beta$-Zap", "β-Zap"),
        ("Z$^2$Net", "Z2Net"),
        ("Z^2-Net", "Z2-Net"),
        (r"Zap-\textbf{QUX}", "Zap-QUX"),
        (r"$\texttt{Zap}^{\texttt{Big}}$", "ZapBig"),
        ("snake_case", "snake_case"),
    ],
)
def test_latex_is_taken_out_of_names(printed: str, name: str) -> None:
    assert plain(printed) == name


@given(st.text(alphabet="aZ$\\^_{} 2", max_size=20))
def test_a_plain_name_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
