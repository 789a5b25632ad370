"""The same paper told of twice is one paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.library import BuildReport, Library
from kg.library.identity import author_id, author_name, record_from_json, record_to_json, tidy_record
from kg.names import Lexicon
from kg.records import Author, Paper, Skipped

Make = Callable[..., Paper]
Fill = Callable[..., BuildReport]


def ids(library: Library) -> list[str]:
    return [paper.id for paper in library.iter_papers()]


def test_versions_and_addresses_of_one_arxiv_id_are_one_paper(library: Library, fill: Fill, paper: Make) -> None:
    report = fill(library, paper("2103.00020v1", "CLIP"), paper("https://arxiv.org/abs/2103.00020v2", "CLIP, revised"))
    assert ids(library) == ["arxiv:2103.00020"]
    assert (report.read, report.new, report.merged) == (2, 1, 1)


def test_a_common_further_id_joins_what_titles_keep_apart(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, paper("2103.00020", "One", ids=("doi:10.1000/x",)), paper("", "Other", ids=("10.1000/X",)))
    assert ids(library) == ["arxiv:2103.00020"]


def test_a_record_can_join_two_papers_that_were_there(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, paper("2103.00020", "One", "We use ImageNet."), paper("10.1000/x", "Other", "We use BERT."))
    assert len(ids(library)) == 2
    fill(library, paper("", "Third", ids=("2103.00020", "10.1000/x")))
    (found,) = library.iter_papers()
    assert found.ids == ("arxiv:2103.00020", "doi:10.1000/x")
    assert library.stats()["uses"] == 1


def test_titles_join_whatever_their_case_and_punctuation(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, paper("", "Deep Nets: a study", year=2020), paper("10.1000/x", "DEEP NETS - A STUDY.", year=2021))
    assert ids(library) == ["doi:10.1000/x"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"id": "2103.00020"}, {"id": "2103.00021"}),
        ({"id": "P18-1001"}, {"id": "P18-1002"}),
        ({"id": "mine-1"}, {"id": "mine-2"}),
        ({"year": 2018}, {"year": 2020}),
        ({"authors": ["Jane Doe", "Al Bee"]}, {"authors": ["John Roe"]}),
    ],
)
def test_a_contradiction_keeps_papers_of_one_title_apart(
    library: Library, fill: Fill, paper: Make, one: dict[str, Any], other: dict[str, Any]
) -> None:
    fill(library, paper(title="Research In Natural Language Processing", **one))
    fill(library, paper(title="Research in natural language processing", **other))
    assert len(ids(library)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"id": "2103.00020"}, {"id": "10.1000/x"}),
        ({"year": 2019}, {"year": 2020}),
        ({"year": 2019}, {}),
        ({"authors": ["Doe, Jane", "Al Bee"]}, {"authors": ["J. DOE"]}),
        ({"authors": ["José García"]}, {"authors": ["J. Garcia"]}),
    ],
)
def test_what_does_not_contradict_joins_papers_of_one_title(
    library: Library, fill: Fill, paper: Make, one: dict[str, Any], other: dict[str, Any]
) -> None:
    fill(library, paper(title="A title", **one))
    fill(library, paper(title="A title", **other))
    assert len(ids(library)) == 1


def test_of_two_papers_that_fit_a_record_joins_the_one_with_an_id(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, paper("", "T", year=2018), paper("2103.00020", "T", year=2021), paper("", "T", venue="V"))
    assert {p.year: p.venue for p in library.iter_papers()} == {2018: "", 2021: "V"}


def test_empty_titles_join_nothing(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, paper("2103.00020", ""), paper("10.1000/x", "?!"))
    assert len(ids(library)) == 2


def test_namesakes_without_ids_have_ids_of_their_own(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, *(paper("", "Editorial", year=year) for year in (1999, 1990, 1995)))
    found = list(library.iter_papers())
    first = min(found, key=lambda p: p.year or 0)
    assert sorted(p.id.removeprefix(first.id) for p in found) == ["", "~2", "~3"]
    for each in found:
        assert library.paper(each.id).year == each.year


def test_the_later_date_gives_the_text_and_the_others_fill_in(library: Library, fill: Fill, paper: Make) -> None:
    fill(
        library,
        paper("2103.00020", "Old title", "The old abstract, long as it may be.", date="2021-03-01", venue="ICML"),
        paper("2103.00020", "New title", "A new abstract.", date="2021-05", authors=["Jane Doe"]),
        paper("2103.00020", "A list's title", "", date="2022-01-01", year=2021, url="https://example.org"),
    )
    (found,) = library.iter_papers()
    assert (found.title, found.abstract, found.date) == ("New title", "A new abstract.", "2021-05")
    assert (found.venue, found.year, found.url) == ("ICML", 2021, "https://example.org")
    assert [author.name for author in found.authors] == ["Jane Doe"]
    for title in ("Old title", "NEW TITLE", "a list's title"):
        assert library.paper(title).id == "arxiv:2103.00020"


def test_references_are_united_and_a_paper_does_not_cite_itself(library: Library, fill: Fill, paper: Make) -> None:
    fill(
        library,
        paper("2103.00020", "A", references=("1810.04805", "2103.00020v3", ""), source="s2"),
        paper("2103.00020", "A", references=("10.1000/X",), source="openalex"),
    )
    assert next(library.iter_papers()).references == ("arxiv:1810.04805", "doi:10.1000/x")


def test_a_citing_paper_keeps_its_citations_when_an_id_arrives(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, paper("", "A citing paper", references=("1810.04805",)), paper("1810.04805", "Cited"))
    fill(library, paper("2103.00020", "A citing paper"))
    assert [(c.citing, c.cited) for c in library.iter_citations()] == [("arxiv:2103.00020", "arxiv:1810.04805")]


def test_a_paper_that_arrives_later_resolves_what_cites_it(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, paper("", "Cited first by its title"))
    (title,) = ids(library)
    fill(library, paper("2103.00020", "Citing", references=(title, "1810.04805")))
    assert library.paper("Citing").unresolved == ("arxiv:1810.04805",)
    fill(library, paper("1810.04805", "Late"), paper("2104.00001", "Cited first by its title"))
    assert [link.id for link in library.paper("Citing").references] == ["arxiv:1810.04805", "arxiv:2104.00001"]
    assert [link.id for link in library.paper("Late").cited_by] == ["arxiv:2103.00020"]


def test_an_id_of_no_known_scheme_is_kept(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, paper("my paper 7", "A"))
    assert ids(library) == ["id:my paper 7"]
    assert library.paper("my paper 7").title == "A"


def test_neither_id_nor_title_is_skipped_with_its_place(library: Library, fill: Fill, paper: Make) -> None:
    report = fill(library, paper("", "", "An abstract.", where="x.jsonl:7"), paper("", "Good"))
    assert (report.read, report.new, report.skipped_total) == (2, 1, 1)
    (skipped,) = report.skipped
    assert skipped.where == "x.jsonl:7"
    assert "neither id nor title" in skipped.reason


def test_an_endless_abstract_is_cut_and_that_is_told(library: Library, fill: Fill, paper: Make) -> None:
    report = fill(library, paper("1", "T", "x" * 5_000_000, where="big.jsonl:1"))
    assert len(next(library.iter_papers()).abstract) == 100_000
    assert "5,000,000" in report.skipped[0].reason
    assert fill(library, paper("1", "T", "x" * 5_000_000)).unchanged == 1


def test_odd_characters_are_kept_and_halves_of_characters_replaced(
    library: Library, fill: Fill, paper: Make, lexicon: Lexicon
) -> None:
    text = "\x00 We use ImageNet\x00\x1b[31m. \ud800<script>'\"{}` "
    fill(library, paper("a\x00'\"b\ud800", "T\x00 'quoted\"", text, authors=["A\ud800 B"], year=10**30))
    (found,) = library.iter_papers()
    assert found.abstract == text.replace("\ud800", "\ufffd")
    assert found.year is None
    (row,) = library.papers_using("ImageNet").rows
    assert row.evidence[0].text == "\x00 We use ImageNet\x00\x1b[31m."
    assert library.paper(found.id).title == "T\x00 'quoted\""
    library.remove([found.id], lexicon=lexicon)
    assert library.stats()["papers"] == 0


def test_authors_are_one_whatever_form_their_name_has(library: Library, fill: Fill, paper: Make) -> None:
    fill(library, paper("1", "A", authors=["Doe, Jane"]), paper("2", "B", authors=["Jane  Doe"]))
    fill(library, paper("3", "C", authors=["JANE DOE", "Jane Doe"]))
    rows = list(library.iter_authors())
    assert {(row.author, row.name) for row in rows} == {("jane doe", "Jane Doe")}
    assert [(row.paper, row.position) for row in rows] == [("id:1", 1), ("id:2", 1), ("id:3", 1), ("id:3", 2)]


@pytest.mark.parametrize(
    ("printed", "name", "folded"),
    [
        ("Curie, Marie", "Marie Curie", "marie curie"),
        ("Martin Luther King, Jr.", "Martin Luther King, Jr.", "martin luther king jr"),
        ("José García-Márquez", "José García-Márquez", "jose garcia marquez"),
        ("李飞飞", "李飞飞", "李飞飞"),
        ("?", "?", "?"),
    ],
)
def test_author_names_fold(printed: str, name: str, folded: str) -> None:
    assert (author_name(printed), author_id(printed)) == (name, folded)


def test_a_record_survives_json() -> None:
    told: list[Skipped] = []
    authors = (Author("Doe, Jane"),)
    whole = Paper("2103.00020", "T", "A", 2021, "2021-03", authors, "V", "", "jsonl", ("10.1000/x",), ("1810.04805",))
    for each in (whole, Paper("1", "T")):
        record = tidy_record(each, told.append)
        assert record is not None
        assert record_from_json(record_to_json(record)) == record
        assert tidy_record(record, told.append) == record
    assert told == []
