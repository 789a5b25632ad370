"""The shipped recognizer reads names that no list has; texts in other languages are left to the rules."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from extractors.reading import reading
from extractors.recognizer import is_english

TEXT = (
    "Zorbit: reading maps with words\n"
    "We present Zorbit, a neural network that reads maps. It is trained on Quarlex and tested on the Mirvana dataset, "
    "where it reaches an F1 score of 71.2, better than BERT."
)
GERMAN = (
    "Karten lesen mit Worten\nWir stellen ein neuronales Netz vor, das Karten liest. Es wird mit BERT verglichen und "
    "auf einem großen Datensatz geprüft, wobei es deutlich besser abschneidet als alle bisherigen Verfahren zum Lesen."
)


@pytest.fixture(scope="module")
def alone() -> Language:
    """A pipeline of the recognizer only."""
    nlp = spacy.blank("en")
    nlp.add_pipe("citegraph_recognizer")
    return nlp


def test_unknown_names_are_found(alone: Language) -> None:
    notes = reading(alone(TEXT))
    found = {notes.text[c.start : c.end]: c.type for c in notes.candidates}
    assert {"Zorbit", "Quarlex", "Mirvana", "BERT"} <= set(found)
    assert found["Mirvana"] == "Dataset"
    assert {c.by for c in notes.candidates} == {"recognizer"}


def test_a_long_text_is_read_to_its_end(alone: Language) -> None:
    notes = reading(alone(TEXT + " We say no more than that of this." * 300 + " We evaluate on the Quibster dataset."))
    assert any(notes.text.startswith("Quibster", c.start) for c in notes.candidates)


def test_an_empty_text_names_nothing(alone: Language) -> None:
    assert reading(alone("")).candidates == []


def test_other_languages_are_left_to_the_rules(alone: Language) -> None:
    notes = reading(alone(GERMAN))
    assert notes.recognition is None
    assert notes.candidates == []
    assert not is_english(notes.folded)
    assert is_english(reading(alone(TEXT)).folded)
    assert is_english(["une", "phrase"])  # too few words to tell
