"""What speaks for a number being a result, and for each name that it may be a result of: features, as in `features`.

Whatever else is known of a number or of a name beside it is one more feature in `value_features` or `tie_features`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.recognized import result_numbers
from extractors.ties import Sentence, Span, Tie
from extractors.values import Value

_OURS = frozenset("we our ours this proposed it".split())
_OTHERS = frozenset("baseline baselines previous prior existing than vs versus compared over state sota best".split())
_DIGITS, _SPACE = re.compile(r"\d+"), re.compile(r"\s")
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21)


def _step(count: int) -> int:
    return max(s for s in _STEPS if s <= count)


def value_features(sentence: Sentence, number: int) -> Iterator[str]:
    """Give what speaks for each kind of result, and for a number being none."""
    value = sentence.values[number]
    text = sentence.notes.text
    left, right = sentence.words(sentence.start, value.start), sentence.words(value.end, sentence.end)
    shape = _SPACE.sub(" ", _DIGITS.sub("0", text[value.start : value.end]))
    unit = value.unit or ("decimal" if "." in shape else "whole")
    yield f"unit {unit}"
    yield f"shape {shape}"
    yield f"sign {text[value.start]}" if not text[value.start].isdigit() else "unsigned"
    around = f"{text[max(0, value.start - 1) : value.start]}0{text[value.end : value.end + 1]}"
    yield f"around {_SPACE.sub(' ', around)}"
    yield from _around(unit, left, right)
    place, count = sentence.runs[number]
    yield f"run {place} of {min(count, 3)}"
    if place:
        first, last = sentence.values[number - place], sentence.values[number - place + count - 1]
        for word in sentence.before(first.start, 3):
            yield f"run left {word}"
        for word in sentence.behind(last.end, 3):
            yield f"run right {word}"
    if number and len(gap := text[sentence.values[number - 1].end : value.start]) < 12:
        yield f"gap {_SPACE.sub(' ', gap)}"
    yield f"values {_step(len(sentence.values))}"
    yield f"sentence {min(4, 5 * sentence.start // (len(text) + 1))}"
    for field, spans in sentence.spans.items():
        yield from _nearest(sentence, field, spans, value)


def _around(unit: str, left: list[str], right: list[str]) -> Iterator[str]:
    before, behind = ["^"] * 3 + left, right + ["$"] * 3
    for size in (1, 2, 3):
        yield f"<{' '.join(before[-size:])}"
        yield f">{' '.join(behind[:size])}"
    yield f"{before[-1]} 0 {behind[0]}"
    yield f"{unit} <{before[-1]}"
    yield f"{unit} >{behind[0]}"
    for word in {*left[-8:]}:
        yield f"left {word}"
    for word in {*right[:6]}:
        yield f"right {word}"
    for word in {*left[:-8], *right[6:]}:
        yield f"far {word}"


def _nearest(sentence: Sentence, field: str, spans: Sequence[Span], value: Value) -> Iterator[str]:
    before = [s for s in spans if s[1] <= value.start]
    behind = [s for s in spans if s[0] >= value.end]
    if before:
        yield f"{field} {_step(len(sentence.words(before[-1][1], value.start)))} before"
    if behind:
        yield f"{field} {_step(len(sentence.words(value.end, behind[0][0])))} behind"
    if not before and not behind:
        yield f"no {field}"


def tie_features(sentence: Sentence, number: int, tie: Tie) -> Iterator[str]:
    """Give what speaks for a number being a result of a name."""
    value = sentence.values[number]
    found = [*tie.traits, f"unit {value.unit or 'number'}"]
    found += _between(sentence, number, tie) if tie.end else _context(sentence, value)
    kind = f"{tie.field} {'named' if tie.end else tie.traits[0]}"
    for feature in found:
        yield f"{kind} {feature}"


def _context(sentence: Sentence, value: Value) -> Iterator[str]:
    """Give what speaks for a name that the sentence leaves out: what it names, and the words about the number."""
    left, right = sentence.words(sentence.start, value.start), sentence.words(value.end, sentence.end)
    for field, spans in sentence.spans.items():
        yield f"{field}s before {min(2, sum(s[1] <= value.start for s in spans))}"
        yield f"{field}s behind {min(2, sum(s[0] >= value.end for s in spans))}"
    for word in _OURS.intersection(left):
        yield f"says {word}"
    for word in _OTHERS.intersection(left[-4:]):
        yield f"just said {word}"
    yield f"opens {left[0] if left else ''}"
    for size in (1, 2):
        yield f"<{' '.join(left[-size:])}"
        yield f">{' '.join(right[:size])}"


def _between(sentence: Sentence, number: int, tie: Tie) -> Iterator[str]:
    value, text = sentence.values[number], sentence.notes.text
    spans = sentence.spans[tie.field]
    if tie.end <= value.start:
        side, a, b = "before", tie.end, value.start
        rank = sum(tie.end <= s[0] and s[1] <= value.start for s in spans)
    else:
        side, a, b = "behind", value.end, tie.start
        rank = sum(value.end <= s[0] and s[1] <= tie.start for s in spans)
    words = sentence.words(a, b)
    crossed = sum(a <= v.start and v.end <= b for v in sentence.values)
    yield f"{side} {_step(len(words))}"
    yield f"{side} rank {min(rank, 3)}"
    yield f"{side} over {min(crossed, 3)}"
    yield f"{side} rank {min(rank, 3)} over {min(crossed, 3)}"
    yield f"of {min(len(spans), 4)}"
    if len(words) < 6:
        yield f"{side}: {' '.join(words)}"
    for word in {*words[:12]}:
        yield f"{side} past {word}"
    for mark in {*text[a:b]} & {*",;:()"}:
        yield f"{side} past {mark}"
    other = [s for s in spans if (s[0] >= value.end if side == "before" else s[1] <= value.start)]
    yield f"{side}, {'one' if other else 'none'} on the other side"
    yield f"{side} first" if (tie.start, tie.end) == spans[0] else f"{side} not first"
    yield from _pairing(sentence, number, tie)
    for size in (1, 2):
        yield f"<{' '.join(sentence.before(tie.start, size))}"
        yield f">{' '.join(sentence.behind(tie.end, size))}"


def _pairing(sentence: Sentence, number: int, tie: Tie) -> Iterator[str]:
    """Tell whether names stand in a list as long as that of the numbers, and whether this one has the same place."""
    place, count = sentence.runs[number]
    at, size = sentence.lists[tie.field][tie.start, tie.end]
    if count > 1 and size > 1:
        yield "in a list of another length" if size != count else "paired" if at == place else "paired with another"


def value_numbers(sentence: Sentence, number: int) -> dict[str, float]:
    """Give what the recognizer says of a number, in numbers; nothing where it was not asked."""
    value = sentence.values[number]
    recognition = sentence.notes.recognition
    return result_numbers(recognition, (value.start, value.end)) if recognition else {}


def tie_numbers(sentence: Sentence, tie: Tie) -> dict[str, float]:
    """Give what the recognizer says of a name beside a number; nothing where it was not asked, or none is printed."""
    recognition = sentence.notes.recognition
    said = result_numbers(recognition, (tie.start, tie.end)) if recognition and tie.end else {}
    return {f"{tie.field} {name}": value for name, value in said.items()}
