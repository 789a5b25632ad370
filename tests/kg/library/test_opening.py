"""What a file must be to be opened, and what is said of others."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import kg
from kg.errors import LibraryError, LibraryNotFound
from kg.library import BuildReport, Library, lock, open_library, store
from kg.library.opening import APPLICATION, SCHEMA
from kg.names import Lexicon
from kg.records import Paper

Fill = Callable[..., BuildReport]
PAPER = Paper("2103.00020", "A title", "We use ImageNet.", 2021)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
BUILDER = Path(__file__).with_name("builder.py")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def told(path: Path, **options: bool) -> LibraryError:
    with pytest.raises(LibraryError) as caught:
        open_library(path, **options)
    error = caught.value
    assert error.what
    assert error.cure
    assert str(path) in error.where or str(path.parent) in error.where
    return error


@pytest.fixture
def filled(tmp_path: Path, fill: Fill) -> Path:
    path = tmp_path / "papers.kg"
    with open_library(path, create=True) as library:
        fill(library, PAPER)
    return path


def execute(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_library_is_one_file(filled: Path) -> None:
    assert names(filled.parent) == ["papers.kg"]
    with open_library(filled) as library:
        assert not library.readonly
        assert library.path == filled
        assert library.stats()["papers"] == 1
    assert names(filled.parent) == ["papers.kg"]


def test_a_missing_library(tmp_path: Path) -> None:
    error = told(tmp_path / "none.kg")
    assert isinstance(error, LibraryNotFound)
    assert "citegraph build" in error.cure
    assert not (tmp_path / "none.kg").exists()


def test_a_missing_folder(tmp_path: Path) -> None:
    assert isinstance(told(tmp_path / "no" / "x.kg", create=True), LibraryNotFound)


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    assert "folder" in told(tmp_path).what


def test_an_empty_file_is_a_new_library_where_one_may_be_made(tmp_path: Path, fill: Fill) -> None:
    path = tmp_path / "x.kg"
    path.touch()
    error = told(path)
    assert "empty" in error.what
    assert "citegraph build" in error.cure
    with open_library(path, create=True) as library:
        assert fill(library, PAPER).new == 1


def test_what_a_kill_while_creating_leaves_is_a_new_library(tmp_path: Path, fill: Fill) -> None:
    path = tmp_path / "x.kg"
    execute(path, "PRAGMA journal_mode = WAL")
    assert path.stat().st_size > 0
    assert "empty" in told(path).what
    with open_library(path, create=True) as library:
        assert fill(library, PAPER).new == 1


@pytest.mark.parametrize("content", [b"x", b"{}" * 5_000, b"SQLite format 3", bytes(range(256)) * 20])
def test_a_file_of_another_kind(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.kg"
    path.write_bytes(content)
    assert "not a citegraph library" in told(path).what
    assert "not a citegraph library" in told(path, create=True).what
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "x.kg"
    execute(path, "CREATE TABLE paper (x)")
    assert "not a citegraph library" in told(path, create=True).what


def test_a_library_of_a_newer_schema(filled: Path) -> None:
    execute(filled, f"PRAGMA user_version = {SCHEMA + 1}")
    error = told(filled)
    assert "newer citegraph" in error.what
    assert error.cure == "upgrade citegraph"


def test_a_library_says_that_it_is_one(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_truncated_library(filled: Path) -> None:
    content = filled.read_bytes()
    filled.write_bytes(content[: len(content) // 2])
    with pytest.raises(LibraryError) as caught, open_library(filled) as library:
        list(library.iter_uses(evidence=True))
    assert "damaged" in caught.value.what
    assert "citegraph build" in caught.value.cure


def test_a_library_with_flipped_bits(filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    filled.write_bytes(content)
    with pytest.raises(LibraryError, match="damaged"), open_library(filled) as library:
        library.stats()


def test_readonly_refuses_to_write(filled: Path, fill: Fill) -> None:
    with open_library(filled, readonly=True) as library:
        assert library.papers_using("ImageNet").total == 1
        with pytest.raises(LibraryError, match="reading only"):
            fill(library, PAPER)
        with pytest.raises(LibraryError, match="reading only"):
            library.remove([PAPER.id])
    assert names(filled.parent) == ["papers.kg"]


def as_nobody(act: Callable[[], None]) -> None:
    """Run without the rights of root, for which nothing is read-only."""
    child = os.fork()
    if not child:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            act()
            os._exit(0)
        except BaseException as error:
            os.write(2, repr(error).encode())
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


@pytest.fixture
def locked_away(filled: Path) -> Path:
    for folder in filled.parents:
        if folder.owner() == Path.home().owner() and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
        if folder.name.startswith("pytest-of-"):
            break
    filled.chmod(0o444)
    filled.parent.chmod(0o555)
    return filled


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are tested where processes fork")
def test_a_read_only_folder_is_read(locked_away: Path, fill: Fill) -> None:
    def act() -> None:
        with open_library(locked_away) as library:
            assert library.readonly
            assert library.papers_using("ImageNet").total == 1
            with pytest.raises(LibraryError, match="reading only"):
                fill(library, PAPER)

    as_nobody(act)
    locked_away.parent.chmod(0o755)
    assert names(locked_away.parent) == ["papers.kg"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are tested where processes fork")
def test_a_read_only_folder_takes_no_new_library(locked_away: Path) -> None:
    as_nobody(lambda: str(told(locked_away.with_name("new.kg"), create=True)))  # type: ignore[arg-type,return-value]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are tested where processes fork")
def test_a_file_that_may_not_be_read(filled: Path, locked_away: Path) -> None:
    filled.chmod(0)
    as_nobody(lambda: str(told(filled)))  # type: ignore[arg-type,return-value]


def test_another_program_that_writes_is_waited_for_then_told(
    filled: Path, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.library.opening.WAIT", 0.2)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_library(filled) as library:
        assert library.papers_using("ImageNet").total == 1
        with pytest.raises(LibraryError, match="another program is writing"):
            fill(library, PAPER)
        other.execute("ROLLBACK")
        other.close()
        assert fill(library, PAPER).unchanged == 1


def start_build(path: Path, count: int, pause: float) -> subprocess.Popen[str]:
    build = subprocess.Popen(
        [sys.executable, str(BUILDER), str(path), str(count), str(pause)],
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert build.stdout is not None
    assert build.stdout.readline() == "open\n"
    assert build.stdout.readline().startswith("papers")
    return build


def test_a_second_build_says_who_is_writing(tmp_path: Path, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    build = start_build(tmp_path / "x.kg", 200, 5)
    try:
        monkeypatch.setattr("kg.library.lock.writing", partial(lock.writing, wait=0.3))
        with open_library(tmp_path / "x.kg") as library:
            assert library.stats()["papers"]
            with pytest.raises(LibraryError) as caught:
                fill(library, PAPER)
        assert f"process {build.pid} on " in caught.value.what
        assert "wait" in caught.value.cure
    finally:
        build.kill()
        build.communicate()
    with open_library(tmp_path / "x.kg") as library:
        assert fill(library, PAPER).new == 1
    assert names(tmp_path) == ["x.kg"]


def test_a_second_build_waits_for_the_first(tmp_path: Path, fill: Fill) -> None:
    build = start_build(tmp_path / "x.kg", 60, 0.02)
    with open_library(tmp_path / "x.kg") as library:
        report = fill(library, PAPER)
        assert build.wait() == 0
        build.communicate()
        assert report.new == 1
        assert library.stats()["papers"] == 61


def test_two_libraries_at_once_in_one_process_lose_nothing(tmp_path: Path, lexicon: Lexicon, fill: Fill) -> None:
    path = tmp_path / "x.kg"
    open_library(path, create=True).close()

    def add(number: int) -> None:
        with open_library(path) as library:
            papers = (Paper(f"210{number}.{i:05d}", f"T {number} {i}", "We use ImageNet.") for i in range(40))
            fill(library, *papers, batch=4)

    threads = [threading.Thread(target=add, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_library(path) as library:
        fill(library)
        assert library.papers_using("ImageNet").total == 80


def test_every_sqlite_error_is_told(library: Library) -> None:
    with pytest.raises(LibraryError, match="SQLite says"):
        library._store.rows("SELECT nothing")
    for act in (library._store.run, library._store.run_script):
        with pytest.raises(LibraryError):
            act("nonsense")
    with pytest.raises(LibraryError):
        library._store.run_many("INSERT INTO paper VALUES (?)", [(1,)])
    library.close()
    library.close()
    with pytest.raises(LibraryError):
        library.stats()
    assert store.WAIT == 30
