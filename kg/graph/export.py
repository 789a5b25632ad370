"""Writes a graph to a file and reads it back: GraphML (Gephi, yEd, Cytoscape, igraph) and node-link JSON (D3)."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from kg.errors import CitegraphError, InputError
from kg.saving import saving

if TYPE_CHECKING:
    import networkx as nx

FORMATS = ("graphml", "node-link")

_T = TypeVar("_T")
# What XML 1.0 cannot hold, escaped or not. Carriage returns it can, but every parser turns them into line feeds.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NESTED = "nested"
"""Property of a GraphML graph: the names of the properties that are JSON strings."""
_KEY = "key"
"""Property of a GraphML edge: its key in NetworkX, where GraphML wants an id that no other edge of the file has."""


def write_graph(graph: nx.MultiDiGraph, path: str | Path, format: str = "graphml") -> None:  # noqa: A002
    """Write a graph to a file, which is there whole or not at all.

    Parameters
    ----------
    graph
        As `kg.graph.build.build_graph` makes it.
    path
        The file; one that ends in `.gz` is compressed.
    format
        `graphml`: lists and objects are JSON strings, absent values are left out, characters that XML cannot hold
        become U+FFFD. `node-link`: JSON as NetworkX and D3 know it; nothing is lost.

    Raises
    ------
    CitegraphError
        An unknown format, or the file cannot be written.
    """
    write = _choose(format, {"graphml": _write_graphml, "node-link": _write_node_link})
    with saving(Path(path)) as file:
        write(graph, file)


def read_graph(path: str | Path, format: str = "graphml") -> nx.MultiDiGraph:  # noqa: A002
    """Read a graph that `write_graph` wrote.

    Raises
    ------
    CitegraphError
        An unknown format.
    InputError
        The file cannot be read, or is not of that format.
    """
    import networkx as nx

    read = _choose(format, {"graphml": _read_graphml, "node-link": _read_node_link})
    try:
        data = Path(path).read_bytes()
        return read(gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data)
    except (OSError, EOFError) as error:
        raise InputError(f"it cannot be read: {error}", str(path), "check the name and your rights") from error
    except (nx.NetworkXError, SyntaxError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError(f"not a graph in {format}: {error}", str(path), "name the format it was written in") from error


def _choose(name: str, choices: Mapping[str, _T]) -> _T:
    if name not in choices:
        raise CitegraphError(f"unknown graph format {name!r}", cure=f"use one of {', '.join(FORMATS)}")
    return choices[name]


def _write_node_link(graph: nx.MultiDiGraph, file: IO[bytes]) -> None:
    import networkx as nx

    text = io.TextIOWrapper(file, encoding="ascii", newline="\n")
    json.dump(nx.node_link_data(graph, edges="edges"), text, indent=1)
    text.write("\n")
    text.detach()


def _read_node_link(data: bytes) -> nx.MultiDiGraph:
    import networkx as nx

    return nx.node_link_graph(json.loads(data), directed=True, multigraph=True, edges="edges")


def _write_graphml(graph: nx.MultiDiGraph, file: IO[bytes]) -> None:
    import networkx as nx

    nested = _nested(graph)
    flat = nx.MultiDiGraph(**_flat({**graph.graph, _NESTED: sorted(nested)}, nested | {_NESTED}))
    flat.add_nodes_from((_text(node), _flat(data, nested)) for node, data in graph.nodes(data=True))
    for number, (source, target, key, data) in enumerate(graph.edges(keys=True, data=True)):
        properties = _flat({**data, _KEY: key}, nested)
        flat.add_edges_from([(_text(source), _text(target), f"e{number}", properties)])
    # Not `write_graphml`: its bytes depend on whether lxml is installed.
    nx.write_graphml_xml(flat, file)


def _read_graphml(data: bytes) -> nx.MultiDiGraph:
    import networkx as nx

    flat = nx.parse_graphml(data.decode("utf-8"), node_type=str, edge_key_type=str, force_multigraph=True)
    nested = set(json.loads(flat.graph.get(_NESTED, "[]")))
    known = {name: value for name, value in flat.graph.items() if name not in (_NESTED, "node_default", "edge_default")}
    graph = nx.MultiDiGraph(**_deep(known, nested))
    graph.add_nodes_from((node, _deep(own, nested)) for node, own in flat.nodes(data=True))
    for source, target, edge, own in flat.edges(keys=True, data=True):
        properties = _deep(own, nested)
        graph.add_edges_from([(source, target, properties.pop(_KEY, edge), properties)])
    return graph


def _nested(graph: nx.MultiDiGraph) -> set[str]:
    """Name the properties that hold a list or an object somewhere."""
    elements = chain((data for _, data in graph.nodes(data=True)), (data for *_, data in graph.edges(data=True)))
    everything = chain([graph.graph], elements)
    return {name for data in everything for name, value in data.items() if isinstance(value, (list, tuple, dict))}


def _flat(data: dict[str, Any], nested: set[str]) -> dict[str, Any]:
    """Make properties fit for GraphML."""
    present = ((name, value) for name, value in data.items() if value is not None)
    return {name: json.dumps(value) if name in nested else _text(value) for name, value in present}


def _deep(data: dict[str, Any], nested: set[str]) -> dict[str, Any]:
    return {name: json.loads(value) if name in nested else value for name, value in data.items()}


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _NOT_XML.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
