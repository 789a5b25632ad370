"""Adding papers: reports, changes, interruptions."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import NotFound
from kg.library import BuildReport, Library, open_library
from kg.names import Lexicon
from kg.records import Extraction, Paper, Skipped

Fill = Callable[..., BuildReport]
Dump = Callable[[Library], str]
BUILDER = Path(__file__).with_name("builder.py")
COMMAND = [sys.executable, str(BUILDER)]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}


def test_the_report_counts(library: Library, fill: Fill) -> None:
    one, two = Paper("2101.00001", "One", "We use ImageNet."), Paper("2101.00002", "Two", "We use BERT.")
    report = fill(library, one, two, Paper("", ""), Paper("", "one"), one)
    assert report.to_dict() == {
        "read": 5,
        "new": 2,
        "changed": 0,
        "merged": 1,
        "unchanged": 1,
        "extracted": 2,
        "stale": 0,
        "skipped_total": 1,
        "skipped": [{"where": "", "reason": "a paper with neither id nor title", "cure": "give it one of them"}],
    }
    later = Paper("2101.00001", "One", "We use ImageNet and BERT, both.")
    again = fill(library, one, later)
    assert (again.new, again.changed, again.merged, again.unchanged, again.extracted) == (0, 1, 1, 1, 1)


def test_a_changed_abstract_replaces_its_mentions(library: Library, fill: Fill, dump: Dump) -> None:
    fill(library, Paper("2101.00001", "One", "We use OldNet on ImageNet-9K.", date="2021-01-01"))
    assert library.find_entity("imagenet").papers == 0
    fill(library, Paper("2101.00001", "One", "We use NewNet.", date="2021-02-01"))
    assert [entity.name for entity in library.iter_entities()] == ["NewNet"]
    with pytest.raises(NotFound):
        library.find_entity("OldNet")


def test_only_new_and_changed_texts_are_extracted(library: Library, lexicon: Lexicon, extractor: object) -> None:
    papers = [Paper(f"2101.0000{i}", f"T{i}", "We use ImageNet.") for i in range(5)]
    library.add(papers, extractor, lexicon=lexicon)  # type: ignore[arg-type]
    library.add([*papers, Paper("2101.00001", "T1", "", 2021, venue="V")], extractor, lexicon=lexicon)  # type: ignore[arg-type]
    assert len(extractor.seen) == 5  # type: ignore[attr-defined]
    assert library.paper("2101.00001").venue == "V"
    assert library.papers_using("ImageNet", years=(2021, None)).total == 1


def test_the_extractor_gets_one_stream_and_papers_come_as_a_stream(
    library: Library, lexicon: Lexicon, extractor: object
) -> None:
    calls: list[str] = []

    class Counting:
        fingerprint = "counting"

        def extract(self, papers: Iterable[Paper]) -> Iterator[tuple[Paper, Extraction]]:
            calls.append("extract")
            return extractor.extract(papers)  # type: ignore[attr-defined,no-any-return]

    pulled = 0

    def papers() -> Iterator[Paper]:
        nonlocal pulled
        for i in range(100):
            pulled += 1
            yield Paper(f"2101.{i:05d}", f"T{i}", "We use ImageNet.")

    steps: list[tuple[str, int, int | None]] = []
    pulls: list[int] = []

    def tell(step: str, done: int, total: int | None) -> None:
        steps.append((step, done, total))
        pulls.append(pulled)

    library.add(papers(), Counting(), batch=30, progress=tell, lexicon=lexicon)
    assert calls == ["extract"]
    assert steps[:4] == [("papers", 30, None), ("papers", 60, None), ("papers", 90, None), ("papers", 100, None)]
    assert steps[4:] == [("reading", 30, 100), ("reading", 60, 100), ("reading", 90, 100), ("reading", 100, 100)]
    assert pulls[:4] == [30, 60, 90, 100]


def test_skipped_things_are_told_and_listed_up_to_a_bound(
    library: Library, extractor: object, lexicon: Lexicon
) -> None:
    told: list[Skipped] = []
    nameless = (Paper("", "", where=f"f:{i}") for i in range(1_200))
    report = library.add(nameless, extractor, skip=told.append, lexicon=lexicon)  # type: ignore[arg-type]
    assert len(told) == report.skipped_total == 1_200
    assert len(report.skipped) == 1_000
    assert told[7].where == "f:7"


def test_an_extractor_that_fails_leaves_the_rest_for_the_next_build(
    library: Library, fill: Fill, dump: Dump, lexicon: Lexicon, extractor: object, tmp_path: Path
) -> None:
    class Failing:
        fingerprint = "fake 1"

        def extract(self, papers: Iterable[Paper]) -> Iterator[tuple[Paper, Extraction]]:
            for at, pair in enumerate(extractor.extract(papers)):  # type: ignore[attr-defined]
                if at == 7:
                    raise RuntimeError("boom")
                yield pair

    papers = [Paper(f"2101.{i:05d}", f"T{i}", "We use ImageNet.") for i in range(10)]
    with pytest.raises(RuntimeError, match="boom"):
        library.add(papers, Failing(), batch=3, lexicon=lexicon)
    assert library.stats()["waiting"] == 4
    assert fill(library).extracted == 4
    with open_library(tmp_path / "whole.kg", create=True) as whole:
        fill(whole, *papers)
        assert dump(whole) == dump(library)


def test_papers_that_fail_to_come_lose_nothing_that_came(library: Library, fill: Fill, lexicon: Lexicon) -> None:
    def papers() -> Iterator[Paper]:
        yield Paper("2101.00001", "T", "We use ImageNet.")
        raise ValueError("broken file")

    with pytest.raises(ValueError, match="broken file"):
        library.add(papers(), object(), batch=1, lexicon=lexicon)  # type: ignore[arg-type]
    assert library.stats()["waiting"] == 1
    assert fill(library).extracted == 1


def test_removing_what_is_not_there_removes_nothing(library: Library, fill: Fill, lexicon: Lexicon) -> None:
    fill(library, Paper("2101.00001", "T"))
    with pytest.raises(NotFound, match=r"10\.1000/none"):
        library.remove(["2101.00001", "10.1000/none"], lexicon=lexicon)
    assert library.stats()["papers"] == 1
    assert library.remove(["https://arxiv.org/abs/2101.00001v4"], lexicon=lexicon) == ("arxiv:2101.00001",)


def expected_dump(tmp_path: Path, dump: Dump, count: int) -> str:
    subprocess.run([*COMMAND, str(tmp_path / "whole.kg"), str(count), "0"], env=ENVIRONMENT, check=True, stdout=-3)
    with open_library(tmp_path / "whole.kg") as library:
        return dump(library)


def test_a_build_that_is_killed_goes_on(tmp_path: Path, dump: Dump) -> None:
    count = 120
    expected = expected_dump(tmp_path, dump, count)
    path = tmp_path / "killed.kg"
    moments = random.Random(7)
    kills = 0
    while kills < 12:
        build = subprocess.Popen([*COMMAND, str(path), str(count), "0.02"], env=ENVIRONMENT, stdout=subprocess.PIPE)
        # From the making of the file on: a lone start of the interpreter is not what is tested.
        while not path.exists() and build.poll() is None:
            time.sleep(0.002)
        time.sleep(moments.random() * 0.35)
        build.send_signal(signal.SIGKILL)
        build.communicate()
        if build.returncode == 0:
            break
        kills += 1
        with open_library(path, create=True) as library:
            assert library._store.rows("PRAGMA integrity_check") == [("ok",)]
            assert library._store.rows("PRAGMA foreign_key_check") == []
    assert kills > 2
    subprocess.run([*COMMAND, str(path), str(count), "0"], env=ENVIRONMENT, check=True, stdout=-3)
    with open_library(path) as library:
        assert dump(library) == expected


@pytest.mark.parametrize("after", ["open", "papers 16", "papers 48", "reading 16", "reading 32"])
def test_a_kill_at_a_known_step_goes_on(tmp_path: Path, dump: Dump, after: str) -> None:
    expected = expected_dump(tmp_path, dump, 40)
    path = tmp_path / "killed.kg"
    build = subprocess.Popen([*COMMAND, str(path), "40", "0.05"], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    assert build.stdout is not None
    for line in build.stdout:
        if line.strip() == after:
            break
    else:
        pytest.fail(f"never reached {after!r}")
    build.send_signal(signal.SIGKILL)
    build.communicate()
    assert build.returncode == -signal.SIGKILL
    subprocess.run([*COMMAND, str(path), "40", "0"], env=ENVIRONMENT, check=True, stdout=-3)
    with open_library(path) as library:
        assert dump(library) == expected
