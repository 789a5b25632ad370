"""Small graphs, friendly and hostile, in the shape that `build_graph` gives."""

from __future__ import annotations

from typing import Any

import networkx as nx

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>throw 1</script>",
    "<!--<script>",
    '"onerror="alert(1)" x=\'',
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "line\u2028and\u2029paragraph",
    "\u202eright to left",
    "שלום",
    "\x00\x07\x1b[31mred",
    "${title} $data $$ {{ title }} {% raw %}",
    "[bold red]markup[/] [/]",
    "lone \ud800 surrogate",
    "&lt;b&gt; & amp",
    "x" * 10_000,
    "",
]


def paper(title: str, **more: Any) -> dict[str, Any]:
    node = {"label": "Paper", "labels": ["Paper"], "title": title, "year": 2020, "authors": ["A. Author"], "ids": []}
    return node | {"venue": "", "url": "", "date": "", "source": ""} | more


def entity(name: str, label: str = "Dataset", papers: int = 1, **more: Any) -> dict[str, Any]:
    node = {"label": label, "labels": ["Entity", label], "name": name, "papers": papers, "aliases": []}
    return node | {"introduced_by": "", "first_year": None} | more


def use(sentence: str = "We use ImageNet here.", mention: str = "ImageNet", kind: str = "USES") -> dict[str, Any]:
    at = sentence.index(mention) + 100
    found = {"text": sentence, "start": 100, "end": 100 + len(sentence), "mention": [at, at + len(mention)]}
    return {"type": kind, "confidence": 0.9, "mentions": 1, "evidence": [found]}


def star(papers: int = 5) -> nx.MultiDiGraph:
    """ImageNet, the papers that use it, and a model and an author of each."""
    graph = nx.MultiDiGraph()
    graph.add_node("imagenet", **entity("ImageNet", papers=papers))
    for number in range(papers):
        graph.add_node(f"arxiv:{number}", **paper(f"Paper {number}: on images"))
        graph.add_node(f"model{number}", **entity(f"Model-{number}", "Model", papers=number + 1))
        graph.add_node(f"author:{number}", label="Author", labels=["Author"], name=f"Author {number}")
        graph.add_edge(f"arxiv:{number}", "imagenet", "USES", **use())
        graph.add_edge(f"arxiv:{number}", f"model{number}", "INTRODUCES", **use(kind="INTRODUCES"))
        graph.add_edge(f"author:{number}", f"arxiv:{number}", "WROTE", type="WROTE", position=1)
    return graph


def hostile() -> nx.MultiDiGraph:
    """Every text of it is an attack."""
    graph = nx.MultiDiGraph()
    for number, text in enumerate(HOSTILE):
        source, target = f"doi:10.1/{text[:30]}", f"entity{number}{text[:30]}"
        told = {"authors": [text], "venue": text, "url": text, "source": text, "date": text}
        graph.add_node(source, **paper(text, **told))
        graph.add_node(target, **entity(text, aliases=[text], introduced_by=f"doi:{text}"))
        graph.add_edge(source, target, "USES", **use(f"{text} is used", text or "used"))
        reports = {"type": "REPORTS", "metric": text, "value": text, "unit": "", "system": text, "evidence": []}
        graph.add_edge(source, target, "REPORTS", **reports)
    return graph
