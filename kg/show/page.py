"""Writes a graph as one interactive page that needs nothing else: no network, no folder beside it."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Hashable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from kg.errors import NotFound
from kg.saving import saving
from kg.show.drawing import OPTIONS, count_lines, draw_graph, legend
from kg.show.selection import choose_nodes, without_authors
from kg.text import one_line

if TYPE_CHECKING:
    import networkx as nx

_VIS = "lib/vis-9.1.2"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of a graph a page shows."""

    nodes: int
    edges: int
    all_nodes: int
    all_edges: int

    def __str__(self) -> str:
        if self.nodes == self.all_nodes:
            return f"{self.nodes:,} nodes, {self.edges:,} edges"
        return f"showing {self.nodes:,} of {self.all_nodes:,} nodes, {self.edges:,} of {self.all_edges:,} edges"


def write_page(
    graph: nx.MultiDiGraph,
    path: str | Path,
    *,
    title: str,
    focus: Hashable | None = None,
    max_nodes: int = 400,
    authors: bool = False,
) -> Shown:
    """Write a graph as a self-contained interactive page.

    Parameters
    ----------
    graph
        As `kg.graph.build.build_graph` makes it; it stays as it is.
    path
        The HTML file; it is there whole or not at all.
    title
        Heading of the page; as all text of the graph it may hold anything.
    focus
        The node in the middle; `None` for the whole graph.
    max_nodes
        How many nodes are shown at most: those nearest to the focus, then those with the most support.
    authors
        Whether authors are nodes too; papers tell theirs in any case.

    Returns
    -------
    Shown
        How much of the graph the page shows. The same graph always gives the same bytes.

    Raises
    ------
    NotFound
        The focus is not in the graph.
    CitegraphError
        The file cannot be written.
    """
    if focus is not None and focus not in graph:
        raise NotFound(f"the graph has no node {focus!r}", cure="give the id of one of its nodes")
    whole = graph if authors else without_authors(graph, focus)
    network = draw_graph(whole, choose_nodes(whole, focus, max_nodes), focus)
    shown = Shown(len(network.nodes), len(network.edges), len(whole), count_lines(whole))
    data = {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": OPTIONS,
        "legend": legend(network.nodes, network.edges),
    }
    page = fill_page(title, str(shown), data)
    with saving(Path(path)) as file:
        file.write(page.encode("utf-8", "replace"))
    return shown


def fill_page(title: str, shown: str, data: dict[str, Any]) -> str:
    """Fill the page's template.

    Parameters
    ----------
    title, shown
        The heading and the words beside it, as plain text.
    data
        What `page.js` reads.
    """
    own = resources.files("kg.show")
    vis = resources.files("pyvis") / _VIS
    # Its licence is in the first lines and stays. The source map would be asked of the network.
    vis_js = _SOURCE_MAP.sub("", (vis / "vis-network.min.js").read_text(encoding="utf-8"))
    page_js = (own / "page.js").read_text(encoding="utf-8")
    return Template((own / "page.html").read_text(encoding="utf-8")).substitute(
        title=html.escape(one_line(title)),
        shown=html.escape(shown),
        hashes=" ".join(map(_script_hash, (vis_js, page_js))),
        vis_css=(vis / "vis-network.css").read_text(encoding="utf-8"),
        vis_js=vis_js,
        page_css=(own / "page.css").read_text(encoding="utf-8"),
        page_js=page_js,
        data=embed_json(data),
    )


def embed_json(data: object) -> str:
    """Write JSON that may stand within any HTML element: it holds no `<`, `>` or `&`, and ASCII only."""
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _script_hash(script: str) -> str:
    """Name a script to the browser, which then runs this one and no other."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
