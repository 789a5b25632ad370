"""Files that are there whole or not at all."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import CitegraphError
from kg.saving import saving


def test_the_file_appears_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with saving(path) as file:
        file.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")

    def fail() -> None:
        with saving(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_gz_is_compressed_and_equal_contents_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.gz", "b.gz"):
        with saving(tmp_path / name) as file:
            file.write(b"same")
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == b"same"
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_a_missing_folder_is_told_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(CitegraphError, match="cannot be written") as told, saving(tmp_path / "no" / "out.txt"):
        pass
    assert told.value.cure


def test_a_link_stays_and_what_it_points_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with saving(tmp_path / "link.txt") as file:
        file.write(b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with saving(Path("/dev/null")) as file:
        file.write(b"gone")
    assert Path("/dev/null").is_char_device()
