"""The notes that the components share on one text: its pieces, sentences and what was found so far."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, cast

from spacy.tokens import Doc

from extractors.shapes import URL
from kg.names import Lexicon
from kg.records import Mention, Result
from kg.text import PIECE

if TYPE_CHECKING:
    from extractors.recognized import Recognition

_SENTENCE_END = re.compile(
    r"[.!?][\"'”’)\]}]*(?P<gap>\s+)(?=[^\W\d_a-z]|[\d\"'“‘(\[\\$]|[a-z]{1,4}[A-Z\d])"  # "iLLaMA" begins a sentence too
)
_LATEX = re.compile(r"[\\$^]")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_MARKS = re.compile(r"[\\{}$^_]")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|et al|cf|vs|resp|approx|Fig|Figs|Eq|Sec|No|Dr|Mr|Ms|Prof|St|[A-Z])\.$")


class Candidate(NamedTuple):
    """A span that one component takes for a name.

    `type` is empty where the component does not know it; `hint` is the noun by which the text calls it ("framework"),
    or the type that the lexicon gives.
    """

    start: int
    end: int
    name: str
    type: str
    by: str
    rule: str
    hint: str = ""


@dataclass(slots=True)
class Group:
    """All that names one thing in one text.

    `name` is the canonical name within the text, `spans` are the offsets of its mentions, in order.
    """

    name: str
    candidates: list[Candidate] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a group of candidates names: its type and the probability that it names something at all."""

    group: Group
    features: frozenset[str]
    type: str
    confidence: float


@dataclass(slots=True)
class Reading:
    """Notes on one text.

    Attributes
    ----------
    text
        Title, newline, abstract.
    title_end
        Offset of the newline behind the title; 0 where the text has no title.
    starts, ends
        Offsets of the pieces (`kg.text.PIECE`), as parallel lists.
    folded
        The pieces in lower case.
    sentences
        Offsets of the sentences; the title is one of its own.
    urls
        Offsets of web addresses: a name within one names nothing.
    candidates
        What the components found, in the order found.
    proposals
        Offsets behind "we propose" and the like.
    aliases
        Canonical name for a surface that the text itself defines ("ViT" for "vision transformers").
    long_forms
        The long form of each acronym that the text defines.
    decisions
        What the fusion made of the candidates.
    mentions
        What the pipeline settled on so far.
    lexicon
        The lexicon that names were looked up in; `None` where no component did.
    recognition
        What the trained recognizer says of the text; `None` where it was not asked.
    """

    text: str
    title_end: int
    starts: list[int]
    ends: list[int]
    folded: list[str]
    sentences: list[tuple[int, int]]
    urls: list[tuple[int, int]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    proposals: list[int] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    long_forms: dict[str, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    mentions: tuple[Mention, ...] = ()
    lexicon: Lexicon | None = None
    recognition: Recognition | None = None
    _sentence_starts: list[int] = field(default_factory=list)

    def piece_at(self, offset: int) -> int:
        """Give the index of the first piece that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Give the offsets of the sentence that an offset stands in."""
        if not self._sentence_starts:
            self._sentence_starts = [start for start, _ in self.sentences]
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def in_url(self, offset: int) -> bool:
        """Tell whether an offset lies within a web address."""
        return any(a <= offset < b for a, b in self.urls)

    def occurrences(self, surface: str) -> list[tuple[int, int]]:
        """Find every place where a surface stands as a word of its own."""
        found, at, size = [], self.text.find(surface), len(surface)
        while at >= 0:
            before, after = self.text[at - 1 : at], self.text[at + size : at + size + 1]
            if not (before.isalnum() and surface[0].isalnum()) and not (after.isalnum() and surface[-1].isalnum()):
                found.append((at, at + size))
            at = self.text.find(surface, at + size)
        return found


def _fold(piece: str) -> str:
    return piece.lower() if piece.isascii() else unicodedata.normalize("NFKC", piece).casefold()


def _sentences(text: str, title_end: int) -> list[tuple[int, int]]:
    """Cut a text into sentences; the title is one of its own.

    A rule of our own because reading the sentence marks off a doc costs as much as all of one component.
    """
    spans, start = ([(0, title_end)] if title_end else []), title_end + 1 if title_end else 0
    for match in _SENTENCE_END.finditer(text, start):
        if not _ABBREVIATION.search(text, max(start, match.start() - 8), match.start() + 1):
            spans.append((start, match.start("gap")))
            start = match.end()
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans or [(0, len(text))]


def reading(doc: Doc) -> Reading:
    """Give the notes on a doc, made when first asked for.

    The title is the first line, unless `doc._.title_end` says otherwise.
    """
    notes = doc.user_data.get(_NOTES)
    if notes is None:
        text, title_end = doc.text, doc._.title_end
        notes = take_notes(doc, text, max(0, text.find("\n")) if title_end is None else title_end)
    return cast("Reading", notes)


def take_notes(doc: Doc, text: str, title_end: int) -> Reading:
    """Make the notes on a doc whose text is at hand: a doc puts its text together from tokens, which takes its time."""
    spans = [m.span() for m in PIECE.finditer(text)]
    # ASCII, the common case, keeps its length in lower case.
    lower = text.lower() if text.isascii() else ""
    folded = [lower[a:b] for a, b in spans] if lower else [_fold(text[a:b]) for a, b in spans]
    starts, ends = [a for a, _ in spans], [b for _, b in spans]
    urls = [m.span() for m in URL.finditer(text)]
    notes = Reading(text, title_end, starts, ends, folded, _sentences(text, title_end), urls)
    doc.user_data[_NOTES] = notes
    return notes


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """Give the mentions that the pipeline settled on."""
    if notes := doc.user_data.get(_NOTES):
        return cast("Reading", notes).mentions
    rows = doc.user_data.get(_MENTIONS, ())
    return tuple(Mention(*(*row[:-1], tuple(row[-1]))) for row in rows)


def results_of(doc: Doc) -> tuple[Result, ...]:
    """Give the results that the pipeline found."""
    rows = doc.user_data.get(_RESULTS, ())
    return tuple(Result(*(*row[:-1], tuple(row[-1]))) for row in rows)


def keep_mentions(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Keep mentions in the notes on a doc."""
    reading(doc).mentions = tuple(mentions)


def keep_results(doc: Doc, results: Iterable[Result]) -> None:
    """Keep results and mentions with a doc, as plain rows, which can be sent to another process; the notes cannot."""
    doc.user_data[_MENTIONS] = [_MENTION_ROW(m) for m in mentions_of(doc)]
    doc.user_data[_RESULTS] = [_RESULT_ROW(r) for r in results]
    doc.user_data.pop(_NOTES, None)


def same_line(text: str) -> str:
    """Put a surface that a line break cuts on one line."""
    return " ".join(text.split())


def plain(text: str) -> str:
    r"""Take LaTeX marks out of a name.

    >>> plain(r"$\alpha$-DPO"), plain("D$^2$Quant"), plain(r"$\text{SGen}^{\text{Sup}}$")
    ('α-DPO', 'D2Quant', 'SGenSup')
    """
    return _MARKS.sub("", _COMMAND.sub(_symbol, text)) if _LATEX.search(text) else text


def _symbol(command: re.Match[str]) -> str:
    """The Greek letter that a command stands for; other commands only change the type face."""
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {command[1].upper()}")
    except KeyError:
        return ""


_MENTION_ROW, _RESULT_ROW = (attrgetter(*(f.name for f in fields(record))) for record in (Mention, Result))
_NOTES, _MENTIONS, _RESULTS = "citegraph_notes", "citegraph_mentions", "citegraph_results"
if not Doc.has_extension("mentions"):
    Doc.set_extension("title_end", default=None)
    Doc.set_extension("mentions", getter=mentions_of)
    Doc.set_extension("results", getter=results_of)
