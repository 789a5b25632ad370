"""Tells what the paper does with what it names: introduces, evaluates on, uses, compares with or mentions it."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.linear import Linear, shipped
from extractors.reading import keep_mentions, mentions_of, reading
from extractors.role_features import RoleFeatures


class RoleFinder:
    """Gives each mention the role of its name in the paper.

    Parameters
    ----------
    weights
        A regression whose classes are the roles. `None` for those that ship with citegraph.
    """

    def __init__(self, weights: Linear | None = None) -> None:
        self.weights = weights

    def __call__(self, doc: Doc) -> Doc:
        """Set the role of each mention."""
        notes = reading(doc)
        features = RoleFeatures(notes, notes.decisions)
        weights = self.weights or shipped("roles", recognized=notes.recognition is not None)
        table = weights.probabilities(
            [features.of(d) for d in notes.decisions], [features.numbers(d) for d in notes.decisions]
        )
        roles = {
            d.group.name: weights.classes[int(row.argmax())] for d, row in zip(notes.decisions, table, strict=True)
        }
        keep_mentions(doc, [replace(m, role=roles[m.name]) for m in mentions_of(doc)])
        return doc


@Language.factory("citegraph_roles", assigns=["doc._.mentions"], requires=["doc._.mentions"])
def make_roles(nlp: Language, name: str) -> RoleFinder:
    """Make the component with the weights that ship with citegraph."""
    return RoleFinder()
