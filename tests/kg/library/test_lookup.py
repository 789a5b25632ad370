"""What a library answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import CitegraphError, NotFound
from kg.library import BuildReport, Library
from kg.records import Author, Paper

Fill = Callable[..., BuildReport]

PAPERS = (
    Paper(
        "2101.00001",
        "FooNet: a net",
        "We introduce FooNet. We evaluate on ImageNet-1K at 88% accuracy. We use ImageNet too.",
        2021,
        authors=(Author("Doe, Jane"), Author("A. Bee")),
        references=("2101.00002", "2101.00003", "10.1000/unknown"),
        source="s2",
    ),
    Paper("2101.00002", "On images", "We use ILSVRC.", 2020),
    Paper("2101.00003", "More images", "We use ImageNet-21K and FooNets.", 2022, references=("2101.00001",)),
    Paper("2101.00004", "Undated images", "We use ImageNet.", None),
    Paper("2101.00005", "A survey", "Some know ImageNet. Others FooNet.", 2023),
    Paper("2101.00006", "Against images", "We compare with ImageNet and FooNet.", 2024),
    Paper("2101.00007", "Words", "We use BERT-large.", 2019),
)


@pytest.fixture
def full(library: Library, fill: Fill) -> Library:
    fill(library, *PAPERS)
    return library


def test_uses_of_aliases_and_variants_are_one_list_in_order(full: Library) -> None:
    answer = full.papers_using("imagenet")
    assert answer.entity.name == "ImageNet"
    assert answer.total == 5
    assert [(row.id[-1], row.role, row.entity) for row in answer.rows] == [
        ("1", "evaluates_on", "ImageNet-1K"),
        ("3", "uses", "ImageNet-21K"),
        ("2", "uses", "ImageNet"),
        ("4", "uses", "ImageNet"),
        ("6", "compares_with", "ImageNet"),
    ]
    assert [row.id for row in answer.mentioned_in] == ["arxiv:2101.00005"]
    assert answer.mentioned_total == 1


def test_evidence_is_the_sentence_with_the_mention_in_it(full: Library) -> None:
    row = full.papers_using("ImageNet").rows[0]
    text = PAPERS[0].text
    assert [evidence.text.strip() for evidence in row.evidence] == [
        "We evaluate on ImageNet-1K at 88% accuracy.",
        "We use ImageNet too.",
    ]
    for evidence in row.evidence:
        assert text[evidence.start : evidence.end] == evidence.text
        start, end = evidence.mention
        assert text[start:end] in ("ImageNet-1K", "ImageNet")
        assert evidence.start <= start < end <= evidence.end


def test_the_json_is_as_designed(full: Library) -> None:
    answer = full.papers_using("imagenet-1k").to_dict()
    assert set(answer) == {"query", "entity", "total", "rows", "mentioned_in", "mentioned_total"}
    assert (answer["query"], answer["entity"], answer["total"]) == ("imagenet-1k", "ImageNet-1K", 1)
    (row,) = answer["rows"]
    assert set(row) == {"id", "title", "year", "role", "confidence", "entity", "evidence"}
    (evidence,) = row["evidence"]
    assert set(evidence) == {"text", "start", "end", "mention"}
    assert isinstance(evidence["mention"], list)
    assert json.loads(json.dumps(answer)) == answer


def test_a_variant_does_not_find_its_base(full: Library) -> None:
    assert full.papers_using("ImageNet-21K").total == 1


def test_pages_join_up(full: Library) -> None:
    whole = full.papers_using("ImageNet").rows
    pages = [full.papers_using("ImageNet", limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert tuple(row for page in pages for row in page.rows) == whole
    assert {page.total for page in pages} == {5}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"role": "uses"}, "1324"),
        ({"role": "evaluates-on"}, "1"),
        ({"role": "mentions"}, "5"),
        ({"type": "datasets"}, "13246"),
        ({"type": "Model"}, ""),
        ({"years": (2021, None)}, "136"),
        ({"years": (None, 2021)}, "12"),
        ({"years": (2020, 2020)}, "2"),
        ({"role": "uses", "years": (2022, 2022)}, "3"),
    ],
)
def test_filters(full: Library, options: dict[str, object], found: str) -> None:
    answer = full.papers_using("ImageNet", **options)  # type: ignore[arg-type]
    assert sorted(row.id[-1] for row in answer.rows) == sorted(found)
    assert answer.total == len(found)


def test_years_filter_those_that_merely_mention(full: Library) -> None:
    assert full.papers_using("ImageNet", years=(None, 2022)).mentioned_in == ()


def test_a_paper_that_mentions_one_variant_and_uses_another_uses_it(library: Library, fill: Fill) -> None:
    fill(library, Paper("2101.00001", "T", "Some know ImageNet. We use ImageNet-1K."), Paper("2", "U", "ImageNet-21K!"))
    answer = library.papers_using("ImageNet")
    assert [row.id for row in answer.rows] == ["arxiv:2101.00001"]
    assert [row.id for row in answer.mentioned_in] == ["id:2"]
    assert (answer.total, answer.mentioned_total) == (1, 1)


def test_equal_ranks_follow_the_id(library: Library, fill: Fill) -> None:
    numbers = [7, 3, 9, 1, 5]
    fill(library, *(Paper(f"2101.0000{i}", f"T{i}", "We use ImageNet.", 2020) for i in numbers))
    assert [row.id[-1] for row in library.papers_using("ImageNet", limit=3).rows] == ["1", "3", "5"]


@pytest.mark.parametrize("name", ["FooNet", "foo-net", "FOONETS", "Foo Net"])
def test_names_fold(full: Library, name: str) -> None:
    assert full.find_entity(name).id == "foonet"


def test_an_entity_knows_its_aliases(full: Library) -> None:
    assert full.find_entity("ILSVRC").name == "ImageNet"
    assert full.find_entity("foonet").aliases == ("FooNets",)


@pytest.mark.parametrize("name", ["imagnet", "ImageNett"])
def test_a_wrong_name_is_answered_with_close_ones(full: Library, name: str) -> None:
    with pytest.raises(NotFound) as caught:
        full.papers_using(name)
    assert "did you mean" in caught.value.cure
    assert "ImageNet" in caught.value.cure
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    "name", ["", " ", "?", "zzz", "'; DROP TABLE paper; --", "\ud800", "\x00", "%", "<script>" * 500]
)
def test_names_that_are_nowhere(full: Library, name: str) -> None:
    with pytest.raises(NotFound):
        full.find_entity(name)
    with pytest.raises(NotFound):
        full.paper(name)
    assert full.stats()["papers"] == 7


def test_a_base_that_nobody_names_is_there_for_its_variants(full: Library) -> None:
    entity = full.find_entity("BERT")
    assert (entity.papers, entity.introduced_by, entity.first_year) == (0, "arxiv:1810.04805", 2018)
    assert full.papers_using("BERT").total == 1
    assert "BERT" not in {row.name for row in full.top("models").rows}


def test_the_profile_of_a_paper(full: Library) -> None:
    profile = full.paper("2101.00001")
    assert profile.title == "FooNet: a net"
    assert profile.authors == ("Doe, Jane", "A. Bee")
    assert [(use.name, use.role) for use in profile.entities] == [
        ("FooNet", "introduces"),
        ("accuracy", "evaluates_on"),
        ("ImageNet-1K", "evaluates_on"),
        ("ImageNet", "uses"),
    ]
    assert [link.id for link in profile.references] == ["arxiv:2101.00002", "arxiv:2101.00003"]
    assert profile.unresolved == ("doi:10.1000/unknown",)
    assert [link.id for link in profile.cited_by] == ["arxiv:2101.00003"]
    (result,) = profile.results
    assert (result.value, result.unit, result.evidence.text.strip()) == (
        "88",
        "%",
        "We evaluate on ImageNet-1K at 88% accuracy.",
    )
    values = profile.to_dict()
    assert json.loads(json.dumps(values)) == values


@pytest.mark.parametrize(
    "what", ["FooNet", "foonets", "foonet: A NET", "arXiv:2101.00001v3", "https://arxiv.org/abs/2101.00001"]
)
def test_a_paper_is_found_by_id_title_or_what_it_introduces(full: Library, what: str) -> None:
    assert full.paper(what).id == "arxiv:2101.00001"


def test_what_was_found_in_a_paper_is_given_as_it_was_found(full: Library, extractor: Any) -> None:
    paper, found = full.read_extraction("FooNet")
    assert paper.text == PAPERS[0].text
    expected = extractor.read(paper.text)
    assert found.results == expected.results
    assert found.mentions == expected.mentions


def test_a_title_of_several_papers_is_answered_with_their_ids(library: Library, fill: Fill) -> None:
    fill(library, Paper("2101.00001", "Editorial", "", 2021), Paper("2101.00002", "editorial"))
    with pytest.raises(CitegraphError) as caught:
        library.paper("Editorial")
    assert "arxiv:2101.00001 (Editorial, 2021)" in caught.value.what
    assert "arxiv:2101.00002 (editorial)" in caught.value.what
    assert "id" in caught.value.cure
    assert not isinstance(caught.value, NotFound)


def test_several_introductions_are_told_unless_the_lexicon_knows_the_one(library: Library, fill: Fill) -> None:
    fill(library, *(Paper(f"p{i}", f"T{i}", "We introduce XyNet and BERT.") for i in (1, 2)))
    with pytest.raises(CitegraphError, match="2 papers say that they introduce XyNet"):
        library.paper("XyNet")
    fill(library, Paper("1810.04805", "BERT paper", "Ours."))
    assert library.paper("bert").id == "arxiv:1810.04805"
    assert [(i.id, i.by) for i in library.entity("BERT").introduced_by] == [
        ("arxiv:1810.04805", "lexicon"),
        ("id:p1", "paper"),
        ("id:p2", "paper"),
    ]


def test_what_the_lexicon_knows_of_another_arxiv_paper_is_used_and_not_introduced(library: Library, fill: Fill) -> None:
    fill(library, Paper("2101.00001", "T", "We introduce XyNet and BERT."))
    assert [row.role for row in library.papers_using("BERT").rows] == ["uses"]
    assert [row.role for row in library.papers_using("XyNet").rows] == ["introduces"]


def test_an_entity_that_no_paper_introduces_stands_for_the_only_paper_that_names_it(full: Library) -> None:
    (row,) = full.papers_using("ImageNet-21K").rows
    assert full.paper("ImageNet-21K").id == row.id
    with pytest.raises(CitegraphError, match=r"no paper here introduces ImageNet; \d name it: arxiv:"):
        full.paper("ImageNet")


def test_the_profile_of_an_entity(full: Library) -> None:
    profile = full.entity("ILSVRC")
    assert (profile.id, profile.type, profile.papers, profile.papers_with_variants) == ("imagenet", "Dataset", 5, 6)
    assert profile.aliases == ("ILSVRC",)
    assert {row.name for row in profile.variants} == {"ImageNet-1K", "ImageNet-21K"}
    assert profile.variant_of is None
    assert profile.by_role == {"evaluates_on": 1, "uses": 3, "compares_with": 1, "mentions": 1}
    assert profile.by_year == {"2020": 1, "2021": 1, "2022": 1, "2023": 1, "2024": 1, "unknown": 1}
    assert [(i.id, i.by) for i in profile.introduced_by] == [("arxiv:1409.0575", "lexicon")]
    assert [(row.name, row.papers) for row in profile.co_used] == [("FooNet", 3), ("accuracy", 1)]
    variant = full.entity("ImageNet-21K").variant_of
    assert variant is not None
    assert variant.name == "ImageNet"
    values = profile.to_dict()
    assert json.loads(json.dumps(values)) == values


def test_top_counts_distinct_papers(full: Library) -> None:
    table = full.top("datasets")
    assert (table.total, [(row.name, row.papers) for row in table.rows]) == (
        3,
        [("ImageNet", 5), ("ImageNet-1K", 1), ("ImageNet-21K", 1)],
    )
    assert full.top("DATASET", limit=1, offset=1).rows == table.rows[1:2]
    assert full.top().total == 6
    assert full.top("metric").to_dict() == {
        "total": 1,
        "rows": [{"id": "accuracy", "name": "accuracy", "type": "Metric", "papers": 1}],
    }


def test_wrong_types_and_roles_are_answered_with_the_right_ones(full: Library) -> None:
    with pytest.raises(CitegraphError, match="Model, Method, Dataset"):
        full.top("optimizers")
    with pytest.raises(CitegraphError, match="introduces, evaluates_on"):
        full.papers_using("ImageNet", role="loves")


def test_stats(full: Library) -> None:
    stats = full.stats()
    expected = {"papers": 7, "waiting": 0, "entities": 6, "mentions": 14, "uses": 13, "citations": 3, "references": 4}
    assert {name: stats[name] for name in expected} == expected
    assert (stats["results"], stats["authors"], stats["years"], stats["schema"]) == (1, 2, [2019, 2024], 1)
    assert stats["entities_by_type"] == {"Dataset": 3, "Model": 2, "Metric": 1}
    assert stats["uses_by_role"] == {"introduces": 1, "evaluates_on": 2, "uses": 6, "compares_with": 2, "mentions": 2}


def test_rows_for_the_graph(full: Library) -> None:
    assert [paper.id[-1] for paper in full.iter_papers()] == list("1234567")
    assert next(full.iter_papers({"arxiv:2101.00003", "nowhere"})).abstract == PAPERS[2].abstract
    assert [entity.id for entity in full.iter_entities()] == sorted(
        ["accuracy", "bert", "bertlarge", "foonet", "imagenet", "imagenet1k", "imagenet21k"]
    )
    assert [entity.variant_of for entity in full.iter_entities(["bertlarge"])] == ["bert"]
    uses = list(full.iter_uses(["arxiv:2101.00001"], ["foonet", "imagenet"], evidence=True))
    assert [(row.paper[-1], row.entity, row.role, row.mentions) for row in uses] == [
        ("1", "foonet", "introduces", 2),
        ("1", "imagenet", "uses", 1),
    ]
    assert uses[1].evidence[0].text.strip() == "We use ImageNet too."
    assert len(list(full.iter_uses())) == full.stats()["uses"]
    assert [(c.citing[-1], c.cited[-1], c.source) for c in full.iter_citations()] == [
        ("1", "2", "s2"),
        ("1", "3", "s2"),
        ("3", "1", ""),
    ]
    assert [c.cited[-1] for c in full.iter_citations(citing=["arxiv:2101.00003"])] == ["1"]
    assert [c.citing[-1] for c in full.iter_citations(cited=["arxiv:2101.00003"])] == ["1"]
    assert list(full.iter_citations(citing=[])) == []
    (result,) = full.iter_results()
    assert (result.paper, result.entity, result.result.value) == ("arxiv:2101.00001", "imagenet", "88")
    assert PAPERS[0].text[slice(*result.result.sentence)] == result.evidence
    assert list(full.iter_results(entities=["bert"])) == []
    assert [(row.author, row.name, row.position) for row in full.iter_authors(["arxiv:2101.00001"])] == [
        ("jane doe", "Jane Doe", 1),
        ("a bee", "A. Bee", 2),
    ]


def test_a_look_up_sees_one_moment(full: Library, fill: Fill) -> None:
    with full.snapshot():
        before = full.stats()["papers"]
        from kg.library import open_library

        with open_library(full.path) as other:
            fill(other, Paper("2101.00099", "Later", "We use ImageNet."))
        assert full.stats()["papers"] == before
        assert full.papers_using("ImageNet").total == 5
    assert full.papers_using("ImageNet").total == 6


def test_look_ups_import_nothing_heavy(full: Library) -> None:
    script = f"""
import sys
from kg.library import open_library
with open_library({str(full.path)!r}, readonly=True) as library:
    assert library.papers_using("ImageNet").total == 5
heavy = {{"spacy", "networkx", "pyvis", "neo4j", "rich", "click", "numpy"}} & set(sys.modules)
assert not heavy, heavy
from kg import names
assert names.lexicon.cache_info().misses == 0, "the lexicon was read"
"""
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True, cwd=Path(__file__).parents[3])
