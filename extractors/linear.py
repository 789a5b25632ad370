"""A multinomial logistic regression over named features, read from a text table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray


class Linear:
    """Weighs features to class probabilities.

    Parameters
    ----------
    classes
        The class names.
    weights
        For each feature its weights, one a class.
    """

    def __init__(self, classes: Sequence[str], weights: dict[str, Sequence[float]]) -> None:
        self.classes = tuple(classes)
        self._row = {feature: row for row, feature in enumerate(weights, 1)}
        self._known = frozenset(self._row)
        rows = [(0.0,) * len(self.classes), *weights.values()]
        self._weights: NDArray[np.float32] = np.array(rows, dtype=np.float32)

    @classmethod
    def read(cls, table: str) -> Linear:
        """Read `extractors/data/<table>.tsv`: `full/names`, say."""
        text = (resources.files("extractors") / "data" / f"{table}.tsv").read_text(encoding="utf-8")
        return cls.parse(text.splitlines())

    @classmethod
    def parse(cls, lines: Sequence[str]) -> Linear:
        """Read the lines of a table: a header `feature, class, ...`, then a feature a line with its weights."""
        header, *rest = lines
        rows = (line.split("\t") for line in rest)
        return cls(header.split("\t")[1:], {row[0]: [float(x) for x in row[1:]] for row in rows})

    def probabilities(
        self, features: Sequence[Iterable[str]], numbers: Sequence[Mapping[str, float]] = ()
    ) -> NDArray[np.float32]:
        """Weigh sets of features.

        Parameters
        ----------
        features
            One set for each thing to decide on.
        numbers
            Further features that have a value, for each of them; none where none has any.

        Returns
        -------
        ndarray of float32, shape (len(features), len(classes))
            Probabilities; features without weights count for nothing.
        """
        if not features:
            return np.zeros((0, len(self.classes)), dtype=np.float32)
        flat: list[int] = []
        firsts: list[int] = []
        row = self._row.__getitem__
        for names in features:
            firsts.append(len(flat))
            flat.append(0)  # weighs nothing: no set is empty
            # In a fixed order: float sums depend on it, and sets of strings have none.
            flat.extend(sorted(map(row, self._known.intersection(names))))
        scores = np.add.reduceat(self._weights[flat], firsts, axis=0)
        if named := sorted(self._known.intersection(set().union(*numbers))):
            values = np.array([[each.get(name, 0.0) for name in named] for each in numbers], dtype=np.float32)
            scores = scores + values @ self._weights[[row(name) for name in named]]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), dtype=np.float32)


@cache
def shipped(table: str, *, recognized: bool) -> Linear:
    """Read a regression that ships with citegraph: `names` or `roles`.

    Parameters
    ----------
    table
        Its name.
    recognized
        Whether the features hold what the recognizer says; there is one regression with and one without it.
    """
    return Linear.read(f"{'full' if recognized else 'fast'}/{table}")
