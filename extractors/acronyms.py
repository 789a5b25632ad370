"""Finds acronyms with their long forms.

The algorithm is that of A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation
definitions in biomedical text", Pacific Symposium on Biocomputing 2003.
"""

from __future__ import annotations

import re
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from extractors.reading import Candidate, Reading, reading

_PARENS = re.compile(r"\(([^()]{2,90})\)")
_SHORT = re.compile(r"[^\W_][\w.+\-/&*]{0,14}(?: [\w.+\-]{1,10})?")
_EDGE = re.compile(
    r"^(?:the|an?|our|new|novel|of|and|or|proposed|we|by|with|in|on|for|to|called|named|as|using|via|from|is)\s+",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and as at by for from in of on or the through to via with".split())
_TITLE = re.compile(r"\W*([^\W_][\w.+\-/&*]*)[\"”'`}$]*\s?(?::|--?-?(?=\s)|–|—)\s*(?:(?:An?|The)\s)?")
_WORD = re.compile(r"[^\s:,;.?!]+")
_LONGEST_SHORT = 12
_CUT = re.compile(r"[.;:()\[\]]|, ")


def is_short_form(text: str) -> bool:
    """Tell whether a text can be an acronym: 2 to 12 characters, at most two words, a capital or digit among them."""
    return (
        2 <= len(text) <= _LONGEST_SHORT
        and _SHORT.fullmatch(text) is not None
        and any(c.isalpha() for c in text)
        and (any(c.isupper() for c in text[1:]) or (text[0].isupper() and any(c.isdigit() for c in text)))
    )


def best_long_form(short: str, words: str) -> str:
    """Find the shortest end of `words` that spells the acronym (Schwartz and Hearst 2003, figure 1).

    Each letter or digit of the acronym, from the last to the first, must occur in the long form in order, the first
    one at the beginning of a word.

    Returns
    -------
    str
        The long form; empty where there is none.

    Examples
    --------
    >>> best_long_form("GCN", "we train a graph convolutional network")
    'graph convolutional network'
    """
    if short.endswith("s") and short[:-1].isupper():
        short = short[:-1]
    at = len(words)
    for index in range(len(short) - 1, -1, -1):
        letter = short[index].lower()
        if not letter.isalnum():
            continue
        at -= 1
        while at >= 0 and (words[at].lower() != letter or (index == 0 and at > 0 and words[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
    return words[at:]


def spells(short: str, long: str) -> bool:
    """Tell whether a phrase spells an acronym by its initials: each word gives one, the last word the last one.

    Examples
    --------
    >>> spells("RAFT", "Retrieval as Fine Tuning"), spells("EVE", "Efficient Vision-Language")
    (True, False)
    """
    words = [word for word in long.lower().split() if word not in _SMALL]
    letters = iter(c.lower() for c in short if c.isalpha())
    last = next((c.lower() for c in reversed(short) if c.isupper()), "")
    begun = all(word[0] in letters for word in words)  # in order: the letters are used up
    ended = words and last in {part[:1] for part in words[-1].split("-")}
    return bool(begun and ended) and best_long_form(short, long) == long


class AcronymFinder:
    """Finds `long form (SHORT)` and `SHORT (long form)`; both become mentions of SHORT."""

    def __call__(self, doc: Doc) -> Doc:
        """Add candidates for the acronyms that the text defines."""
        notes = reading(doc)
        for match in _PARENS.finditer(notes.text):
            inside = match[1].split(",")[0].split(";")[0].strip()
            offset = match.start(1) + match[1].find(inside)
            if is_short_form(inside):
                self._short_inside(notes, match.start(), inside, offset)
            else:
                self._long_inside(notes, match.start(), inside, offset)
        if title := _TITLE.match(notes.text, 0, notes.title_end):
            self._titled(notes, title)
        return doc

    def _titled(self, notes: Reading, title: re.Match[str]) -> None:
        """`SHORT: Long Form for a task`: the words behind the colon that spell the name, from the first one on."""
        short = title[1]
        if not is_short_form(short):
            return
        words = _WORD.finditer(notes.text, title.end(), notes.title_end)
        for last in islice(words, 1, len(short) + 3):
            if spells(short, notes.text[title.end() : last.end()]):
                self._add(notes, short, title.start(1), title.end(), last.end())
                return

    def _short_inside(self, notes: Reading, paren: int, short: str, offset: int) -> None:
        """`long form (SHORT)`: the long form is among the words before the parenthesis."""
        begin = max(notes.sentence_at(paren)[0], paren - 120)
        before = notes.text[begin:paren].rstrip()
        cut = [m.end() for m in _CUT.finditer(before)]
        if cut:
            begin, before = begin + cut[-1], before[cut[-1] :]
        room = min(len(short) + 5, len(short) * 2)
        words = list(re.finditer(r"\S+", before))[-room:]
        if not words:
            return
        first = words[0].start()
        long = best_long_form(short, before[first:])
        if self._plausible(short, long):
            start = begin + len(before) - len(long)
            self._add(notes, short, offset, start, start + len(long))

    def _long_inside(self, notes: Reading, paren: int, long: str, offset: int) -> None:
        """`SHORT (long form)`: the parenthesis must hold the long form and nothing else."""
        word = re.search(r"(\S+)\s?$", notes.text[max(0, paren - 20) : paren])
        if word is None or not is_short_form(word[1].strip("\"'`*")):
            return
        short = word[1].strip("\"'`*")
        found = best_long_form(short, long)
        if self._plausible(short, found) and len(found) >= len(long) - 4:
            start = notes.text.rfind(short, 0, paren)
            self._add(notes, short, start, offset + len(long) - len(found), offset + len(long))

    @staticmethod
    def _plausible(short: str, long: str) -> bool:
        letters = sum(c.isalnum() for c in short)
        return len(long) > len(short) and short.lower() not in long.lower().split() and len(long.split()) <= letters + 5

    @staticmethod
    def _add(notes: Reading, short: str, offset: int, start: int, end: int) -> None:
        first = short[0].lower()
        while edge := _EDGE.match(notes.text[start:end]):
            rest = start + edge.end()
            if notes.text[start].lower() == first != notes.text[rest].lower():
                break  # "named entity recognition (NER)"
            start = rest
        long = notes.text[start:end]
        name = short[:-1] if short.endswith("s") and short[:-1].isupper() and long.endswith("s") else short
        if name in notes.long_forms:
            return  # the first definition counts
        notes.aliases[long] = notes.aliases[short] = notes.aliases[name] = name
        notes.long_forms[name] = long
        head = long.split()[-1].lower() if long.split() else ""
        notes.candidates.append(Candidate(start, end, name, "", "acronyms", "long form", head))
        notes.candidates.append(Candidate(offset, offset + len(short), name, "", "acronyms", "acronym", head))


@Language.factory("citegraph_acronyms")
def make_acronyms(nlp: Language, name: str) -> AcronymFinder:
    """Make the component."""
    return AcronymFinder()
