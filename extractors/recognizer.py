"""Runs the trained recognizer: a small BERT that says of each word what it is in.

It was made by `extractors.training.recognizer`; onnxruntime runs it on one core, one text at a time, so that what is
read in a text depends on nothing but the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from extractors.reading import Candidate, reading, same_line
from extractors.recognized import NAME_TAGS, RESULT_TAGS, Recognition
from extractors.wordpieces import WordPieces
from kg.records import ROLES, TYPES

_SMALL = frozenset("the of and to that for with we by this from which is can".split())
_SMALL_SHARE = 0.04  # of the words: of 74,986 English abstracts none had less
_FEW = 30


class Recognizer:
    """Finds names by the trained network; keeps what it says in the notes, for those who decide.

    Parameters
    ----------
    model
        An ONNX file, with the word pieces it knows in its metadata, under `vocabulary`.
    """

    def __init__(self, model: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # papers are read side by side, not words
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._pieces = WordPieces(self._session.get_modelmeta().custom_metadata_map["vocabulary"].split("\n"))

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the notes."""
        notes = reading(doc)
        if not is_english(notes.folded):
            return doc  # it never saw another language: the rules decide alone
        notes.recognition = recognition = self.recognize(notes.text, notes.title_end)
        for start, end, kind in recognition.found():
            name = same_line(notes.text[start:end])
            notes.candidates.append(Candidate(start, end, name, kind, "recognizer", "name"))
        return doc

    def recognize(self, text: str, title_end: int) -> Recognition:
        """Read a text.

        Parameters
        ----------
        text
            Title, newline, abstract.
        title_end
            Offset of the newline.
        """
        spans: list[tuple[int, int]] = []
        tables: list[list[NDArray[np.float32]]] = []
        for window in self._pieces.encode(text, title_end):
            given = {"ids": window.ids[None], "cases": window.cases[None], "parts": window.parts[None]}
            tables.append([_softmax(table[0][window.firsts]) for table in self._session.run(None, given)])
            spans += window.spans
        if not tables:
            tables.append([np.zeros((0, n), dtype=np.float32) for n in (len(NAME_TAGS), len(ROLES), len(RESULT_TAGS))])
        names, roles, results = (np.concatenate(parts) for parts in zip(*tables, strict=True))
        tags = names[:, 1:].reshape(len(names), len(TYPES) + 1, 2)
        begins, inside = tags.sum(axis=1).T
        return Recognition(spans, tags.sum(axis=2), begins, inside, roles, results)


def is_english(words: Sequence[str]) -> bool:
    """Tell English by its small words; a text of a few words, a title, is taken for it."""
    return len(words) < _FEW or sum(word in _SMALL for word in words) >= _SMALL_SHARE * len(words)


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


@Language.factory("citegraph_recognizer", default_config={"model": ""})
def make_recognizer(nlp: Language, name: str, model: str) -> Recognizer:
    """Make the component with the network that ships with citegraph, or that of a file."""
    if model:
        return Recognizer(Path(model))
    with resources.as_file(resources.files("extractors") / "data" / "recognizer.onnx") as path:
        return Recognizer(path)
