"""Prints what `make bench` measures: extraction beside the bare tokenizer, look-ups beside a bare Python."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import resources
from itertools import islice
from pathlib import Path

import spacy

from extractors.extractor import Extractor, read_texts
from kg.library import open_library
from kg.papers import read
from kg.records import Paper

SHARED = Path(__file__).parents[3] / "shared"
ABSTRACTS = 1_000
FEW = 256  # for what takes longer


def papers() -> tuple[str, list[Paper]]:
    """Real abstracts where they are at hand, else the shipped sample over and over."""
    real = SHARED / "data" / "arxiv" / "papers.jsonl.gz"
    if real.exists():
        return "arXiv abstracts", list(islice(read(real), 20_000, 20_000 + ABSTRACTS))
    sample = list(read(Path(str(resources.files("kg.sample") / "papers.jsonl"))))
    return "sample abstracts, repeated", (sample * (ABSTRACTS // len(sample) + 1))[:ABSTRACTS]


def rate(work: Callable[[], object], count: int) -> float:
    """Give the best of three rates, a second."""
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return count / best


def ready() -> float:
    """Give the seconds from the start of Python to the first abstract read."""
    begin = time.perf_counter()
    code = "import extractors; extractors.load()('We use BERT.')"
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begin


def extraction() -> None:
    """Rules and recognizer beside the tokenizer that they stand on, and two workers beside one."""
    what, found = papers()
    texts = [paper.text for paper in found]
    pairs = [(paper.title, paper.abstract) for paper in found]
    blank = spacy.blank("en")
    bare = rate(lambda: [blank.make_doc(text) for text in texts], len(texts))
    fast = rate(lambda: [read_texts(pairs[n : n + 64], 0.4, fast=True) for n in range(0, len(pairs), 64)], len(texts))
    some = pairs[:FEW]
    full = rate(lambda: [read_texts(some[n : n + 64], 0.4) for n in range(0, len(some), 64)], len(some))
    print(f"extraction, {len(texts):,} {what}, one core")
    print(f"  bare tokenizer           {bare:8,.0f} abstracts/s")
    print(f"  rules only (--fast)      {fast:8,.0f} abstracts/s   1/{bare / fast:.1f} of the tokenizer (wanted: 1/4)")
    print(f"  with the recognizer      {full:8,.0f} abstracts/s   1/{bare / full:.1f} of the tokenizer (wanted: 1/60)")
    print(f"  ready after {ready():.1f} s")
    one = rate(lambda: list(Extractor(workers=1).extract(found)), len(found))
    two = rate(lambda: list(Extractor(workers=2).extract(found)), len(found))
    print(f"  1 worker                 {one:8,.0f} abstracts/s")
    print(f"  2 workers, started anew  {two:8,.0f} abstracts/s   {two / one:.2f} of one")


def lookups() -> None:
    """The command beside a Python that does nothing."""
    inputs = sorted((SHARED / "seeds").glob("*.txt")) or [Path(str(resources.files("kg.sample") / "papers.jsonl"))]
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "bench.kg"
        with open_library(library, create=True) as opened:
            opened.add((paper for path in inputs for paper in read(path)), Extractor())

        def median(*command: str) -> float:
            times = []
            for _ in range(9):
                begin = time.perf_counter()
                subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
                times.append(time.perf_counter() - begin)
            return statistics.median(times) * 1000

        bare = median("-c", "pass")
        ask = median("-m", "kg", "uses", "ImageNet", "--library", str(library))
        as_json = median("-m", "kg", "uses", "ImageNet", "--json", "--library", str(library))
        print(f"look-ups from the shell, {len(inputs)} inputs")
        print(f"  python -c pass               {bare:6.0f} ms")
        print(f"  citegraph uses ImageNet      {ask:6.0f} ms   {ask / bare:.1f} times a bare Python (aim: 12)")
        print(f"  citegraph uses ... --json    {as_json:6.0f} ms   {as_json / bare:.1f} times")


if __name__ == "__main__":
    extraction()
    lookups()
