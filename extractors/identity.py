"""Scores whether one thing goes by one name in all papers, and two things by two (Bagga and Baldwin 1998, B-cubed)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """One entity of one paper, under the name that was found and the annotated one, with its folded surfaces."""

    found: str
    gold: str
    surfaces: frozenset[str]


@dataclass(frozen=True, slots=True)
class Identity:
    """Precision and recall of the clusters that the found names make, over so many pairs of paper and entity."""

    precision: float
    recall: float
    pairs: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(rows: Sequence[Named]) -> Identity:
    """Compare the clusters by found name with those by annotated name."""
    found, gold = _clusters(r.found for r in rows), _clusters(r.gold for r in rows)
    shared = [len(found[r.found] & gold[r.gold]) for r in rows]
    precision = sum(n / len(found[r.found]) for n, r in zip(shared, rows, strict=True))
    recall = sum(n / len(gold[r.gold]) for n, r in zip(shared, rows, strict=True))
    count = max(1, len(rows))
    return Identity(precision / count, recall / count, len(rows))


def hard(rows: Sequence[Named]) -> list[Named]:
    """Keep the names that have several written forms, or share a form with another name."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        forms[row.gold] |= row.surfaces
        for surface in row.surfaces:
            owners[surface].add(row.gold)
    return [r for r in rows if len(forms[r.gold]) > 1 or any(len(owners[s]) > 1 for s in r.surfaces)]


def _clusters(names: Iterable[Hashable]) -> defaultdict[Hashable, set[int]]:
    clusters: defaultdict[Hashable, set[int]] = defaultdict(set)
    for number, name in enumerate(names):
        clusters[name].add(number)
    return clusters
