"""Which numbers of a sentence may be results, and how much of the text is theirs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import MOST_VALUES, find_values


def printed(text: str, *taken: tuple[int, int]) -> list[tuple[str, str]]:
    return [(text[v.start : v.end], v.unit) for v in find_values(text, 0, len(text), taken)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("an accuracy of 84.2% here", ("84.2%", "%")),
        (r"an accuracy of 84.2\% here", (r"84.2\%", "%")),
        (r"an accuracy of $84.2\%$ here", (r"84.2\%", "%")),
        ("gains +3.1 points over it", ("+3.1 points", "points")),
        (r"a $3.5\times$ speedup", (r"$3.5\times$", "x")),
        (r"a 3.5$\times$ speedup", (r"3.5$\times$", "x")),
        ("is 2x faster", ("2x", "x")),
        ("is five times faster", ("five times", "x")),
        ("in 31 ms on a phone", ("31 ms", "ms")),
        ("a FID of 9.4.", ("9.4", "")),
        ("it holds 6,117 clips", ("6,117", "")),
        ("by 5-10% on average", ("5-10%", "%")),
        ("by 7.9%-22.4% on average", ("7.9%-22.4%", "%")),
        (r"by 6--26\% on average", (r"6--26\%", "%")),
        ("by 5 to 10% on average", ("5 to 10%", "%")),
        ("values ranging from 5% to 10% in all", ("5% to 10%", "%")),
        ("is 0.81 ± 0.02 in all", ("0.81 ± 0.02", "")),
        ("~15% of it", ("~15%", "%")),
    ],
)
def test_a_number_with_sign_unit_and_range(text: str, value: tuple[str, str]) -> None:
    assert printed(text) == [value]


def test_from_and_to_are_two_results() -> None:
    assert [v for v, _ in printed("rises from 61.0% to 64.5% there")] == ["61.0%", "64.5%"]
    assert [v for v, _ in printed("reaches 61.0%, 64.5% and 70.1% there")] == ["61.0%", "64.5%", "70.1%"]


def test_years_and_numbers_in_names_are_none() -> None:
    text = "In 2019 we tested on CIFAR-10 and Set 5."
    assert printed(text, (text.index("Set"), text.index("Set") + 5)) == []


@given(st.text(alphabet="0123456789.,%$x\\-~± to\n+", max_size=200))
def test_values_are_in_order_and_apart(text: str) -> None:
    found = find_values(text, 0, len(text), ())
    assert len(found) <= MOST_VALUES
    assert all(0 <= v.start < v.end <= len(text) for v in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
