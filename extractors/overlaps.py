"""Settles overlapping spans: the surer one stays, of two as sure (to a tenth) the longer, then the earlier."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extractors.reading import Candidate, Decision, keep_mentions, reading
from kg.records import ROLES, Mention

_LONGER = 0.2  # what holds another name counts so much surer: "CIFAR-10-C" is not about CIFAR-10
_FIRST = ("lexicon", "naming", "acronyms", "patterns")


def _found_by(decision: Decision, start: int, end: int) -> tuple[str, str]:
    """Tell which component found a span; one that was found elsewhere in the text is found `again`."""

    def rank(candidate: Candidate) -> tuple[bool, int, str]:
        here = (candidate.start, candidate.end) == (start, end)
        place = _FIRST.index(candidate.by) if candidate.by in _FIRST else len(_FIRST)
        return not here, place, candidate.rule

    best = min(decision.group.candidates, key=rank)
    return best.by, best.rule if (best.start, best.end) == (start, end) else f"{best.rule}, again"


def settle(spans: list[tuple[float, int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Choose among overlapping spans.

    Parameters
    ----------
    spans
        `(confidence, start, end, number)` in any order.

    Yields
    ------
    tuple of int
        `(start, end, number)` of those that stay, no two of which overlap, in the order of the text.
    """
    spans = [(sure + _LONGER * held, start, end, number) for (sure, start, end, number), held in _holders(spans)]
    taken: list[tuple[int, int, int]] = []  # always sorted, so that only the neighbours are compared
    for _, start, end, number in sorted(spans, key=lambda s: (-round(s[0], 1), s[1] - s[2], s[1], s[3])):
        at = bisect_left(taken, (start,))
        if (at == 0 or taken[at - 1][1] <= start) and (at == len(taken) or end <= taken[at][0]):
            taken.insert(at, (start, end, number))
    yield from taken


def _holders(spans: list[tuple[float, int, int, int]]) -> Iterator[tuple[tuple[float, int, int, int], bool]]:
    """Give each span, and whether it holds another."""
    ordered = sorted(spans, key=lambda s: (s[1], -s[2]))
    starts = [start for _, start, _, _ in ordered]
    for at, span in enumerate(ordered):
        _, start, end, _ = span
        following = ordered[at + 1 : bisect_left(starts, end)]
        yield span, any(e <= end and (a, e) != (start, end) for _, a, e, _ in following)


class OverlapSettler:
    """Turns decisions into mentions that do not overlap; they also become `doc.spans["citegraph"]`."""

    def __call__(self, doc: Doc) -> Doc:
        """Make the mentions."""
        notes = reading(doc)
        spans = [(d.confidence, a, b, n) for n, d in enumerate(notes.decisions) for a, b in d.group.spans]
        mentions = []
        for start, end, number in settle(spans):
            decision = notes.decisions[number]
            by, rule = _found_by(decision, start, end)
            mentions.append(
                Mention(
                    start,
                    end,
                    notes.text[start:end],
                    decision.group.name,
                    decision.type,
                    ROLES[-1],
                    decision.confidence,
                    by,
                    rule,
                    notes.sentence_at(start),
                )
            )
        keep_mentions(doc, mentions)
        found = (doc.char_span(m.start, m.end, label=m.type, alignment_mode="expand") for m in mentions)
        doc.spans["citegraph"] = SpanGroup(doc, name="citegraph", spans=[s for s in found if s is not None])
        return doc


@Language.factory("citegraph_overlaps", assigns=["doc._.mentions", "doc.spans"])
def make_overlaps(nlp: Language, name: str) -> OverlapSettler:
    """Make the component."""
    return OverlapSettler()
