"""A small lexicon, an extractor that finds fixed words, and libraries made with them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.library import BuildReport, Library, open_library
from kg.names import Lexicon, Name
from kg.records import Author, Extraction, Mention, Paper, Result

LEXICON = Lexicon(
    [
        Name("ImageNet", "Dataset", ("ILSVRC",), introduced_by="arxiv:1409.0575", year=2009),
        Name("ImageNet-1K", "Dataset", ("ILSVRC2012",), variant_of="ImageNet"),
        Name("BERT", "Model", introduced_by="arxiv:1810.04805", year=2018),
        Name("accuracy", "Metric"),
    ]
)

WORD = re.compile(r"ImageNet(?:-\d+K)?|ILSVRC|BERT(?:-large)?|[A-Z][a-z]*Net(?:s\b)?|accuracy")
SENTENCE = re.compile(r"[^.\n]+\.?")
SIGNS = {"introduce": "introduces", "evaluate": "evaluates_on", "use": "uses", "compare": "compares_with"}


class FakeExtractor:
    """Finds names by one pattern; the role is that of the first sign in the sentence."""

    def __init__(self, fingerprint: str = "fake 1") -> None:
        self.fingerprint = fingerprint
        self.seen: list[str] = []

    def extract(self, papers: Iterable[Paper]) -> Iterator[tuple[Paper, Extraction]]:
        for paper in papers:
            self.seen.append(paper.id)
            yield paper, self.read(paper.text)

    def read(self, text: str) -> Extraction:
        mentions, results = [], []
        for sentence in SENTENCE.finditer(text):
            role = next((role for sign, role in SIGNS.items() if sign in sentence[0]), "mentions")
            for word in WORD.finditer(sentence[0]):
                start, end = sentence.start() + word.start(), sentence.start() + word.end()
                kind = "Dataset" if word[0].startswith("I") else "Metric" if word[0] == "accuracy" else "Model"
                mentions.append(Mention(start, end, word[0], word[0], kind, role, 0.9, "fake", "word", sentence.span()))
            for number in re.finditer(r"\d+%", sentence[0]):
                at = sentence.start() + number.start()
                found = Result("", "ImageNet", "accuracy", number[0][:-1], "%", "score", at, at + 2, sentence.span())
                results.append(found)
        return Extraction(tuple(mentions), tuple(results))


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return LEXICON


@pytest.fixture
def extractor() -> FakeExtractor:
    return FakeExtractor()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "papers.kg", create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def dump() -> Callable[[Library], str]:
    def write(library: Library) -> str:
        out = io.StringIO()
        library.dump(out)
        return out.getvalue()

    return write


@pytest.fixture(scope="session")
def fill() -> Callable[..., BuildReport]:
    def add(library: Library, *papers: Paper, **options: int) -> BuildReport:
        return library.add(papers, FakeExtractor(), lexicon=LEXICON, **options)  # type: ignore[arg-type]

    return add


@pytest.fixture(scope="session")
def paper() -> Callable[..., Paper]:
    def make(id: str = "", title: str = "", abstract: str = "", authors: Iterable[str] = (), **fields: Any) -> Paper:  # noqa: A002
        return Paper(id, title, abstract, authors=tuple(map(Author, authors)), **fields)

    return make


def numbered_papers(count: int) -> Iterator[Paper]:
    """Give papers for long builds: every third is told of twice, all cite and name something."""
    for i in range(count):
        name = f"{'ABCDEFGHIJ'[i % 10]}{'klmnopqrst'[i // 10 % 10]}Net"
        yield Paper(
            f"2101.{i:05d}",
            f"Paper number {i}",
            f"We introduce {name} and use ImageNet-{i % 5}K. BERT too.",
            2021,
            authors=(Author(f"Ann Author{i % 40}"), Author("Doe, Jane")),
            references=(f"2101.{i // 2:05d}",),
        )
        if i % 3 == 0:
            yield Paper("", f"paper number {i}", "", 2021, venue="Venue", source="other")
