"""Finds what looks like a name or term: the shape of words, capitalised runs, terms that end in a known noun."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.reading import Candidate, Reading, plain, reading
from extractors.shapes import NO_NAMES, WORD, is_titled, name_in
from extractors.words import words

_VERSION = re.compile(r"(?:v\d+(?:\.\d+)*|\d{1,2}(?:\.\d+)*|(?:19|20)\d\d|\d+(?:\.\d+)?[BMK]|\d+[kK])(?![\w.\-]*\w)")
_FORMULA = r"\$[^$\s]{1,48}\$|\\text\w*\{[^{}\s]{1,24}\}|\^\{?\w\}?"
_MARKED = re.compile(rf"(?<![\w$\\{{])(?:[\w\-+.]|{_FORMULA})+(?<=[\w}}$])")  # "D$^2$Quant", "DPO-\textbf{COV}"
_RUN_GAP = {" ", "\n"}
_LONGEST_TERM = 5  # pieces
_LONGEST_RECURRING = 7
_GAPS = {" ", "-", "\u2010", "\u2011", "\u2013", "\n"}
_HEADS = words("heads") | {f"{head}s" for head in words("heads")} | {f"{head[:-1]}ies" for head in words("heads")}
_BOUNDARIES, _NOT_TITLED = words("boundaries"), words("not_titled")


class PatternFinder:
    """Finds name-like words, runs of capitalised words, and terms such as "document layout analysis"."""

    def __call__(self, doc: Doc) -> Doc:
        """Add candidates by shape, capitals and head nouns."""
        notes = reading(doc)
        words = self._words(notes)
        for start, _, word in words:
            self._shape(notes, start, word)
        if "$" in notes.text or "\\" in notes.text or "^" in notes.text:
            self._latex(notes)
        self._runs(notes, words)
        self._terms(notes)
        if notes.title_end:
            self._recurring(notes)
        return doc

    @staticmethod
    def _words(notes: Reading) -> list[tuple[int, int, str]]:
        """Cut a text into words as printed; plain words in lower case and those of web addresses are left out."""
        found = [
            (m.start(), m.end(), word)
            for m in WORD.finditer(notes.text)
            if not (word := m.group()).islower() or not word.isalpha()
        ]
        return [w for w in found if not notes.in_url(w[0])] if notes.urls else found

    @staticmethod
    def _shape(notes: Reading, start: int, word: str) -> None:
        """A word with the shape of a name, its version number included; names joined by a slash are told apart."""
        span = name_in(word)
        if span is None:
            return
        core = word[span[0] : span[1]]
        parts = core.split("/")
        if len(parts) > 1 and all(len(p) > 2 and p[0].isupper() for p in parts):
            offset = start + span[0]
            for part in parts:
                if part not in NO_NAMES:
                    notes.candidates.append(Candidate(offset, offset + len(part), part, "", "patterns", "shape"))
                offset += len(part) + 1
            return
        a, b = start + span[0], start + span[1]
        notes.candidates.append(Candidate(a, b, core, "", "patterns", "shape"))
        if span[1] == len(word) and notes.text[b : b + 1] == " " and (version := _VERSION.match(notes.text, b + 1)):
            name = notes.text[a : version.end()]
            notes.candidates.append(Candidate(a, version.end(), name, "", "patterns", "version"))

    @staticmethod
    def _latex(notes: Reading) -> None:
        """A word with LaTeX marks inside: "D$^2$Quant"; one that is nothing but a formula is no name."""
        for match in _MARKED.finditer(notes.text):
            word, name = match.group(), plain(match.group())
            formula = "\\text" not in word and not any(map(str.isalpha, re.sub(_FORMULA, "", word)))
            if name != word and not formula and name_in(name) == (0, len(name)):
                notes.candidates.append(Candidate(match.start(), match.end(), name, "", "patterns", "latex"))

    @staticmethod
    def _runs(notes: Reading, words: list[tuple[int, int, str]]) -> None:
        """Capitalised words within a sentence of the abstract: "Long Range Arena", "Cora"."""
        run: list[tuple[int, int, str]] = []
        for word in [*words, (len(notes.text) + 2, 0, "")]:
            joined = run and notes.text[run[-1][1] : word[0]] in _RUN_GAP
            titled = word[0] > notes.title_end and is_titled(word[2])
            if run and not (joined and titled):
                PatternFinder._add_run(notes, run)
                run = []
            if titled and (run or not word[2][0].isdigit()):
                run.append(word)

    @staticmethod
    def _add_run(notes: Reading, run: list[tuple[int, int, str]]) -> None:
        begin, _ = notes.sentence_at(run[0][0])
        if run[0][0] == begin and name_in(run[0][2]) is None:
            run = run[1:]
        while run and (run[0][2].lower() in _NOT_TITLED or run[0][2] in NO_NAMES):
            run = run[1:]
        while run and run[-1][2] in NO_NAMES:
            run = run[:-1]
        if not run or len(run) > 6 or (len(run) == 1 and (name_in(run[0][2]) or len(run[0][2]) < 3)):
            return
        last = name_in(run[-1][2])
        start, end = run[0][0], run[-1][0] + last[1] if last else run[-1][1]
        surface = notes.text[start:end].rstrip(".-/'&")
        if surface.endswith(("'s", "\u2019s")):
            surface = surface[:-2]
        rule = "titled" if len(run) == 1 else "titled run"
        notes.candidates.append(Candidate(start, start + len(surface), surface, "", "patterns", rule))

    @staticmethod
    def _terms(notes: Reading) -> None:
        """A known head noun with the words before it, as far as they can belong to the term."""
        folded, starts, ends, text = notes.folded, notes.starts, notes.ends, notes.text
        for last, head in enumerate(folded):
            if head not in _HEADS:
                continue
            first = last
            while first > 0 and last - first < _LONGEST_TERM:
                gap, before = text[ends[first - 1] : starts[first]], folded[first - 1]
                if gap not in _GAPS or (
                    gap in _RUN_GAP and (before in _BOUNDARIES or len(before) < 2 or before.isdigit())
                ):
                    break
                if ends[first - 1] == notes.title_end:  # nothing reaches from the title into the abstract
                    break
                first -= 1
            if first < last:
                for begin in range(first, last):
                    start, end = starts[begin], ends[last]
                    if text[start - 1 : start] in {"-", "\u2011"} and begin > first:
                        continue
                    rule = "term" if begin == first else "shorter term"
                    notes.candidates.append(Candidate(start, end, text[start:end], "", "patterns", rule))

    @staticmethod
    def _recurring(notes: Reading) -> None:
        """Words of the title that stand together in the abstract again: "Transform and Tell", "data noising"."""
        folded, title = notes.folded, notes.piece_at(notes.title_end)
        places = {(folded[at], folded[at + 1]): at for at in range(len(folded) - 2, title - 1, -1)}
        at = 0
        while at + 1 < title:
            place = None if folded[at] in _BOUNDARIES else places.get((folded[at], folded[at + 1]))
            same = 1 if place is None else PatternFinder._alike(notes, at, place, title - at)
            size = same
            while size > 1 and folded[at + size - 1] in _BOUNDARIES:
                size -= 1
            if place is not None and 2 <= size <= _LONGEST_RECURRING:
                for first in (at, place):
                    start, end = notes.starts[first], notes.ends[first + size - 1]
                    notes.candidates.append(Candidate(start, end, notes.text[start:end], "", "patterns", "recurs"))
            at += same

    @staticmethod
    def _alike(notes: Reading, one: int, other: int, most: int) -> int:
        """Count the pieces from two places on that are the same and belong together."""
        size = 1
        while size < min(most, len(notes.folded) - other):
            gap = notes.text[notes.ends[one + size - 1] : notes.starts[one + size]]
            if gap not in _GAPS or notes.folded[one + size] != notes.folded[other + size]:
                break
            size += 1
        return size


@Language.factory("citegraph_patterns")
def make_patterns(nlp: Language, name: str) -> PatternFinder:
    """Make the component."""
    return PatternFinder()
