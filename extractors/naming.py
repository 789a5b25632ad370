"""Finds the names that a paper coins: "NAME: ..." in the title, "we propose NAME", "called NAME", "NAME, a new ..."."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.nouns import noun_after, noun_before
from extractors.reading import Candidate, Reading, reading
from extractors.shapes import is_titled, name_in

_MATH = r"\$[^$\s]{1,16}\$"  # "D$^2$Quant", "$\alpha$-DPO"
_NAME = (
    rf"(?P<name>(?:{_MATH}-?)?[^\W_][\w.+\-/*&']*(?:(?:{_MATH}|\^\d)[\w.+\-/*&']*)*"
    rf"(?: [A-Z0-9][\w.+\-/*&']*){{0,4}})"
)
_OPEN = r"(?:\\\w+\{|[\"“”‘’'`*{$_])*"
_VERB = (
    r"(?:propos|introduc|present|develop|releas|construct|design|creat|describ|contribut|curat|collect|buil[dt]|devis|"
    r"formulat|establish|offer|suggest|demonstrat|explor|publish|unveil|open-sourc|assembl|annotat|provid|"
    r"put forward|deriv|defin)"
    r"(?:e|es|s|ed|ing|t)?"
)
_WE = (
    r"(?:\b[Ww]e|\b[Tt]his (?:paper|work|article|study|report|thesis|technical report)|\b[Tt]he (?:paper|authors)|"
    r"\b[Hh]ere|\bI)\b"
)

_TITLE = re.compile(rf"\s*{_OPEN}{_NAME}[\"“”'`*}}$]*\s*(?::(?=\s|[A-Z])|(?:--?-?|–|—)(?=\s))\s*(?=\S)")
_PROPOSE = re.compile(rf"{_WE}[^.;:]{{0,40}}?\b{_VERB}\b")
_CALLED = re.compile(
    rf"\b(?P<verb>called|named|dubbed|termed|coined|namely|titled|entitled|nicknamed|code-?named|abbreviated as|"
    rf"denoted (?:as|by)|referred to as|refer to (?:it |this \w+ )?as|we call(?: it| this \w+)?|known as|"
    rf"which we name),? "
    rf"(?:the |a |an |as )?{_OPEN}{_NAME}"
)
_ISNEW = re.compile(
    rf"{_OPEN}{_NAME}(?:\s\([^()]{{2,60}}\))?[\"”'`*}}]*(?:,| is| are|:| -|—| –)\s+"
    rf"(?:an?|the first|our)\s(?:\w+[- ]){{0,3}}?(?P<new>novel|new|first|simple|efficient|unified|large-scale|"
    rf"comprehensive|lightweight|scalable|general|fully|flexible)?"
)
_OUR = re.compile(
    rf"\b(?P<own>[Oo]ur|[Tt]he proposed|[Pp]roposed) (?:proposed |novel |new |full |final |best )?{_OPEN}{_NAME}"
)
_LEAD = re.compile(
    r"^(?:on|towards?|a|an|the|when|what|why|how|is|are|can|do|does|beyond|from|learning|using|understanding|improving|rethinking|exploring|"
    r"revisiting|evaluating|measuring|analyzing|in|to|with|for|it|not|we|our|this|these|if|no|all|your|i|and|where|who|case|technical|"
    r"one|two|three|each|both|experiments|results|code|extensive|existing|recent|while|despite|although|moreover|furthermore|however|"
    r"specifically|additionally|finally|inspired|motivated|based|given|unlike|compared|through|by|as|at|since|here|then|first|second)$",
    re.IGNORECASE,
)
_AFTER = 160
_APPOSITION = re.compile(
    r"[\"”'`*}$]*(?:\s?\([^()]{2,80}\))?[\"”'`*}]*\s?(?:,|:|—|–|-|is|are)\s?(?:an?|the|our|which is an?)\s"
)
_PHRASE = re.compile(r"[\w\-, ()/]{0,110}?[,:—–(]?\s?")


class NameFinder:
    """Finds coined names and the noun by which the text calls each."""

    def __call__(self, doc: Doc) -> Doc:
        """Add candidates for the names that the text coins."""
        notes = reading(doc)
        if notes.title_end:
            self._title(notes)
        for match in _PROPOSE.finditer(notes.text, notes.title_end):
            notes.proposals.append(match.end())
            self._proposed(notes, match.end())
        for match in _CALLED.finditer(notes.text, notes.title_end):
            begin, _ = notes.sentence_at(match.start())
            rule = (
                "called" if match["verb"] in {"called", "named", "dubbed", "termed", "namely", "coined"} else "known as"
            )
            self._add(notes, match, rule, noun_before(notes.text, max(begin, match.start() - 120), match.start()))
        for start, _ in notes.sentences:
            found = _ISNEW.match(notes.text, start) if start >= notes.title_end else None
            if found and (hint := noun_after(notes.text, found.end(), found.end() + _AFTER)):
                self._add(notes, found, "is a new" if found["new"] else "is a", hint)
        for match in _OUR.finditer(notes.text, notes.title_end):
            self._add(notes, match, "our", self._own_noun(notes, match.end("name")))
        return doc

    def _title(self, notes: Reading) -> None:
        """`NAME: what it is`, with at most five words before the colon."""
        match = _TITLE.match(notes.text, 0, notes.title_end)
        if match and not _LEAD.match(match["name"].split(" ")[0]):
            hint = noun_after(notes.text, match.end(), notes.title_end)
            self._add(notes, match, "title", hint)

    def _proposed(self, notes: Reading, at: int) -> None:
        """`we propose NAME`, or `we propose a new framework, NAME`: the first name of the object."""
        _, stop = notes.sentence_at(at)
        for match in re.finditer(rf"{_OPEN}{_NAME}", notes.text[at : min(stop, at + _AFTER)]):
            start, end = self._trim(match["name"], at + match.start("name"))
            if start == end:
                continue
            between = notes.text[at:start]
            if not _PHRASE.fullmatch(between) or re.search(r"\b(?:that|which|to|by|based on|using|with)\b", between):
                return
            direct = len(between.split()) <= 2
            hint = self._own_noun(notes, end) or noun_before(notes.text, at, start)
            if direct or noun_before(notes.text, at, start):
                rule = "propose" if direct else "propose a"
                notes.candidates.append(Candidate(start, end, notes.text[start:end], "", "naming", rule, hint))
            return

    @staticmethod
    def _own_noun(notes: Reading, end: int) -> str:
        """The noun in `NAME, a new framework` or `NAME framework`."""
        apposition = _APPOSITION.match(notes.text, end)
        return noun_after(notes.text, apposition.end() if apposition else end, end + _AFTER if apposition else end + 30)

    def _add(self, notes: Reading, match: re.Match[str], rule: str, hint: str) -> None:
        start, end = self._trim(match["name"], match.start("name"), whole=rule == "title")
        if start < end:
            notes.candidates.append(Candidate(start, end, notes.text[start:end], "", "naming", rule, hint))

    @staticmethod
    def _trim(name: str, at: int, *, whole: bool = False) -> tuple[int, int]:
        """Cut a match to what can be a name: it must look like one or be capitalised (in a title, all of it)."""
        words = name.split(" ")
        if _LEAD.match(words[0]):
            return at, at
        end = len(name)
        if not whole:
            first = name_in(words[0])
            if first is None and not is_titled(words[0]):
                return at, at
            if first is not None and first[1] < len(words[0]):  # "BERT-based": the name ends within the word
                return at + first[0], at + first[1]
        stripped = name[:end].rstrip(".-/'&")
        if stripped.endswith("'s"):
            stripped = stripped[:-2]
        return at, at + len(stripped)


@Language.factory("citegraph_naming")
def make_naming(nlp: Language, name: str) -> NameFinder:
    """Make the component."""
    return NameFinder()
