from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from kg.records import Extraction, Mention, Paper, Result
from kg.show.evidence import split_evidence
from kg.show.highlight import explanation, highlighted
from kg.show.links import paper_url
from kg.show.table import entities_table, entity_table, facts_table, paper_table, sentence_text, show, uses_table
from kg.text import printable

from .graphs import HOSTILE

EVIDENCE = {"text": "We evaluate on ImageNet-1K.", "start": 420, "end": 447, "mention": [435, 446]}


def row(title: str = "A Paper", **more: Any) -> dict[str, Any]:
    told = {"id": "arxiv:2103.00020", "title": title, "year": 2020, "role": "evaluates_on", "confidence": 0.97}
    return told | {"entity": "ImageNet-1K", "evidence": [EVIDENCE]} | more


def answer(
    *rows: dict[str, Any], total: int | None = None, mentioned: tuple[dict[str, Any], ...] = ()
) -> dict[str, Any]:
    told = {"query": "imagenet", "entity": "ImageNet", "total": len(rows) if total is None else total, "rows": rows}
    return told | {"mentioned_in": mentioned, "mentioned_total": len(mentioned)}


def paper(text: str = "A Paper") -> dict[str, Any]:
    entity = {
        "id": "imagenet",
        "name": text,
        "type": "Dataset",
        "role": "uses",
        "confidence": 0.9,
        "evidence": [EVIDENCE],
    }
    result = {"system": text, "dataset": "ImageNet", "metric": text, "value": "70%", "unit": "%", "kind": "score"}
    links = [{"id": f"doi:{n}", "title": text, "year": None} for n in range(12)]
    told = {"id": "acl:P18-1001", "title": text, "abstract": text, "year": None, "date": "", "authors": [text]}
    parts = {"entities": [entity], "results": [result], "references": links, "unresolved": ["doi:1"], "cited_by": []}
    return told | {"venue": text, "url": text, "source": "jsonl", "ids": []} | parts


def entity(text: str = "ImageNet") -> dict[str, Any]:
    other = {"id": "x", "name": text, "type": "Dataset", "papers": 3}
    told = {"id": "x", "name": text, "type": "Dataset", "aliases": [text], "variant_of": other, "variants": [other]}
    by = [{"id": "doi:1", "title": text, "year": None, "by": "paper"}]
    counts = {"papers": 3, "papers_with_variants": 5, "by_role": {"evaluates_on": 2}, "by_year": {"2020": 2}}
    return told | counts | {"introduced_by": by, "first_year": 2009, "co_used": [other]}


def printed(shown: Any, width: int = 80, **more: Any) -> str:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False, markup=False, emoji=False, **more).print(shown)
    return out.getvalue()


def test_uses_tell_paper_role_year_and_sentence() -> None:
    text = printed(uses_table(answer(row(), total=57)))
    assert "57 papers use ImageNet (showing 1)" in text
    for words in (
        "2020",
        "evaluates on",
        "A Paper",
        "arxiv:2103.00020 · ImageNet-1K",
        "We evaluate on ImageNet-1K.",
        "0.97",
    ):
        assert words in text


def test_papers_that_merely_mention_stand_apart() -> None:
    text = printed(uses_table(answer(row("First"), mentioned=(row("Second", role="mentions"),))))
    assert "1 paper uses ImageNet\n" in text
    assert text.index("First") < text.index("1 paper merely mentions ImageNet") < text.index("Second")
    assert "merely" not in printed(uses_table(answer(row())))
    assert "0 papers use ImageNet" in printed(uses_table(answer()))


def test_the_mention_stands_out_in_its_sentence() -> None:
    assert "on \x1b[1;7mImageNet-1K\x1b[0m." in printed(sentence_text(EVIDENCE), force_terminal=True)


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_tables_fit_the_width(width: int) -> None:
    shown = [
        uses_table(answer(row("A long title " * 20))),
        paper_table(paper("words " * 50)),
        entity_table(entity("x" * 300)),
    ]
    for table in shown:
        assert max(map(cell_len, printed(table, width).splitlines())) <= width


def test_no_colour_codes_where_no_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    out = io.StringIO()
    show(uses_table(answer(row())), out)
    assert "ImageNet-1K" in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    table = entities_table({"total": 1, "rows": [{"id": "x", "name": "ImageNet", "type": "Dataset", "papers": 26}]})
    assert "\x1b[34m" in printed(table, force_terminal=True, color_system="standard", no_color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[34m" not in printed(table, force_terminal=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    evidence = {"text": f"{text} here", "start": 0, "end": 5, "mention": [0, len(text)]}
    profile = paper(text) | {"entities": [row(text, name=text, type=text, evidence=[evidence])]}
    tables = [
        uses_table(answer(row(text, entity=text, evidence=[evidence])) | {"entity": text}),
        entities_table({"total": 1, "rows": [{"id": "x", "name": text, "type": "Dataset", "papers": 1}]}),
        paper_table(profile),
        entity_table(entity(text)),
        facts_table({"papers": 1, "years": [text, None]}),
    ]
    for table in tables:
        out = printed(table, 120)
        assert not [c for c in out if not c.isprintable() and c != "\n"]
        if "[bold red]" in text:
            assert "[bold red]markup[/]" in out


def test_a_paper_without_anything() -> None:
    bare = dict.fromkeys(paper(), "") | {"year": None, "authors": [], "ids": [], "id": "title:1"}
    bare |= {part: [] for part in ("entities", "results", "references", "unresolved", "cited_by")}
    assert printed(paper_table(bare)).split() == ["title:1", "title:1"]


def test_profiles_tell_what_is_known() -> None:
    text = printed(paper_table(paper()), 100)
    for words in ("Cites 12 papers", "and 2 more", "1 reference to papers that are not here"):
        assert words in text
    text = printed(entity_table(entity()), 100)
    for words in (
        "also written",
        "variant of",
        "introduced by",
        "evaluates on (2)",
        "2020 (2)",
        "ImageNet (3)",
        "2009",
    ):
        assert words in text


def test_counts_are_told() -> None:
    assert "Model (148)" in printed(facts_table({"papers": 72, "entities_by_type": {"Model": 148}}))


def mention(text: str, surface: str, **more: Any) -> Mention:
    at = text.index(surface)
    told = {"name": surface, "type": "Dataset", "role": "uses", "confidence": 0.97, "by": "lexicon", "rule": "alias"}
    return Mention(at, at + len(surface), surface, **(told | more))


def test_an_explanation_tells_each_mention_with_its_rule() -> None:
    paper = Paper("1", "On ImageNet", "It reaches 70%.")
    found = Extraction(
        (mention(paper.text, "ImageNet"),), (Result("", "ImageNet", "accuracy", "70%", "%", "score", 23, 26),)
    )
    text = printed(explanation(paper, found), 100)
    for words in ("On ImageNet\nIt reaches 70%.", "lexicon: alias", "Dataset", "uses", "0.97", "70%", "score"):
        assert words in text
    assert "nothing was found" in printed(explanation(paper, Extraction()))


@given(st.text(), st.text())
def test_a_highlight_covers_its_mention_whatever_the_text(before: str, after: str) -> None:
    paper = Paper("1", f"{before}ImageNet", after)
    at = len(before)
    text = highlighted(paper, [Mention(at, at + 8, "ImageNet", "ImageNet", "Dataset", "uses", 1.0, "x", "y")])
    spans = [span for span in text.spans if "underline" in str(span.style)]
    assert [text.plain[span.start : span.end] for span in spans] == ["ImageNet"]
    assert len(text.plain) == len(paper.text)


@given(st.text(), st.text(min_size=1), st.text(), st.integers(0, 1000), st.integers(0, 50))
def test_a_sentence_is_cut_at_the_mention(before: str, name: str, after: str, start: int, around: int) -> None:
    at = start + len(before)
    evidence = {"text": before + name + after, "start": start, "mention": [at, at + len(name)]}
    parts = split_evidence(evidence, around)
    assert parts[1] == printable(name)
    assert parts[0].removeprefix("…") == printable(before)[max(len(before) - around, 0) :] or parts[0] == printable(
        before
    )
    assert parts[2].removesuffix("…") == printable(after)[:around] or parts[2] == printable(after)
    assert max(len(parts[0]), len(parts[2])) <= around + 1


@given(st.text())
def test_printable_text_keeps_its_offsets(text: str) -> None:
    assert len(printable(text)) == len(text)
    assert printable(text).isprintable()


@pytest.mark.parametrize("mention", [None, [], [5, 90], [-3, 4], [90, 99]])
def test_mentions_outside_of_the_sentence(mention: list[int] | None) -> None:
    parts = split_evidence({"text": "A sentence.", "start": 10, "mention": mention})
    assert "".join(parts) == "A sentence."


@pytest.mark.parametrize(
    ("ids", "url"),
    [
        (["arxiv:2103.00020"], "https://arxiv.org/abs/2103.00020"),
        (["arxiv:cs/0102003"], "https://arxiv.org/abs/cs/0102003"),
        (["s2:0a", "acl:P18-1001"], "https://aclanthology.org/P18-1001"),
        (["openalex:W123"], "https://openalex.org/W123"),
        (["doi:10.1/a?b#c d"], "https://doi.org/10.1/a%3Fb%23c%20d"),
        (["title:abc", "javascript:alert(1)", "https://evil.example", "doi:", ""], ""),
        ([], ""),
    ],
)
def test_addresses_come_from_known_schemes(ids: list[str], url: str) -> None:
    assert paper_url(ids) == url
