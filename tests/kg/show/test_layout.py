from __future__ import annotations

import networkx as nx
import pytest

from kg.show.layout import place_nodes

from .graphs import star


def overlaps(places: dict[object, tuple[int, int]], half: tuple[float, float]) -> int:
    found = [
        (abs(ax - bx) < 2 * half[0] - 1) and (abs(ay - by) < 2 * half[1] - 1)
        for at, (ax, ay) in enumerate(places.values())
        for bx, by in list(places.values())[:at]
    ]
    return sum(found)


def test_labels_stand_apart_around_the_focus() -> None:
    graph = star(20)
    places = place_nodes(graph, "imagenet", dict.fromkeys(graph, (50.0, 15.0)))
    assert places["imagenet"] == (0, 0)
    assert list(places) == list(graph)
    assert overlaps(places, (50.0, 15.0)) <= len(graph) // 20


def test_neighbours_are_nearer_than_others() -> None:
    graph = star(20)
    places = place_nodes(graph, None, dict.fromkeys(graph, (5.0, 5.0)))

    def distance(a: str, b: str) -> float:
        return sum((i - j) ** 2 for i, j in zip(places[a], places[b], strict=True)) ** 0.5

    own = sum(distance(f"arxiv:{n}", f"model{n}") for n in range(20)) / 20
    others = sum(distance(f"arxiv:{n}", f"model{(n + 7) % 20}") for n in range(20)) / 20
    assert own < others / 2


@pytest.mark.parametrize("nodes", [0, 1, 2, 600, 1_500])
def test_any_size_without_scipy(nodes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "scipy", None)
    graph = nx.MultiDiGraph(nx.path_graph(nodes, create_using=nx.DiGraph))
    places = place_nodes(graph, None, dict.fromkeys(graph, (5.0, 5.0)))
    assert len(places) == nodes
    assert len(set(places.values())) > 0.95 * nodes or nodes < 2


def test_the_graph_stays_as_it_is() -> None:
    graph = star(5)
    place_nodes(graph, None, dict.fromkeys(graph, (5.0, 5.0)))
    assert nx.utils.graphs_equal(graph, star(5))
