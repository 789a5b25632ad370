"""Turns annotated papers into labelled features."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.evaluation import fold
from extractors.features import Features, group
from extractors.fusion import NONE
from extractors.reading import Decision, Reading
from extractors.role_features import RoleFeatures
from kg.errors import InputError

_BORDERLINE = 0.3  # weight of names on which two careful readers would differ: they should rather not be found


@dataclass(frozen=True, slots=True)
class Example:
    """One set of features with its class and weight, and with features that have a value."""

    features: frozenset[str]
    label: str
    weight: float
    numbers: Mapping[str, float] = field(default_factory=dict)


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Read annotated papers: a JSON list of objects with `id`, `title`, `abstract`, `entities` and `results`.

    Raises
    ------
    InputError
        It is no such file.
    """
    try:
        content = path.read_bytes()
        papers: list[dict[str, Any]] = json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", str(path), "give a JSON list of annotated papers") from error
    fields = ("id", "title", "abstract", "entities")
    sound = isinstance(papers, list) and all(isinstance(p, dict) and all(f in p for f in fields) for p in papers)
    if not papers or not sound:
        cure = f"give a JSON list of objects with {', '.join(fields)}"
        raise InputError("holds no annotated papers", str(path), cure)
    return papers


def _entity(gold: dict[str, Any], surfaces: set[str]) -> dict[str, Any] | None:
    """The annotated entity that shares a surface; hyphens, spaces and case make no difference."""
    for entity in gold["entities"]:
        if surfaces & {fold(s) for s in (entity["name"], *entity["mentions"])}:
            found: dict[str, Any] = entity
            return found
    return None


def examples(notes: Reading, gold: dict[str, Any]) -> Iterator[tuple[Example, Example | None]]:
    """Give an example for the decision on each group of candidates, and one for its role where it is a name.

    Parameters
    ----------
    notes
        A paper in which candidates were found.
    gold
        The same paper as annotated.
    """
    groups = group(notes)
    features = Features(notes, groups)
    names: list[tuple[Example, Decision, str]] = []
    for folded, found in groups.items():
        held, numbers = frozenset(features.of(folded)), features.numbers(folded)
        entity = _entity(gold, {fold(notes.text[a:b]) for a, b in found.spans} | {fold(found.name)})
        if entity is None or not entity.get("core", True):
            yield Example(held, NONE, _BORDERLINE if entity else 1.0, numbers), None
        else:
            decision = Decision(found, held, entity["type"], 1.0)
            names.append((Example(held, decision.type, 1.0, numbers), decision, entity["role"]))
    roles = RoleFeatures(notes, [decision for _, decision, _ in names])
    for name, decision, role in names:
        yield name, Example(frozenset(roles.of(decision)), role, 1.0, roles.numbers(decision))
