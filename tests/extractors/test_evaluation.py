"""Scores against annotated papers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractors.evaluation import gold_spans, score
from kg.records import Mention, Result, Use

SHARED = Path(__file__).parents[3] / "shared" / "eval"
TEXT = "ZapNet beats BERT on SQuAD 2.0 and SQuAD."


def entity(name: str, kind: str, role: str, *, core: bool = True, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "role": role, "core": core, "mentions": [name], **more}


GOLD = {
    "id": "1",
    "title": "T",
    "abstract": TEXT,
    "entities": [
        entity("ZapNet", "Model", "introduces"),
        entity("BERT", "Model", "compares_with", types=["Model", "Method"]),
        entity("SQuAD", "Dataset", "evaluates_on"),
        entity("SQuAD 2.0", "Dataset", "evaluates_on", core=False),
    ],
    "results": [{"system": "ZapNet", "dataset": "SQuAD", "metric": "F1", "value": "88.5%", "kind": "score"}],
}


def use(name: str, kind: str, role: str, at: int | None = None) -> Use:
    start = TEXT.index(name) + 2 if at is None else at
    mention = Mention(start, start + len(name), name, name, kind, role, 0.9, "lexicon", "name")
    return Use(name.lower(), name, kind, role, 0.9, (mention,))


def row(scores, name: str) -> tuple[int, int, int]:
    count = scores.counts[name]
    return count.tp, count.fp, count.fn


def test_all_right() -> None:
    uses = [
        use("ZapNet", "Model", "introduces"),
        use("BERT", "Method", "compares_with"),
        use("SQuAD", "Dataset", "evaluates_on", 2 + TEXT.rindex("SQuAD")),
    ]
    found = Result("ZapNet", "SQuAD", "F1 score", "88.5", "%", "score")
    scores = score([(GOLD, uses, [found])])
    for name, right in (("entity", 3), ("mention", 3), ("uses:Resource", 1), ("introduces", 1), ("results:strict", 1)):
        assert row(scores, name) == (right, 0, 0), name
    assert scores.roles.precision == 1


def test_a_wrong_type_a_missing_one_and_a_spurious_one() -> None:
    uses = [use("ZapNet", "Method", "introduces"), use("beats", "Method", "uses")]
    scores = score([(GOLD, uses, [])])
    assert row(scores, "entity") == (0, 2, 3)
    assert row(scores, "coarse") == (1, 1, 2)
    assert row(scores, "introduces") == (1, 0, 0)
    assert row(scores, "results") == (0, 0, 1)
    assert scores.spurious == {("Method", "beats"): 1}


def test_what_readers_differ_on_counts_neither_for_nor_against() -> None:
    assert row(score([(GOLD, [use("SQuAD 2.0", "Dataset", "uses")], [])]), "entity") == (0, 0, 3)


def test_the_longest_annotated_surface_wins() -> None:
    spans = [(GOLD["title"] + "\n" + TEXT)[a:b] for a, b, _ in gold_spans(GOLD)]
    assert spans == ["ZapNet", "BERT", "SQuAD 2.0", "SQuAD"]


@pytest.mark.skipif(not SHARED.exists(), reason="needs the annotated papers in ../shared")
def test_the_figures_are_those_of_the_reference_scorer(tmp_path: Path) -> None:
    from extractors.extractor import Extractor
    from kg.linking import link_paper
    from kg.names import lexicon
    from kg.records import Paper

    gold = json.loads((SHARED / "dev_gold.json").read_text(encoding="utf-8"))
    papers = [Paper(g["id"], g["title"], g["abstract"]) for g in gold]
    read = [(link_paper(f.mentions, lexicon()), f.results) for _, f in Extractor().extract(papers)]
    out = tmp_path / "out.jsonl"
    with out.open("w", encoding="utf-8") as file:
        for paper, (uses, results) in zip(papers, read, strict=True):
            entities = [
                {
                    "name": u.name,
                    "type": u.type,
                    "role": u.role,
                    "mentions": [{"start": m.start, "end": m.end} for m in u.mentions],
                }
                for u in uses
            ]
            rows = [
                {"system": r.system, "dataset": r.dataset, "metric": r.metric, "value": r.value, "kind": r.kind}
                for r in results
            ]
            file.write(json.dumps({"id": paper.id, "entities": entities, "results": rows}) + "\n")
    command = [sys.executable, SHARED / "score.py", SHARED / "dev_gold.json", out, "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours = score((g, *r) for g, r in zip(gold, read, strict=True)).to_dict()
    assert ours == theirs
