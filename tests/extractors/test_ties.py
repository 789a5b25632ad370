"""What the numbers of a sentence may be results of."""

from __future__ import annotations

import pytest
import spacy

from extractors.evidence import tie_features, value_features
from extractors.reading import Reading, take_notes
from extractors.ties import Sentence, sentences
from kg.records import Mention

TITLE = "ZapNet: parsing in haste"


def read(abstract: str, *names: tuple[str, str, str]) -> tuple[Reading, list[Mention]]:
    """Notes on a text, and a mention for each `(surface, type, role)` wherever it stands."""
    text = f"{TITLE}\n{abstract}"
    notes = take_notes(spacy.blank("en").make_doc(text), text, len(TITLE))
    spans = [(a, b, n) for n in names for a, b in notes.occurrences(n[0])]
    return notes, [Mention(a, b, n, n, t, r, 1.0, "", "", notes.sentence_at(a)) for a, b, (n, t, r) in sorted(spans)]


def only(abstract: str, *names: tuple[str, str, str]) -> Sentence:
    (sentence,) = sentences(*read(abstract, *names))
    return sentence


def named(sentence: Sentence, field: str) -> set[str]:
    return {t.name for t in sentence.ties if t.field == field}


def test_only_sentences_with_numbers_count_and_the_title_does_not() -> None:
    found = list(sentences(*read("We parse. It reaches 91.5% accuracy. It is fast.")))
    assert [s.notes.text[s.start : s.end] for s in found] == ["It reaches 91.5% accuracy."]


def test_names_and_plain_words_may_be_what_was_measured() -> None:
    sentence = only(
        "It reaches 12.5 BLEU scores and cuts peak memory by 40%.", ("BLEU scores", "Metric", "evaluates_on")
    )
    assert {"BLEU", "peak memory"} <= named(sentence, "metric")


def test_a_sentence_may_speak_of_what_it_does_not_name() -> None:
    names = ("ZapNet", "Model", "introduces"), ("FooBank", "Dataset", "uses"), ("F1", "Metric", "evaluates_on")
    *_, last = sentences(*read("ZapNet is tested on FooBank for F1. This gives 3.4 more.", *names))
    assert "ZapNet" in named(last, "system")
    assert "FooBank" in named(last, "dataset")
    assert "F1" in named(last, "metric")
    assert "this paper" not in named(last, "system")
    assert "this paper" in named(only("This gives 3.4 more."), "system")


@pytest.mark.parametrize("field", ["metric", "dataset"])
def test_names_in_a_list_pair_off_with_numbers_in_a_list(field: str) -> None:
    kind = {"metric": "Metric", "dataset": "Dataset"}[field]
    sentence = only("We reach 71.2 and 64.5 on AaBank and BbBank.", ("AaBank", kind, "uses"), ("BbBank", kind, "uses"))
    assert sentence.runs == [(0, 2), (1, 2)]
    first, second = (t for t in sentence.ties if t.name in {"AaBank", "BbBank"})
    assert f"{field} named paired" in set(tie_features(sentence, 1, second))
    assert f"{field} named paired with another" in set(tie_features(sentence, 1, first))


def test_features_stand_on_one_line_each() -> None:
    sentence = only("It reaches\n71.2\n(\t64.5 ) F1\nscores.", ("F1", "Metric", "evaluates_on"))
    found = {f for n in range(2) for f in value_features(sentence, n)}
    found |= {f for n in range(2) for tie in sentence.ties for f in tie_features(sentence, n, tie)}
    assert all(f.splitlines() == [f] and "\t" not in f for f in found)


def test_what_is_no_sentence_is_passed_over() -> None:
    assert not list(sentences(*read("It reaches 71.2 " + "and more " * 400)))
