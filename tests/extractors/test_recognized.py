"""What the recognizer says becomes candidates and features."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.recognized import Recognition, name_features, role_features
from kg.records import ROLES, TYPES

TEXT = "We test on Foo Bank daily"
SPANS = [(0, 2), (3, 7), (8, 10), (11, 14), (15, 19), (20, 25)]


@pytest.fixture
def said() -> Recognition:
    kinds = np.zeros((6, len(TYPES) + 1), dtype=np.float32)
    kinds[3:5, TYPES.index("Dataset")] = 0.9
    kinds[5, -1] = 0.8  # a general term
    begins, inside = np.array([0, 0, 0, 0.88, 0.05, 0.8]), np.array([0, 0, 0, 0.02, 0.85, 0])
    roles = np.full((6, len(ROLES)), 0.1, dtype=np.float32)
    roles[3:5, ROLES.index("evaluates_on")] = 0.6
    return Recognition(SPANS, kinds, begins, inside, roles, np.zeros((6, 7), dtype=np.float32))


def test_names_are_found_whole_and_general_terms_are_not(said: Recognition) -> None:
    assert [(TEXT[a:b], kind) for a, b, kind in said.found()] == [("Foo Bank", "Dataset")]


def test_features_tell_type_and_bounds(said: Recognition) -> None:
    whole, part = set(name_features(said, [(11, 19)])), set(name_features(said, [(11, 14)]))
    assert "net best:Dataset" in whole & part
    assert {f for f in whole if f.startswith("net goes on")} != {f for f in part if f.startswith("net goes on")}
    assert not any(f.startswith("net Model") for f in whole)


def test_features_tell_the_role(said: Recognition) -> None:
    assert "net role:evaluates_on" in set(role_features(said, [(11, 19)]))


def test_what_stands_behind_the_last_token_says_nothing(said: Recognition) -> None:
    assert list(name_features(said, [(99, 100)])) == list(role_features(said, [(99, 100)])) == []
