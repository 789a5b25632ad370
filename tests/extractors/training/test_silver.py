"""Abstracts for silver labels are never annotated ones; what the rules are unsure of is not told."""

from __future__ import annotations

import pytest

from extractors.training.recognizer.silver import label_all, sample
from kg.records import Paper

LONG = "We train a network on words. " * 10


def paper(number: int, year: int, title: str = "") -> Paper:
    return Paper(str(number), title or f"Paper number {number}", LONG, year=year)


def test_annotated_papers_are_left_out_by_id_and_by_title() -> None:
    papers = [paper(n, 2025) for n in range(6)] + [paper(9, 2020, "An Old-Title!")]
    annotated = [{"id": "3", "title": "x"}, {"id": "other", "title": "an old title"}]
    assert {p.id for p in sample(papers, annotated, 10)} == {"0", "1", "2", "4", "5"}


def test_half_are_recent_and_the_order_of_papers_makes_no_difference() -> None:
    papers = [paper(n, 2025 if n % 2 else 2019) for n in range(40)]
    chosen = sample(papers, [], 10)
    assert sum((p.year or 0) > 2024 for p in chosen) == 5
    assert chosen == sample(papers[::-1], [], 10)


def test_the_rules_annotate() -> None:
    pytest.importorskip("sklearn", reason="training needs the extra `train`")
    teacher = {
        "id": "t",
        "title": "ZapNet: parsing",
        "abstract": "We propose ZapNet. We test on FooBank, BarBank and SQuAD with the F1 score against BERT.",
        "entities": [
            {"name": "ZapNet", "type": "Model", "mentions": ["ZapNet"], "role": "introduces"},
            {"name": "SQuAD", "type": "Dataset", "mentions": ["SQuAD"], "role": "evaluates_on"},
            {"name": "BERT", "type": "Model", "mentions": ["BERT"], "role": "compares_with"},
        ],
    }
    text = "QuxNet: tagging\nWe propose QuxNet. We test on SQuAD against BERT."
    (found,) = label_all([Paper("1", *text.split("\n"))], [teacher] * 20)
    assert {e["name"]: e["type"] for e in found["entities"]}["SQuAD"] == "Dataset"
    assert all(e["told"] in {True, False} for e in found["entities"])
