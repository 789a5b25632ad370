"""JSON Lines, arrays and documents."""

from __future__ import annotations

import json

import pytest

from kg.errors import InputError
from kg.papers import read
from kg.records import Author

ONE = {"id": "2103.00020", "title": "One", "abstract": "First."}
TWO = {"id": "b", "title": "Two", "abstract": "Second."}


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_record_is_read_as_it_came(write, read_all):
    record = {
        "id": "2103.00020",
        "title": " Two  blanks\tand Ümlauts ",
        "abstract": "Line one.\n\n Line two.",
        "published": "2021-03-01T10:00:00Z",
        "authors": ["Ann Bee", {"name": "Carl Dee"}, {"nothing": 1}],
        "references": ["1706.03762", {"id": "10.1000/x"}, 17],
        "doi": "https://doi.org/10.1000/ABC",
        "url": "https://example.org/1",
        "venue": {"name": "J. Tides"},
        "entities": [{"name": "ignored"}],
    }
    path = write(lines(record), "papers.jsonl")
    (paper,), skipped = read_all(path)
    assert (paper.id, paper.title, paper.abstract) == (record["id"], record["title"], record["abstract"])
    assert (paper.year, paper.date) == (2021, "2021-03-01")
    assert paper.authors == (Author("Ann Bee"), Author("Carl Dee"))
    assert paper.references == ("1706.03762", "10.1000/x", "17")
    assert (paper.ids, paper.url, paper.venue) == (("doi:10.1000/abc",), "https://example.org/1", "J. Tides")
    assert (paper.source, paper.where) == ("jsonl", f"{path}:1")
    assert skipped == []


def test_broken_line_is_skipped_with_its_number_and_the_rest_is_read(write, read_all):
    path = write(lines(*[ONE] * 16) + '{"id": "x", "title": \n' + lines(TWO), "papers.jsonl")
    papers, skipped = read_all(path)
    assert len(papers) == 17
    assert papers[-1].title == "Two"
    assert [note.where for note in skipped] == [f"{path}:17"]
    assert "broken JSON" in skipped[0].reason
    assert skipped[0].cure


@pytest.mark.parametrize("broken", ["this is no JSON", '{"title": "cut', '{"id": "x"} {"id": "y"}'])
def test_first_line_may_be_broken(write, read_all, broken):
    papers, skipped = read_all(write(broken + "\n" + lines(ONE, TWO), "papers.jsonl"))
    assert [paper.title for paper in papers] == ["One", "Two"]
    assert len(skipped) == 1


@pytest.mark.parametrize("record", [[1, 2], "text", 5, None, {}, {"foo": 1}, {"title": None}, {"title": ""}])
def test_what_is_no_paper_is_skipped(write, read_all, record):
    papers, skipped = read_all(write(lines(ONE, record, TWO)))
    assert [paper.title for paper in papers] == ["One", "Two"]
    assert [note.where.rpartition(":")[2] for note in skipped] == ["2"]


@pytest.mark.parametrize("title", [5, None, ["a"], {"a": 1}, True, "", "  "])
def test_paper_without_title_is_kept_and_noted(write, read_all, title):
    (paper,), skipped = read_all(write(lines({"id": "x", "title": title, "abstract": "A."})))
    assert (paper.id, paper.title.strip(), paper.abstract) == ("x", "", "A.")
    assert "has no title; kept without one" in [note.reason for note in skipped]


def test_fields_of_the_wrong_type_are_noted(write, read_all):
    record = {"id": [1], "title": "T", "abstract": 5, "year": "soon", "authors": 7, "references": True}
    (paper,), skipped = read_all(write(lines(record)))
    assert (paper.id, paper.title, paper.abstract, paper.year, paper.authors) == ("", "T", "", None, ())
    assert {note.reason.split()[0] for note in skipped} == {"id", "abstract", "year", "authors", "references"}


@pytest.mark.parametrize(
    ("year", "read_as"), [(2021, 2021), ("2021", 2021), (2021.0, 2021), ("2021-05-06", 2021), (None, None)]
)
def test_years(write, year, read_as):
    (paper,) = read(write(lines(ONE | {"year": year})))
    assert paper.year == read_as


@pytest.mark.parametrize("number", ["2103.00020", "17", "0.10"])
def test_numeric_ids_keep_their_digits(write, number):
    (paper,) = read(write('{"id": ' + number + ', "title": "T"}\n'))
    assert paper.id == number


@pytest.mark.parametrize("shape", ['{"id": "1", %s}\n', '[{"id": "1", %s}]', '{"papers": [{"id": "1", %s}]}'])
@pytest.mark.parametrize(
    ("fields", "title", "abstract"),
    [
        ('"title": "a\\ud800b", "abstract": ""', "a\ufffdb", ""),
        ('"title": "\\ud83d\\ude00", "abstract": ""', "\U0001f600", ""),
        ('"title": "T", "abstract": NaN', "T", ""),
        ('"title": "T", "year": 1e999999999999999999999', None, ""),
        ('"title": "first", "title": "second"', "second", ""),
        ('"title": "a\tb", "abstract": "A."', "a\tb", "A."),
    ],
)
def test_odd_json_is_read_alike_on_lines_and_in_arrays(write, read_all, shape, fields, title, abstract):
    path = write(shape % fields)
    if title is None:
        with pytest.raises(InputError) if shape[-1] != "\n" else pytest.MonkeyPatch.context():
            assert len(read_all(path)[1]) == 1
        return
    (paper,), _ = read_all(path)
    assert (paper.title, paper.abstract) == (title, abstract)
    assert paper.title.encode()


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("holder", ["papers", "data", "results", None])
def test_arrays_and_documents(write, read_all, indent, holder):
    document = (
        [ONE, TWO] if holder is None else {"meta": {"count": 2, "data": [1]}, holder: [ONE, TWO], "next": "token"}
    )
    papers, skipped = read_all(write(json.dumps(document, indent=indent)))
    assert [(paper.id, paper.title, paper.source) for paper in papers] == [
        ("2103.00020", "One", "json"),
        ("b", "Two", "json"),
    ]
    assert skipped == []


def test_one_paper_over_several_lines(write):
    assert [paper.title for paper in read(write(json.dumps(ONE, indent=2)))] == ["One"]


@pytest.mark.parametrize(
    "record", [ONE | {"results": [1]}, {"abstract": "A.", "id": "x", "results": [{"a": 1}], "title": "One"}]
)
def test_results_of_a_paper_are_no_papers(write, record):
    assert [paper.title for paper in read(write(lines(record, TWO)))] == ["One", "Two"]


def test_records_of_an_array_have_line_numbers(write):
    path = write('[\n {"title": "One"},\n\n {"title":\n "Two"}\n]')
    assert [paper.where for paper in read(path)] == [f"{path}:2", f"{path}:4"]


def test_array_that_breaks_off_keeps_what_came_before(write, read_all):
    path = write(json.dumps([ONE, TWO], indent=0)[:-20])
    papers, skipped = read_all(path)
    assert [paper.title for paper in papers] == ["One"]
    assert len(skipped) == 1
    assert "the papers before it are kept" in skipped[0].reason


def test_array_that_is_broken_at_once_is_an_error(write):
    with pytest.raises(InputError, match=":2: broken JSON"):
        list(read(write('[\n{"title" "One"}]')))


def test_elements_of_an_array_that_are_no_papers_are_skipped(write, read_all):
    papers, skipped = read_all(write(json.dumps([1, ONE, "x", [TWO]])))
    assert [paper.title for paper in papers] == ["One"]
    assert len(skipped) == 3


@pytest.mark.parametrize("shape", ["%s\n", "[%s]"])
def test_long_records_are_read(write, shape):
    long = "tide é " * 300_000
    (paper,) = read(write(shape % json.dumps(ONE | {"abstract": long}, ensure_ascii=False)))
    assert paper.abstract == long


def test_values_are_whole_wherever_the_pieces_end(write, read_all):
    # 64 KiB is read at a time: with 140 fillings, every kind of token comes to stand at the edge once.
    record = '{"id": 2103.00020, "title": "\\ud83d\\ude00", "abstract": null, "x": [true, -Infinity]}'
    for fill in range(140):
        path = write('[{"id": "first", "abstract": "' + "a" * (65_390 + fill) + '"}, ' + record + ", 123456789]")
        papers, skipped = read_all(path)
        assert [(paper.id, paper.title) for paper in papers] == [("first", ""), ("2103.00020", "\U0001f600")]
        assert [note.reason.split(";")[0] for note in skipped] == ["has no title", "is not an object with a title"]


def test_deep_nesting_is_skipped(write, read_all):
    papers, skipped = read_all(write('{"title": ' + "[" * 100_000 + "\n" + lines(ONE), "papers.jsonl"))
    assert [paper.title for paper in papers] == ["One"]
    assert len(skipped) == 1


def test_latin1_line_is_skipped_with_the_cure(write, read_all):
    content = lines(ONE).encode() + '{"title": "Café"}\n'.encode("latin1") + lines(TWO).encode()
    papers, skipped = read_all(write(content))
    assert [paper.title for paper in papers] == ["One", "Two"]
    assert skipped[0].where.endswith(":2")
    assert "iconv -f latin1 -t utf-8" in skipped[0].cure


def test_latin1_array_is_an_error_with_line_and_cure(write):
    with pytest.raises(InputError, match=r":2: is not UTF-8 text .*iconv") as error:
        list(read(write('[\n{"title": "Café"}]'.encode("latin1"))))
    assert error.value.cure


def test_latin1_record_late_in_an_array_is_skipped(write, read_all):
    many = ", ".join([json.dumps(ONE | {"abstract": "a" * 500})] * 300)
    papers, skipped = read_all(write(f'[{many}, {{"title": "Café"}}, {json.dumps(TWO)}]'.encode("latin1")))
    assert (len(papers), papers[-1].title, len(skipped)) == (301, "Two", 1)
