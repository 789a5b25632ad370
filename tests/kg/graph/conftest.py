"""A library of five papers: what is found in each is written down here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.library import Library, open_library
from kg.names import Lexicon, Name
from kg.records import Author, Extraction, Mention, Paper, Result

LEXICON = Lexicon(
    [
        Name("ImageNet", "Dataset", introduced_by="arxiv:1409.0575", year=2009),
        Name("ImageNet-1K", "Dataset", variant_of="ImageNet"),
        Name("ResNet", "Model"),
        Name("accuracy", "Metric"),
    ]
)

PAPERS = [
    Paper("1409.0575", "ImageNet Challenge", "We introduce ImageNet.", 2014, authors=(Author("Olga Russakovsky"),)),
    Paper("1512.03385", "Deep Residual Learning", "We introduce ResNet. On ImageNet it has 96% accuracy.", 2015,
          authors=(Author("Kaiming He"), Author("Jian Sun")), references=("1409.0575",)),
    Paper("2006.00001", "Another Look", "We use ResNet on ImageNet-1K. It reaches 70% and 71%.", 2020,
          authors=(Author("Kaiming He"),), references=("1512.03385", "1409.0575", "9999.99999")),
    Paper("2006.00002", "Far Away", "We use FarNet.", 2021, references=("2006.00001",)),
    Paper("2006.00003", "Alone", "Nothing to see."),
]  # fmt: skip

ROLES = {"introduce": "introduces", "use": "uses", "On": "evaluates_on"}
TYPES = {"ImageNet": "Dataset", "ImageNet-1K": "Dataset", "ResNet": "Model", "FarNet": "Model", "accuracy": "Metric"}


class WrittenDown:
    """Finds the names above, with the role of the sentence's sign; percentages are accuracies on ImageNet."""

    fingerprint = "written down"

    def extract(self, papers: Iterable[Paper]) -> Iterator[tuple[Paper, Extraction]]:
        for paper in papers:
            yield paper, read_sentences(paper)


def read_sentences(paper: Paper) -> Extraction:
    mentions, results, start = [], [], len(paper.title) + 1
    for part in paper.abstract.split(". "):
        sentence = (start, start + len(part))
        for word in part.rstrip(".").split():
            at = start + part.index(word)
            if word in TYPES:
                role = next((role for sign, role in ROLES.items() if sign in part), "mentions")
                found = Mention(at, at + len(word), word, word, TYPES[word], role, 0.9, "test", "word", sentence)
                mentions.append(found)
            if word.endswith("%"):
                said = ("", "ImageNet", "accuracy", word[:-1], "%", "score")
                results.append(Result(*said, at, at + len(word), sentence))
        start += len(part) + 2
    return Extraction(tuple(mentions), tuple(results))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = tmp_path_factory.mktemp("graph") / "papers.kg"
    with open_library(path, create=True) as made:
        made.add(PAPERS, WrittenDown(), lexicon=LEXICON)
        yield made
