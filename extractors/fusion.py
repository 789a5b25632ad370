"""Weighs all that was found: one decision a name and paper, whether it names something, of what type, how surely."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.features import Features, group
from extractors.linear import Linear
from extractors.reading import Decision, reading

NONE = "none"


class Fusion:
    """Decides on each group of candidates by a logistic regression over its features.

    Parameters
    ----------
    weights
        The regression; its classes are the entity types and `none`.
    threshold
        Least probability of naming something. Higher gives fewer and surer mentions.
    """

    def __init__(self, weights: Linear, threshold: float) -> None:
        self.weights = weights
        self.threshold = threshold
        self._none = weights.classes.index(NONE)

    def __call__(self, doc: Doc) -> Doc:
        """Decide on every group of candidates; the decisions stand in the notes."""
        notes = reading(doc)
        groups = group(notes)
        features = Features(notes, groups)
        sets = [features.of(folded) for folded in groups]
        table = self.weights.probabilities(sets)
        kinds = np.delete(table, self._none, axis=1).argmax(axis=1) if sets else ()
        types = [c for c in self.weights.classes if c != NONE]
        notes.decisions = [
            Decision(found, frozenset(held), types[kind], round(float(1 - row[self._none]), 3))
            for found, held, kind, row in zip(groups.values(), sets, kinds, table, strict=True)
            if 1 - row[self._none] >= self.threshold
        ]
        return doc


@Language.factory("citegraph_fusion", default_config={"threshold": 0.4})
def make_fusion(nlp: Language, name: str, threshold: float) -> Fusion:
    """Make the component with the weights that ship with citegraph."""
    return Fusion(Linear.read("names"), threshold)
