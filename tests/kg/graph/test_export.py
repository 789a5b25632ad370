from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import CitegraphError, InputError
from kg.graph.build import build_graph
from kg.graph.export import FORMATS, read_graph, write_graph
from kg.library import Library

NAMES = st.sampled_from(["label", "title", "year", "aliases", "evidence", "papers", "type"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PROPERTIES = st.dictionaries(NAMES, VALUES, max_size=4)
IDS = st.text("abc:.0é<&\"'", min_size=1, max_size=5)


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    nodes = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    graph.add_nodes_from((node, draw(PROPERTIES)) for node in nodes)
    for _ in range(draw(st.integers(0, 6))):
        ends = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        graph.add_edges_from([(*ends, draw(st.sampled_from(["USES", "USES 2", "CITES"])), draw(PROPERTIES))])
    return graph


def same(value: Any) -> Any:
    """What a value is after GraphML."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        return re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    return value


def expected(data: dict[str, Any], nested: set[str]) -> dict[str, Any]:
    return {k: v if k in nested else same(v) for k, v in data.items() if v is not None}


def through(graph: nx.MultiDiGraph, form: str, name: str = "graph") -> nx.MultiDiGraph:
    with TemporaryDirectory() as folder:
        write_graph(graph, Path(folder) / name, form)
        assert [path.name for path in Path(folder).iterdir()] == [name]
        return read_graph(Path(folder) / name, form)


@settings(deadline=None)
@given(graphs())
def test_node_link_gives_everything_back(graph: nx.MultiDiGraph) -> None:
    back = through(graph, "node-link")
    assert list(back.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(back.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


@settings(deadline=None)
@given(graphs())
def test_graphml_gives_back_all_that_xml_can_hold(graph: nx.MultiDiGraph) -> None:
    everything = [*(d for _, d in graph.nodes(data=True)), *(d for *_, d in graph.edges(data=True))]
    nested = {k for data in everything for k, v in data.items() if isinstance(v, (list, dict))}
    back = through(graph, "graphml", "graph.graphml.gz")
    assert list(back.nodes(data=True)) == [(n, expected(d, nested)) for n, d in graph.nodes(data=True)]
    wanted = [(a, b, key, expected(d, nested)) for a, b, key, d in graph.edges(keys=True, data=True)]
    assert sorted(back.edges(keys=True, data=True), key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("form", FORMATS)
def test_a_real_graph_comes_back(library: Library, form: str) -> None:
    graph = build_graph(library, around="ImageNet", hops=2)
    back = through(graph, form)
    assert back.graph == {"focus": "imagenet"}
    assert list(back.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    assert list(back) == list(graph)


def test_graphml_is_valid_for_other_programs(library: Library, tmp_path: Path) -> None:
    write_graph(build_graph(library), tmp_path / "graph.graphml")
    root = ET.parse(tmp_path / "graph.graphml").getroot()
    ids = [edge.get("id") for edge in root.iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(set(ids)) == len(ids) > 0
    assert nx.read_graphml(tmp_path / "graph.graphml").number_of_nodes() == len(build_graph(library))


def test_gz_is_compressed_and_always_the_same(library: Library, tmp_path: Path) -> None:
    graph = build_graph(library)
    for name in ("a.json.gz", "b.json.gz", "c.json"):
        write_graph(graph, tmp_path / name, "node-link")
    assert (tmp_path / "a.json.gz").read_bytes() == (tmp_path / "b.json.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.json.gz").read_bytes()) == (tmp_path / "c.json").read_bytes()
    assert {"nodes", "edges", "directed"} <= set(json.loads((tmp_path / "c.json").read_text()))


def test_writing_leaves_the_graph_as_it_is(library: Library, tmp_path: Path) -> None:
    graph, twin = build_graph(library), build_graph(library)
    for form in FORMATS:
        write_graph(graph, tmp_path / form, form)
    assert nx.utils.graphs_equal(graph, twin)
    assert graph.graph == twin.graph


def test_a_write_that_fails_keeps_the_old_file(tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", value=object())
    (tmp_path / "graph.json").write_text("old")
    with pytest.raises(TypeError):
        write_graph(graph, tmp_path / "graph.json", "node-link")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.json"]
    assert (tmp_path / "graph.json").read_text() == "old"


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(CitegraphError, match="nowhere"):
        write_graph(nx.MultiDiGraph(), tmp_path / "nowhere" / "graph.json")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CitegraphError, match="cannot be written"):
        write_graph(nx.MultiDiGraph(), tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_formats_and_files_that_are_wrong(tmp_path: Path) -> None:
    with pytest.raises(CitegraphError, match="graphml, node-link"):
        write_graph(nx.MultiDiGraph(), tmp_path / "x", "gexf")
    with pytest.raises(InputError, match="cannot be read"):
        read_graph(tmp_path / "missing")
    for content in (b"", b"{}", b"<graphml/>", b"[1]", b"\x1f\x8b\x08", b"\xff\xfe"):
        (tmp_path / "bad").write_bytes(content)
        for form in FORMATS:
            with pytest.raises(InputError):
                read_graph(tmp_path / "bad", form)


def test_a_new_file_has_the_rights_of_any_other(tmp_path: Path) -> None:
    write_graph(nx.MultiDiGraph(), tmp_path / "graph")
    (tmp_path / "other").write_text("")
    assert (tmp_path / "graph").stat().st_mode == (tmp_path / "other").stat().st_mode
