"""What goes into a build and what it tells: the extractor, the progress, the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from kg.records import Extraction, Paper, Skipped

COUNTS = ("read", "new", "changed", "merged", "unchanged", "extracted", "stale")

LISTED = 1_000
"""How many skipped things a report lists; all are counted."""

Progress = Callable[[str, int, int | None], object]
"""Told the step ("papers", "reading"), how many are done, and how many there are where that is known."""


class Extractor(Protocol):
    """What reads papers: any object with these two."""

    @property
    def fingerprint(self) -> str:
        """What its findings depend on besides the text: version, rules, lexicon."""
        ...

    def extract(self, papers: Iterable[Paper]) -> Iterator[tuple[Paper, Extraction]]:
        """Read papers, and give them back in the same order with what was found; findings depend on the text only."""
        ...


@dataclass(slots=True)
class BuildReport:
    """What a build did.

    Attributes
    ----------
    read
        Records that came in.
    new, changed
        Papers that were not in the library before; papers that were and are not the same now.
    merged
        Records that tell of a paper of which another record told before.
    unchanged
        Records that were known word for word.
    extracted
        Papers that the extractor read.
    stale
        Papers that another extractor read before, and that stayed as they are.
    skipped, skipped_total
        What was passed over, the first `LISTED`; and how many in all.
    tell
        Told each thing that is passed over.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    merged: int = 0
    unchanged: int = 0
    extracted: int = 0
    stale: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    skipped_total: int = 0
    tell: Callable[[Skipped], object] | None = field(default=None, repr=False, compare=False)

    def skip(self, skipped: Skipped) -> None:
        """Note something that was passed over."""
        if self.tell:
            self.tell(skipped)
        self.skipped_total += 1
        if len(self.skipped) < LISTED:
            self.skipped.append(skipped)

    def to_dict(self) -> dict[str, object]:
        """Give the report as JSON values."""
        counts = {name: getattr(self, name) for name in (*COUNTS, "skipped_total")}
        listed = [{"where": s.where, "reason": s.reason, "cure": s.cure} for s in self.skipped]
        return {**counts, "skipped": listed}
