"""Tells what the paper does with what it names: introduces, evaluates on, uses, compares with or mentions it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors import recognized
from extractors.linear import Linear, shipped
from extractors.reading import Decision, Reading, keep_mentions, mentions_of, reading

_KEPT = (
    "by:naming",
    "by:acronyms",
    "naming",
    "<",
    ">",
    "list",
    "noun",
    "cue",
    "mate",
    "title",
    "count",
    "place",
    "in a list",
    "proposed",
    "lexicon",
    "unknown",
    "shape",
    "ends",
    "words",
)
_SIGNS = frozenset(
    "we our this outperforms outperform propose introduce present experiments evaluate achieves results existing recent"
    " however prior state compared than using based trained has have been can".split()
)
_TYPED_SIGNS = frozenset(
    "we our outperforms outperform achieves than compared experiments evaluate propose introduce present existing"
    " however on in with by using via like as for of".split()
)
_NEAR = 4  # mentions that are looked at


def role_features(notes: Reading, decision: Decision) -> set[str]:
    """Give what speaks for each role: the features of the name, and the words of the sentences that name it."""
    kind = decision.type
    out = {f for f in decision.features if f.startswith(_KEPT)}
    out.add(f"type:{kind}")
    if any(c.by == "naming" for c in decision.group.candidates):
        out.add(f"coined {kind}")
    spans = decision.group.spans
    for start, end in [s for s in spans if s[0] >= notes.title_end][:_NEAR] or spans[:1]:
        out.update(_sentence(notes, kind, start, end))
    if notes.recognition:
        out.update(recognized.role_features(notes.recognition, spans))
    return out


def _sentence(notes: Reading, kind: str, start: int, end: int) -> Iterator[str]:
    begin, stop = notes.sentence_at(start)
    yield f"sentence:{min(4, 5 * begin // (len(notes.text) + 1))}"
    left = notes.folded[notes.piece_at(begin) : notes.piece_at(start)]
    right = notes.folded[notes.piece_at(end) : notes.piece_at(stop)]
    for word in left[-8:]:
        yield f"left {word}"
    for word in right[:6]:
        yield f"right {word}"
    for word in left[:4]:
        yield f"opens {word}"
    for word in _SIGNS.intersection(left + right):
        yield f"says {word}"
    for word in _TYPED_SIGNS.intersection(left[-12:]):
        yield f"{kind} left {word}"
    if left:
        yield f"{kind} <{left[-1]}"


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
        weights = self.weights or shipped("roles", recognized=notes.recognition is not None)
        table = weights.probabilities([role_features(notes, d) for d in notes.decisions])
        roles = {
            d.group.name: weights.classes[int(row.argmax())] for d, row in zip(notes.decisions, table, strict=True)
        }
        keep_mentions(doc, [replace(m, role=roles[m.name]) for m in mentions_of(doc)])
        return doc


@Language.factory(
    "citegraph_roles",
    assigns=["doc._.mentions"],
    requires=["doc._.mentions"],
)
def make_roles(nlp: Language, name: str) -> RoleFinder:
    """Make the component with the weights that ship with citegraph."""
    return RoleFinder()
