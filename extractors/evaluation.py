"""Scores what was extracted against annotated papers.

An entity of a paper is right when it shares a surface (case, spaces and hyphens aside) and the type with an annotated
one; an annotated entity that careful readers differ on (`core: false`) counts neither for nor against. A mention is
right when its span and type are. See `score` for the rows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.identity import Identity, Named, b_cubed, hard
from kg.records import RESOURCES, SYSTEMS, Result, Use

_GROUP = dict.fromkeys(SYSTEMS, "System") | dict.fromkeys(RESOURCES, "Resource")
_DONE = {"uses", "evaluates_on", "introduces", "compares_with"}
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015_/]+")
Gold = Mapping[str, Any]
"""An annotated paper: `id`, `title`, `abstract`, `entities`, `results`."""


@dataclass(slots=True)
class Count:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """The counts of each row, the roles that are right of all judged, the commonest errors, and the reliability.

    `reliability` counts what is right of the entities of each tenth of confidence: 9 for those from .9 on.
    """

    counts: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    roles: Count = field(default_factory=Count)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    spurious: Counter[tuple[str, str]] = field(default_factory=Counter)
    reliability: defaultdict[int, Count] = field(default_factory=lambda: defaultdict(Count))
    named: list[Named] = field(default_factory=list)
    papers: int = 0

    def add(self, row: str, *, found: bool, right: bool) -> None:
        """Count something found, right or wrong, or something that was not found."""
        count = self.counts[row]
        if not found:
            count.fn += 1
        elif right:
            count.tp += 1
        else:
            count.fp += 1

    def identities(self) -> dict[str, Identity]:
        """Give how well names agree across papers: of all entities found, and of the hard ones."""
        return {"identity_b3": b_cubed(self.named), "identity_hard": b_cubed(hard(self.named))}

    def to_dict(self, errors: int = 0) -> dict[str, Any]:
        """Give precision, recall and F1 of each row as JSON values, with so many of the commonest errors."""
        rows: dict[str, Any] = {
            row: {
                "p": round(c.precision, 4),
                "r": round(c.recall, 4),
                "f1": round(c.f1, 4),
                "tp": c.tp,
                "fp": c.fp,
                "fn": c.fn,
            }
            for row, c in sorted(self.counts.items())
        }
        rows["role_accuracy"] = round(self.roles.precision, 4)
        for row, i in self.identities().items():
            if i.pairs:
                figures = round(i.precision, 4), round(i.recall, 4), round(i.f1, 4), i.pairs
                rows[row] = dict(zip(("p", "r", "f1", "pairs"), figures, strict=True))
        if errors:
            rows["missed"] = [[t, n, c] for (t, n), c in self.missed.most_common(errors)]
            rows["spurious"] = [[t, n, c] for (t, n), c in self.spurious.most_common(errors)]
        return rows


def fold(surface: str) -> str:
    """Fold a surface as annotations are compared: case, spaces and hyphens make no difference."""
    return _SEPARATORS.sub("", surface.casefold())


def _group(kind: str) -> str:
    return _GROUP.get(kind, kind)


def _types(gold: Gold) -> set[str]:
    return set(gold.get("types") or [gold["type"]])


def _roles(gold: Gold) -> set[str]:
    return set(gold.get("roles") or [gold["role"]])


def surface_spans(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Find where a surface stands as words of its own."""
    before = "(?<![A-Za-z0-9])" if surface[:1].isalnum() else ""
    after = "(?![A-Za-z0-9])" if surface[-1:].isalnum() else ""
    yield from (m.span() for m in re.finditer(before + re.escape(surface) + after, text))


def gold_spans(paper: Gold) -> list[tuple[int, int, Gold]]:
    """Find where the annotated surfaces of a paper stand; one inside a longer one is none of its own."""
    text = f"{paper['title']}\n{paper['abstract']}"
    found = []
    for entity in paper["entities"]:
        for surface in entity["mentions"]:
            found += [(start, end, entity) for start, end in surface_spans(text, surface)]
    kept: list[tuple[int, int, Gold]] = []
    for start, end, entity in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
        if all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, entity))
    return sorted(kept, key=lambda s: s[0])


def score(papers: Iterable[tuple[Gold, Sequence[Use], Sequence[Result]]]) -> Scores:
    """Score papers.

    Parameters
    ----------
    papers
        Annotated papers, each with the uses and results that were extracted.

    Returns
    -------
    Scores
        Rows `entity`, `mention` (each also a type), `coarse` (Model and Method, Dataset and Benchmark taken
        together), `uses:Resource` and `uses:System` (what a paper uses, evaluates on, introduces or compares with),
        `introduces`, `results` (value and metric or dataset) and `results:strict` (kind and system too).
    """
    scores = Scores()
    for gold, uses, results in papers:
        scores.papers += 1
        spans = gold_spans(gold)
        _score_mentions(scores, spans, uses)
        pairing = _Pairing(gold, spans, uses)
        pairing.score(scores)
        scores.named += pairing.named()
        _score_results(scores, gold, results)
    return scores


def _score_mentions(scores: Scores, spans: list[tuple[int, int, Gold]], uses: Sequence[Use]) -> None:
    gold = {(a, b): entity for a, b, entity in spans}
    soft = [(a, b) for a, b, entity in spans if not entity.get("core", True)]
    hit = set()
    for start, end, kind in dict.fromkeys((m.start, m.end, u.type) for u in uses for m in u.mentions):
        entity = gold.get((start, end))
        right = entity is not None and kind in _types(entity) and entity.get("core", True)
        if right:
            hit.add((start, end))
        elif any(start < b and a < end for a, b in soft):
            continue
        for row in ("mention", f"mention:{kind}"):
            scores.add(row, found=True, right=right)
    for start, end, entity in spans:
        if entity.get("core", True) and (start, end) not in hit:
            for row in ("mention", f"mention:{entity['type']}"):
                scores.add(row, found=False, right=False)


class _Pairing:
    """Extracted entities of a paper beside annotated ones: each extracted one takes the best that is left."""

    def __init__(self, gold: Gold, spans: list[tuple[int, int, Gold]], uses: Sequence[Use]) -> None:
        self.gold = [(e, {fold(s) for s in (e["name"], *e["mentions"])}) for e in gold["entities"]]
        self.uses = [(u, {fold(m.surface) for m in u.mentions} | {fold(u.name)}) for u in uses]
        self.soft = set().union(*(keys for e, keys in self.gold if not e.get("core", True)))
        shown = {id(entity) for _, _, entity in spans}
        self.hard = [n for n, (e, _) in enumerate(self.gold) if e.get("core", True) and id(e) in shown]
        self.pairs: dict[int, int] = {}
        for number, (use, keys) in enumerate(self.uses):
            if (best := self._best(use, keys)) is not None:
                self.pairs[number] = best

    def _best(self, use: Use, keys: set[str]) -> int | None:
        taken = set(self.pairs.values())
        ranks = [
            (use.type in _types(e), _group(use.type) in map(_group, _types(e)), len(keys & known), -n)
            for n, (e, known) in enumerate(self.gold)
            if n not in taken and keys & known
        ]
        return -max(ranks)[3] if ranks else None

    def judged(self) -> Iterator[tuple[Use, Gold | None]]:
        """Give each use that counts, with the annotated entity that it was paired with."""
        for number, (use, keys) in enumerate(self.uses):
            entity = self.gold[self.pairs[number]][0] if number in self.pairs else None
            if (entity is None and keys & self.soft) or (entity is not None and not entity.get("core", True)):
                continue
            yield use, entity

    def named(self) -> Iterator[Named]:
        """Give the names of each use that was paired with an annotated entity of its group."""
        for use, entity in self.judged():
            if entity is not None and _group(use.type) in map(_group, _types(entity)):
                surfaces = frozenset(fold(s) for s in (entity["name"], *entity["mentions"]))
                yield Named(fold(use.name), fold(entity["name"]), surfaces)

    def unpaired(self) -> Iterator[tuple[Gold, Use | None]]:
        """Give each annotated entity that must be found, with the use that it was paired with."""
        back = {n: self.uses[number][0] for number, n in self.pairs.items()}
        for n in self.hard:
            yield self.gold[n][0], back.get(n)

    def score(self, scores: Scores) -> None:
        """Count entities, roles and the questions that are asked of them."""
        for use, entity in self.judged():
            same = entity is not None and use.type in _types(entity)
            alike = entity is not None and _group(use.type) in map(_group, _types(entity))
            for row in ("entity", f"entity:{use.type}"):
                scores.add(row, found=True, right=same)
            tenth = scores.reliability[min(9, int(10 * use.confidence))]
            tenth.tp += same
            tenth.fp += not same
            for row in ("coarse", f"coarse:{_group(use.type)}"):
                scores.add(row, found=True, right=alike)
            if entity is None or not alike:
                scores.spurious[use.type, use.name] += 1
            else:
                right = use.role in _roles(entity)
                scores.roles.tp += right
                scores.roles.fp += not right
        for entity, paired in self.unpaired():
            if paired is None or paired.type not in _types(entity):
                scores.add("entity", found=False, right=False)
                scores.add(f"entity:{entity['type']}", found=False, right=False)
            if paired is None or _group(paired.type) not in map(_group, _types(entity)):
                for row in ("coarse", f"coarse:{_group(entity['type'])}"):
                    scores.add(row, found=False, right=False)
                scores.missed[entity["type"], entity["name"]] += 1
        for row, roles, groups in (
            ("uses:Resource", _DONE, {"Resource"}),
            ("uses:System", _DONE, {"System"}),
            ("introduces", {"introduces"}, {"Resource", "System"}),
        ):
            self._score_question(scores, row, roles, groups)

    def _score_question(self, scores: Scores, row: str, roles: set[str], groups: set[str]) -> None:
        for use, entity in self.judged():
            if use.role in roles and _group(use.type) in groups:
                right = entity is not None and _roles(entity) & roles and set(map(_group, _types(entity))) & groups
                scores.add(row, found=True, right=bool(right))
        for entity, paired in self.unpaired():
            if not (_roles(entity) <= roles and set(map(_group, _types(entity))) <= groups):
                continue
            if paired is None or paired.role not in roles or _group(paired.type) not in groups:
                scores.add(row, found=False, right=False)


def agree(one: object, other: object) -> bool:
    """Tell whether all words of one name stand in the other; nothing agrees with an empty name."""
    some, others = (set(re.findall(r"[a-z0-9]+", str(x or "").casefold())) for x in (one, other))
    return bool(some and others and (some <= others or others <= some))


def plain(value: object) -> str:
    """Give a value without spaces, plus sign and unit, by which values are compared."""
    return re.sub(r"[\s\\~+]", "", str(value or "")).rstrip("%x").lower()


def _score_results(scores: Scores, gold: Gold, results: Sequence[Result]) -> None:
    left = list(gold.get("results", ()))
    for result in results:
        row = next((g for g in left if plain(g["value"]) == plain(result.value) and _same_result(g, result)), None)
        if row is None:
            scores.add("results", found=True, right=False)
            scores.add("results:strict", found=True, right=False)
            continue
        left.remove(row)
        if row.get("optional"):
            continue
        whole = result.kind == row.get("kind") and (not row.get("system") or agree(row["system"], result.system))
        scores.add("results", found=True, right=True)
        scores.add("results:strict", found=True, right=whole)
        if not whole:
            scores.add("results:strict", found=False, right=False)
    for row in left:
        if not row.get("optional"):
            scores.add("results", found=False, right=False)
            scores.add("results:strict", found=False, right=False)


def _same_result(gold: Mapping[str, Any], result: Result) -> bool:
    told = [(gold.get("metric"), result.metric), (gold.get("metric_alt"), result.metric)]
    told += [(gold.get("dataset"), result.dataset), (gold.get("dataset_alt"), result.dataset)]
    known = [pair for pair in told if pair[0]]
    return not known or any(agree(*pair) for pair in known)
