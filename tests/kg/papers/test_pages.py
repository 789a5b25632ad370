"""Saved Hugging Face Papers pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.papers import read

ABSTRACT = "We measure the tide at night. It is higher than by day, and we say by how much in each of nine harbours."


def page(*blocks: str) -> str:
    return "\n\n".join(["new", "Subscribe", "byAK and the research community", "Mar 11", *blocks])


def titles_and_abstracts(papers):
    return [(paper.title, paper.abstract) for paper in papers]


def test_plain_page_gives_titles_and_abstracts_as_printed(data, read_all):
    papers, skipped = read_all(data / "page_plain.txt")
    assert [paper.title for paper in papers] == [
        "TideNet: Forecasting Harbour Levels With Recurrent Buoys",
        "Do Lighthouses Dream of Electric Ships?",
        "Salt",
    ]
    assert papers[1].abstract.startswith("We ask whether lighthouse logs")
    assert papers[1].abstract.endswith("81% of the ships that radar finds.")
    # "Mar 11" is the date of the page, not of a paper.
    assert {(paper.id, paper.date, paper.year, paper.source) for paper in papers} == {("", "", None, "hf-page")}
    assert papers[0].where.endswith("page_plain.txt:11")
    assert skipped == []


def test_page_with_footers_gives_dates_and_leaves_furniture_out(data, read_all):
    papers, skipped = read_all(data / "page_footers.txt")
    assert [(paper.title, paper.date, paper.year) for paper in papers] == [
        ("KelpFormer: Attention Under Water", "2021-10-14", 2021),
        ("Can Gulls Count?", "May 26", None),
        ("A Paper Without Lines Below It", "", None),
        ("Mapping Mud", "Jan 5", None),
        ("Counting Crabs by Their Shadows", "2024-08-11", 2024),
    ]
    assert (
        papers[3].abstract == "We map mud from above. Our maps agree with boots on the ground in nine of ten squares."
    )
    assert skipped == []


@pytest.mark.parametrize(
    "footer", ["Tide Lab\n·\nJan 5", "Tide Lab\n\n·\n\nJan 5, 2024", "  • 2 authors\n\n·\n\nJan 5 3"]
)
def test_footer_is_known_with_and_without_blank_lines(write, footer):
    papers = list(read(write(page("One", ABSTRACT, footer, "Two", ABSTRACT))))
    assert titles_and_abstracts(papers) == [("One", ABSTRACT), ("Two", ABSTRACT)]
    assert papers[0].date in ("Jan 5", "2024-01-05")
    assert papers[1].date == ""


def test_missing_abstract_does_not_shift_the_following_papers(write, read_all):
    papers, _ = read_all(write(page("One", ABSTRACT, "Two Has None", "Three", ABSTRACT, "Four", ABSTRACT)))
    assert titles_and_abstracts(papers) == [
        ("One", ABSTRACT),
        ("Two Has None", ""),
        ("Three", ABSTRACT),
        ("Four", ABSTRACT),
    ]


def test_missing_abstract_above_a_footer(write):
    text = page("One", "  • 2 authors\n·\nJan 5, 2020", "Two", ABSTRACT, "  • 2 authors\n·\nJan 6, 2020")
    assert titles_and_abstracts(read(write(text))) == [("One", ""), ("Two", ABSTRACT)]


def test_second_paragraph_belongs_to_the_abstract(write):
    papers = read(write(page("One", ABSTRACT, "We also publish the code.", "Two", ABSTRACT)))
    assert titles_and_abstracts(papers) == [("One", ABSTRACT + "\nWe also publish the code."), ("Two", ABSTRACT)]


def test_short_abstract_without_full_stop_is_an_abstract_by_its_place(write):
    papers = read(write(page("One", "This paper was withdrawn", "Two", ABSTRACT)))
    assert titles_and_abstracts(papers) == [("One", "This paper was withdrawn"), ("Two", ABSTRACT)]


def test_abstract_without_title_is_kept_and_reported(write, read_all):
    long = ABSTRACT * 4
    papers, skipped = read_all(write(page(long, "Two", ABSTRACT)))
    assert titles_and_abstracts(papers) == [("", long), ("Two", ABSTRACT)]
    assert [note.reason for note in skipped] == ["has no title; kept without one"]


def test_submitters_votes_and_the_foot_of_the_page_are_furniture(write):
    text = page(
        "Submitted by", "gullfan", "123", "One", ABSTRACT, "Previous", "1", "2", "Next", "Company", "© Pier", "TOS"
    )
    assert titles_and_abstracts(read(write(text))) == [("One", ABSTRACT)]


def test_pages_that_follow_one_another(data, write):
    both = [(data / f"page_{kind}.txt").read_text(encoding="utf-8") for kind in ("plain", "footers", "plain")]
    assert [paper.title for paper in read(write("".join(both)))] == [
        paper.title for kind in ("plain", "footers", "plain") for paper in read(data / f"page_{kind}.txt")
    ]


@pytest.mark.parametrize("filling", ["", "A tide. " * 10_000])
def test_latin1_page_is_an_error_with_line_and_cure(write, filling):
    with pytest.raises(InputError, match=r":11: is not UTF-8 text .*iconv"):
        list(read(write(page(filling or "One", "Le café.").encode("latin1"))))


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_make_no_difference(data, write, newline):
    text = (data / "page_footers.txt").read_text(encoding="utf-8")
    assert list(read(write(text.replace("\n", newline)))) == list(read(data / "page_footers.txt"))


@pytest.mark.parametrize(("number", "count"), [(0, 80), (1, 86), (2, 97), (3, 82), (4, 68)])
def test_real_pages_give_every_record(shared, read_all, number, count):
    path = sorted((shared / "seeds").glob("*.txt"))[number]
    papers, skipped = read_all(path)
    printed = set(path.read_text(encoding="utf-8").split("\n"))
    assert len(papers) == count
    assert skipped == []
    assert all(paper.title in printed and len(paper.title) < 200 for paper in papers)
    assert all(paper.abstract in printed and len(paper.abstract) > 1000 for paper in papers)


def test_real_pages_give_the_papers_that_were_annotated(shared):
    read_pairs = {pair for path in (shared / "seeds").glob("*.txt") for pair in titles_and_abstracts(read(path))}
    gold = json.loads(Path(shared, "eval", "dev_gold.json").read_text(encoding="utf-8"))
    assert len(read_pairs) == 323
    assert {(paper["title"], paper["abstract"]) for paper in gold} <= read_pairs
