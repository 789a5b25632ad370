"""build, extract, remove, demo."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from pathlib import Path

import pytest


def test_build_finds_or_makes_the_library_and_twice_is_once(run, papers: Path) -> None:
    assert run("build", papers).code == 0
    run("export", "jsonl", "-o", "one.jsonl")
    again = run("build", papers, "--json").json
    assert (again["new"], again["unchanged"]) == (0, 3)
    run("export", "jsonl", "-o", "two.jsonl")
    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()
    assert [p.name for p in Path().glob("*.kg")] == ["papers.kg"]


def test_order_and_workers_do_not_matter(run, papers: Path, tmp_path: Path) -> None:
    lines = papers.read_text(encoding="utf-8").splitlines(keepends=True)
    other = tmp_path / "other.jsonl"
    other.write_text("".join(reversed(lines)), encoding="utf-8")
    run("build", papers, "-l", "a.kg")
    run("build", other, "-l", "b.kg", "--workers", 2)
    run("export", "jsonl", "-o", "a.jsonl", "-l", "a.kg")
    run("export", "jsonl", "-o", "b.jsonl", "-l", "b.kg")
    assert Path("a.jsonl").read_bytes() == Path("b.jsonl").read_bytes()


def test_what_is_broken_is_skipped_and_told_and_the_rest_is_kept(run, papers: Path, tmp_path: Path) -> None:
    lines = papers.read_text(encoding="utf-8").splitlines(keepends=True)
    broken = tmp_path / "broken.jsonl"
    broken.write_text("".join([*lines[:2], '{"id": "x", "title": \n', lines[2]]), encoding="utf-8")
    done = run("build", broken)
    assert done.code == 0
    assert "broken.jsonl:3: broken JSON" in done.err
    assert run("stats", "--json").json["papers"] == 3


def test_one_bad_input_does_not_stop_the_others(run, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    done = run("build", "missing.jsonl", papers, "empty.jsonl")
    assert done.code == 2
    assert "missing.jsonl: there is no such file" in done.err
    assert "empty.jsonl: is empty" in done.err
    assert run("stats", "--json").json["papers"] == 3


def test_a_build_that_reads_nothing_makes_no_library(run) -> None:
    assert run("build", "missing.jsonl").code == 2
    assert list(Path().glob("*.kg")) == []


def test_several_libraries_must_be_named(run, papers: Path) -> None:
    run("build", papers, "-l", "a.kg")
    run("build", papers, "-l", "b.kg")
    done = run("uses", "ImageNet")
    assert done.code == 2
    assert "a.kg, b.kg" in done.err
    assert "--library" in done.err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such library"),
        (b"", "is empty"),
        (b"not a library at all", "is not a citegraph library"),
    ],
)
def test_what_is_no_library_is_told(run, content: bytes | None, message: str) -> None:
    if content is not None:
        Path("x.kg").write_bytes(content)
    done = run("uses", "ImageNet", "-l", "x.kg")
    assert done.code == 2
    assert message in done.err


def test_a_library_of_a_newer_schema_is_left_alone(run, papers: Path) -> None:
    run("build", papers)
    connection = sqlite3.connect("papers.kg")
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    for words in (["stats"], ["build", papers]):
        done = run(*words)
        assert done.code == 2
        assert "newer citegraph" in done.err


def test_extract_keeps_every_paper_as_it_came(run, tmp_path: Path) -> None:
    rows = [
        {"id": "1", "title": "  ZapNet: x ", "abstract": "We use  ImageNet.\n"},
        {"id": "1", "title": "  ZapNet: x ", "abstract": "We use  ImageNet.\n"},
        {"id": "odd id/7", "title": "-", "abstract": ""},
    ]
    (tmp_path / "in.json").write_text(json.dumps(rows), encoding="utf-8")
    assert run("extract", "in.json", "-o", "out.jsonl.gz").code == 0
    with gzip.open("out.jsonl.gz", "rt", encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    assert [{k: row[k] for k in ("id", "title", "abstract")} for row in found] == rows
    (entity,) = [e for e in found[0]["entities"] if e["name"] == "ImageNet"]
    text = rows[0]["title"] + "\n" + rows[0]["abstract"]
    assert [text[m["start"] : m["end"]] for m in entity["mentions"]] == ["ImageNet"]
    assert {"start", "end", "surface", "by", "rule", "confidence"} == set(entity["mentions"][0])


def test_extract_writes_to_standard_output_and_fails_without_a_file(run, papers: Path) -> None:
    done = run("extract", papers)
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["2101.00001", "2201.00002", "2301.00003"]
    assert run("extract", "missing.jsonl", "-o", "out.jsonl").code == 2
    assert not Path("out.jsonl").exists()


def test_results_are_extracted(run, papers: Path) -> None:
    second = json.loads(run("extract", papers).out.splitlines()[1])
    assert {"dataset": "ImageNet-1K", "value": "80.5%"}.items() <= second["results"][0].items()


def test_remove_takes_a_paper_out_with_all_that_only_it_brought(run, papers: Path) -> None:
    run("build", papers)
    assert run("remove", "2301.00003", "--yes").code == 0
    assert run("uses", "Penn Treebank").code == 1
    assert run("stats", "--json").json["papers"] == 2
    done = run("remove", "2301.00003", "--yes")
    assert done.code == 1
    assert "nothing was removed" in done.err


def test_the_demo_does_the_main_job(run) -> None:
    done = run("demo")
    assert done.code == 0
    assert "papers use ImageNet" in done.out
    assert Path("page.html").stat().st_size > 100_000
    assert run("stats", "--json", "-l", "demo/papers.kg").json["papers"] >= 60


def test_another_threshold_is_told_and_refresh_reads_anew(run, papers: Path) -> None:
    run("build", papers, "--threshold", 0.99)
    few = run("stats", "--json").json["mentions"]
    done = run("build", papers)
    assert "3 papers stay as another version or threshold read them" in done.err
    assert run("stats", "--json").json["mentions"] == few
    assert run("build", papers, "--refresh", "--json").json["extracted"] == 3
    run("export", "jsonl", "-o", "refreshed.jsonl")
    run("build", papers, "-l", "fresh.kg")
    run("export", "jsonl", "-o", "fresh.jsonl", "-l", "fresh.kg")
    assert Path("refreshed.jsonl").read_bytes() == Path("fresh.jsonl").read_bytes()


@pytest.mark.parametrize("command", [["export", "graphml"], ["show"]])
def test_no_output_takes_the_place_of_a_library(run, papers: Path, command: list[str]) -> None:
    run("build", papers)
    before = Path("papers.kg").read_bytes()
    done = run(*command, "-o", "papers.kg")
    assert done.code == 2
    assert "not overwritten" in done.err
    assert Path("papers.kg").read_bytes() == before


def test_extract_does_not_overwrite_its_input(run, papers: Path) -> None:
    before = papers.read_bytes()
    assert run("extract", papers, "-o", papers).code == 2
    assert papers.read_bytes() == before


def test_a_file_of_which_nothing_can_be_read_is_exit_2(run) -> None:
    Path("bad.jsonl").write_text('{"title": \n{"title": \n', encoding="utf-8")
    done = run("build", "bad.jsonl")
    assert done.code == 2
    assert re.search(r"bad\.jsonl:\d: broken JSON", done.err)
    assert list(Path().glob("*.kg")) == []
