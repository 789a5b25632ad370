"""Papers written in each plain format come back the same; nothing but `InputError` is ever raised."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.papers import read
from kg.records import Author, Paper, Skipped

# A file with NUL in it is taken for a binary one.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
VISIBLE = TEXT.filter(lambda text: text.strip())
WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
PAPERS = st.lists(
    st.builds(
        Paper,
        id=WORD,
        title=VISIBLE,
        abstract=TEXT,
        year=st.none() | st.integers(1500, 2199),
        authors=st.lists(st.builds(Author, WORD), max_size=3).map(tuple),
        venue=WORD,
        references=st.lists(WORD, max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=5,
)


def records(papers: list[Paper]) -> list[dict[str, object]]:
    return [
        {
            "id": paper.id,
            "title": paper.title,
            "abstract": paper.abstract,
            "year": paper.year,
            "authors": [author.name for author in paper.authors],
            "venue": paper.venue,
            "references": list(paper.references),
        }
        for paper in papers
    ]


def as_lines(papers: list[Paper]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(papers)).encode()


def as_array(papers: list[Paper]) -> bytes:
    return json.dumps(records(papers), indent=1).encode()


def as_document(papers: list[Paper]) -> bytes:
    return json.dumps({"total": len(papers), "data": records(papers)}).encode("utf-16")


def as_table(papers: list[Paper], delimiter: str = ",") -> bytes:
    rows = [
        record | {"authors": "; ".join(record["authors"]), "references": ";".join(record["references"])}
        for record in records(papers)
    ]  # type: ignore[arg-type]
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, list(rows[0]), delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue().encode()


def as_tabs(papers: list[Paper]) -> bytes:
    return as_table(papers, "\t")


def read_bytes(content: bytes) -> tuple[list[Paper], list[Skipped]]:
    skipped: list[Skipped] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "papers")
        path.write_bytes(content)
        return list(read(path, skipped.append)), skipped


def unsourced(paper: Paper) -> tuple[object, ...]:
    return paper.id, paper.title, paper.abstract, paper.year, paper.authors, paper.venue, paper.references


@pytest.mark.parametrize("written", [as_lines, as_array, as_document, as_table, as_tabs])
@pytest.mark.parametrize("packed", [bytes, gzip.compress])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(papers=PAPERS)
def test_papers_come_back_the_same(
    written: Callable[[list[Paper]], bytes], packed: Callable[[bytes], bytes], papers: list[Paper]
) -> None:
    again, skipped = read_bytes(packed(written(papers)))
    assert list(map(unsourced, again)) == list(map(unsourced, papers))
    assert skipped == []


START = st.sampled_from(
    [
        b"",
        b"[",
        b"{",
        b'[{"title": "',
        b'{"title": "a", "abstract": ',
        b'{"papers": [',
        b'{"title": "One"}\n',
        b"<feed><entry>",
        b"<OAI-PMH><ListRecords><record>",
        b"title,abstract\n",
        b'"title"\tyear\n',
        b"byAK and the research community\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\x1f\x8b",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
    ]
)
SCRAPS = st.lists(
    st.sampled_from(
        '{ } [ ] " , : ; \\ \\ud800 NaN 1e9 title abstract year id null < > </entry> & · • \n \r \t \0 é'.split(" ")
    )
).map(lambda scraps: "".join(scraps).encode())


@settings(max_examples=500, deadline=None)
@given(start=START, rest=st.binary(max_size=200) | SCRAPS, packed=st.booleans())
@example(start=b"", rest=b"\x0b\x0c", packed=False)
def test_only_input_errors_are_raised(start: bytes, rest: bytes, packed: bool) -> None:
    content = gzip.compress(start + rest) if packed else start + rest
    papers: list[Paper] = []
    with suppress(InputError):
        papers, _ = read_bytes(content)
    for paper in papers:
        assert "\n".join((paper.id, paper.title, paper.abstract, paper.venue, *paper.ids)).encode()


@settings(max_examples=200, deadline=None)
@given(papers=PAPERS, data=st.data())
def test_damage_never_raises_after_a_paper(papers: list[Paper], data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([as_lines, as_array, as_table]))(papers))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "papers")
        path.write_bytes(bytes(content))
        reading = read(path)
        try:
            next(reading, None)
        except InputError:
            return
        list(reading)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "id", "paper", "title"]) | WORD, inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(
    "id title abstract year date published authors venue url doi ids references arxiv_id paper submitter update_date "
    "authors_parsed versions summary publishedAt".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=8), max_size=4))
def test_any_values_in_any_fields_are_read(values: list[dict[str, object]]) -> None:
    content = json.dumps([*values, {"title": "last"}])
    papers, _ = read_bytes(content.encode())
    assert papers[-1].title == "last"
