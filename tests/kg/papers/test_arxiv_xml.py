"""arXiv's Atom feeds and OAI-PMH answers."""

from __future__ import annotations

import gzip

import pytest

from kg.errors import InputError
from kg.papers import read
from kg.records import Author

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<feed><entry><id>x</id><title>&c;</title></entry></feed>"""


def test_atom_feed(data, read_all):
    path = data / "atom.xml"
    papers, skipped = read_all(path)
    first, second = papers
    assert (first.id, first.title) == ("2103.04567", "Counting Gulls with $k$ Cameras")
    assert first.abstract == "We count gulls & terns with $k$ cameras."
    assert (first.date, first.year, first.venue) == ("2021-03-08", 2021, "J. Gulls 3 (2021) 1-9")
    assert first.authors == (Author("Ann Bee"), Author("Carl Dée"))
    assert first.ids == ("arxiv:2103.04567", "doi:10.1000/gulls.3")
    assert (first.url, first.source) == ("https://arxiv.org/abs/2103.04567", "arxiv-atom")
    assert (second.id, second.ids) == ("hep-th/9901001", ("arxiv:hep-th/9901001",))
    assert [(note.where, note.reason) for note in skipped] == [
        (f"{path}, record 3", "arXiv answered with an error: incorrect id format for xyz")
    ]


def test_oai_records_of_three_kinds(data, read_all):
    papers, skipped = read_all(data / "oai.xml")
    assert [(paper.id, paper.title, paper.date) for paper in papers] == [
        ("1701.00001", "Tides in a wrapped title", "2016-12-30"),
        ("cs/0102003", "Raw Buoys", "2001-02-01"),
        ("0807.1234", "Dublin Piers", "2008-07-08"),
    ]
    assert [paper.abstract for paper in papers] == [r"Tides rise. Tides $\to$ fall.", "Buoys, raw.", "Piers of Dublin."]
    assert [[author.name for author in paper.authors] for paper in papers] == [
        ["Tide Collaboration", "Ann Bee Jr."],
        ["Ann Bee", "Carl Dee", "Eve Eff"],
        ["Ann Bee", "Carl Dee"],
    ]
    assert [paper.ids for paper in papers] == [
        ("arxiv:1701.00001", "doi:10.1000/a.1", "doi:10.1000/b.2"),
        ("arxiv:cs/0102003",),
        ("arxiv:0807.1234", "doi:10.1000/piers"),
    ]
    assert [note.reason for note in skipped] == [
        "oai:arXiv.org:1701.00002 was deleted at the source; skipped",
        "oai:arXiv.org:0807.9999 has no metadata; skipped",
    ]


def test_many_records_are_each_whole(write):
    # More than one piece of the file is in the parser while a record is given out.
    entry = "<entry><id>http://arxiv.org/abs/2103.{0:05}v1</id><title>T{0}</title><summary>A{0}.</summary></entry>"
    feed = "<feed>" + "\n".join(map(entry.format, range(5000))) + "</feed>"
    papers = list(read(write(feed)))
    assert [(paper.id, paper.title, paper.abstract) for paper in papers] == [
        (f"2103.{n:05}", f"T{n}", f"A{n}.") for n in range(5000)
    ]


def test_error_of_the_service(write, read_all):
    papers, skipped = read_all(write('<OAI-PMH><error code="noRecordsMatch">nothing there</error></OAI-PMH>'))
    assert (papers, [note.reason for note in skipped]) == ([], ["the service answered: nothing there"])


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS,
        LAUGHS.replace('"ha"', 'SYSTEM "file:///etc/hostname"'),
        '<!DOCTYPE feed SYSTEM "http://localhost:9/x.dtd"><feed/>',
    ],
)
def test_doctype_is_refused(write, content):
    with pytest.raises(InputError, match="DOCTYPE"):
        list(read(write(content)))


def test_undefined_entity_is_broken_xml(write):
    with pytest.raises(InputError, match=":1: broken XML"):
        list(read(write("<feed><entry><title>&nbsp;</title></entry></feed>")))


def test_feed_that_breaks_off_keeps_what_came_before(data, write, read_all):
    text = (data / "atom.xml").read_text(encoding="utf-8")
    papers, skipped = read_all(write(text[: text.index("Old Strings")]))
    assert [paper.id for paper in papers] == ["2103.04567"]
    assert "broken XML" in skipped[0].reason


def test_packed_feed_that_is_cut_off_keeps_what_came_before(data, write, read_all):
    content = (data / "atom.xml").read_bytes()
    checksum = 8
    packed = gzip.compress(content, compresslevel=0)[: -len(content.rpartition(b"<entry>")[2]) - checksum]
    papers, skipped = read_all(write(packed))
    assert [paper.id for paper in papers] == ["2103.04567", "hep-th/9901001"]
    assert "cut off" in skipped[0].reason


def test_encoding_that_the_xml_declares(data, write):
    text = (data / "atom.xml").read_text(encoding="utf-8").replace("UTF-8", "iso-8859-1")
    assert list(read(write(text.encode("latin1")))) == list(read(data / "atom.xml"))


@pytest.mark.parametrize("content", ["<rss><channel/></rss>", "<records><article/></records>"])
def test_other_xml_is_refused(write, content):
    with pytest.raises(InputError, match="XML of another kind"):
        list(read(write(content)))


@pytest.mark.parametrize(
    "content", ["<!DOCTYPE html><html></html>", "  <html><body>", "<!-- saved -->\n<!doctype HTML>"]
)
def test_web_pages_are_named_as_such(write, content):
    with pytest.raises(InputError, match="web page"):
        list(read(write(content)))
