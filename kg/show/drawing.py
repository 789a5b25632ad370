"""Turns a graph into what vis-network draws: pyvis nodes and edges that carry what the page tells about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any

from kg.graph.schema import AUTHOR, PAPER, RELATIONSHIPS, VARIANT_OF
from kg.show.evidence import split_evidence
from kg.show.layout import place_nodes
from kg.show.links import paper_url
from kg.text import one_line

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

SHAPES = {
    "Paper": "dot",
    "Model": "triangle",
    "Method": "diamond",
    "Dataset": "square",
    "Benchmark": "star",
    "Task": "hexagon",
    "Metric": "triangleDown",
    "Author": "dot",
}
"""What a node of each label looks like; the colours are in `page.css`."""

_LABEL = 26
_LONGEST = 1_000
_SENTENCES = 3

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "tooltipDelay": 150, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {"borderWidth": 1, "font": {"vadjust": -2}, "scaling": {"label": {"drawThreshold": 6}}},
    "edges": {"smooth": False, "width": 1.2, "arrows": {"to": {"scaleFactor": 0.4}}},
}


def draw_graph(graph: nx.MultiDiGraph, chosen: Sequence[Hashable], focus: Hashable | None) -> Network:
    """Draw a part of a graph.

    Parameters
    ----------
    graph
        The graph; it stays as it is.
    chosen
        The nodes to draw.
    focus
        The node in the middle, if any.

    Returns
    -------
    pyvis.network.Network
        Its nodes are numbered in the order of `chosen`.
    """
    import networkx as nx
    from pyvis.network import Network

    part = nx.MultiDiGraph()
    part.add_nodes_from((node, graph.nodes[node]) for node in chosen)
    part.add_edges_from((a, b, key, d) for a, b, key, d in graph.edges(keys=True, data=True) if a in part and b in part)
    looks = {node: _look(node, data, part.degree(node)) for node, data in part.nodes(data=True)}
    places = place_nodes(part, focus, {node: _extent(look) for node, look in looks.items()})

    network = Network(directed=True)
    # Numbers: pyvis looks every node up in a list, and the page stays small.
    number = {node: at for at, node in enumerate(part)}
    for node, look in looks.items():
        x, y = places[node]
        network.add_node(number[node], **look, x=x, y=y, **({"focus": True} if node == focus else {}))
    beside: Counter[frozenset[Hashable]] = Counter()
    for (source, target, kind), edges in _lines(part).items():
        pair = frozenset((source, target))
        network.add_edge(number[source], number[target], **_line(kind, edges, beside[pair]))
        beside[pair] += 1
    return network


def _lines(graph: nx.MultiDiGraph) -> dict[tuple[Hashable, Hashable, str], list[Mapping[str, Any]]]:
    """Put the edges together that are drawn as one line: those of one type, from one node to one other."""
    lines: defaultdict[tuple[Hashable, Hashable, str], list[Mapping[str, Any]]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        lines[source, target, data["type"]].append(data)
    return lines


def count_lines(graph: nx.MultiDiGraph) -> int:
    """Count the lines that the whole graph would be drawn with."""
    return len(_lines(graph))


def _look(node: Hashable, data: Mapping[str, Any], degree: int) -> dict[str, Any]:
    """Say how a node looks and what the page tells about it."""
    label = data.get("label", "")
    name = one_line(str(data.get("title" if label == PAPER else "name") or node))[:_LONGEST]
    look: dict[str, Any] = {
        "label": _shorten(_nickname(name) if label == PAPER else name),
        "group": label,
        "shape": SHAPES.get(label, "dot"),
        "name": name,
    }
    if label == PAPER:
        ids = [str(node), *(data.get("ids") or ())]
        authors = ", ".join(one_line(str(a)) for a in data.get("authors") or ())[:_LONGEST]
        told = {"year": data.get("year"), "venue": one_line(data.get("venue") or ""), "authors": authors}
        return look | _size(7, 11) | _present(told | {"url": paper_url(ids), "id": None, "paper": str(node)})
    if label == AUTHOR:
        return look | _size(6, 11)
    papers = data.get("papers") or 0
    by = data.get("introduced_by") or ""
    told = {
        "papers": papers,
        "aliases": [one_line(str(a))[:100] for a in data.get("aliases") or ()][:20],
        "year": data.get("first_year"),
        "by": by,
        "byUrl": paper_url([by]),
    }
    size = min(8 + 3 * sqrt(papers or degree), 40)
    return look | _size(size, 12 + (size - 8) / 3) | _present(told)


def _size(node: float, font: float) -> dict[str, Any]:
    return {"size": round(node, 1), "font": {"size": round(font)}}


def _line(kind: str, edges: Sequence[Mapping[str, Any]], beside: int) -> dict[str, Any]:
    """Say how a line looks; each further one between the same two nodes is bent more."""
    sentences = [evidence for edge in edges for evidence in edge.get("evidence") or ()]
    told = {
        "type": kind,
        "confidence": max((edge["confidence"] for edge in edges if edge.get("confidence")), default=None),
        "says": [told for edge in edges if (told := says(edge))],
        "evidence": [split_evidence(evidence) for evidence in sentences[:_SENTENCES]],
        "dashes": kind == VARIANT_OF,
    }
    if beside:
        told["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": round(0.12 * beside, 2)}
    return _present(told)


def says(data: Mapping[str, Any]) -> str:
    """Tell the properties of an edge in a few words: the result it reports, the entity it builds on."""
    parts = [data.get("system"), data.get("value"), data.get("metric"), data.get("entity")]
    return " · ".join(one_line(str(part))[:200] for part in parts if part)


def _extent(look: Mapping[str, Any]) -> tuple[float, float]:
    size, font = look["size"], look["font"]["size"]
    return max(size, 0.26 * font * len(look["label"])) + 4, size + 0.8 * font


def _nickname(title: str) -> str:
    """Call a paper by the name before its colon, if it has a short one."""
    name, colon, _ = title.partition(": ")
    return name if colon and len(name) <= _LABEL else title


def _shorten(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"


def _present(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value or (value == 0 and value is not False)}


def legend(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> dict[str, list[list[Any]]]:
    """Count what is drawn by label and by relationship, in the order of the schema."""
    labels = Counter(node["group"] for node in nodes)
    types = Counter(edge["type"] for edge in edges)
    return {
        "labels": [[label, SHAPES[label], labels[label]] for label in SHAPES if labels[label]],
        "types": [[name, types[name]] for name in RELATIONSHIPS if types[name]],
    }
