"""What the recognizer says becomes candidates and features."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.recognized import (
    RESULT_TAGS,
    Recognition,
    name_features,
    name_numbers,
    result_numbers,
    role_numbers,
)
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


def test_numbers_tell_type_and_bounds(said: Recognition) -> None:
    whole, part = name_numbers(said, [(11, 19)]), name_numbers(said, [(11, 14)])
    assert max(TYPES, key=lambda kind: whole[f"net {kind}"]) == "Dataset"
    assert whole["net resource"] > 0 > whole["net system"]
    assert whole["net goes on"] < 0 < part["net goes on"]
    assert whole["net starts"] > 0 > name_numbers(said, [(15, 19)])["net starts"]


def test_words_say_what_the_numbers_say_beside_other_signs(said: Recognition) -> None:
    words = set(name_features(name_numbers(said, [(11, 19)]), {"shape:title", "bias"}, "Model"))
    assert "net Dataset Model" in words
    assert any(w.endswith(" shape:title") for w in words)
    assert not any("bias" in w for w in words)
    assert list(name_features({}, {"shape:title"}, "")) == []


def test_numbers_tell_the_role(said: Recognition) -> None:
    roles = role_numbers(said, [(11, 19)])
    assert max(ROLES, key=lambda role: roles[f"net {role}"]) == "evaluates_on"


def test_numbers_tell_the_part_in_a_result(said: Recognition) -> None:
    said.results[3, RESULT_TAGS.index("dataset")] = 0.9
    numbers = result_numbers(said, (11, 14))
    assert numbers["net dataset"] > 0 > numbers["net metric"]


def test_what_stands_behind_the_last_token_says_nothing(said: Recognition) -> None:
    assert name_numbers(said, [(99, 100)]) == role_numbers(said, [(99, 100)]) == result_numbers(said, (99, 100)) == {}
