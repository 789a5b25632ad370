"""Silver labels: what the rules read in abstracts that nobody annotated, for the network to begin with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.tokens import Doc

from extractors.fusion import Fusion
from extractors.linear import Linear
from extractors.overlaps import OverlapSettler
from extractors.reading import mentions_of, reading, results_of
from extractors.results import ResultFinder
from extractors.roles import RoleFinder
from extractors.training.examples import examples
from extractors.training.finders import finders
from extractors.training.fitting import fit
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
    pairs = [pair for paper in teachers for pair in examples(reading(find(paper)), paper)]
    names = Linear.parse(fit("names", [name for name, _ in pairs]))
    roles = Linear.parse(fit("roles", [role for _, role in pairs if role]))
    deciders: list[Callable[[Doc], Doc]]
    deciders = [Fusion(_UNSURE, names), OverlapSettler(), RoleFinder(roles), ResultFinder()]
    for paper in papers:
        doc = find({"title": paper.title, "abstract": paper.abstract})
        for decider in deciders:
            doc = decider(doc)
        yield {
            "id": paper.id,
            "title": paper.title,
            "abstract": paper.abstract,
            "entities": [_entity(m) for m in mentions_of(doc)],
            "results": [_result(r) for r in results_of(doc)],
        }


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
