"""Finds the names that the lexicon knows, whatever their case, hyphens, spaces or plural."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extractors.reading import Candidate, Reading, reading, same_line
from kg.names import Lexicon, Name, lexicon, read_names
from kg.text import GLUE, singular

_LONGEST = 8  # pieces


class LexiconFinder:
    """Looks up runs of pieces by their key, the longest run first.

    Parameters
    ----------
    names
        The lexicon to look up in.
    """

    def __init__(self, names: Lexicon) -> None:
        self.names = names
        self._names = {folded + "s": names.find(folded) for folded in names.keys if singular(folded + "s") == folded}
        self._names.update((folded, names.find(folded)) for folded in names.keys)
        self._prefixes = {folded[:n] for folded in self._names for n in range(1, len(folded) + 1)}

    def __call__(self, doc: Doc) -> Doc:
        """Add a candidate for each known name, the longest one where several begin at a place."""
        notes = reading(doc)
        notes.lexicon = self.names
        folded, names, prefixes = notes.folded, self._names, self._prefixes
        at, count = 0, len(folded)
        while at < count:
            # Most words neither are a name nor begin one together with the next: they are passed over at once.
            begins = folded[at] in names or (at + 1 < count and folded[at] + folded[at + 1] in prefixes)
            found = self._longest(notes, at) if begins else None
            if found is None:
                at += 1
                continue
            last, name = found
            notes.candidates.append(self._candidate(notes, at, last, name))
            at = last + 1
        return doc

    def _longest(self, notes: Reading, first: int) -> tuple[int, Name] | None:
        """Find the longest run from a piece on that names something."""
        best = None
        run, last, count = notes.folded[first], first, len(notes.folded)
        while True:
            name = self._names.get(run)
            if name is not None and (
                not name.exact or name.covers(same_line(notes.text[notes.starts[first] : notes.ends[last]]))
            ):
                best = last, name
            last += 1
            if last == count or last - first == _LONGEST:
                return best
            run += notes.folded[last]
            if run not in self._prefixes or not self._glued(notes, last):
                return best

    @staticmethod
    def _glued(notes: Reading, piece: int) -> bool:
        """Tell whether a piece belongs to the same name as the one before it."""
        start, end = notes.ends[piece - 1], notes.starts[piece]
        return start == end or (end - start <= 3 and GLUE.fullmatch(notes.text, start, end) is not None)

    @staticmethod
    def _candidate(notes: Reading, first: int, last: int, name: Name) -> Candidate:
        start, end = notes.starts[first], notes.ends[last]
        rule = "context" if name.context else "exact" if name.exact else "name"
        return Candidate(start, end, name.name, name.type, "lexicon", rule)


@Language.factory("citegraph_lexicon", default_config={"path": ""})
def make_lexicon(nlp: Language, name: str, path: str) -> LexiconFinder:
    """Make the component with the lexicon that ships with citegraph, or the table (`kg.names.COLUMNS`) at `path`."""
    if not path:
        return LexiconFinder(lexicon())
    with Path(path).open(encoding="utf-8") as lines:
        return LexiconFinder(Lexicon(read_names(lines, path)))
