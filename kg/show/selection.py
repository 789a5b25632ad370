"""Chooses what of a big graph is shown: what is near the focus, then what many papers support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import TYPE_CHECKING

from kg.graph.schema import AUTHOR, PAPER

if TYPE_CHECKING:
    import networkx as nx


def choose_nodes(graph: nx.MultiDiGraph, focus: Hashable | None, most: int) -> list[Hashable]:
    """Choose the nodes to show, in the order of the graph.

    Parameters
    ----------
    graph
        The graph; it stays as it is.
    focus
        The node in the middle of interest; `None` where the whole graph is.
    most
        How many nodes may be chosen.

    Returns
    -------
    list
        The nodes nearest to the focus, among equally near ones those with the most support: the papers that name an
        entity, the edges of any other node.
    """
    if len(graph) <= most:
        return list(graph)
    distance = distances(graph, focus)
    far = len(graph)
    place = {node: at for at, node in enumerate(graph)}
    support = {node: data.get("papers") or graph.degree(node) for node, data in graph.nodes(data=True)}
    # Papers have other numbers than entities: the best of either come in turn.
    turns: Counter[tuple[int, bool]] = Counter()
    rank = {}
    for node in sorted(graph, key=lambda n: -support[n]):
        kind = distance.get(node, far), graph.nodes[node].get("label") == PAPER
        rank[node] = (kind[0], turns[kind], -support[node], place[node])
        turns[kind] += 1
    return sorted(sorted(graph, key=rank.__getitem__)[:most], key=place.__getitem__)


def without_authors(graph: nx.MultiDiGraph, focus: Hashable | None) -> nx.MultiDiGraph:
    """Copy a graph without its authors, unless one of them is in the middle of interest."""
    import networkx as nx

    kept = nx.MultiDiGraph()
    kept.add_nodes_from((n, d) for n, d in graph.nodes(data=True) if d.get("label") != AUTHOR or n == focus)
    kept.add_edges_from(edge for edge in graph.edges(keys=True, data=True) if edge[0] in kept and edge[1] in kept)
    return kept


def distances(graph: nx.MultiDiGraph, focus: Hashable | None) -> dict[Hashable, int]:
    """Count the steps from the focus to each node that can be reached, whichever way the edges point."""
    front = [focus] if focus in graph else []
    found = dict.fromkeys(front, 0)
    while front:
        step = found[front[0]] + 1
        beyond = (near for node in front for near in (*graph.successors(node), *graph.predecessors(node)))
        front = [node for node in dict.fromkeys(beyond) if node not in found]
        found.update(dict.fromkeys(front, step))
    return found
