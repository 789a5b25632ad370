"""Finds the results that a paper reports: which system reaches which value of which metric on which dataset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from extractors.reading import keep_results, mentions_of, reading
from extractors.values import Value, find_values, kind_of
from kg.records import Mention, Result

_METRIC = re.compile(
    r"\b(?:accurac(?:y|ies)|precision|recall|F1|F-score|F1-score|F-measure|error rates?|error|errors|AUC|AUROC|ROC-AUC|"
    r"mAP|AP|BLEU|ROUGE(?:-\w+)?|WER|CER|perplexity|success rate|win rate|speed-?ups?|latency|throughput|performance|"
    r"parameters|inference time|training time|memory|FLOPs|FPS|IoU|mIoU|Dice|PSNR|SSIM|FID|NDCG|MRR|correlation|"
    r"sensitivity|specificity|hallucinations?|cost|pass@\d+|R@\d+|Recall@\d+|EER|DER|MAE|RMSE|mean squared error|"
    r"top-[15]|scores?|rate|improvements?|gains?|reductions?|accurate)\b(?:@[\w.]+)?",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:improvement|gain|reduction|score|rate|accurate|performance|error)s?", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    r"(?:\s?scores?|\s?values?)?\s?(?:\([^()]{1,30}\))?\s?(?:of|is|was|are|=|:|at|by|to|from|below|above|reach\w*|"
    r"(?:improve|increase|rise|drop|decrease|fall)\w* (?:by|to|from))?\s?(?:up to|over|about|only|nearly|around|"
    r"approximately|more than|at least)?\s?[$~\\(]*"
)
_TOLD_BEHIND = re.compile(
    r"[\s$})\\]*(?:(?:relative|absolute|average|mean|higher|lower|better|fewer|less|more|of|in|the|improvements?|gains?|"
    r"reductions?|increase|decrease|drop|boost)\s){0,4}"
)
_JOINT = re.compile(r"[\s,]*(?:and\s|or\s)?(?:on\s|in\s|for\s)?(?:the\s)?[$\\]*")
_OTHERS = re.compile(
    r"\b(?:baselines?|state[- ]of[- ]the[- ]art|SOTA|previous|prior|existing|compared (?:to|with)|vs\.?|versus|than)"
    r"\W+$",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Tt]he proposed|[Tt]his (?:paper|work|method|model|approach)|[Ii]t)\b")
_PLURAL = {"accuracies": "accuracy", "error rates": "error rate"}
_SYSTEMS, _RESOURCES = {"Model", "Method"}, {"Dataset", "Benchmark"}
_NEAR, _FAR = 40, 12  # characters to a metric that is surely meant; words to a dataset
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what it names; `own` is the system that the paper introduces."""

    text: str
    start: int
    end: int
    values: Sequence[Value]
    metrics: Sequence[Span]
    datasets: Sequence[Span]
    systems: Sequence[Mention]
    own: str

    def run(self, value: Value) -> tuple[list[Value], int]:
        """Give the list of values that one stands in ("68.5%, 60.1% and 51.9%"), and its place there."""
        at = self.values.index(value)
        first = last = at
        while first and _JOINT.fullmatch(self.text[self.values[first - 1].end : self.values[first].start]):
            first -= 1
        while last + 1 < len(self.values) and _JOINT.fullmatch(
            self.text[self.values[last].end : self.values[last + 1].start]
        ):
            last += 1
        return list(self.values[first : last + 1]), at - first

    def paired(self, spans: Sequence[Span], value: Value) -> str:
        """Give the name that pairs off with a value where as many names stand in a list behind or before the values."""
        values, place = self.run(value)
        count = len(values)
        if count < 2:
            return ""
        behind = [s for s in spans if s[0] >= values[-1].end][:count]
        before = [s for s in spans if s[1] <= values[0].start][-count:]
        for names in (behind, before):
            gaps = (self.text[a[1] : b[0]] for a, b in pairwise(names))
            if len(names) == count and all(_JOINT.fullmatch(gap) for gap in gaps):
                return names[place][2]
        return ""

    def metric(self, value: Value) -> str:
        """Give the metric that is told right before or behind a value, else the nearest one."""
        if paired := self.paired(self.metrics, value):
            return paired
        stop = min((v.start for v in self.values if v.start > value.start), default=self.end)
        behind = [s for s in self.metrics if value.end <= s[0] < stop]
        before = [s for s in reversed(self.metrics) if s[1] <= value.start]
        exact = [s for s in behind if not _VAGUE.fullmatch(s[2])]
        told = [s for s in before[:1] if _TOLD_BEFORE.fullmatch(self.text, s[1], value.start)]
        says = [s for s in exact[:1] if _TOLD_BEHIND.fullmatch(self.text, value.end, s[0])]
        close = [s for s in before if value.start - s[1] <= _NEAR and not _VAGUE.fullmatch(s[2])]
        soon = [s for s in exact if s[0] - value.end <= _NEAR]
        precise = [s for s in before if not _VAGUE.fullmatch(s[2])]
        if told and _VAGUE.fullmatch(told[0][2]):
            told = []
        for choice in (says, told, close, soon, precise, exact, behind, before):
            if choice:
                return choice[0][2]
        return ""

    def dataset(self, value: Value) -> str:
        """Give the dataset behind a value and before the next one, else the nearest before it."""
        if not self.datasets:
            return ""
        if paired := self.paired(self.datasets, value):
            return paired
        values, _ = self.run(value)
        tail = [s for s in self.datasets if s[0] >= values[-1].end]
        stop = min((v.start for v in self.values if v.start > values[-1].start), default=self.end)
        if tail and tail[0][0] < stop and len(self.text[values[-1].end : tail[0][0]].split()) <= _FAR:
            return tail[0][2]
        before = [s for s in self.datasets if s[1] <= value.start]
        return before[-1][2] if before else tail[0][2] if tail else ""

    def system(self, value: Value) -> str:
        """Give the system that the sentence is about: that of the paper, else the first it names before the value."""
        if _OTHERS.search(self.text, max(self.start, value.start - 30), value.start):
            return "baseline"
        introduced = [m.name for m in self.systems if m.role == "introduces" and m.name == self.own]
        if introduced or _OURS.search(self.text, self.start, value.start):
            return self.own
        named = [m.name for m in self.systems if m.end <= value.start and m.role != "mentions"]
        return named[0] if named else self.own


class ResultFinder:
    """Ties each number of the abstract to the metric, dataset and system that its sentence names."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.results`."""
        notes, mentions = reading(doc), mentions_of(doc)
        results: list[Result] = []
        own = _own_system(mentions)
        for start, end in notes.sentences:
            if start < notes.title_end:
                continue
            inside = [m for m in mentions if start <= m.start < end]
            values = find_values(notes.text, start, end, [(m.start, m.end) for m in inside])
            if values:
                results += _results(_sentence(notes.text, start, end, values, inside, own))
        keep_results(doc, results)
        return doc


def _own_system(mentions: Sequence[Mention]) -> str:
    """The model or method that the paper introduces: the one that it names most, of equals the first."""
    names = [m.name for m in mentions if m.role == "introduces" and m.type in _SYSTEMS]
    return max(names, key=names.count, default="this paper")


def _sentence(
    text: str, start: int, end: int, values: Sequence[Value], mentions: Sequence[Mention], own: str
) -> _Sentence:
    spans = [(m.start, m.end, m.name) for m in mentions if m.type == "Metric"]
    taken = [(m.start, m.end) for m in mentions]
    for m in _METRIC.finditer(text, start, end):
        if not any(a <= m.start() < b for a, b in taken):
            spans.append((m.start(), m.end(), _PLURAL.get(m.group().lower(), m.group())))
    datasets = [(m.start, m.end, m.name) for m in mentions if m.type in _RESOURCES]
    systems = [m for m in mentions if m.type in _SYSTEMS]
    return _Sentence(text, start, end, values, sorted(spans), datasets, systems, own)


def _results(sentence: _Sentence) -> list[Result]:
    found = []
    for value in sentence.values:
        metric, dataset = sentence.metric(value), sentence.dataset(value)
        if not metric and not (dataset and value.unit):
            continue
        printed = sentence.text[value.start : value.end]
        kind = kind_of(sentence.text, sentence.start, sentence.end, value)
        bounds = sentence.start, sentence.end
        system = sentence.system(value)
        found.append(Result(system, dataset, metric, printed, value.unit, kind, value.start, value.end, bounds))
    return found


@Language.factory("citegraph_results", assigns=["doc._.results"], requires=["doc._.mentions"])
def make_results(nlp: Language, name: str) -> ResultFinder:
    """Make the component."""
    return ResultFinder()
