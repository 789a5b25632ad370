"""CSV, TSV and the like."""

from __future__ import annotations

import csv

import pytest

from kg.errors import InputError
from kg.papers import read
from kg.records import Author


def test_columns_by_their_usual_names(write, read_all):
    path = write(
        "Paper_ID,Document Title,Summary,Publication Year,Authors,DOI,Link,Journal,Ignored\n"
        '7,"Tides, and ""Ebbs""","Two\nlines.",2021,"Bee, Ann; Dee, Carl",10.1000/X,https://example.org,J. Tides,z\n'
    )
    (paper,), skipped = read_all(path)
    assert (paper.id, paper.title, paper.abstract, paper.year) == ("7", 'Tides, and "Ebbs"', "Two\nlines.", 2021)
    assert paper.authors == (Author("Bee, Ann"), Author("Dee, Carl"))
    assert (paper.ids, paper.url, paper.venue) == (("doi:10.1000/x",), "https://example.org", "J. Tides")
    assert (paper.source, paper.where) == ("csv", f"{path}:2")
    assert skipped == []


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters(write, delimiter):
    text = delimiter.join(["id", "TITLE", "abstract"]) + "\n\n" + delimiter.join(["1", '"One"', "A."]) + "\n"
    (paper,) = read(write("\ufeff" + text))
    assert (paper.id, paper.title, paper.abstract) == ("1", "One", "A.")
    assert paper.where.endswith(":3")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Bee, Ann; Dee, Carl", ["Bee, Ann", "Dee, Carl"]),
        ("Ann Bee and Carl Dee", ["Ann Bee", "Carl Dee"]),
        ("Bee, Ann and van Dee, Carl F.", ["Bee, Ann", "van Dee, Carl F."]),
        ("Ann Bee, Carl Dee, and Eve Eff", ["Ann Bee", "Carl Dee", "Eve Eff"]),
        ("Bee, Ann", ["Bee, Ann"]),
        ("School of Sand and Salt; Ann Bee;", ["School of Sand and Salt", "Ann Bee"]),
        ("", []),
    ],
)
def test_authors(write, written, names):
    (paper,) = read(write(f'title,authors\nT,"{written}"\n', "papers.csv"))
    assert [author.name for author in paper.authors] == names


def test_the_filled_one_of_two_columns_for_a_field_counts(write):
    (paper,) = read(write("Title,Year,Publication Year,Date\nT,,2020,4 Feb 2019\n"))
    assert (paper.year, paper.date) == (2020, "2019-02-04")


def test_ragged_rows_are_reported_with_their_lines(write, read_all):
    path = write('title,abstract,year\n"O\nne",A.,2001\nTwo\nThree,unquoted, comma,2003\nFour,D.,2004\n')
    papers, skipped = read_all(path)
    assert [paper.title for paper in papers] == ["O\nne", "Two", "Four"]
    assert [(note.where, "skipped" in note.reason) for note in skipped] == [(f"{path}:4", False), (f"{path}:5", True)]


def test_row_too_long_behind_the_columns_that_matter_is_kept(write, read_all):
    papers, skipped = read_all(write("title,year,doi,abstract,extra\nOne,2001,10.1000/x,A.,,more\n"))
    assert [(paper.title, paper.abstract) for paper in papers] == [("One", "A.")]
    assert "kept" in skipped[0].reason


def test_long_cells_are_read_and_the_limit_is_left_alone(write):
    usual = 131_072
    csv.field_size_limit(usual)
    rows = read(write("title,abstract\nOne," + "a" * 500_000 + "\nTwo,b\n"))
    assert len(next(rows).abstract) == 500_000
    assert csv.field_size_limit() == usual
    assert next(rows).title == "Two"


@pytest.mark.parametrize("name", ["papers.csv", "papers"])
def test_missing_title_column_names_the_columns(write, name):
    with pytest.raises(InputError, match="the columns are: a, b, c") as error:
        list(read(write("a,b,c\n1,2,3\n", name)))
    assert "title" in error.value.cure


def test_latin1_table_is_an_error_with_line_and_cure(write):
    with pytest.raises(InputError, match=r":3: is not UTF-8 text .*iconv -f latin1"):
        list(read(write("title,abstract\nOne,A.\nCafé,B.\n".encode("latin1"))))


def test_latin1_row_far_down_is_skipped(write, read_all):
    papers, skipped = read_all(write(("title,abstract\n" + "One,A.\n" * 20_000 + "Café,B.\nTwo,C.\n").encode("latin1")))
    assert (len(papers), papers[-1].title, skipped[0].where.rpartition(":")[2]) == (20_001, "Two", "20002")


@pytest.mark.parametrize(("name", "count"), [("ieee", 10), ("scopus", 58), ("springer", 18)])
def test_tables_of_publishers(shared, read_all, name, count):
    papers, _ = read_all(shared / "data" / "samples" / "bibliographic_csv" / f"{name}.csv")
    assert len(papers) == count
    assert all(paper.title and paper.year and paper.venue for paper in papers)
