"""The whole pipeline on short texts whose reading is plain."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.records import ROLES, TYPES

TITLE = "ZapNet: A Convolutional Architecture for Image Classification"
ABSTRACT = (
    "Image classification is a central problem of vision. We propose ZapNet, a new convolutional architecture. "
    "We evaluate ZapNet on the ImageNet dataset and on CIFAR-10, where it achieves 84.2% top-1 accuracy on ImageNet "
    "and outperforms ResNet-50 by 3.1 points."
)


@pytest.fixture(scope="module")
def doc(nlp: Language):
    return nlp(f"{TITLE}\n{ABSTRACT}")


def test_types_and_roles(doc) -> None:
    found = {(m.name, m.type, m.role) for m in doc._.mentions}
    assert ("ZapNet", "Model", "introduces") in found
    assert ("ImageNet", "Dataset", "evaluates_on") in found
    assert ("CIFAR-10", "Dataset", "evaluates_on") in found
    assert ("image classification", "Task", "evaluates_on") in found
    assert any(name.startswith("ResNet") and role == "compares_with" for name, _, role in found)


def test_each_mention_tells_where_and_by_what_it_was_found(doc) -> None:
    for m in doc._.mentions:
        assert doc.text[m.start : m.end] == m.surface
        assert m.by in {"lexicon", "naming", "acronyms", "patterns"}
        assert m.rule
        assert 0 < m.confidence <= 1
        begin, end = m.sentence
        assert begin <= m.start < m.end <= end


def test_a_name_found_once_is_found_everywhere(doc) -> None:
    assert sum(m.name == "ZapNet" for m in doc._.mentions) == ABSTRACT.count("ZapNet") + TITLE.count("ZapNet")


def test_results_tie_value_metric_dataset_and_system(doc) -> None:
    assert any(
        r.value == "84.2%"
        and r.dataset == "ImageNet"
        and "accuracy" in r.metric
        and r.system == "ZapNet"
        and r.kind == "score"
        for r in doc._.results
    )
    assert any(r.value == "3.1 points" and r.kind == "gain" for r in doc._.results)


def test_spans_are_those_of_the_mentions(doc) -> None:
    assert [(s.text, s.label_) for s in doc.spans["citegraph"]] == [(m.surface, m.type) for m in doc._.mentions]


def test_acronym_and_long_form_have_one_name(nlp: Language) -> None:
    doc = nlp("T\nWe propose adaptive token merging (ATM). ATM speeds up vision transformers (ViTs).")
    assert {m.name for m in doc._.mentions if m.surface in {"ATM", "adaptive token merging"}} == {"ATM"}


def test_components_work_in_a_pipeline_of_somebody_else() -> None:
    own = spacy.blank("en")
    own.add_pipe("citegraph_lexicon")
    own.add_pipe("citegraph_fusion", config={"threshold": 0.9})
    own.add_pipe("citegraph_overlaps")
    assert "ImageNet" in {m.surface for m in own("We evaluate on the ImageNet dataset.")._.mentions}


def test_rules_alone_need_no_recognizer() -> None:
    import extractors

    fast = extractors.load(fast=True)
    assert "citegraph_recognizer" not in fast.pipe_names
    assert "ImageNet" in {m.surface for m in fast(f"{TITLE}\nWe evaluate on the ImageNet dataset.")._.mentions}


def test_a_higher_threshold_gives_fewer_mentions(nlp: Language, doc) -> None:
    import extractors

    strict = extractors.load(threshold=0.999)(f"{TITLE}\n{ABSTRACT}")
    assert {m.start for m in strict._.mentions} < {m.start for m in doc._.mentions}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_gives_valid_mentions(nlp: Language, title: str, abstract: str) -> None:
    text = f"{title}\n{abstract}"
    doc = nlp(text)
    last = 0
    for m in doc._.mentions:
        assert last <= m.start < m.end <= len(text)
        assert text[m.start : m.end] == m.surface
        assert m.type in TYPES
        assert m.role in ROLES
        last = m.end
    for r in doc._.results:
        assert text[r.start : r.end] == r.value


def test_an_acronym_that_the_text_defines_is_what_the_text_says(nlp: Language) -> None:
    doc = nlp("T\nWe report the attack success rate (ASR). The ASR rises. We test on the ImageNet dataset.")
    names = {m.name for m in doc._.mentions if m.surface in {"ASR", "attack success rate"}}
    assert names == {"attack success rate"}


def test_a_name_within_a_web_address_names_nothing(nlp: Language) -> None:
    doc = nlp("T\nWe evaluate on CIFAR-10. Code: https://github.com/ImageNet/BERT and www.x.org/SQuAD here.")
    assert {m.surface for m in doc._.mentions} == {"CIFAR-10"}


def test_docs_can_be_sent_to_other_processes(nlp: Language, doc) -> None:
    copy = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert copy._.mentions == doc._.mentions
    assert copy._.results == doc._.results
    (sent,) = nlp.pipe([f"{TITLE}\n{ABSTRACT}"], n_process=2)
    assert sent._.mentions == doc._.mentions


def test_a_lexicon_of_ones_own_is_used_to_the_end(tmp_path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text(
        "name\ttype\taliases\tvariant_of\tintroduced_by\tyear\tflags\tsource\n"
        "Foozlebar\tDataset\tfoozle set\t\t\t\t\teditors\n",
        encoding="utf-8",
    )
    own = spacy.blank("en")
    own.add_pipe("citegraph_lexicon", config={"path": str(table)})
    own.add_pipe("citegraph_fusion")
    own.add_pipe("citegraph_overlaps")
    found = own("We evaluate on the foozle set dataset and the Foozlebar dataset.")._.mentions
    assert {(m.name, m.type) for m in found} == {("Foozlebar", "Dataset")}
