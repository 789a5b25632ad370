"""One spelling for every id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.papers import known_ids, paper_id, title_id
from kg.records import Paper

SHA = "0123456789abcdef0123456789ABCDEF01234567"


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("2103.00020", "arxiv:2103.00020"),
        (" 2103.00020v3 ", "arxiv:2103.00020"),
        ("0704.0001", "arxiv:0704.0001"),
        ("arXiv:2103.00020v2", "arxiv:2103.00020"),
        ("arxiv: 2103.00020", "arxiv:2103.00020"),
        ("http://arxiv.org/abs/2103.00020v2", "arxiv:2103.00020"),
        ("https://www.arxiv.org/pdf/2103.00020v2.pdf", "arxiv:2103.00020"),
        ("export.arxiv.org/abs/2103.00020?context=cs", "arxiv:2103.00020"),
        ("https://huggingface.co/papers/2103.00020", "arxiv:2103.00020"),
        ("oai:arXiv.org:2103.00020", "arxiv:2103.00020"),
        ("hep-th/9901001", "arxiv:hep-th/9901001"),
        ("cs.CL/0102003v1", "arxiv:cs/0102003"),
        ("https://arxiv.org/abs/math/0309136", "arxiv:math/0309136"),
        ("10.48550/arXiv.2103.00020", "arxiv:2103.00020"),
        ("https://doi.org/10.48550/arXiv.hep-th/9901001", "arxiv:hep-th/9901001"),
        ("10.1000/AbC.1", "doi:10.1000/abc.1"),
        ("DOI: 10.1000/AbC.1", "doi:10.1000/abc.1"),
        ("https://dx.doi.org/10.1000%2FAbC.1", "doi:10.1000/abc.1"),
        ("https://doi.org/10.1000/abc%281%29.", "doi:10.1000/abc(1)"),
        ("W2741809807", "openalex:W2741809807"),
        ("https://openalex.org/W2741809807", "openalex:W2741809807"),
        (SHA, f"s2:{SHA.lower()}"),
        (f"s2:{SHA}", f"s2:{SHA.lower()}"),
        (f"https://www.semanticscholar.org/paper/A-Title/{SHA}", f"s2:{SHA.lower()}"),
        ("CorpusId:215416146", "corpusid:215416146"),
        ("P18-1001", "acl:P18-1001"),
        ("2020.acl-main.1", "acl:2020.acl-main.1"),
        ("https://aclanthology.org/2020.acl-main.1/", "acl:2020.acl-main.1"),
        ("https://www.aclweb.org/anthology/P18-1001.pdf", "acl:P18-1001"),
        ("DBLP:conf/acl/BeeD18", "dblp:conf/acl/BeeD18"),
        ("https://dblp.org/rec/conf/acl/BeeD18.html", "dblp:conf/acl/BeeD18"),
        ("title:abc", "title:abc"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_usual_writings(raw, normal):
    assert paper_id(raw) == normal


@pytest.mark.parametrize(
    "raw",
    [
        "1234.5678",
        "2113.00020",
        "2103.0002",
        "0713.0001",
        "journals/1234567",
        "215416146",
        "W12",
        "10/abc",
        "p018a300a00",
        "x y",
    ],
)
def test_anything_else_stays_as_it_is(raw):
    assert paper_id(raw) == f"id:{raw}"


@given(
    st.text() | st.from_regex(r"(arxiv:|doi:|https://doi\.org/|acl:|s2:|dblp:)?[0-9a-zW./%:-]{0,30}", fullmatch=True)
)
def test_normalising_twice_changes_nothing(raw):
    assert paper_id(paper_id(raw)) == paper_id(raw)


def test_known_ids_come_in_order_of_preference():
    paper = Paper(
        "P18-1001",
        "T",
        url="https://arxiv.org/abs/1805.00001v2",
        ids=("id:9", "CorpusId:7", "10.1000/x", f"s2:{SHA}", "W123456789", "doi:10.1000/X"),
    )
    assert known_ids(paper) == (
        "arxiv:1805.00001",
        "doi:10.1000/x",
        "openalex:W123456789",
        f"s2:{SHA.lower()}",
        "acl:P18-1001",
        "corpusid:7",
        "id:9",
    )


def test_no_id_is_known_where_none_is_given():
    assert known_ids(Paper("", "T", url="https://example.org/paper")) == ()


def test_title_id_folds_case_and_punctuation():
    assert title_id("Tides: A Survey!") == title_id("tides a survey")
    assert title_id("Tides: A Survey") != title_id("Tides: A Study")
    assert title_id("Tides").startswith("title:")
