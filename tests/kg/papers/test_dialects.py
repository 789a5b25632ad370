"""Kaggle's arXiv metadata and Hugging Face daily papers."""

from __future__ import annotations

import json

import pytest

from kg.papers import known_ids, read
from kg.records import Author

KAGGLE = {
    "id": "0704.0999",
    "submitter": "Ann Bee",
    "authors": "Ann Bee and Carl Dee (Pier)",
    "title": "A determinant of tides\n  and ebbs",
    "journal-ref": "J. Tides 7 (2008)\n  1-9",
    "doi": "10.1000/T.7",
    "abstract": "  We count tides\nup to $n$.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2008 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [["Bee", "Ann", ""], ["Dée", "Carl", "Jr.", "Pier"]],
}

DAILY = {
    "paper": {
        "id": "2405.01234",
        "authors": [{"_id": "f0", "name": "Ann Bee", "hidden": False}, {"_id": "f1", "name": "Carl Dee"}],
        "publishedAt": "2024-05-24T17:34:15.000Z",
        "title": "Gulls as Visual Encoders\n  for Models",
        "summary": "Gulls see\nwell.",
        "upvotes": 3,
    },
    "publishedAt": "2024-05-27T02:37:48.274Z",
    "title": "Gulls as Visual Encoders for Models",
    "numComments": 1,
}


def test_kaggle_line(write, read_all):
    (paper,), skipped = read_all(write(json.dumps(KAGGLE) + "\n"))
    assert (paper.id, paper.title) == ("0704.0999", "A determinant of tides and ebbs")
    assert (paper.abstract, paper.venue) == ("We count tides up to $n$.", "J. Tides 7 (2008) 1-9")
    assert (paper.date, paper.year) == ("2007-04-02", 2007)
    assert paper.authors == (Author("Ann Bee"), Author("Carl Dée Jr."))
    assert paper.ids == ("arxiv:0704.0999", "doi:10.1000/t.7")
    assert paper.source == "arxiv-kaggle"
    assert skipped == []


def test_kaggle_line_without_parsed_authors_and_versions(write):
    record = {name: value for name, value in KAGGLE.items() if name not in ("authors_parsed", "versions")}
    (paper,) = read(write(json.dumps(record)))
    assert paper.authors == (Author("Ann Bee"), Author("Carl Dee"))
    assert paper.date == "2008-11-26"


@pytest.mark.parametrize("spelt", [DAILY, repr(DAILY)], ids=["as JSON", "as Python prints it"])
def test_daily_papers(write, read_all, spelt):
    (paper,), skipped = read_all(write(json.dumps([spelt])))
    assert (paper.id, paper.title, paper.abstract) == (
        "2405.01234",
        "Gulls as Visual Encoders for Models",
        "Gulls see well.",
    )
    assert (paper.date, paper.year, paper.source) == ("2024-05-24", 2024, "hf-daily")
    assert paper.authors == (Author("Ann Bee"), Author("Carl Dee"))
    assert known_ids(paper) == ("arxiv:2405.01234",)
    assert skipped == []


@pytest.mark.parametrize(
    "text", ["{'paper': __import__('os')}", "{1: 2}", "{'a': " + "[" * 5000, "{'\\d': 1}", "{{}}", "{"]
)
def test_other_strings_are_skipped_and_never_run(write, read_all, text):
    papers, skipped = read_all(write(json.dumps([text])))
    assert (papers, len(skipped)) == ([], 1)


@pytest.mark.parametrize(
    ("pattern", "source", "count"),
    [
        ("hf_daily_api/*.json", "hf-daily", 125),
        ("arxiv_kaggle_json/*.jsonl", "arxiv-kaggle", 200),
        ("arxiv_atom/q_testing_s0_m100_*.xml", "arxiv-atom", 100),
        ("arxiv_oai/*.xml", "arxiv-oai", 30),
    ],
)
def test_real_files(shared, read_all, pattern, source, count):
    files = sorted((shared / "data" / "samples").glob(pattern))
    papers = [paper for path in files for paper in read_all(path)[0]]
    assert len(papers) == count
    assert {paper.source for paper in papers} == {source}
    assert all(paper.title and paper.abstract and paper.year and paper.authors for paper in papers)
    assert all(known_ids(paper)[0] == f"arxiv:{paper.id}" for paper in papers)
