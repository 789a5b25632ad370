"""Weighs all that was found: one decision a name and paper, whether it names something, of what type, how surely."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.features import Features, group
from extractors.linear import Linear, shipped
from extractors.reading import Decision, reading
from kg.records import RESOURCES, SYSTEMS

NONE = "none"
_KINDS = (SYSTEMS, RESOURCES, ("Task",), ("Metric",))


class Fusion:
    """Decides on each group of candidates by a logistic regression over its features.

    The confidence is the probability of naming something of a kind, where Model and Method are one, and Dataset and
    Benchmark. The likelier of the two is the type.

    Parameters
    ----------
    threshold
        Least confidence. Higher gives fewer and surer mentions.
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
        chosen = (_likeliest(dict(zip(weights.classes, row, strict=True))) for row in table.tolist())
        notes.decisions = [
            Decision(found, frozenset(held), kind, round(sure, 3))
            for found, held, (kind, sure) in zip(groups.values(), sets, chosen, strict=True)
            if sure >= self.threshold
        ]
        return doc


def _likeliest(chances: dict[str, float]) -> tuple[str, float]:
    """Give the likeliest type of the likeliest kind, and the probability of that kind."""
    sums = [(sum(chances.get(kind, 0.0) for kind in kinds), kinds) for kinds in _KINDS]
    sure, kinds = max(sums, key=lambda s: s[0])
    return max(kinds, key=lambda kind: chances.get(kind, 0.0)), sure


@Language.factory("citegraph_fusion", default_config={"threshold": 0.4})
def make_fusion(nlp: Language, name: str, threshold: float) -> Fusion:
    """Make the component with the weights that ship with citegraph."""
    return Fusion(threshold)
