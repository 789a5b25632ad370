"""Papers to extractions, in order, over any number of workers."""

from __future__ import annotations

import pytest

from extractors.extractor import LONGEST, Extractor, read_texts
from kg.records import Paper

PAPERS = [
    Paper(
        str(n),
        f"Net{n}X: parsing",
        f"We propose Net{n}X, a model. We evaluate it on ImageNet and SQuAD, reaching {n}.5% accuracy.",
    )
    for n in range(200)
]


def test_every_paper_comes_back_in_order() -> None:
    read = list(Extractor().extract(iter(PAPERS)))
    assert [paper for paper, _ in read] == PAPERS
    assert all("ImageNet" in {m.name for m in found.mentions} for _, found in read)


def test_two_workers_find_the_same_as_one() -> None:
    assert list(Extractor(workers=2).extract(PAPERS)) == list(Extractor(workers=1).extract(PAPERS))


def test_batches_do_not_matter() -> None:
    texts = [(p.title, p.abstract) for p in PAPERS[:20]]
    assert read_texts(texts, 0.4) == [found for text in texts for found in read_texts([text], 0.4)]


@pytest.mark.parametrize(
    "abstract",
    [
        "",
        "\x00\x01\x02",
        "\ufeff \u202e abc",
        "a" * 5000,
        "(" * 90_000,
        "$" * 400,
        "a-" * 40_000,
        "1.5% " * 15_000,
        "A, " * 5_000,
    ],
)
def test_odd_texts_do_no_harm(abstract: str) -> None:
    ((_, found),) = Extractor().extract([Paper("1", "", abstract)])
    assert all(m.end <= len(abstract) + 1 for m in found.mentions)


def test_what_stands_behind_the_longest_text_is_left_unread() -> None:
    abstract = "We use ImageNet. " + "word " * LONGEST
    ((_, found),) = Extractor().extract([Paper("1", "T", abstract + " We use SQuAD.")])
    assert {m.name for m in found.mentions} >= {"ImageNet"}
    assert "SQuAD" not in {m.name for m in found.mentions}


def test_fingerprints_tell_settings_apart() -> None:
    assert Extractor().fingerprint == Extractor(workers=2).fingerprint
    assert Extractor().fingerprint != Extractor(threshold=0.9).fingerprint
