"""The lexicon that ships with citegraph."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from kg.errors import InputError
from kg.names import COLUMNS, Lexicon, Name, lexicon, read_names
from kg.text import key

HEADER = "\t".join(COLUMNS)


def test_a_line_is_read() -> None:
    line = "SQuAD 2.0\tDataset\tSQuADv2\tSQuAD\t1806.03822\t2018\texact\ttitle"
    (name,) = read_names([HEADER, line], "x.tsv")
    assert name == Name("SQuAD 2.0", "Dataset", ("SQuADv2",), "SQuAD", "arxiv:1806.03822", 2018, True, False, "title")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("a\tDataset", "2 fields"),
        ("a\tThing\t\t\t\t\t\teditors", "unknown type"),
        ("a\tDataset\t\t\t\t\tloud\teditors", "unknown flag"),
        ("a\tDataset\t\t\t\tMMXX\t\teditors", "year"),
    ],
)
def test_a_broken_line_is_told_with_its_place(line: str, what: str) -> None:
    with pytest.raises(InputError, match=rf"^x\.tsv:2: .*{what}"):
        list(read_names([HEADER, line], "x.tsv"))


def test_names_are_found_by_any_form_and_in_the_plural() -> None:
    names = Lexicon([Name("vision transformer", "Model", ("ViT",))])
    for form in ("Vision-Transformer", "vit", "ViTs", "vision transformers"):
        found = names.find(key(form))
        assert found is not None
        assert found.name == "vision transformer"
    assert names.find(key("vision")) is None


def test_it_is_large_and_knows_the_classics() -> None:
    names = lexicon()
    assert len(names) >= 3_000
    for form, name, kind in (
        ("imagenet", "ImageNet", "Dataset"),
        ("BERT", "BERT", "Model"),
        ("NER", "named entity recognition", "Task"),
        ("word error rate", "word error rate", "Metric"),
        ("GLUE", "GLUE", "Benchmark"),
        ("contrastive learning", "contrastive learning", "Method"),
    ):
        found = names.find(key(form))
        assert found is not None, form
        assert (found.name, found.type) == (name, kind)


def test_every_entry_has_a_source_and_sound_fields() -> None:
    for name in lexicon():
        assert re.fullmatch(
            r"(?:title|abstracts:\d+|lists|editors)(?:;(?:abstracts:\d+|lists|editors))*", name.source
        ), name
        assert re.fullmatch(r"(?:arxiv:(?:\d{4}\.\d{4,5}|[a-z\-]+(?:\.[A-Z]{2})?/\d{7}))?", name.introduced_by), name
        assert name.year is None or 1900 <= name.year <= 2026, name
        assert key(name.name), name
        assert name.name == " ".join(name.name.split()), name


def test_no_form_is_claimed_twice() -> None:
    owners = defaultdict(set)
    for name in lexicon():
        for form in name.forms:
            owners[key(form)].add(name.name)
    assert {folded: names for folded, names in owners.items() if len(names) > 1} == {}


def test_variants_are_of_names_that_it_knows() -> None:
    names = lexicon()
    known = {n.name for n in names}
    assert {n.name for n in names if n.variant_of and n.variant_of not in known} == set()
    assert [n.name for n in names if n.variant_of == n.name] == []
