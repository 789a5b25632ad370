"""What speaks for a role."""

from __future__ import annotations

import pytest
import spacy

from extractors import FINDERS
from extractors.features import Features, group
from extractors.reading import Decision, reading
from extractors.role_features import RoleFeatures

TITLE = "ZapNet: Fast Parsing"
ABSTRACT = (
    "Recent parsers such as QuxParse remain slow. We propose ZapNet, a parser without FooTrees, and release "
    "ZapNet-Small. Experiments show that it outperforms BarParse on BazBank."
)


@pytest.fixture(scope="module")
def features() -> dict[str, set[str]]:
    """The features of the role of each name, each taken for a Model."""
    nlp = spacy.blank("en")
    for component in FINDERS:
        nlp.add_pipe(component)
    notes = reading(nlp(f"{TITLE}\n{ABSTRACT}"))
    groups = group(notes)
    held = Features(notes, groups)
    decisions = [Decision(g, frozenset(held.of(folded)), "Model", 1.0) for folded, g in groups.items()]
    roles = RoleFeatures(notes, decisions)
    return {d.group.name: roles.of(d) for d in decisions}


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("QuxParse", "stage background"),
        ("QuxParse", "Model cue mentions 0"),
        ("ZapNet", "stage proposal"),
        ("ZapNet", "coins it Model"),
        ("ZapNet", "titled it True Model False"),
        ("FooTrees", "denied"),
        ("ZapNet-Small", "holds a coined one False"),
        ("BarParse", "stage results"),
        ("BarParse", "Model near outperforms"),
        ("BazBank", "titled it False Model False"),
    ],
)
def test_what_a_text_says(features, name: str, feature: str) -> None:
    assert feature in features[name]


def test_what_is_denied_is_denied_nearby_only(features) -> None:
    assert "denied" not in features["BarParse"]


def test_a_text_without_a_title_or_names_has_features_too() -> None:
    notes = reading(spacy.blank("en")("\nnothing here"))
    assert RoleFeatures(notes, []).notes is notes
