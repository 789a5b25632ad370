"""Makes text from papers fit to be shown, and cuts sentences at what they name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.text import printable

_LONGEST = 1_000


def split_evidence(evidence: Mapping[str, Any], around: int = 240) -> tuple[str, str, str]:
    """Cut a sentence at the mention.

    Parameters
    ----------
    evidence
        `text`, `start` and `mention`, whose offsets count as `start` does.
    around
        How many characters are kept on either side of the mention.

    Returns
    -------
    tuple of three str
        What stands before it, the mention, what stands after it; printable.
    """
    text, start = printable(evidence["text"]), evidence["start"]
    first, last = (min(max(at - start, 0), len(text)) for at in evidence.get("mention") or (start, start))
    before, after = text[:first], text[last:]
    if len(before) > around:
        before = "…" + before[len(before) - around :]
    if len(after) > around:
        after = after[:around] + "…"
    return before, text[first:last][:_LONGEST], after
