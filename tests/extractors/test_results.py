"""Which results are told, given what the regressions say."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.linear import Linear
from extractors.reading import results_of, take_notes
from extractors.results import NO, NONE, YES, ResultFinder

TEXT = "We reach 71.2 F1 there."


def find(nlp: Language, values: dict[str, tuple[float, float]], ties: dict[str, tuple[float, float]]):
    finder = ResultFinder(Linear([NONE, "score"], values), Linear([NO, YES], ties))
    doc = nlp.make_doc(f"T\n{TEXT}")
    take_notes(doc, doc.text, 1)
    return results_of(finder(doc))


def test_a_number_that_is_a_result_of_something_is_told(nlp: Language) -> None:
    (result,) = find(nlp, {"unit decimal": (0.0, 3.0)}, {"metric named f1": (0.0, 3.0)})
    assert (result.system, result.dataset, result.metric, result.value, result.kind) == (
        "this paper",
        "",
        "F1",
        "71.2",
        "score",
    )


@pytest.mark.parametrize(("value", "tie"), [(-3.0, 3.0), (3.0, -5.0)])
def test_a_number_that_is_none_or_that_nothing_explains_is_not(nlp: Language, value: float, tie: float) -> None:
    assert not find(nlp, {"unit decimal": (0.0, value)}, {"metric named term": (0.0, tie)})


def test_results_of_plain_sentences(nlp: Language) -> None:
    abstract = (
        "We propose ZapNet, a model. On the ImageNet dataset, ZapNet improves top-1 accuracy from 71.3% to 75.6% and "
        "runs 2.5x faster than ResNet-50. It reaches 41.2 mAP on COCO. We use 12 GPUs and 300 epochs."
    )
    found = {r.value: r for r in nlp(f"ZapNet\n{abstract}")._.results}
    assert {"71.3%", "75.6%", "2.5x", "41.2"} <= set(found)
    assert not {"12", "300"} & set(found)
    assert (found["75.6%"].system, found["75.6%"].dataset, found["75.6%"].kind) == ("ZapNet", "ImageNet", "score")
    assert (found["41.2"].metric, found["41.2"].dataset, found["2.5x"].kind) == ("mAP", "COCO", "gain")
