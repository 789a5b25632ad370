"""Weighs all that was found: one decision a name and paper, whether it names something, of what type, how surely."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.features import Features, group
from extractors.linear import Linear, shipped
from extractors.reading import Decision, reading

NONE = "none"


class Fusion:
    """Decides on each group of candidates by a logistic regression over its features.

    Parameters
    ----------
    threshold
        Least probability of naming something. Higher gives fewer and surer mentions.
    weights
        The regression; its classes are the entity types and `none`. `None` for those that ship with citegraph.
    """

    def __init__(self, threshold: float, weights: Linear | None = None) -> None:
        self.threshold = threshold
        self.weights = weights

    def __call__(self, doc: Doc) -> Doc:
        """Decide on every group of candidates; the decisions stand in the notes."""
        notes = reading(doc)
        groups = group(notes)
        features = Features(notes, groups)
        sets = [features.of(folded) for folded in groups]
        weights = self.weights or shipped("names", recognized=notes.recognition is not None)
        table = weights.probabilities(sets, [features.numbers(folded) for folded in groups])
        none = weights.classes.index(NONE)
        kinds = np.delete(table, none, axis=1).argmax(axis=1) if sets else ()
        types = [c for c in weights.classes if c != NONE]
        notes.decisions = [
            Decision(found, frozenset(held), types[kind], round(float(1 - row[none]), 3))
            for found, held, kind, row in zip(groups.values(), sets, kinds, table, strict=True)
            if 1 - row[none] >= self.threshold
        ]
        return doc


@Language.factory("citegraph_fusion", default_config={"threshold": 0.4})
def make_fusion(nlp: Language, name: str, threshold: float) -> Fusion:
    """Make the component with the weights that ship with citegraph."""
    return Fusion(threshold)
