"""Finds the results that a paper reports: which system reaches which value of which metric on which dataset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.reading import Reading, mentions_of, reading
from kg.records import Mention, Result

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = (
    r"\s?\\?%|\s?percentage points?|\s?percent\b|[\s-]points?\b|\s?pp\b|\s?(?:\\times|×|x\b|X\b)|\s?times\b|[\s-]fold\b"
    r"|\s?dB\b|\s?ms\b|\s?FPS\b"
)
_VALUE = re.compile(
    rf"(?<![\w.,/^_{{@#-])\$?(?P<sign>[+\-−]?)(?P<number>{_NUMBER})(?P<unit>{_UNIT})?\$?(?P<unit2>{_UNIT})?"
    r"(?![\w/]|\.\d|-\w)"
)
_METRIC = re.compile(
    r"\b(?:accurac(?:y|ies)|precision|recall|F1|F-score|F1-score|F-measure|error rates?|error|errors|AUC|AUROC|ROC-AUC|"
    r"mAP|AP|BLEU|ROUGE(?:-\w+)?|WER|CER|perplexity|success rate|win rate|speed-?ups?|latency|throughput|performance|"
    r"parameters|inference time|training time|memory|FLOPs|FPS|IoU|mIoU|Dice|PSNR|SSIM|FID|NDCG|MRR|correlation|"
    r"sensitivity|specificity|hallucinations?|cost|pass@\d+|R@\d+|Recall@\d+|EER|DER|MAE|RMSE|mean squared error|"
    r"top-[15]|scores?|rate|improvements?|gains?|reductions?|accurate)\b(?:@[\w.]+)?",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"improvement|gain|reduction|score|rate$|accurate|performance|error", re.IGNORECASE)
_GAIN_BEFORE = re.compile(
    r"\b(?:by|improv\w*|increas\w*|gains?|outperform\w*|reduc\w*|boost\w*|surpass\w*|exceed\w*|decreas\w*|lower\w*|drops?|rais\w*|"
    r"improvements? of|sav\w*|cut\w*)\b[^.;%]{0,40}$",
    re.IGNORECASE,
)
_GAIN_AFTER = re.compile(
    r"^[\s,$}]*(?:\w+[\s-]){0,3}?(?:improv\w*|gains?|increas\w*|reductions?|higher|lower|faster|better|fewer|less|more|boost|speed-?ups?|drop|"
    r"decrease|smaller|larger|savings?|over the|greater|cheaper|slower|worse)\b",
    re.IGNORECASE,
)
_TO_SCORE = re.compile(
    r"\b(?:to|from|of|at|is|are|reach\w*|achiev\w*|obtain\w*|attain\w*|score[sd]?|with|yield\w*)\s(?:\w+\s){0,3}\\?\$?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^[\s\-]*(?:\w+[\s-]){0,2}?(?:datasets?|benchmarks?|tasks?|languages?|models?|GPUs?|hours?|papers?|images?|samples?|"
    r"examples?|questions?|users?|years?|tokens?|layers?|domains?|classes|categories|categor\w+|data|"
    r"of the (?:data|labels|time|training))\b",
    re.IGNORECASE,
)
_RESOURCES = {"Dataset", "Benchmark"}


@dataclass(frozen=True, slots=True)
class _Value:
    start: int
    end: int
    unit: str


class ResultFinder:
    """Ties each number of the abstract to the metric, dataset and system that its sentence names."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.results`."""
        notes, mentions = reading(doc), mentions_of(doc)
        results: list[Result] = []
        system = self._own_system(mentions)
        for start, end in notes.sentences:
            if start < notes.title_end:
                continue
            inside = [m for m in mentions if start <= m.start < end]
            values = self._values(notes.text, start, end, inside)
            for value in values:
                if result := self._result(notes, (start, end), value, values, inside, system):
                    results.append(result)
        doc._.results = tuple(results)
        return doc

    @staticmethod
    def _own_system(mentions: Sequence[Mention]) -> str:
        """The first model or method that the paper introduces."""
        return next(
            (m.name for m in mentions if m.role == "introduces" and m.type in {"Model", "Method"}), "this paper"
        )

    @staticmethod
    def _values(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[_Value]:
        found = []
        for m in _VALUE.finditer(text, start, end):
            unit = (m["unit"] or m["unit2"] or "").strip(" -\\")
            a, b = m.span()
            if text[a] == "$" and text[b - 1] != "$" and "$" not in text[a + 1 : b]:
                a += 1
            named = any(x.start < m.end("number") and m.start("number") < x.end for x in mentions)
            plain = not unit and ("." not in m["number"] or len(m["number"]) < 3)
            if named or plain or _COUNTED.match(text, m.end(), end) or re.match(r"(?:19|20)\d\d$", m["number"]):
                continue
            found.append(_Value(a, b, {"percent": "%", "×": "x", "times": "x", "fold": "x", "X": "x"}.get(unit, unit)))
        return found

    def _result(
        self,
        notes: Reading,
        sentence: tuple[int, int],
        value: _Value,
        values: Sequence[_Value],
        mentions: Sequence[Mention],
        system: str,
    ) -> Result | None:
        text = notes.text
        metric = self._metric(text, sentence, value, values, mentions)
        dataset = self._dataset(text, value, values, mentions)
        kind = self._kind(text, sentence, value)
        if not metric and not dataset:
            return None
        if not value.unit and not metric:
            return None
        own = next((m.name for m in mentions if m.role == "introduces" and m.type in {"Model", "Method"}), system)
        printed = text[value.start : value.end]
        return Result(own, dataset, metric, printed, value.unit, kind, value.start, value.end, sentence)

    @staticmethod
    def _metric(
        text: str, sentence: tuple[int, int], value: _Value, values: Sequence[_Value], mentions: Sequence[Mention]
    ) -> str:
        """The metric right behind the value ("84.7 mIoU"), else the nearest before it, else the nearest behind it."""
        spans = [(m.start, m.end, m.name) for m in mentions if m.type == "Metric"]
        spans += [
            (m.start(), m.end(), m.group())
            for m in _METRIC.finditer(text, *sentence)
            if not any(a <= m.start() < b for a, b, _ in spans)
        ]
        stop = min((v.start for v in values if v.start > value.start), default=sentence[1])
        behind = sorted(s for s in spans if value.end <= s[0] < stop)
        before = sorted((s for s in spans if s[1] <= value.start), key=lambda s: -s[1])
        exact = [s for s in behind if not _VAGUE.search(s[2])]
        if behind and behind[0][0] - value.end <= 3 and not _VAGUE.search(behind[0][2]):
            return behind[0][2]
        close = [s for s in before if value.start - s[1] <= 40 and not _VAGUE.search(s[2])]
        if exact and exact[0][0] - value.end <= 40 and not close:
            return exact[0][2]
        precise = [s for s in before if not _VAGUE.search(s[2])]
        for group in (close, precise, exact, behind, before):
            if group:
                return group[0][2]
        return ""

    @staticmethod
    def _dataset(text: str, value: _Value, values: Sequence[_Value], mentions: Sequence[Mention]) -> str:
        """The dataset behind the value and before the next one, else the nearest before it; lists pair off in order."""
        resources = [m for m in mentions if m.type in _RESOURCES]
        if not resources:
            return ""
        following = [m for m in resources if m.start >= value.end]
        run = [value]
        for v in values:  # "68.5%, 60.1% and 51.9% on A, B and C"
            if v.start > run[-1].start and re.fullmatch(r"[\s,]*(?:and\s)?", text[run[-1].end : v.start]):
                run.append(v)
        back = [value]
        for v in reversed(values):
            if v.start < back[-1].start and re.fullmatch(r"[\s,]*(?:and\s)?", text[v.end : back[-1].start]):
                back.append(v)
        place, length = len(back) - 1, len(back) + len(run) - 1
        tail = [m for m in following if m.start > run[-1].end]
        if length > 1 and len(tail) >= length:
            return tail[place].name
        stop = min((v.start for v in values if v.start > run[-1].start), default=len(text))
        if tail and tail[0].start < stop and len(text[run[-1].end : tail[0].start].split()) <= 12:
            return tail[0].name
        before = [m for m in resources if m.end <= value.start]
        return before[-1].name if before else (tail[0].name if tail else "")

    @staticmethod
    def _kind(text: str, sentence: tuple[int, int], value: _Value) -> str:
        before = text[max(sentence[0], value.start - 60) : value.start]
        behind = text[value.end : min(sentence[1], value.end + 50)]
        if value.unit in {"x", "points", "point", "percentage points", "percentage point", "pp"} or _GAIN_AFTER.match(
            behind
        ):
            return "gain"
        if _TO_SCORE.search(before):
            return (
                "score"
                if not re.search(
                    r"(?:improvements?|gains?|reductions?|increase|drop|boost) of (?:\w+ ){0,2}\$?$", before
                )
                else "gain"
            )
        return "gain" if _GAIN_BEFORE.search(before) else "score"


@Language.factory("citegraph_results", assigns=["doc._.results"], requires=["doc._.mentions"])
def make_results(nlp: Language, name: str) -> ResultFinder:
    """Make the component."""
    return ResultFinder()
