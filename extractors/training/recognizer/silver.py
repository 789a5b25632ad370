"""Silver labels: what the rules read in abstracts that nobody annotated, for the network to begin with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.tokens import Doc

from extractors.reading import mentions_of, reading, results_of
from extractors.training.examples import Example, examples
from extractors.training.finders import finders
from extractors.training.folds import name_deciders, result_finder
from extractors.training.results import result_examples
from kg.records import Mention, Paper, Result
from kg.text import title_key

_SURE, _UNSURE = 0.5, 0.2  # a name less sure than the first is not told; less than the second, it is none
_RECENT = 2024


def sample(papers: Iterable[Paper], annotated: Iterable[dict[str, Any]], count: int) -> list[Paper]:
    """Choose papers that are not annotated, half of them of the last years, by a hash of their id.

    Parameters
    ----------
    papers
        Where to choose from.
    annotated
        Papers to leave out: by id and by title.
    count
        How many.
    """
    ids, titles = set(), set()
    for paper in annotated:
        ids.add(paper["id"])
        titles.add(title_key(paper["title"]))
    free = [p for p in papers if p.id not in ids and title_key(p.title) not in titles and len(p.abstract) > 200]
    free.sort(key=lambda p: hashlib.sha256(p.id.encode()).hexdigest())
    recent = [p for p in free if (p.year or 0) > _RECENT][: count // 2]
    early = [p for p in free if (p.year or 0) <= _RECENT][: count - len(recent)]
    return recent + early


def label_all(papers: Iterable[Paper], teachers: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Annotate papers with the rules, fitted to a few annotated ones only.

    Parameters
    ----------
    papers
        What to annotate.
    teachers
        Annotated papers that the rules are fitted to. Keep those apart that anything will be scored on.

    Yields
    ------
    dict
        Annotated papers; a name that the rules are unsure of is not `told`.
    """
    find = finders(None, 1)
    deciders = _deciders([(find(paper), paper) for paper in teachers])
    for paper in papers:
        doc = find({"title": paper.title, "abstract": paper.abstract})
        for decider in deciders:
            decider(doc)
        yield {
            "id": paper.id,
            "title": paper.title,
            "abstract": paper.abstract,
            "entities": [_entity(m) for m in mentions_of(doc)],
            "results": [_result(r) for r in results_of(doc)],
        }


def _deciders(teachers: list[tuple[Doc, dict[str, Any]]]) -> list[Callable[[Doc], Doc]]:
    """Fit all that decides to a few papers: the weights that ship have seen what will be scored."""
    deciders = name_deciders([pair for doc, paper in teachers for pair in examples(reading(doc), paper)], _UNSURE)
    rows: list[tuple[str, Example]] = []
    for doc, paper in teachers:
        for decider in deciders:
            decider(doc)
        rows += result_examples(reading(doc), mentions_of(doc), paper)
    return [*deciders, result_finder(rows)]


def _entity(mention: Mention) -> dict[str, Any]:
    told = mention.confidence >= _SURE
    return {
        "name": mention.name,
        "type": mention.type,
        "mentions": [mention.surface],
        "role": mention.role,
        "told": told,
    }


def _result(result: Result) -> dict[str, Any]:
    fields = ("system", "dataset", "metric", "value", "kind")
    return {field: getattr(result, field) for field in fields}
