"""What speaks for each role of a name: how it stands in the paper, and the words of the sentences that name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.reading import Decision, Reading
from extractors.recognized import role_numbers
from extractors.words import words
from kg.records import ROLES
from kg.text import key

_KEPT = (
    "by:naming",
    "by:acronyms",
    "naming",
    "<",
    ">",
    "list",
    "noun",
    "cue",
    "mate",
    "title",
    "count",
    "place",
    "in a list",
    "proposed",
    "lexicon",
    "unknown",
    "shape",
    "ends",
    "words",
)
_SIGNS = frozenset(
    "we our this outperforms outperform propose introduce present experiments evaluate achieves results existing recent"
    " however prior state compared than using based trained has have been can".split()
)
_TYPED_SIGNS = frozenset(
    "we our outperforms outperform achieves than compared experiments evaluate propose introduce present existing"
    " however on in with by using via like as for of".split()
)
_COINING = frozenset({"title", "propose", "propose a", "called", "is a new"})
_NEAR = 4  # mentions that are looked at
_LISTS = {role: words(f"{role}_cues") for role in ROLES}
_CUES = {word: tuple(r for r in ROLES if word in _LISTS[r]) for word in frozenset[str]().union(*_LISTS.values())}
"""The roles that a word speaks for."""
_PRESENTS = _LISTS["introduces"] - {"our", "ours"}
_RESULTS = words("results")
_NEGATIONS = words("negations")
_OWN = frozenset({"we", "our", "us", "ours"})
_PAPER = frozenset({"paper", "work", "study", "article", "report", "survey"})
_SHORTEST_KIN = 3  # shorter names are within longer ones by chance


class RoleFeatures:
    """Computes the features of the names of one text.

    Parameters
    ----------
    notes
        The notes on the text.
    decisions
        All its names.
    """

    def __init__(self, notes: Reading, decisions: Sequence[Decision]) -> None:
        self.notes = notes
        self._stages = dict(zip((start for start, _ in notes.sentences), self._stage_of_each(), strict=True))
        self._coined = {key(c.name) for c in notes.candidates if c.by == "naming" and c.rule in _COINING}
        self._titled = {key(c.name) for c in notes.candidates if c.by == "naming" and c.rule == "title"}
        self._in_title = Counter(d.type for d in decisions if self._is_in_title(d))
        self._most = {d.type: len(d.group.spans) for d in sorted(decisions, key=lambda d: len(d.group.spans))}

    def of(self, decision: Decision) -> set[str]:
        """Give the features of one name."""
        notes, kind, spans = self.notes, decision.type, decision.group.spans
        out = {f for f in decision.features if f.startswith(_KEPT)}
        out.add(f"type:{kind}")
        if any(c.by == "naming" for c in decision.group.candidates):
            out.add(f"coined {kind}")
        out.update(self._standing(decision))
        out.update(self._peers(decision))
        if self._is_in_title(decision):
            out.update(self._title(kind, *spans[0]))
        body = [s for s in spans if s[0] >= notes.title_end]
        for start, end in body[:_NEAR] or spans[:1]:
            out.update(self._sentence(kind, start, end))
        stages = [self._stages[notes.sentence_at(start)[0]] for start, _ in spans]
        out.add(f"{kind} in {' '.join(sorted(set(stages)))}")
        if body:
            first, last = stages[-len(body)], stages[-1]
            out.update((f"first {first}", f"last {last}", f"{kind} first {first} last {last}"))
        return out

    def numbers(self, decision: Decision) -> dict[str, float]:
        """Give what the recognizer says of the role of one name, in numbers; nothing where it was not asked."""
        recognition = self.notes.recognition
        return role_numbers(recognition, decision.group.spans) if recognition else {}

    def _is_in_title(self, decision: Decision) -> bool:
        return decision.group.spans[0][0] < self.notes.title_end

    def _standing(self, decision: Decision) -> Iterator[str]:
        """How a name stands to those that the paper coins: one of them, beside them, a part of one, made of one."""
        kind, known = decision.type, "unknown" not in decision.features
        own = {key(decision.group.name), *(key(c.name) for c in decision.group.candidates)}
        if here := own & self._coined:
            yield f"coins it {kind}"
            yield f"coins it {known}"
            yield f"coins only it {len(self._coined) == len(here)} {known}"
        else:
            yield f"coins another {bool(self._coined)} {kind} {known}"
        if self._titled:
            yield f"titled it {bool(self._titled & own)} {kind} {known}"
        for other in self._coined - own:
            if len(other) >= _SHORTEST_KIN and any(other in name for name in own):
                yield f"holds a coined one {known}"
            if any(len(name) >= _SHORTEST_KIN and name in other for name in own):
                yield f"within a coined one {known}"

    def _peers(self, decision: Decision) -> Iterator[str]:
        """How a name stands to the others of its type: in the title beside them, the one named most."""
        kind, here = decision.type, self._is_in_title(decision)
        yield f"{kind} in title {here}, others {min(self._in_title[kind] - here, 2)}"
        yield f"{kind} in title {here}, most {len(decision.group.spans) == self._most[kind]}"

    def _title(self, kind: str, start: int, end: int) -> Iterator[str]:
        notes = self.notes
        left = notes.folded[: notes.piece_at(start)]
        right = notes.folded[notes.piece_at(end) : notes.piece_at(notes.title_end)]
        colons = ":" in notes.text[:start], ":" in notes.text[end : notes.title_end]
        yield f"title {kind} colon {colons}"
        for mark, word in (("<", left[-1] if left else "^"), (">", right[0] if right else "$")):
            yield f"title {mark}{word}"
            yield f"title {kind} {mark}{word}"
        for word in left:
            yield f"title left {word}"
        for word in right:
            yield f"title right {word}"

    def _sentence(self, kind: str, start: int, end: int) -> Iterator[str]:
        """The words around one mention, and what its sentence is about."""
        notes = self.notes
        begin, stop = notes.sentence_at(start)
        stage = self._stages[begin]
        yield f"sentence:{min(4, 5 * begin // (len(notes.text) + 1))}"
        yield f"stage {stage}"
        yield f"{kind} stage {stage}"
        left = notes.folded[notes.piece_at(begin) : notes.piece_at(start)]
        right = notes.folded[notes.piece_at(end) : notes.piece_at(stop)]
        for word in left[-8:]:
            yield f"left {word}"
        for word in right[:6]:
            yield f"right {word}"
        for word in left[:4]:
            yield f"opens {word}"
        for word in _SIGNS.intersection(left + right):
            yield f"says {word}"
        for word in _TYPED_SIGNS.intersection(left[-12:]):
            yield f"{kind} left {word}"
        if left:
            yield f"{kind} <{left[-1]}"
            yield f"{stage} <{left[-1]}"
        if _NEGATIONS.intersection(left[-5:]):
            yield "denied"
            yield f"denied {kind}"
        yield f"{kind} own {bool(_OWN.intersection(left))} {bool(_OWN.intersection(right))}"
        yield from self._cues(kind, stage, left, right)

    @staticmethod
    def _cues(kind: str, stage: str, left: list[str], right: list[str]) -> Iterator[str]:
        """The words that speak for a role: the nearest one before the mention, and how far off each role's is."""
        order: list[str] = []
        for far, word in enumerate(reversed(left)):
            for role in _CUES.get(word, ()):
                if not order:
                    yield f"near {word}"
                    yield f"{kind} near {word}"
                if role not in order:
                    yield f"cue {role} {min(far, 9) // 3}"
                    yield f"{kind} cue {role} {min(far, 9) // 3}"
                order.append(role)
        if order:
            yield f"{kind} order {' '.join(order[:2])}"
            yield f"{stage} order {' '.join(order[:2])}"
        seen: set[str] = set()
        for far, word in enumerate(right):
            for role in _CUES.get(word, ()):
                if role not in seen:
                    seen.add(role)
                    yield f"cue right {role} {min(far, 9) // 3}"

    def _stage_of_each(self) -> Iterator[str]:
        """What each sentence is about: background, what is proposed, results, or what follows on one of these."""
        notes, seen = self.notes, "background"
        for start, end in notes.sentences:
            if start < notes.title_end:
                yield "title"
                continue
            said = set(notes.folded[notes.piece_at(start) : notes.piece_at(end)])
            own = said & _OWN or ("this" in said and said & _PAPER) or {"the", "proposed"} <= said
            if said & _RESULTS and (own or seen != "background"):
                yield (seen := "results")
            elif own and said & _PRESENTS:
                yield (seen := "proposal")
            elif own:
                seen = "own" if seen == "background" else seen
                yield "own"
            else:
                yield seen if seen == "background" else f"after {seen}"
