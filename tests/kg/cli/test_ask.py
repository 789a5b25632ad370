"""uses, paper, entity, top, stats, explain: answers, JSON, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def ask(run, papers: Path):
    run("build", papers)
    return run


def test_uses_finds_variants_whatever_the_spelling(ask) -> None:
    for name in ("ImageNet", "imagenet", "Image-Net", "IMAGE NET"):
        answer = ask("uses", name, "--json").json
        assert [row["id"] for row in answer["rows"]] == ["arxiv:2201.00002", "arxiv:2101.00001"]
        assert answer["entity"] == "ImageNet"
        assert answer["total"] == 2
    assert [row["id"] for row in ask("uses", "imagenet-1k", "--json").json["rows"]] == ["arxiv:2201.00002"]


def test_evidence_is_the_sentence_with_the_mention_marked(ask) -> None:
    (row,) = ask("uses", "imagenet-1k", "--json").json["rows"]
    text = "Growing ZapNet\nWe train ZapNet on ImageNet-1K and reach 80.5% accuracy on ImageNet-1K."
    assert row["entity"] == "ImageNet-1K"
    for evidence in row["evidence"]:
        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
        assert text[slice(*evidence["mention"])] == "ImageNet-1K"


def test_uses_filters_and_pages(ask) -> None:
    assert ask("uses", "ImageNet", "--year", "..2021", "--json").json["total"] == 1
    assert ask("uses", "ImageNet", "--role", "introduces", "--json").json["total"] == 0
    page = ask("uses", "ImageNet", "--limit", 1, "--offset", 1, "--json").json
    assert (page["total"], [row["id"] for row in page["rows"]]) == (2, ["arxiv:2101.00001"])


def test_nothing_found_is_exit_1_and_an_empty_answer(ask) -> None:
    done = ask("uses", "Imagenett", "--json")
    assert done.code == 1
    assert done.json == {"query": "Imagenett", "entity": None, "total": 0, "rows": [], "mentioned_in": []}
    assert "did you mean ImageNet" in done.err


@pytest.mark.parametrize(
    "words", [["uses", "ImageNet", "--year", "12"], ["uses", "ImageNet", "--role", "loves"], ["top", "things"], ["use"]]
)
def test_mistakes_are_exit_2(ask, words: list[str]) -> None:
    done = ask(*words)
    assert done.code == 2
    assert done.err


def test_a_mistyped_command_is_guessed(ask) -> None:
    assert "'uses'" in ask("use", "x").err


def test_paper_is_found_by_id_title_and_what_it_introduces(ask) -> None:
    for what in ("2101.00001", "arXiv:2101.00001v3", "zapnet: a convolutional model", "ZapNet"):
        profile = ask("paper", what, "--json").json
        assert profile["id"] == "arxiv:2101.00001"
    assert ask("paper", "no such paper").code == 1


def test_entity_top_and_stats(ask) -> None:
    entity = ask("entity", "imagenet", "--json").json
    assert (entity["type"], entity["papers_with_variants"]) == ("Dataset", 2)
    top = ask("top", "datasets", "--json").json
    assert {"ImageNet", "ImageNet-1K", "Penn Treebank"} <= {row["name"] for row in top["rows"]}
    assert {"papers", "entities", "mentions", "citations", "results", "authors"} <= set(ask("stats", "--json").json)


def test_explain_tells_the_rule_behind_each_mention(ask) -> None:
    told = ask("explain", "ZapNet", "--json").json
    assert all(m["by"] and m["rule"] for m in told["mentions"])
    done = ask("explain", "ZapNet")
    assert "lexicon" in done.out
    assert "We evaluate ZapNet on the ImageNet dataset." in " ".join(done.out.split())


def test_pipes_get_no_colour_and_no_control_characters(run, tmp_path: Path) -> None:
    hostile = {"id": "1", "title": "A\x1b[31m[bold]Net\x07", "abstract": "We use \x1b[2J the ImageNet dataset [red]."}
    (tmp_path / "h.jsonl").write_text(json.dumps(hostile), encoding="utf-8")
    run("build", "h.jsonl")
    for words in (["uses", "ImageNet"], ["paper", "1"], ["explain", "1"], ["top"], ["stats"]):
        done = run(*words)
        assert done.code == 0
        assert "\x1b" not in done.out
        assert "\x07" not in done.out
    assert "[bold]" in run("uses", "ImageNet").out


@pytest.mark.parametrize(
    "words", [["--year", "..1900"], ["--role", "introduces"], ["--role", "evaluates on", "--type", "tasks"]]
)
def test_an_answer_without_papers_is_exit_1(ask, words: list[str]) -> None:
    done = ask("uses", "ImageNet", *words)
    assert done.code == 1
    assert ask("uses", "ImageNet", *words, "--json").json["total"] == 0


def test_homonyms_are_told_apart_by_what_the_paper_takes_them_for(run, tmp_path: Path) -> None:
    rows = [
        {
            "id": "1",
            "title": "Regression",
            "abstract": "We report a mean absolute error (MAE) of 0.1. The MAE and RMSE drop.",
        },
        {
            "id": "2",
            "title": "Vision",
            "abstract": "We pretrain a ViT with the masked autoencoder MAE. MAE reconstructs patches.",
        },
    ]
    (tmp_path / "m.json").write_text(json.dumps(rows), encoding="utf-8")
    run("build", "m.json")
    assert [r["id"] for r in run("uses", "masked autoencoder", "--json").json["rows"]] == ["id:2"]
    assert [r["id"] for r in run("uses", "mean absolute error", "--json").json["rows"]] == ["id:1"]


def test_who_introduced_a_thing_is_known_by_the_paper_id(run, tmp_path: Path) -> None:
    row = {"id": "2103.00020", "title": "T", "abstract": "CLIP learns images from text. CLIP transfers to ImageNet."}
    (tmp_path / "c.json").write_text(json.dumps([row]), encoding="utf-8")
    run("build", "c.json")
    assert [r["role"] for r in run("uses", "CLIP", "--json").json["rows"]] == ["introduces"]


def test_the_row_shows_the_variant_in_the_role_that_was_asked_for(run, tmp_path: Path) -> None:
    from kg.records import Extraction, Mention, Paper

    def mention(start: int, name: str, role: str) -> Mention:
        return Mention(start, start + len(name), name, name, "Dataset", role, 0.9, "lexicon", "name", (2, 40))

    class Fixed:
        fingerprint = "fixed"

        def extract(self, papers):
            for paper in papers:
                found = mention(2, "ImageNet", "uses"), mention(20, "ImageNet-1K", "evaluates_on")
                yield paper, Extraction(found)

    from kg.library import open_library

    with open_library("v.kg", create=True) as library:
        library.add([Paper("x", "T", "ImageNet and so on ImageNet-1K and so on.")], Fixed())
    (row,) = run("uses", "ImageNet", "--role", "uses", "--json").json["rows"]
    assert (row["role"], row["entity"], row["evidence"][0]["mention"]) == ("uses", "ImageNet", [2, 10])


def test_messages_hold_no_control_characters_of_a_file(run) -> None:
    Path("c.csv").write_text("a\x1b]0;x\x07,b\n1,2\n", encoding="utf-8")
    done = run("build", "c.csv")
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "\x07" not in done.err


def test_a_range_that_ends_before_it_begins_is_refused(ask) -> None:
    assert ask("uses", "ImageNet", "--year", "2022..2020").code == 2


def test_a_pipe_whose_reader_has_gone_is_no_failure(papers: Path, run) -> None:
    import subprocess
    import sys

    run("build", papers)
    command = [sys.executable, "-m", "kg", "top", "--json", "-l", str(Path("papers.kg").resolve())]
    ended = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
    assert ended.stdout is not None
    ended.stdout.close()
    assert ended.wait() == 0
