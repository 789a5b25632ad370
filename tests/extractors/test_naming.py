"""Names that a paper coins."""

from __future__ import annotations

import pytest


def coined(candidates, title: str, abstract: str) -> set[tuple[str, str, str]]:
    return {(c.name, c.rule, c.hint) for c in candidates("citegraph_naming", title, abstract)}


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("FooBench: A Benchmark for Parsing", "x", ("FooBench", "title", "benchmark")),
        ("Quokka: faster and cheaper", "x", ("Quokka", "title", "")),
        ("FooBench:A Benchmark for Parsing", "x", ("FooBench", "title", "benchmark")),
        ("Z$^2$Net: A Network", "x", ("Z$^2$Net", "title", "network")),
        ("T", "We propose $\\beta$-ZAP, a loss.", ("$\\beta$-ZAP", "propose", "loss")),
        ("T", "We propose ZapNet for parsing.", ("ZapNet", "propose", "")),
        ("T", "In this paper, we present Quokka, a new framework for parsing.", ("Quokka", "propose", "framework")),
        ("T", "We introduce a new dataset, ParseBank, for parsing.", ("ParseBank", "propose a", "dataset")),
        ("T", "It is a loss function called SoftRank that helps.", ("SoftRank", "called", "loss function")),
        ("T", "ZapNet is a new architecture that parses.", ("ZapNet", "is a new", "architecture")),
        ("T", "Our ZapNet model is good.", ("ZapNet", "our", "model")),
    ],
)
def test_a_coined_name_with_its_noun(candidates, title: str, abstract: str, expected: tuple[str, str, str]) -> None:
    assert expected in coined(candidates, title, abstract)


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("On the nature of things: a study", "x"),
        ("T", "We propose to use BERT here."),
        ("T", "We propose a method that extends BERT."),
        ("T", "we propose a simple idea."),
    ],
)
def test_what_is_not_coined(candidates, title: str, abstract: str) -> None:
    assert coined(candidates, title, abstract) == set()


def test_a_name_ends_before_a_hung_on_word(candidates) -> None:
    assert {name for name, _, _ in coined(candidates, "T", "We propose ZapNet-based models.")} == {"ZapNet"}
