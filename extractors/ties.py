"""Finds what the numbers of a sentence may be results of: the metrics, datasets and systems in question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.reading import Reading
from extractors.values import Value, find_values
from extractors.words import words
from kg.records import RESOURCES, SYSTEMS, Mention
from kg.text import key

FIELDS = ("metric", "dataset", "system")
THIS, BASELINE = "this paper", "baseline"

_JOINT = re.compile(r"[\s,;]*(?:(?:and|or|vs\.?|versus)\s)?(?:(?:on|in|for|by|of|to)\s)?(?:up to\s)?(?:the\s)?[$\\(]*")
_WORD = re.compile(r"[^\W\d_][\w@]*(?:-\d+)?")
# What was measured is another word of the phrase: "accuracy gains", "BLEU points", "cuts memory".
_VAGUE = frozenset(
    "point points percent percentage improvement improvements gain gains increase increases reduction reductions drop"
    " drops decrease boost respectively relative absolute margin margins factor times state-of-the-art"
    " reach reaches reached reaching attain attains attaining obtain obtains obtaining yield yields yielding cut cuts"
    " cutting raise raises raising rise rises lower lowers lowering fall falls falling save saves saving".split()
)
_SCORES = re.compile(r"(?<=\w)[\s-](?:scores?|values?|metrics?)$")
_ACRONYMS = re.compile(r"(?<=[A-Z]{2})s$")
_LONGEST_TERM = 3  # words
_LONGEST = 2_000  # characters of a sentence; what is longer is a table or a list
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """A name that numbers of a sentence may be results of.

    `field` is one of `FIELDS`, `traits` what is known of the name, the most telling first. Where the sentence does not
    name it, the offsets are 0.
    """

    field: str
    name: str
    traits: tuple[str, ...]
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Sentence:
    """A sentence with its numbers and with what they may be results of."""

    notes: Reading
    start: int
    end: int
    values: Sequence[Value]
    ties: Sequence[Tie]

    @cached_property
    def spans(self) -> dict[str, list[Span]]:
        """Where the names of each field stand in the sentence."""
        return {f: sorted({(t.start, t.end) for t in self.ties if t.field == f and t.end}) for f in FIELDS}

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """For each number its place in the list that it stands in ("68.5%, 60.1% and 51.9%") and the list's length."""
        return self._lists([(v.start, v.end) for v in self.values])

    @cached_property
    def lists(self) -> dict[str, dict[Span, tuple[int, int]]]:
        """The same for the names of each field."""
        return {f: dict(zip(spans, self._lists(spans), strict=True)) for f, spans in self.spans.items()}

    def _lists(self, spans: Sequence[Span]) -> list[tuple[int, int]]:
        sizes: list[int] = []
        for number, (start, _) in enumerate(spans):
            if number and _JOINT.fullmatch(self.notes.text, spans[number - 1][1], start):
                sizes[-1] += 1
            else:
                sizes.append(1)
        return [(place, size) for size in sizes for place in range(size)]

    @cached_property
    def _words(self) -> tuple[int, list[str]]:
        """The number of the first piece of the text that is in the sentence, and the words from there on."""
        first, last = self.notes.piece_at(self.start), self.notes.piece_at(self.end)
        return first, ["0" if p[0].isdigit() else p for p in self.notes.folded[first:last]]

    def words(self, start: int, end: int) -> list[str]:
        """Give the words between two offsets in lower case, numbers as `0`."""
        first, words = self._words
        return words[self.notes.piece_at(start) - first : self.notes.piece_at(end) - first]

    def before(self, offset: int, count: int) -> list[str]:
        """Give the last words before an offset."""
        first, words = self._words
        at = self.notes.piece_at(offset) - first
        return words[max(0, at - count) : at]

    def behind(self, offset: int, count: int) -> list[str]:
        """Give the first words behind an offset."""
        first, words = self._words
        at = self.notes.piece_at(offset) - first
        return words[at : at + count]


def sentences(notes: Reading, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """Give the sentences of the abstract that hold numbers."""
    unnamed: list[Tie] = []
    for start, end in notes.sentences:
        if start < notes.title_end or end - start > _LONGEST:
            continue
        inside = [m for m in mentions if start <= m.start < end]
        values = find_values(notes.text, start, end, [(m.start, m.end) for m in inside])
        if values:
            unnamed = unnamed or _unnamed_systems(notes, mentions)
            earlier = [m for m in mentions if notes.title_end < m.start < start]
            told = [*_named(notes, inside), *_terms(notes.text, start, end, inside), *_earlier(notes, earlier)]
            yield Sentence(notes, start, end, values, told + unnamed)


def _said(notes: Reading, mention: Mention) -> str:
    """Give the words of the text for a name where they alone stand for it, else the name."""
    known = notes.lexicon.find(key(mention.surface)) if notes.lexicon else None
    alone = known.name == mention.name and known.covers(mention.surface) if known else False
    return mention.surface if alone or key(mention.surface) == key(mention.name) else mention.name


def _named(notes: Reading, mentions: Sequence[Mention]) -> Iterator[Tie]:
    for before, m in zip((None, *mentions), mentions, strict=False):
        if m.type == "Metric":
            defined = before is not None and before.name == m.name and m.start - before.end < 3
            traits = "defined" if defined else "known", m.name.lower()
            yield Tie("metric", _metric(_said(notes, m)), traits, m.start, m.end)
        elif m.type in RESOURCES:
            yield Tie("dataset", _said(notes, m), (m.role, m.type), m.start, m.end)
        elif m.type in SYSTEMS:
            yield Tie("system", m.surface, (m.role, m.type), m.start, m.end)


def _metric(surface: str) -> str:
    """Give the name of a metric without the noun behind it and in the singular: "F1 scores" are of F1."""
    bare = _SCORES.sub("", surface)
    return _ACRONYMS.sub("", bare if bare != bare.lower() else surface)


def _terms(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Tie]:
    """Find runs of words that no name takes part in, and that may say what was measured: "peak memory"."""
    taken = [(m.start, m.end) for m in mentions]
    stops = words("boundaries") | _VAGUE
    run: list[Span] = []
    for word in (*_WORD.finditer(text, start, end), None):
        a, b = word.span() if word else (end, end)
        stop = word is None or word.group().lower() in stops or any(x < b and a < y for x, y in taken)
        stop = stop or (b - a < 3 and text[a:b].islower())
        if run and (stop or text[run[-1][1] : a] not in {" ", "-"}):
            first, last = run[-_LONGEST_TERM:][0][0], run[-1][1]
            term = _metric(text[first:last])
            traits = "term", term.split()[-1].lower()
            yield Tie("metric", term, traits, first, last)
            run = []
        if not stop:
            run.append((a, b))


def _earlier(notes: Reading, mentions: Sequence[Mention]) -> Iterator[Tie]:
    """Give the metric and the dataset that was named last before the sentence."""
    for m in [m for m in mentions if m.type == "Metric"][-1:]:
        yield Tie("metric", _metric(_said(notes, m)), ("earlier",))
    for m in [m for m in mentions if m.type in RESOURCES][-1:]:
        yield Tie("dataset", _said(notes, m), ("earlier", m.role, m.type))


def _unnamed_systems(notes: Reading, mentions: Sequence[Mention]) -> list[Tie]:
    """Give the systems that a sentence may speak of without naming them: what the paper introduces or is titled by."""
    kinds: dict[str, str] = {}
    introduced = [m.name for m in mentions if m.role == "introduces" and m.type in SYSTEMS]
    for name in sorted(set(introduced), key=lambda name: (-introduced.count(name), introduced.index(name))):
        kinds[name] = "second" if kinds else "own"
    for m in mentions:
        if m.end <= notes.title_end and m.type in SYSTEMS:
            kinds.setdefault(m.name, "titled")
    for m in [m for m in mentions if m.role == "introduces" and m.type in RESOURCES][:1]:
        kinds.setdefault(m.name, "resource")
    beside = next((kind for kind in ("own", "titled", "resource") if kind in kinds.values()), "nothing")
    ties = [Tie("system", name, (kind, f"beside {beside}")) for name, kind in kinds.items()]
    ties += [] if beside == "own" else [Tie("system", THIS, (f"this beside {beside}",))]
    return [*ties, Tie("system", BASELINE, ("baseline",))]
