"""show and export."""

from __future__ import annotations

import json
import re
from pathlib import Path

import networkx as nx
import pytest

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture
def ask(run, papers: Path):
    run("build", papers)
    return run


def test_show_writes_a_page_that_loads_nothing(ask) -> None:
    done = ask("show", "--around", "ImageNet", "-o", "p.html")
    assert done.code == 0
    page = Path("p.html").read_text(encoding="utf-8")
    assert "ZapNet" in page
    assert not re.search(r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["'](?!data:)""", page)


def test_show_says_what_is_not_there(ask) -> None:
    assert ask("show", "--around", "Nonsense").code == 1
    assert not Path("page.html").exists()
    assert ask("show", "-o", "no/such/folder/p.html").code == 2


def test_hostile_names_show_as_text(run, tmp_path: Path) -> None:
    row = {"id": "1", "title": HOSTILE, "abstract": "We use the ImageNet dataset."}
    (tmp_path / "h.jsonl").write_text(json.dumps(row), encoding="utf-8")
    run("build", "h.jsonl")
    assert run("show", "-o", "p.html").code == 0
    assert HOSTILE not in Path("p.html").read_text(encoding="utf-8")


def test_exports_hold_the_graph(ask) -> None:
    ask("export", "graphml", "-o", "g.graphml")
    graph = nx.read_graphml("g.graphml", force_multigraph=True)
    assert graph.nodes["imagenet"]["name"] == "ImageNet"
    assert graph.has_edge("arxiv:2101.00001", "imagenet")
    ask("export", "node-link", "-o", "g.json", "--around", "ImageNet")
    nodes = {node["id"] for node in json.loads(Path("g.json").read_text(encoding="utf-8"))["nodes"]}
    assert {"imagenet", "imagenet1k", "arxiv:2101.00001", "arxiv:2201.00002"} <= nodes
    assert "penntreebank" not in nodes


def test_the_python_library_gives_the_same_graph(ask) -> None:
    import kg

    ask("export", "node-link", "-o", "g.json")
    with kg.open("papers.kg", readonly=True) as library:
        graph = library.graph()
    assert {node["id"] for node in json.loads(Path("g.json").read_text(encoding="utf-8"))["nodes"]} == set(graph)
