from __future__ import annotations

import subprocess
import sys

import networkx as nx
import pytest

from kg.errors import CitegraphError, NotFound
from kg.graph.build import build_graph
from kg.graph.schema import LABELS, RELATIONSHIPS
from kg.library import Library

OLGA, RESNET, LOOK, FAR = "arxiv:1409.0575", "arxiv:1512.03385", "arxiv:2006.00001", "arxiv:2006.00002"


@pytest.fixture(scope="module")
def whole(library: Library) -> nx.MultiDiGraph:
    return build_graph(library)


def edges(graph: nx.MultiDiGraph, kind: str) -> list[tuple[str, str]]:
    return [(a, b) for a, b, data in graph.edges(data=True) if data["type"] == kind]


def test_nodes_have_their_labels_and_properties(whole: nx.MultiDiGraph) -> None:
    paper = whole.nodes[RESNET]
    assert paper["label"] == "Paper"
    assert paper["labels"] == ["Paper"]
    assert (paper["title"], paper["year"]) == ("Deep Residual Learning", 2015)
    assert paper["authors"] == ["Kaiming He", "Jian Sun"]
    assert RESNET in paper["ids"]
    entity = whole.nodes["imagenet"]
    assert (entity["label"], entity["labels"]) == ("Dataset", ["Entity", "Dataset"])
    assert (entity["name"], entity["papers"], entity["first_year"]) == ("ImageNet", 2, 2009)
    assert entity["introduced_by"] == OLGA
    assert whole.nodes["author:kaiming he"] == {"label": "Author", "labels": ["Author"], "name": "Kaiming He"}


def test_every_label_and_type_is_in_the_schema(whole: nx.MultiDiGraph) -> None:
    assert {data["label"] for _, data in whole.nodes(data=True)} <= set(LABELS)
    assert {data["type"] for *_, data in whole.edges(data=True)} <= set(RELATIONSHIPS)


def test_uses_have_role_and_evidence(whole: nx.MultiDiGraph) -> None:
    edge = whole.edges[RESNET, "imagenet", "EVALUATES_ON"]
    assert edge["confidence"] == 0.9
    assert edge["mentions"] == 1
    text = "Deep Residual Learning\nWe introduce ResNet. On ImageNet it has 96% accuracy."
    (evidence,) = edge["evidence"]
    assert text[evidence["start"] : evidence["end"]] == evidence["text"] == "On ImageNet it has 96% accuracy."
    assert text[slice(*evidence["mention"])] == "ImageNet"
    assert edges(whole, "INTRODUCES") == [(OLGA, "imagenet"), (RESNET, "resnet")]


def test_each_result_is_an_edge(whole: nx.MultiDiGraph) -> None:
    assert edges(whole, "REPORTS") == [(RESNET, "imagenet"), (LOOK, "imagenet"), (LOOK, "imagenet")]
    first, second = whole.edges[LOOK, "imagenet", "REPORTS"], whole.edges[LOOK, "imagenet", "REPORTS 2"]
    assert (first["value"], second["value"]) == ("70", "71")
    assert (first["metric"], first["unit"], first["kind"]) == ("accuracy", "%", "score")
    (evidence,) = first["evidence"]
    assert evidence["text"].startswith("It reaches")


def test_citations_lead_only_to_papers_that_are_here(whole: nx.MultiDiGraph) -> None:
    assert edges(whole, "CITES") == [(RESNET, OLGA), (LOOK, OLGA), (LOOK, RESNET), (FAR, LOOK)]
    assert whole.edges[RESNET, OLGA, "CITES"]["sources"]


def test_papers_build_on_those_that_introduce_what_they_use(whole: nx.MultiDiGraph) -> None:
    assert edges(whole, "BUILDS_ON") == [(RESNET, OLGA), (LOOK, RESNET)]
    assert whole.edges[LOOK, RESNET, "BUILDS_ON"]["entity"] == "ResNet"


def test_variants_and_authors_are_linked(whole: nx.MultiDiGraph) -> None:
    assert edges(whole, "VARIANT_OF") == [("imagenet1k", "imagenet")]
    assert ("author:kaiming he", LOOK) in edges(whole, "WROTE")
    assert whole.edges["author:jian sun", RESNET, "WROTE"]["position"] == 2


def test_around_an_entity_its_variants_count_as_itself(library: Library) -> None:
    graph = build_graph(library, around="imagenet")
    assert set(graph) == {OLGA, RESNET, LOOK, "imagenet", "imagenet1k"}
    assert graph.graph["focus"] == "imagenet"
    assert edges(graph, "CITES") == [(RESNET, OLGA), (LOOK, OLGA), (LOOK, RESNET)]
    assert edges(graph, "BUILDS_ON") == [(RESNET, OLGA)]


def test_more_hops_reach_farther(library: Library, whole: nx.MultiDiGraph) -> None:
    none, two = build_graph(library, around="ImageNet", hops=0), build_graph(library, around="ImageNet", hops=2)
    assert set(none) == {"imagenet", "imagenet1k"}
    assert {FAR, "resnet", "author:kaiming he"} <= set(two)
    assert "farnet" not in two
    assert "arxiv:2006.00003" in whole
    assert "arxiv:2006.00003" not in build_graph(library, around="ImageNet", hops=9)


@pytest.mark.parametrize("around", ["1512.03385", "arxiv:1512.03385", "deep residual learning"])
def test_around_a_paper_by_id_or_title(library: Library, around: str) -> None:
    graph = build_graph(library, around=around)
    assert graph.graph["focus"] == RESNET
    authors = {"author:kaiming he", "author:jian sun"}
    assert set(graph) == {RESNET, OLGA, LOOK, "imagenet", "resnet", "accuracy", *authors}


def test_only_some_papers(library: Library) -> None:
    graph = build_graph(library, papers=[LOOK])
    assert set(graph) == {LOOK, "resnet", "imagenet1k", "imagenet", "author:kaiming he"}
    assert set(build_graph(library, around="ImageNet", papers=[LOOK])) == {LOOK, "imagenet", "imagenet1k"}


def test_a_part_has_the_edges_of_the_whole(library: Library, whole: nx.MultiDiGraph) -> None:
    part = build_graph(library, around="ResNet", hops=1)
    expected = [edge for edge in whole.edges(keys=True) if edge[0] in part and edge[1] in part]
    assert sorted(part.edges(keys=True)) == sorted(expected)


def test_the_order_is_always_the_same(library: Library) -> None:
    """In another process strings have other hashes, and sets another order."""
    program = (
        "from kg.library import open_library; from kg.graph.build import build_graph; import sys\n"
        "graph = build_graph(open_library(sys.argv[1], readonly=True), around='ImageNet', hops=2)\n"
        "print(list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program, str(library.path)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1


def test_nothing_of_that_name(library: Library) -> None:
    with pytest.raises(NotFound, match=r"no entity and no paper is called 'ImagNet'.*did you mean ImageNet"):
        build_graph(library, around="ImagNet")
    with pytest.raises(NotFound):
        build_graph(library, around="arxiv:1901.00001")


def test_negative_hops(library: Library) -> None:
    with pytest.raises(CitegraphError, match="-1 steps"):
        build_graph(library, around="ImageNet", hops=-1)


def test_an_introduction_that_the_lexicon_does_not_know_counts(whole: nx.MultiDiGraph) -> None:
    assert whole.nodes["resnet"]["introduced_by"] == ""
    assert (LOOK, RESNET) in edges(whole, "BUILDS_ON")
