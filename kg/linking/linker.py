"""Joins the mentions of one paper to the entities they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import fsum

from kg.linking.registry import entity_id, known_as
from kg.names import Lexicon
from kg.records import ROLES, TYPES, Mention, Use
from kg.text import key


def link_paper(mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[Use, ...]:
    """Join the mentions of one paper that name the same entity.

    Parameters
    ----------
    mentions
        What the extractor found in the paper, in any order.
    lexicon
        The known names.

    Returns
    -------
    tuple of Use
        One an entity, in the order of their first mentions. The name is the lexicon's, else the one most mentions give;
        the type the one with the largest sum of confidence; the role the strongest; the confidence the largest, since
        rules that find the same words are no independent witnesses.
    """
    groups: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=_order):
        if folded := entity_id(mention.name, lexicon, mention.type):
            groups.setdefault(folded, []).append(mention)
    return tuple(_join(folded, group, lexicon) for folded, group in groups.items())


def _join(folded: str, group: list[Mention], lexicon: Lexicon) -> Use:
    known = known_as(group[0].name, lexicon)
    return Use(
        key=folded,
        name=known.name if known and key(known.name) == folded else _name(folded, group),
        type=_type(group),
        role=min((m.role for m in group), key=ROLES.index),
        confidence=max(m.confidence for m in group),
        mentions=tuple(group),
    )


def _name(folded: str, group: list[Mention]) -> str:
    """Choose the most frequent name; of equals the singular, the one with more capitals, the first in the alphabet."""
    counts = Counter(m.name for m in group)
    return min(counts, key=lambda n: (-counts[n], key(n) != folded, -sum(map(str.isupper, n)), n))


def _type(group: list[Mention]) -> str:
    support: defaultdict[str, list[float]] = defaultdict(list)
    for mention in group:
        support[mention.type].append(mention.confidence)
    return min(support, key=lambda kind: (-fsum(support[kind]), TYPES.index(kind)))


def _order(mention: Mention) -> tuple[int, int, str, str, str, float, str, str]:
    m = mention
    return m.start, m.end, m.name, m.type, m.role, -m.confidence, m.by, m.rule
