"""One rule for overlapping spans."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractors.overlaps import settle

SPANS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30), st.integers(1, 10), st.integers(0, 5)).map(
        lambda s: (s[0], s[1], s[1] + s[2], s[3])
    ),
    max_size=12,
)


@given(SPANS, st.randoms())
def test_what_stays_does_not_overlap_and_does_not_depend_on_order(spans, random) -> None:
    kept = list(settle(spans))
    assert all(a[1] <= b[0] for a, b in pairwise(kept))
    shuffled = spans.copy()
    random.shuffle(shuffled)
    assert list(settle(shuffled)) == kept


@given(SPANS)
def test_what_goes_overlaps_something_that_stays(spans) -> None:
    kept = list(settle(spans))
    for _, start, end, _ in spans:
        assert any(start < b and a < end for a, b, _ in kept)


def test_the_surer_one_stays_and_of_equals_the_longer() -> None:
    assert list(settle([(0.9, 0, 5, 0), (0.5, 0, 9, 1)])) == [(0, 5, 0)]
    assert list(settle([(0.91, 0, 5, 0), (0.90, 0, 9, 1)])) == [(0, 9, 1)]


def test_a_name_within_a_longer_one_must_be_much_surer() -> None:
    assert list(settle([(0.9, 0, 5, 0), (0.8, 0, 9, 1)])) == [(0, 9, 1)]
