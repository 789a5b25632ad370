"""What speaks for and against a name: the features that the fusion weighs, one set for each name of a text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache

from extractors.nouns import TYPE_OF
from extractors.reading import Group, Reading, plain, same_line
from extractors.recognized import name_features, name_numbers
from kg.names import Lexicon, Name
from kg.text import key, singular

_LIST_GAP = re.compile(r"\s?(?:,|/|;|&|\band\b|\bor\b|, ?and\b|, ?or\b|\bvs\.?)\s?(?:the )?")
_CITED = re.compile(r"\s?\([^()]{0,40}\)")
_EMPTY = Lexicon(())
_NEAR = 4  # occurrences that are looked at
_LONGEST_LIST = 8  # members, to either side
_Step = tuple[int, str] | None  # where the next member of an enumeration ends, and its key
_PAST = frozenset(
    "to by using with based for that which of on in via from through into and where as under called named".split()
)
_ANNOUNCE = frozenset(("including", "like", "namely", "called", "named"))


def group(notes: Reading) -> dict[str, Group]:
    """Put candidates that name one thing together, and find all other places where their surfaces stand.

    Returns
    -------
    dict of str to Group
        By key, in the order of the text.
    """
    names = notes.lexicon or _EMPTY
    # However a text writes a long form elsewhere: titles like capitals. Single words are too often others.
    longs = {singular(key(long)): short for short, long in notes.long_forms.items() if re.search(r"\w[\s-]", long)}
    groups: dict[str, Group] = {}
    surfaces: dict[str, set[str]] = defaultdict(set)
    for candidate in sorted(notes.candidates):
        surface = notes.text[candidate.start : candidate.end]
        short = notes.aliases.get(surface) or longs.get(singular(key(surface)), "")
        name, known = _resolve(notes, short, plain(candidate.name), names)
        if (candidate.by == "lexicon" and known is None) or notes.in_url(candidate.start):
            continue  # the text defines the acronym as something else, or it names a place in the web
        folded = key(name) if known else singular(key(name))
        if not folded:
            continue
        found = groups.setdefault(folded, Group(name))
        found.candidates.append(candidate)
        surfaces[folded].add(surface)
    for folded, found in groups.items():
        spans = {(c.start, c.end) for c in found.candidates}
        for surface in surfaces[folded]:
            spans.update(notes.occurrences(surface))
        found.spans = sorted(s for s in spans if not notes.in_url(s[0]))
        if not any(c.by in {"lexicon", "acronyms"} for c in found.candidates):
            found.name = _commonest(notes, found)
    return groups


def _resolve(notes: Reading, short: str, name: str, names: Lexicon) -> tuple[str, Name | None]:
    """Give the canonical name, and the lexicon's entry where it is the same thing.

    An acronym that the text defines goes by its long form: "ASR" is attack success rate where the text says so,
    whatever the lexicon says. Where the lexicon does not know the long form, it counts only if it has no other one.
    """
    if not short:
        known = names.find(key(name))
        return (known.name, known) if known and known.covers(name) else (name, None)
    long = notes.long_forms[short]
    if known := names.find(key(long)):
        return known.name, known
    known = names.find(key(short))
    if known is None or not known.covers(short):
        return short, None
    if any(" " in form for form in known.forms):
        return same_line(long), None
    return known.name, known


def _commonest(notes: Reading, found: Group) -> str:
    """Give the form that the text prints most often, of equals the last: titles like to shout ("EDITBRIDGE")."""
    forms = [plain(same_line(notes.text[a:b])) for a, b in found.spans]
    counts = Counter(forms)
    return max(reversed(forms), key=lambda form: counts[form], default=found.name)


def shape_of(surface: str) -> str:
    """Give the class of a surface (`upper`, `lower`, `title`, `mixed`), with `-` and `0` where it has them."""
    letters = "".join(c for c in surface if c.isalpha())
    if letters.isupper():
        kind = "upper"
    elif letters.islower():
        kind = "lower"
    elif all(w[:1].isupper() and w[1:].islower() for w in re.findall(r"[^\W\d_]+", surface)):
        kind = "title"
    else:
        kind = "mixed"
    return kind + ("-" if "-" in surface else "") + ("0" if any(c.isdigit() for c in surface) else "")


@lru_cache(maxsize=50_000)
def _form(surface: str, short: str) -> tuple[str, ...]:
    """Give the features of a name's form, from its longest and its shortest surface."""
    words = re.split(r"[\s\-]+", surface)
    shape = shape_of(short)
    last = singular(words[-1].lower())
    found = [f"shape:{shape}", f"words:{min(len(words), 5)} {shape[:5]}", f"last:{last}"]
    if len(words) > 1:
        found += [f"last two:{words[-2].lower()} {last}", f"first:{words[0].lower()}"]
    if " " not in short:
        lowered = short.lower()
        found += [f"ends:{lowered[-n:]}" for n in (2, 3, 4)]
        found += [f"starts:{lowered[:3]}", f"length:{min(len(short), 12)}"]
    return tuple(found)


class Features:
    """Computes the features of every group of one text.

    Parameters
    ----------
    notes
        The notes on the text.
    groups
        Its groups, by key.
    """

    def __init__(self, notes: Reading, groups: dict[str, Group]) -> None:
        self.notes = notes
        self.groups = groups
        self.known = {
            folded: next((c.type for c in g.candidates if c.by == "lexicon"), "") for folded, g in groups.items()
        }
        self._owner = {span: folded for folded, g in groups.items() for span in g.spans}
        self._starts = {a: (b, f) for (a, b), f in sorted(self._owner.items(), key=lambda x: (x[0][0], x[0][1]))}
        self._ends = {b: (a, f) for (a, b), f in sorted(self._owner.items(), key=lambda x: (x[0][1], -x[0][0]))}
        self._numbers: dict[str, dict[str, float]] = {}
        self._following: dict[int, _Step] = {}
        self._previous: dict[int, _Step] = {}
        self._inner = self._nested(sorted(self._owner))

    def of(self, folded: str) -> set[str]:
        """Give the features of one group."""
        found = self.groups[folded]
        out = {"bias"}
        out.update(self._sources(found))
        surfaces = {self.notes.text[a:b] for a, b in found.spans}
        if len(surfaces) == 1:
            (surface,) = surfaces
            out.update(_form(surface, surface))
        else:
            ordered = sorted(surfaces, key=lambda s: (len(s), s))
            out.update(_form(ordered[-1], ordered[0]))
        title_end = self.notes.title_end
        in_title = any(a < title_end for a, _ in found.spans)
        count = len(found.spans)
        out.add(f"title:{in_title}")
        out.add(f"count:{min(count, 5)}")
        if count > 1 and in_title:
            out.add("title and more")
        abstract = [s for s in found.spans if s[0] >= title_end] or found.spans
        out.add(f"place:{min(4, int(5 * abstract[0][0] / (len(self.notes.text) + 1)))}")
        for start, end in abstract[:_NEAR]:
            out.update(self._context(start, end))
        out.update(list(name_features(self.numbers(folded), out, self.known[folded])))
        return out

    def numbers(self, folded: str) -> dict[str, float]:
        """Give what the recognizer says of one group, in numbers; nothing where it was not asked."""
        recognition = self.notes.recognition
        if recognition and folded not in self._numbers:
            self._numbers[folded] = name_numbers(recognition, self.groups[folded].spans)
        return self._numbers.get(folded, {})

    def _sources(self, found: Group) -> Iterator[str]:
        for c in found.candidates:
            yield f"by:{c.by} {c.rule}"
            if c.by == "lexicon":
                yield f"lexicon:{c.type}"
                yield f"lexicon:{c.type} {c.rule}"
            elif c.hint:
                yield f"{c.by} {c.hint}"
                if kind := TYPE_OF.get(c.hint):
                    yield f"{c.by} type {kind}"
        if not any(c.by == "lexicon" for c in found.candidates):
            yield "unknown"
        called = [TYPE_OF.get(c.hint, "") for c in found.candidates if c.by == "naming"]
        if called:
            yield f"first called {next(filter(None, called), '')}"

    def _context(self, start: int, end: int) -> Iterator[str]:
        """The words around one mention, and those around the list that it stands in."""
        yield from self._around(start, end, "")
        first, last, mates = self._list(start, end)
        if mates:
            yield "in a list"
            for kind in mates:
                yield f"mate:{kind}"
            yield from self._around(first, last, "list ")
        if (start, end) in self._inner:
            yield "inside a longer one"
        yield from self._proposed(start)

    def _proposed(self, start: int) -> Iterator[str]:
        """How far behind "we propose" a mention stands in its sentence, and past which words."""
        notes = self.notes
        if not notes.proposals:
            return
        begin, _ = notes.sentence_at(start)
        at = max([p for p in notes.proposals if begin <= p <= start], default=None)
        if at is None:
            return
        between = notes.folded[notes.piece_at(at) : notes.piece_at(start)]
        yield f"proposed {min(len(between) // 2, 6)}"
        past = next((word for word in reversed(between) if word in _PAST), "")
        yield f"proposed past {past}"
        yield f"proposed past {bool(past)} {min(len(between) // 3, 3)}"

    @staticmethod
    def _nested(spans: list[tuple[int, int]]) -> set[tuple[int, int]]:
        """Give the spans that lie within another."""
        inner, furthest = set(), -1
        for at, (start, end) in enumerate(spans):
            longer = at + 1 < len(spans) and spans[at + 1][0] == start
            if end <= furthest or longer:
                inner.add((start, end))
            furthest = max(furthest, end)
        return inner

    def _around(self, start: int, end: int, label: str) -> Iterator[str]:
        notes = self.notes
        at = notes.piece_at(start)
        after = notes.piece_at(end)
        left = notes.folded[at - 3 if at > 3 else 0 : at]
        right = notes.folded[after : after + 3]
        before, behind = notes.text[max(0, start - 2) : start].strip(), notes.text[end : end + 2].strip()
        one = (left[-1] if left else "^") + before[-1:] if before[-1:] in "(,.:;\"'-" else (left[-1] if left else "^")
        yield f"{label}<{one}"
        if len(left) > 1:
            yield f"{label}<<{left[-2]} {left[-1]}"
        mark = behind[:1] if behind[:1] in "),.:;(\"'-" else ""
        yield f"{label}>{mark}{right[0] if right and mark not in '.,;:' else ''}"
        if len(right) > 1 and not mark:
            yield f"{label}>>{right[0]} {right[1]}"
        for word in right[:2] if not mark or mark == "-" else ():
            if kind := TYPE_OF.get(word) or TYPE_OF.get(singular(word)):
                yield f"{label}noun right {kind}"
                break
        noun = self._cue(left, before[-1:])
        if kind := TYPE_OF.get(noun) or TYPE_OF.get(singular(noun)):
            yield f"{label}cue {kind}"
        elif left and (kind := TYPE_OF.get(left[-1]) or TYPE_OF.get(singular(left[-1]))):
            yield f"{label}noun left {kind}"

    @staticmethod
    def _cue(left: list[str], mark: str) -> str:
        """The noun that announces a mention: "datasets such as NAME", "benchmarks (NAME"."""
        if left[-2:] == ["such", "as"]:
            return left[-3] if len(left) > 2 else ""
        if left and left[-1] in _ANNOUNCE:
            return left[-2] if len(left) > 1 else ""
        return left[-1] if left and mark and mark in ":,(" else ""

    def _list(self, start: int, end: int) -> tuple[int, int, set[str]]:
        """The enumeration around a mention: its ends, and the types that the lexicon gives its members."""
        first, last, mates = start, end, set()
        for _ in range(_LONGEST_LIST):
            following = self._step(self._following, last, self._find_following)
            if following is None:
                break
            last = following[0]
            mates.add(self.known[following[1]] or "unknown")
        for _ in range(_LONGEST_LIST):
            previous = self._step(self._previous, first, self._find_previous)
            if previous is None:
                break
            first = previous[0]
            mates.add(self.known[previous[1]] or "unknown")
        return first, last, mates

    @staticmethod
    def _step(known: dict[int, _Step], at: int, find: Callable[[int], _Step]) -> _Step:
        """One step along an enumeration, remembered: its members all walk the same way."""
        if at not in known:
            known[at] = find(at)
        return known[at]

    def _find_following(self, end: int) -> _Step:
        text = self.notes.text
        gap = _CITED.match(text, end)
        joint = _LIST_GAP.match(text, gap.end() if gap else end)
        return self._starts.get(joint.end()) if joint else None

    def _find_previous(self, start: int) -> _Step:
        before = self.notes.text[max(0, start - 12) : start]
        joint = next((m for m in _LIST_GAP.finditer(before) if m.end() == len(before)), None)
        return self._ends.get(start - len(before) + joint.start()) if joint else None
