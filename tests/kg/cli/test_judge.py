"""evaluate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

GOLD = [
    {
        "id": str(n),
        "title": f"Net{n}X: parsing",
        "abstract": f"We propose Net{n}X, a new model. We evaluate Net{n}X on the ImageNet dataset with QuxLib-2.",
        "year": 2020 + n % 2,
        "entities": [
            {"name": f"Net{n}X", "type": "Model", "mentions": [f"Net{n}X"], "role": "introduces", "core": True},
            {"name": "ImageNet", "type": "Dataset", "mentions": ["ImageNet"], "role": "evaluates_on", "core": True},
            {"name": "parsing", "type": "Task", "mentions": ["parsing"], "role": "evaluates_on", "core": False},
        ],
        "results": [],
    }
    for n in range(12)
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    return path


def test_evaluate_scores_and_splits(run, gold: Path) -> None:
    told = run("evaluate", gold, "--by", "year", "--json").json
    assert told["entity:Dataset"]["r"] == 1
    assert set(told["by"]) == {"2020", "2021"}
    printed = run("evaluate", gold, "--reliability", "--fast").out
    assert "entity:Dataset       P " in printed
    assert "identity_hard" in printed
    assert "confidence 0.9 to 1.0: " in printed


def test_recognizers_are_for_folds(run, gold: Path) -> None:
    done = run("evaluate", gold, "--recognizers", gold.parent)
    assert done.code == 2
    assert "--recognizers needs --folds" in done.err


def test_folds_train_on_the_others_only(run, gold: Path) -> None:
    pytest.importorskip("sklearn", reason="cross-validation needs the extra `train`")
    told = run("evaluate", gold, "--folds", 3, "--json").json
    assert told["entity:Model"]["r"] > 0.5


@pytest.mark.parametrize("content", ["", "{}", "[1]", "[]", '[{"id": "1"}]'])
def test_what_is_no_gold_is_told(run, tmp_path: Path, content: str) -> None:
    (tmp_path / "g.json").write_text(content, encoding="utf-8")
    done = run("evaluate", "g.json")
    assert done.code == 2
    assert "g.json" in done.err
