"""What each word piece is taught to be."""

from __future__ import annotations

import pytest

from extractors.recognized import NAME_TAGS, RESULT_TAGS
from extractors.training.recognizer.labels import UNTOLD, label
from extractors.wordpieces import Encoded, WordPieces
from kg.records import ROLES

PAPER = {
    "title": "Zap: a net",
    "abstract": "ZapNet-XL and ZapNet reach 71.2 F1 on Foo. Deep learning helps Foos.",
    "entities": [
        {"name": "ZapNet", "type": "Model", "mentions": ["ZapNet"], "role": "introduces"},
        {"name": "ZapNet-XL", "type": "Model", "mentions": ["ZapNet-XL"], "role": "uses"},
        {"name": "Foo", "type": "Dataset", "mentions": ["Foo"], "role": "evaluates_on", "core": True},
        {"name": "deep learning", "type": "Method", "mentions": ["Deep learning"], "role": "uses", "core": False},
        {"name": "Foos", "type": "Task", "mentions": ["Foos"], "role": "uses", "told": False},
    ],
    "results": [{"system": "ZapNet", "dataset": "Foo", "metric": "F1", "value": "71.2", "kind": "score"}],
}


@pytest.fixture(scope="module")
def window() -> Encoded:
    pieces = WordPieces(["[UNK]", "[CLS]", "[SEP]"])
    (window,) = pieces.encode(f"{PAPER['title']}\n{PAPER['abstract']}", len(PAPER["title"]))
    return window


def told(window: Encoded, row, tags) -> dict[int, str]:
    """The tags by offset, without `O`."""
    at = dict(zip(window.firsts.tolist(), window.spans, strict=True))
    return {at[n][0]: tags[v] for n, v in enumerate(row) if n in at and v > 0}


def test_the_longer_name_is_told_and_the_shorter_elsewhere(window: Encoded) -> None:
    text = f"{PAPER['title']}\n{PAPER['abstract']}"
    names = told(window, label(PAPER, window).names, NAME_TAGS)
    xl, alone = text.index("ZapNet-XL"), text.index("ZapNet reach")
    assert names[xl] == "B-Model"
    assert names[xl + 7] == "I-Model"
    assert names[alone] == "B-Model"
    assert names[text.index("Foo.")] == "B-Dataset"
    assert names[text.index("Deep")] == "B-other"
    assert names[text.index("Deep") + 5] == "I-other"
    assert 0 not in names  # "Zap" alone is no mention


def test_what_is_not_told_is_not_learned(window: Encoded) -> None:
    text = f"{PAPER['title']}\n{PAPER['abstract']}"
    place = window.firsts[[a for a, _ in window.spans].index(text.index("Foos"))]
    assert label(PAPER, window).names[place] == UNTOLD


def test_roles_stand_in_names_only(window: Encoded) -> None:
    found = label(PAPER, window)
    assert set(told(window, found.roles + 1, ("", *ROLES)).values()) == {"introduces", "uses", "evaluates_on"}
    assert (found.roles != UNTOLD).sum() == 7


def test_results_mark_value_metric_dataset_and_system(window: Encoded) -> None:
    text = f"{PAPER['title']}\n{PAPER['abstract']}"
    results = told(window, label(PAPER, window).results, RESULT_TAGS)
    assert results[text.index("71.2")] == "score"
    assert results[text.index("F1")] == "metric"
    assert results[text.index("Foo.")] == "dataset"
    assert results[text.index("ZapNet reach")] == "system"
