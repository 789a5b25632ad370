"""The regression over named features."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.linear import Linear, shipped

MODEL = Linear(["none", "Task"], {"a": (0.0, 2.0), "b": (1.0, -1.0), "c": (0.5, 0.5)})


@given(st.lists(st.sets(st.sampled_from("abcxyz")), min_size=1, max_size=5))
def test_rows_are_probabilities(features) -> None:
    table = MODEL.probabilities(features)
    assert table.shape == (len(features), 2)
    assert table.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_weights_add_up_and_unknown_features_count_for_nothing() -> None:
    table = MODEL.probabilities([{"a", "b", "unheard of"}])
    assert table[0, 1] / table[0, 0] == pytest.approx(np.exp((2.0 - 1.0) - 1.0), rel=1e-4)


def test_no_features_and_no_sets() -> None:
    assert MODEL.probabilities([]).shape == (0, 2)
    assert MODEL.probabilities([set()])[0] == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("recognized", [True, False])
@pytest.mark.parametrize("table", ["names", "roles"])
def test_the_shipped_tables_are_readable(table: str, recognized: bool) -> None:
    assert len(shipped(table, recognized=recognized).classes) >= 5


def test_numbers_count_by_their_value() -> None:
    model = Linear(("a", "b"), {"far": (0.0, 1.0)})
    one, two, none = model.probabilities([set()] * 3, [{"far": 1.0}, {"far": 2.0, "unknown": 9.0}, {}])
    assert two[1] > one[1] > none[1] == pytest.approx(0.5)


@pytest.mark.parametrize("recognized", [True, False])
@pytest.mark.parametrize(
    ("table", "classes"), [("values", ("gain", "none", "other", "score")), ("ties", ("no", "yes"))]
)
def test_the_shipped_tables_for_results_are_readable(table: str, classes: tuple[str, ...], recognized: bool) -> None:
    assert shipped(table, recognized=recognized).classes == classes
