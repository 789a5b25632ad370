"""Places the nodes of a page beforehand: the same graph always gets the same places."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import cos, sin, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

Place = tuple[float, float]

# NetworkX lays out fewer than 500 nodes with NumPy alone; for more it wants SciPy, and time.
_MOST = 450
# Up to here labels are kept apart pair by pair.
_MOST_APART = 1_200
_ROUNDS = 60
_SEED = 7
_ROOM = 104.0
"""Side of the square that each node would have to itself if all had the same."""
_WIDE = 1.2
"""Screens are wider than high."""
_GOLDEN = 2.399963
"""Angle between neighbours in a sunflower: none comes to stand behind another."""


def place_nodes(
    graph: nx.MultiDiGraph, focus: Hashable | None, extent: Mapping[Hashable, Place]
) -> dict[Hashable, tuple[int, int]]:
    """Choose a place for each node so that neighbours are near and labels stand apart.

    Parameters
    ----------
    graph
        The nodes to place; it stays as it is.
    focus
        The node that gets the middle, if any.
    extent
        Half the width and half the height of what is drawn for each node, its label included.

    Returns
    -------
    dict
        `x` and `y` of each node; `y` grows downwards.
    """
    import numpy as np

    if not graph:
        return {}
    plain = _simple(graph, graph)
    ranked = sorted(plain, key=plain.degree, reverse=True)
    core = [node for node in ranked[:_MOST] if plain.degree(node) > 1] or ranked[:1]
    places = _spring(_simple(graph, core), len(graph))
    for number, node in enumerate(ranked):
        if node not in places:
            places[node] = _beside([places[near] for near in plain[node] if near in places], number, len(graph))
    nodes = list(graph)
    xy = _spread(np.array([places[node] for node in nodes]))
    if focus in places:
        xy -= xy[nodes.index(focus)]
    _push_apart(xy, np.array([extent[node] for node in nodes]))
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, xy.tolist(), strict=True)}


def _simple(graph: nx.MultiDiGraph, chosen: Any) -> nx.Graph:
    """One edge for each pair of neighbours. `graph.subgraph` would give the nodes in the order of a set."""
    import networkx as nx

    plain = nx.Graph()
    plain.add_nodes_from(chosen)
    plain.add_edges_from((a, b) for a, b in graph.edges() if a != b and a in plain and b in plain)
    return plain


def _spring(plain: nx.Graph, everything: int) -> dict[Hashable, Place]:
    import networkx as nx

    places = nx.spring_layout(plain, k=2.2 / sqrt(len(plain)), iterations=50, seed=_SEED)
    half = _ROOM * sqrt(everything) / 2
    return {node: (float(x) * half, float(y) * half) for node, (x, y) in places.items()}


def _beside(near: list[Place], number: int, everything: int) -> Place:
    """Find a place between neighbours, around the only one, or outside of all for a node that has none."""
    if len(near) > 1:
        return sum(x for x, _ in near) / len(near), sum(y for _, y in near) / len(near) + number % 7
    angle = number * _GOLDEN
    radius = 30 * sqrt(number + 1) if near else _ROOM * sqrt(everything) * 0.55
    x, y = near[0] if near else (0.0, 0.0)
    return x + radius * cos(angle), y + radius * sin(angle)


def _spread(xy: Any) -> Any:
    """Thin out where nodes crowd: half way from where they are to equal steps from left to right and top to bottom."""
    import numpy as np

    half = _ROOM * sqrt(len(xy)) / 2
    steps = np.argsort(np.argsort(xy, axis=0, kind="stable"), axis=0, kind="stable")
    even = (steps / max(len(xy) - 1, 1) - 0.5) * 2 * half
    middle = (xy.max(axis=0) + xy.min(axis=0)) / 2
    reach = np.maximum((xy.max(axis=0) - xy.min(axis=0)) / 2, 1)
    return ((xy - middle) / reach * half + even) / 2 * np.array([_WIDE, 1 / _WIDE])


def _push_apart(xy: Any, extent: Any) -> None:
    """Move nodes that overlap away from each other, in place, along the axis that needs less."""
    import numpy as np

    if len(xy) > _MOST_APART:
        return
    wide, high = (np.add.outer(half, half) for half in extent.T)
    once = np.triu(np.ones_like(wide, dtype=bool), 1)
    for _ in range(_ROUNDS):
        x, y = xy.T
        close = (np.abs(np.subtract.outer(x, x)) < wide) & (np.abs(np.subtract.outer(y, y)) < high) & once
        a, b = np.nonzero(close)
        if not len(a):
            return
        gap = xy[a] - xy[b]
        need = np.stack([wide[a, b], high[a, b]], axis=1) - np.abs(gap)
        axis = np.arange(2) == np.argmin(need, axis=1)[:, None]
        push = 0.3 * need * axis * np.where(gap < 0, -1, 1)
        np.add.at(xy, a, push)
        np.add.at(xy, b, -push)
