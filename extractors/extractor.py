"""Papers to mentions and results: streaming, in batches, over worker processes."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import islice

from spacy.language import Language

from extractors import DECIDERS, FINDERS, RULES, load
from extractors.reading import mentions_of, results_of, take_notes
from kg.errors import CitegraphError
from kg.records import Extraction, Paper

LONGEST = 100_000
"""Characters of a text that are read; what stands behind them is left unread."""

_BATCH = 64  # papers that a worker takes at a time
_AHEAD = 4  # batches a worker that wait or run

_WILD = re.compile(r"[^\w\s]{40,}|\S{1000,}")  # rules of dashes; words of a thousand characters

Text = tuple[str, str]
"""Title and abstract."""


@cache
def _pipeline(threshold: float, fast: bool) -> Language:
    nlp = load(threshold=threshold, fast=fast)
    gc.freeze()  # the tables live as long as the process: collecting garbage need not walk through them
    return nlp


def read_texts(texts: list[Text], threshold: float, fast: bool = False) -> list[Extraction]:
    """Extract from a batch of texts: a pure function of its arguments, so that any engine can map it.

    Parameters
    ----------
    texts
        `(title, abstract)` of each paper. Characters behind `LONGEST` are not read.
    threshold
        Least confidence of a mention.
    fast
        Rules only, without the recognizer.
    """
    nlp = _pipeline(threshold, fast)
    docs = []
    for title, abstract in texts:
        text = _tame(f"{title}\n{abstract}"[:LONGEST])
        doc = nlp.make_doc(text)
        take_notes(doc, text, min(len(title), LONGEST))
        docs.append(doc)
    # Component by component: each finds its tables in the processor's cache, which saves a fifth of the time.
    for _, component in nlp.pipeline:
        docs = [component(doc) for doc in docs]
    return [Extraction(mentions_of(doc), results_of(doc)) for doc in docs]


def _tame(text: str) -> str:
    """Blank out what no prose holds, offsets kept: spaCy's tokenizer takes quadratic time for such runs."""
    return _WILD.sub(lambda run: " " * len(run.group()), text)


def _fingerprint(threshold: float, fast: bool) -> str:
    """Tell one extractor from another: its components, the code and data of extractors and lexicon, the threshold."""
    digest = hashlib.sha256(repr((RULES if fast else FINDERS, DECIDERS, threshold)).encode())
    for root in (resources.files("extractors"), resources.files("kg.names"), resources.files("kg") / "text.py"):
        for name, content in _contents(root):
            digest.update(name.encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _contents(root: Traversable) -> Iterator[tuple[str, bytes]]:
    """Give the files of a folder that matter, with their names, in order."""
    if root.is_file():
        if root.name.endswith((".py", ".tsv", ".txt", ".onnx")):
            yield root.name, root.read_bytes()
        return
    for inner in sorted(root.iterdir(), key=lambda f: f.name):
        if inner.name not in {"__pycache__", "training"}:
            yield from _contents(inner)


class Extractor:
    """Reads papers with the spaCy pipeline of this package.

    Parameters
    ----------
    threshold
        Least confidence of a mention, 0 to 1: higher gives fewer and surer mentions.
    workers
        Processes that read; 1 reads in this one.
    fast
        Rules only, without the trained recognizer.
    """

    def __init__(self, *, threshold: float = 0.4, workers: int = 1, fast: bool = False) -> None:
        self.threshold = threshold
        self.workers = workers
        self.fast = fast
        self.fingerprint = _fingerprint(threshold, fast)

    def extract(self, papers: Iterable[Paper]) -> Iterator[tuple[Paper, Extraction]]:
        """Extract from papers, one after the other, in their order.

        Parameters
        ----------
        papers
            Any number of papers; only a few batches are held at a time.
        """
        batches = _batches(papers, _BATCH)
        if self.workers <= 1:
            for batch in batches:
                texts = [(p.title, p.abstract) for p in batch]
                yield from zip(batch, read_texts(texts, self.threshold, self.fast), strict=True)
            return
        try:
            yield from self._over_workers(batches)
        except BrokenProcessPool as error:
            what = "a worker process was ended from outside, perhaps for want of memory"
            raise CitegraphError(what, cure="run it again with fewer --workers; what was stored is kept") from error

    def _over_workers(self, batches: Iterable[list[Paper]]) -> Iterator[tuple[Paper, Extraction]]:
        context = multiprocessing.get_context("spawn")  # the same on every system, and safe beside SQLite
        with ProcessPoolExecutor(self.workers, mp_context=context) as pool:
            running: deque[tuple[list[Paper], Future[list[Extraction]]]] = deque()
            for batch in batches:
                texts = [(p.title, p.abstract) for p in batch]
                running.append((batch, pool.submit(read_texts, texts, self.threshold, self.fast)))
                if len(running) >= self.workers * _AHEAD:
                    done, future = running.popleft()
                    yield from zip(done, future.result(), strict=True)
            for done, future in running:
                yield from zip(done, future.result(), strict=True)


def _batches(papers: Iterable[Paper], size: int) -> Iterator[list[Paper]]:
    rest = iter(papers)
    while batch := list(islice(rest, size)):
        yield batch
