"""Choosing the format, and what is said about files that cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import types
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.papers import FORMATS, read

LINES = b'{"title": "One"}\n{"title": "Two"}\n'
TITLES = ["One", "Two"]


def titles(path: Path | str) -> list[str]:
    return [paper.title for paper in read(path)]


def zipped() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", "a")
    return archive.getvalue()


@pytest.mark.parametrize("name", ["papers", "papers.csv", "papers.xml", "papers.txt"])
def test_content_counts_and_not_the_name(write, name):
    assert titles(write(LINES, name)) == TITLES


@pytest.mark.parametrize("name", ["papers.gz", "papers.jsonl", "papers"])
@pytest.mark.parametrize(
    "content", [LINES, b'[{"title": "One"}, {"title": "Two"}]', b"title,year\nOne,2001\nTwo,2002\n"]
)
def test_gzip_is_known_by_its_bytes(write, name, content):
    assert titles(write(gzip.compress(content), name)) == TITLES


def test_gzip_of_several_members(write):
    assert titles(write(gzip.compress(LINES[:17]) + gzip.compress(LINES[17:]))) == TITLES


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ['{"title": "Één"}\r\n', '[{"title": "Één"}]', "title,year\r\nÉén,2001\r\n"])
def test_byte_order_marks(write, encoding, text):
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    assert titles(write((mark + text).encode(encoding))) == ["Één"]


@pytest.mark.parametrize("content", [LINES, gzip.compress(LINES)])
def test_standard_input(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(content)))
    papers = list(read("-"))
    assert [paper.title for paper in papers] == TITLES
    assert papers[0].where == "standard input:1"


def test_standard_input_that_comes_in_small_pieces(monkeypatch):
    end, other = os.pipe()
    with os.fdopen(end, "rb") as pipe, os.fdopen(other, "wb", buffering=0) as writer:
        for at in range(0, len(LINES), 5):
            writer.write(LINES[at : at + 5])
        writer.close()
        monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=pipe))
        assert titles("-") == TITLES


def test_papers_come_before_the_whole_input_is_there(monkeypatch):
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            self.given += len(buffer)
            buffer[:] = (LINES * (len(buffer) // len(LINES) + 1))[: len(buffer)]
            return len(buffer)

    endless = Endless()
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BufferedReader(endless)))
    papers = read("-")
    assert next(papers).title == "One"
    assert endless.given < 1_000_000
    papers.close()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (gzip.compress(b""), "is empty"),
        (b"%PDF-1.7\n\xe2\xe3", "is a PDF"),
        (zipped(), "zip archive"),
        (b"SQLite format 3\0rest", "SQLite"),
        (b"\x7fELF\x02\0\0\0", "binary"),
        (gzip.compress(gzip.compress(LINES)), "packed twice"),
        (b"\x1f\x8b nothing of the kind", "damaged"),
        (b"Dear reader,\nthis is a letter.\n", "in no format"),
        (b"\xff\xfe\xff", "in no format"),
        ("Grüße\n".encode("latin1"), "in no format"),
        (b"\n" * 100_000, "in no format"),
    ],
)
def test_files_that_are_no_papers(write, content, what):
    path = write(content)
    with pytest.raises(InputError, match=what) as error:
        list(read(path))
    assert error.value.where.startswith(str(path))
    assert error.value.cure


def test_formats_are_listed_where_none_fits(write):
    with pytest.raises(InputError) as error:
        list(read(write("Dear reader")))
    assert all(form in error.value.cure for form in FORMATS)


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        next(read(tmp_path / "nothing.jsonl"))
    with pytest.raises(InputError, match="is a folder"):
        next(read(tmp_path))
    with pytest.raises(InputError):
        next(read("a\0b"))


def test_file_that_may_not_be_read(write, monkeypatch):
    path = write(LINES)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything

        def refuse(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="may not be read"):
        next(read(path))


def test_cut_off_gzip_keeps_what_came_before(write, read_all):
    many = "".join(json.dumps({"title": f"Paper {n}", "abstract": str(n) * 50}) + "\n" for n in range(20_000))
    packed = gzip.compress(many.encode())
    papers, skipped = read_all(write(packed[: len(packed) // 2]))
    assert 9_000 < len(papers) < 20_000
    assert [paper.title for paper in papers] == [f"Paper {n}" for n in range(len(papers))]
    assert len(skipped) == 1
    assert "cut off" in skipped[0].reason


def test_small_cut_off_gzip_keeps_whole_lines(write, read_all):
    papers, skipped = read_all(write(gzip.compress(LINES, compresslevel=0)[:-12]))
    assert [paper.title for paper in papers] == ["One"]
    assert len(skipped) == 1


def test_gzip_cut_off_before_the_first_paper_is_an_error(write):
    with pytest.raises(InputError, match="cut off"):
        list(read(write(gzip.compress(LINES)[:14])))


def test_damaged_gzip_never_raises_after_a_paper(write, read_all):
    packed = bytearray(gzip.compress(LINES, compresslevel=0))
    packed[-6] ^= 0xFF  # the checksum
    papers, skipped = read_all(write(bytes(packed)))
    assert [paper.title for paper in papers] == TITLES
    assert len(skipped) == 1


def test_nothing_needs_to_be_told_about_skips(write):
    assert titles(write(LINES + b"broken\n")) == TITLES


def test_file_is_closed_when_reading_stops_early(write):
    path = write(LINES)
    papers = read(path)
    next(papers)
    papers.close()  # ResourceWarning, an error here, would tell of an open file
    path.unlink()


def test_real_arxiv_dump_streams(shared):
    first = next(read(shared / "data" / "arxiv" / "papers.jsonl.gz"))
    assert first.id
    assert first.abstract
