"""The mentions of one paper, joined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.linking import entity_id, link_paper
from kg.names import Lexicon, Name
from kg.records import ROLES, TYPES, Mention

LEXICON = Lexicon([Name("Vision Transformer", "Model", ("ViT",)), Name("ImageNet", "Dataset")])


def mention(name: str, start: int = 0, kind: str = "Model", role: str = "uses", confidence: float = 0.9) -> Mention:
    return Mention(start, start + len(name), name, name, kind, role, confidence, "fake", "word")


def test_case_hyphen_plural_and_alias_are_one_entity() -> None:
    uses = link_paper(
        [mention("ViT", 0), mention("vision-transformers", 9), mention("VISION transformer", 40)], LEXICON
    )
    assert [(use.key, use.name, len(use.mentions)) for use in uses] == [("visiontransformer", "Vision Transformer", 3)]


def test_an_unknown_name_is_the_most_frequent_one() -> None:
    (use,) = link_paper([mention("FooNets", 0), mention("foonet", 9), mention("FooNets", 20)], LEXICON)
    assert (use.key, use.name) == ("foonet", "FooNets")


def test_of_equally_frequent_names_singular_then_capitals_then_the_alphabet_decide() -> None:
    assert link_paper([mention("FooNets"), mention("foonet", 9)], LEXICON)[0].name == "foonet"
    assert link_paper([mention("foonet"), mention("FooNet", 9)], LEXICON)[0].name == "FooNet"
    assert link_paper([mention("FooNet"), mention("Foo-Net", 9)], LEXICON)[0].name == "Foo-Net"


def test_type_by_summed_confidence_role_by_strength_confidence_by_the_best() -> None:
    (use,) = link_paper(
        [
            mention("Foo", 0, "Model", "mentions", 0.9),
            mention("Foo", 9, "Dataset", "evaluates_on", 0.5),
            mention("Foo", 19, "Dataset", "uses", 0.6),
        ],
        LEXICON,
    )
    assert (use.type, use.role, use.confidence) == ("Dataset", "evaluates_on", 0.9)


def test_ties_between_types_follow_their_order() -> None:
    (use,) = link_paper([mention("Foo", 0, "Metric"), mention("Foo", 9, "Method")], LEXICON)
    assert use.type == "Method"


def test_entities_stand_in_the_order_of_the_text() -> None:
    uses = link_paper([mention("ImageNet", 50), mention("Foo", 10), mention("ViT", 30)], LEXICON)
    assert [use.name for use in uses] == ["Foo", "Vision Transformer", "ImageNet"]


def test_a_name_without_letters_or_digits_still_counts_and_an_empty_one_does_not() -> None:
    assert [use.key for use in link_paper([mention("++"), mention(" ")], LEXICON)] == ["++"]


mentions = st.builds(
    mention,
    st.sampled_from(["ViT", "vision transformer", "Foo", "foo", "FOOs", "foo-", "ImageNet"]),
    st.integers(0, 50),
    st.sampled_from(TYPES),
    st.sampled_from(ROLES),
    st.sampled_from([0.1, 0.2, 0.3, 0.7, 0.97]),
)


@given(st.lists(mentions, max_size=8).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_mentions_makes_no_difference(both: tuple[list[Mention], list[Mention]]) -> None:
    assert link_paper(both[0], LEXICON) == link_paper(both[1], LEXICON)


@given(st.lists(mentions, max_size=8))
def test_every_mention_is_in_the_one_entity_of_its_name(found: list[Mention]) -> None:
    uses = link_paper(found, LEXICON)
    assert sorted(map(repr, found)) == sorted(repr(m) for use in uses for m in use.mentions)
    assert all(entity_id(m.name, LEXICON) == use.key for use in uses for m in use.mentions)
    assert len({use.key for use in uses}) == len(uses)
