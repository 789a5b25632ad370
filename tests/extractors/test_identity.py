"""B-cubed: one thing under two names costs recall, two things under one name cost precision."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.identity import Named, b_cubed, hard


def named(found: str, gold: str, *surfaces: str) -> Named:
    return Named(found, gold, frozenset(surfaces or (gold,)))


def test_agreement_is_perfect() -> None:
    scored = b_cubed([named("bert", "BERT"), named("bert", "BERT"), named("x", "Y")])
    assert (scored.precision, scored.recall, scored.f1, scored.pairs) == (1, 1, 1, 3)


def test_a_split_costs_recall_and_a_merge_precision() -> None:
    split = b_cubed([named("vit", "ViT"), named("vision transformer", "ViT")])
    merged = b_cubed([named("sam", "Segment Anything"), named("sam", "sharpness")])
    assert (split.precision, split.recall) == (1, 0.5)
    assert (merged.precision, merged.recall) == (0.5, 1)


def test_hard_names_have_several_forms_or_share_one() -> None:
    easy, forms = named("glue", "GLUE"), named("vit", "ViT", "vit", "vits")
    sam, other = named("sam", "A", "sam"), named("sam", "B", "sam")
    assert hard([easy, forms, sam, other]) == [forms, sam, other]


def test_nothing_named_is_nothing_scored() -> None:
    assert b_cubed([]).f1 == 0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"))), st.randoms())
def test_the_order_of_papers_makes_no_difference(names: list[tuple[str, str]], chance) -> None:
    rows = [named(*pair) for pair in names]
    mixed = rows[:]
    chance.shuffle(mixed)
    one, other = b_cubed(rows), b_cubed(mixed)
    assert abs(one.f1 - other.f1) < 1e-9
