"""Acronyms and their long forms."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractors.acronyms import best_long_form, is_short_form, spells
from extractors.reading import reading


@pytest.mark.parametrize(
    ("short", "words", "long"),
    [
        ("GCN", "we train a graph convolutional network", "graph convolutional network"),
        ("ASR", "systems for automatic speech recognition", "automatic speech recognition"),
        ("ViTs", "the vision transformers", "vision transformers"),
        ("HMM", "hidden markov model", "hidden markov model"),
        ("XYZ", "nothing fits here", ""),
        ("AB", "bad cab", ""),  # no word begins with an a
    ],
)
def test_the_shortest_long_form(short: str, words: str, long: str) -> None:
    assert best_long_form(short, words) == long


@given(st.from_regex(r"[A-Z]{2,5}", fullmatch=True), st.text(alphabet="abcdefgh ", max_size=60))
def test_a_long_form_ends_the_words_and_begins_with_the_first_letter(short: str, words: str) -> None:
    long = best_long_form(short, words)
    if long:
        assert words.endswith(long)
        assert long[0].lower() == short[0].lower()


@pytest.mark.parametrize("text", ["GCN", "ViT", "VAE++", "T5", "Mask R-CNN"[5:]])
def test_acronyms_have_capitals(text: str) -> None:
    assert is_short_form(text)


@pytest.mark.parametrize("text", ["e.g", "see below", "2021", "A", "table"])
def test_other_parentheses_are_no_acronyms(text: str) -> None:
    assert not is_short_form(text)


def test_both_forms_get_the_name_of_the_acronym(candidates) -> None:
    found = candidates("citegraph_acronyms", "T", "We study masked feature prediction (MFP). MFP works.")
    assert {(c.rule, c.name) for c in found} == {("long form", "MFP"), ("acronym", "MFP")}


def test_a_long_form_may_stand_in_the_parenthesis(candidates) -> None:
    found = candidates("citegraph_acronyms", "T", "We use FGT (fast graph transport) here.")
    assert [c.name for c in found] == ["FGT", "FGT"]


def test_a_year_or_remark_in_parentheses_defines_nothing(candidates) -> None:
    assert candidates("citegraph_acronyms", "T", "It was shown (2019) that this (see below) works.") == []


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We study Named Entity Recognition (NER).", "NER", "Named Entity Recognition"),
        ("We study the Temporal Transformer (TT).", "TT", "Temporal Transformer"),
        ("We study the Entity Linker (EL).", "EL", "Entity Linker"),
    ],
)
def test_an_article_is_left_out_and_a_word_that_the_acronym_spells_stays(text: str, short: str, long: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("citegraph_acronyms")
    assert reading(nlp(text)).long_forms == {short: long}


@pytest.mark.parametrize(
    ("title", "long"),
    [
        ("ZAP: Zoned Attention Parsing for Trees", "Zoned Attention Parsing"),
        ("ZeAP: A Zero-shot Attentive Parser", "Zero-shot Attentive Parser"),
        ("GLUE: Growing Lattices under Entropy", "Growing Lattices under Entropy"),
        ("ZAP: Faster Parsing of Trees", ""),
    ],
)
def test_a_title_may_spell_its_name(candidates, title: str, long: str) -> None:
    found = candidates("citegraph_acronyms", title, "x")
    assert [title[c.start : c.end] for c in found if c.rule == "long form"] == ([long] if long else [])


def test_every_word_gives_an_initial() -> None:
    assert spells("ZAP", "Zoned Attention Parsing")
    assert not spells("ZAP", "Zoned Fast Attention Parsing")
    assert not spells("ZAP", "Zap")
    assert not spells("ZAP", "the")
