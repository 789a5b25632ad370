"""How the shipped tables are made."""

from __future__ import annotations

import pytest

from extractors.fusion import NONE
from extractors.reading import reading
from extractors.training.examples import examples
from extractors.training.finders import finders

GOLD = {
    "title": "ZapNet: parsing",
    "abstract": "We propose ZapNet. We test on FooBank with QuxTool.",
    "entities": [
        {"name": "ZapNet", "type": "Model", "mentions": ["ZapNet"], "role": "introduces", "core": True},
        {"name": "FooBank", "type": "Dataset", "mentions": ["FooBank"], "role": "evaluates_on", "core": True},
        {"name": "QuxTool", "type": "Method", "mentions": ["QuxTool"], "role": "uses", "core": False},
    ],
}


def test_examples_carry_the_type_and_role_of_the_gold() -> None:
    pairs = list(examples(reading(finders(None, 2)(GOLD)), GOLD))
    labels = {(name.label, name.weight, role.label if role else None) for name, role in pairs}
    assert ("Model", 1.0, "introduces") in labels
    assert ("Dataset", 1.0, "evaluates_on") in labels
    assert any(label == NONE and weight < 1 and role is None for label, weight, role in labels)


def test_a_fitted_table_tells_its_classes_apart() -> None:
    pytest.importorskip("sklearn", reason="training needs the extra `train`")
    from extractors.linear import Linear
    from extractors.training.examples import Example
    from extractors.training.fitting import fit

    rows = [Example(frozenset({"x", f"x{n % 2}"}), "Model", 1.0) for n in range(20)]
    rows += [Example(frozenset({"y"}), NONE, 1.0) for _ in range(20)]
    rows += [Example(frozenset({"z"}), "Task", 1.0) for _ in range(20)]
    header, *lines = fit("names", rows)
    table = {line.split("\t")[0]: [float(w) for w in line.split("\t")[1:]] for line in lines}
    model = Linear(header.split("\t")[1:], table)
    assert model.classes[int(model.probabilities([{"x"}])[0].argmax())] == "Model"
    assert model.classes[int(model.probabilities([{"y"}])[0].argmax())] == NONE


def test_results_are_examples_of_numbers_and_of_the_names_beside_them() -> None:
    from extractors.training.results import result_examples

    abstract = "ZapNet reaches 81.5 F1 on FooBank. It has 12 layers."
    row = {"system": "ZapNet", "dataset": "FooBank", "metric": "F1", "value": "81.5", "kind": "score"}
    gold = {**GOLD, "abstract": abstract, "results": [row]}
    notes = reading(finders(None, 2)(gold))
    rows = list(result_examples(notes, (), gold))
    assert sorted(e.label for table, e in rows if table == "values") == [NONE, NONE, "score", "score"]
    right = [f for table, e in rows if table == "ties" and e.label == "yes" for f in e.features]
    assert {"metric named f1", "dataset named evaluates_on", "system named introduces"} <= set(right)
