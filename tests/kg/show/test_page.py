from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import CitegraphError, NotFound
from kg.show.page import Shown, embed_json, write_page
from kg.text import one_line

from .graphs import HOSTILE, entity, hostile, paper, star, use


class Reader(HTMLParser):
    """Reads a page as a browser does: elements with attributes, and the text within each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag if tag in ("script", "style", "title", "h1", "p") else self._open

    def handle_data(self, data: str) -> None:
        if self.texts and self.texts[-1][0] == self._open and self._open in ("title", "h1"):
            data = self.texts.pop()[1] + data
        self.texts.append((self._open, data))

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def write(graph: nx.MultiDiGraph, **more: Any) -> tuple[str, Shown]:
    with TemporaryDirectory() as folder:
        shown = write_page(graph, Path(folder) / "page.html", **({"title": "A title"} | more))
        assert [path.name for path in Path(folder).iterdir()] == ["page.html"]
        return (Path(folder) / "page.html").read_bytes().decode("utf-8"), shown


def read_data(page: str) -> Any:
    blocks = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    return json.loads(blocks[0])


def check_shape(page: str) -> None:
    """The page has the elements of the template and no other, and nothing that would be loaded."""
    reader = Reader(page)
    assert [tag for tag, _ in reader.elements].count("script") == 3
    assert {tag for tag, _ in reader.elements} <= set(
        "html head meta title link style body header h1 p form input datalist main div button aside footer noscript "
        "script".split()
    )
    for tag, attributes in reader.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert "src" not in attributes
        assert attributes.get("href") in (None, "data:,"), tag
    styles = "".join(text for tag, text in reader.texts if tag == "style")
    assert "@import" not in styles
    assert not re.findall(r"url\((?!\s*[\"']?data:)", styles)


def test_a_page_tells_what_the_graph_holds() -> None:
    page, shown = write(star(3), focus="imagenet")
    data = read_data(page)
    names = {node["id"]: node["name"] for node in data["nodes"]}
    assert sorted(names.values()) == [
        "ImageNet",
        "Model-0",
        "Model-1",
        "Model-2",
        *(f"Paper {n}: on images" for n in range(3)),
    ]
    lines = {(names[edge["from"]], edge["type"], names[edge["to"]]) for edge in data["edges"]}
    assert ("Paper 1: on images", "USES", "ImageNet") in lines
    assert len(lines) == shown.edges == 6
    (middle,) = [node for node in data["nodes"] if node.get("focus")]
    assert (middle["name"], middle["x"], middle["y"], middle["shape"]) == ("ImageNet", 0, 0, "square")
    assert data["edges"][0]["evidence"] == [["We use ", "ImageNet", " here."]]
    first = next(node for node in data["nodes"] if node["name"].startswith("Paper 0"))
    assert (first["url"], first["label"], first["authors"]) == ("https://arxiv.org/abs/0", "Paper 0", "A. Author")
    assert data["options"]["physics"] == {"enabled": False}


def test_a_page_needs_nothing_from_elsewhere() -> None:
    page, _ = write(star(), focus="imagenet")
    check_shape(page)
    assert "sourceMappingURL" not in page
    own = (Path(sys.modules["kg.show.page"].__file__ or "").parent / "page.js").read_text(encoding="utf-8")
    for call in ("fetch(", "XMLHttpRequest", "import(", "innerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert call not in own


def test_the_browser_runs_these_scripts_and_no_other() -> None:
    page, _ = write(star())
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert re.findall(r"'sha256-([^']*)'", policy) == hashes
    assert "\r" not in page
    assert "unsafe" not in policy.split("script-src")[1].split(";")[0]


def test_the_licence_of_vis_network_stays() -> None:
    page, _ = write(star())
    for words in ("@license", "Almende B.V", "visjs contributors", "Apache 2.0 License", "MIT License"):
        assert words in page


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_text(title: str) -> None:
    page, _ = write(star(1), title=title)
    check_shape(page)
    for tag in ("title", "h1"):
        assert [text for t, text in Reader(page).texts if t == tag] == [one_line(title)] * bool(title)


def test_hostile_names_are_data() -> None:
    page, _ = write(hostile(), title="Attack", focus=next(iter(hostile())))
    check_shape(page)
    data = read_data(page)
    block = page.split('id="data">')[1].split("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(block)
    assert block.isascii()
    names = [node["name"] for node in data["nodes"]]
    assert "<script>alert(1)</script>" in names
    assert max(map(len, names)) <= 1_000
    assert all(len(node["label"]) <= 26 for node in data["nodes"])
    assert all(node.get("url", "https://").startswith("https://") for node in data["nodes"])
    assert all(node["label"] for node in data["nodes"])


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters() | st.sampled_from("<>&\"'/!-$`\\{}")), st.text())
def test_any_text_is_data(name: str, title: str) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("p", **paper(name, authors=[name], venue=name))
    graph.add_node("e", **entity(name, aliases=[name]))
    graph.add_edge("p", "e", "USES", **use(f"{name} here", "here"))
    page, _ = write(graph, title=title)
    check_shape(page)
    assert len(read_data(page)["nodes"]) == 2


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)
    )
)
def test_embedded_json_is_json_and_ends_no_element(value: Any) -> None:
    text = embed_json(value)
    assert json.loads(text) == value
    assert text.isascii()
    assert not set("<>&") & set(text)


def test_offsets_count_characters_not_code_units() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("p", **paper("P"))
    graph.add_node("e", **entity("ImageNet"))
    graph.add_edge("p", "e", "USES", **use("😀😀 on ImageNet."))
    page, _ = write(graph)
    assert read_data(page)["edges"][0]["evidence"] == [["😀😀 on ", "ImageNet", "."]]


def test_long_sentences_are_cut_around_the_mention() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("p", **paper("P"))
    graph.add_node("e", **entity("ImageNet"))
    graph.add_edge("p", "e", "USES", **use("a" * 9_000 + " ImageNet " + "b" * 9_000))
    page, _ = write(graph)
    ((before, mention, after),) = read_data(page)["edges"][0]["evidence"]
    assert mention == "ImageNet"
    assert before.startswith("…a")
    assert after.endswith("b…")
    assert max(len(before), len(after)) < 300


def test_edges_between_the_same_two_nodes() -> None:
    graph = star(1)
    for number, value in enumerate(("70", "71"), 1):
        reports = {"type": "REPORTS", "metric": "accuracy", "value": value, "evidence": []}
        graph.add_edge("arxiv:0", "imagenet", f"REPORTS {number}", **reports)
    page, shown = write(graph)
    lines = [edge for edge in read_data(page)["edges"] if edge["type"] == "REPORTS"]
    assert [line["says"] for line in lines] == [["70 · accuracy", "71 · accuracy"]]
    assert lines[0]["smooth"]["roundness"] > 0
    assert shown == Shown(3, 3, 3, 3)


def test_a_big_graph_is_cut_to_what_is_near_and_supported() -> None:
    graph = star(50)
    page, shown = write(graph, focus="imagenet", max_nodes=60)
    assert shown == Shown(60, 59, 101, 100)
    assert "showing 60 of 101 nodes, 59 of 100 edges" in page
    names = {node["name"] for node in read_data(page)["nodes"]}
    assert "ImageNet" in names
    assert {f"Paper {number}: on images" for number in range(50)} <= names
    assert {f"Model-{number}" for number in range(41, 50)} <= names
    assert "showing" not in write(star(3))[0].split("</header>")[0]


def test_authors_are_nodes_only_where_asked_for() -> None:
    assert write(star(2))[1].nodes == 5
    assert write(star(2), authors=True)[1].nodes == 7
    assert write(star(2), focus="author:1")[1].nodes == 6


@pytest.mark.parametrize("nodes", [0, 1, 2])
def test_tiny_graphs(nodes: int) -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((f"e{number}", entity(f"E{number}")) for number in range(nodes))
    page, shown = write(graph)
    check_shape(page)
    assert shown.nodes == len(read_data(page)["nodes"]) == nodes


def test_the_same_graph_gives_the_same_bytes() -> None:
    """In another process too, where strings have other hashes."""
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import graphs, tempfile, pathlib\n"
        "from kg.show.page import write_page\n"
        "path = pathlib.Path(tempfile.mkdtemp()) / 'page.html'\n"
        "write_page(graphs.star(40), path, title='T', focus='imagenet', max_nodes=50)\n"
        "print(hashlib.sha256(path.read_bytes()).hexdigest()); path.unlink(); path.parent.rmdir()"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_the_graph_stays_as_it_is() -> None:
    graph, twin = star(40), star(40)
    write(graph, focus="imagenet", max_nodes=50)
    assert list(graph.nodes(data=True)) == list(twin.nodes(data=True))
    assert list(graph.edges(keys=True, data=True)) == list(twin.edges(keys=True, data=True))


def test_nothing_is_written_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    write_page(star(), tmp_path / "page.html", title="T")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["here", "page.html"]


def test_what_goes_wrong_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no node 'nothing'"):
        write_page(star(), tmp_path / "page.html", title="T", focus="nothing")
    with pytest.raises(CitegraphError, match="cannot be written"):
        write_page(star(), tmp_path / "no folder" / "page.html", title="T")
