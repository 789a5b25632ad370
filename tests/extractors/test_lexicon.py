"""Names that the lexicon knows."""

from __future__ import annotations

import pytest
import spacy

from extractors.lexicon import LexiconFinder
from extractors.reading import reading
from kg.names import Lexicon, Name

NAMES = Lexicon(
    [
        Name("ImageNet", "Dataset"),
        Name("ImageNet-1K", "Dataset", variant_of="ImageNet"),
        Name("GLUE", "Benchmark", exact=True),
        Name("named entity recognition", "Task", aliases=("NER",)),
        Name("vision transformer", "Model", aliases=("ViT",)),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    doc = LexiconFinder(NAMES)(spacy.blank("en").make_doc(text))
    return [(text[c.start : c.end], c.name) for c in reading(doc).candidates]


@pytest.mark.parametrize("surface", ["ImageNet", "imagenet", "Image Net", "image-net", "IMAGENET", "Image\nNet"])
def test_case_hyphen_space_and_line_break_make_no_difference(surface: str) -> None:
    assert found(f"title\nwe use {surface} here") == [(surface, "ImageNet")]


def test_the_longest_name_wins() -> None:
    assert found("on ImageNet-1K.") == [("ImageNet-1K", "ImageNet-1K")]


def test_plurals_are_found() -> None:
    assert found("Vision transformers and ViTs") == [
        ("Vision transformers", "vision transformer"),
        ("ViTs", "vision transformer"),
    ]


def test_an_exact_name_is_found_only_as_printed() -> None:
    assert found("we glue parts; GLUE is a benchmark") == [("GLUE", "GLUE")]


@pytest.mark.parametrize("text", ["ImageNetwork", "image. Net", "PImageNet", "imagenet21k"])
def test_parts_of_words_and_other_words_are_not_found(text: str) -> None:
    assert found(text) == []
