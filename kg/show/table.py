"""Answers as terminal tables. What a paper or a source says is only ever shown as plain text."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from kg.show.evidence import split_evidence
from kg.show.links import paper_url
from kg.text import counted, one_line

Row = Mapping[str, Any]
"""One row or answer, as `to_dict` of the library's answers gives it."""

TYPE_STYLES = {
    "Model": "red",
    "Method": "yellow",
    "Dataset": "blue",
    "Benchmark": "cyan",
    "Task": "green",
    "Metric": "magenta",
}
MARK = "bold reverse"
"""How a mention stands out in its sentence."""

_LISTED = 10
_GLIMPSE = 32
"""Characters on either side of a mention where the whole abstract is shown as well."""


def show(shown: RenderableType, file: IO[str] | None = None) -> None:
    """Print a table or text, as wide as the terminal; in colour only where one reads it and `NO_COLOR` is not set.

    Parameters
    ----------
    shown
        What one of the functions here, or in `kg.show.highlight`, made.
    file
        Where to; standard output if not given.
    """
    Console(file=file or sys.stdout, highlight=False, markup=False, emoji=False).print(shown)


def uses_table(answer: Row) -> RenderableType:
    """Show which papers use an entity, each with the sentence that says so (`Answer.to_dict()`)."""
    entity = one_line(answer["entity"])
    rows, mentioned, total = answer["rows"], answer["mentioned_in"], answer["total"]
    head = _headline(f"{counted(total, 'paper')} {'uses' if total == 1 else 'use'} ", entity, len(rows), total)
    parts: list[RenderableType] = [head]
    if rows:
        parts.append(_papers(rows, entity))
    if mentioned:
        merely = answer.get("mentioned_total", len(mentioned))
        verb = "merely mentions " if merely == 1 else "merely mention "
        parts.append(_headline(f"{counted(merely, 'paper')} {verb}", entity, len(mentioned), merely))
        parts.append(_papers(mentioned, entity))
    return Group(*parts)


def entities_table(answer: Row) -> RenderableType:
    """Show entities and how many papers name them (`Table.to_dict()`)."""
    table = empty_table("Name", "Type", "Papers", numbers=["Papers"])
    for row in answer["rows"]:
        table.add_row(_name(row), _type(row["type"]), f"{row['papers']:,}")
    total = answer["total"]
    return Group(_headline(counted(total, "entity", "entities"), "", len(answer["rows"]), total), table)


def facts_table(facts: Row) -> RenderableType:
    """Show names and values, counts within counts in one cell (`Library.stats()`)."""
    table = empty_table("", "")
    for name, value in facts.items():
        table.add_row(Text(_words(name), style="bold"), Text(_value(value)))
    table.show_header = False
    return table


def paper_table(profile: Row) -> RenderableType:
    """Show all that is known of a paper (`PaperProfile.to_dict()`)."""
    where = " · ".join(one_line(str(part)) for part in (profile["year"], profile["venue"], profile["id"]) if part)
    parts: list[RenderableType] = [_title(profile), Text(where, style="dim")]
    if profile["authors"]:
        parts.append(Text(", ".join(map(one_line, profile["authors"])), style="dim"))
    if profile["abstract"]:
        parts += [Text(""), Text(one_line(profile["abstract"]))]
    if profile["entities"]:
        table = empty_table("Role", "Type", "Name", "Sentence")
        for row in profile["entities"]:
            table.add_row(
                Text(_words(row["role"])), _type(row["type"]), _name(row), _sentence(row["evidence"], _GLIMPSE)
            )
        parts.append(table)
    if profile["results"]:
        parts.append(_results(profile["results"]))
    for heading, links in (("Cites", profile["references"]), ("Cited by", profile["cited_by"])):
        parts += _links(heading, links)
    if profile["unresolved"]:
        elsewhere = counted(len(profile["unresolved"]), "reference")
        parts.append(Text(f"{elsewhere} to papers that are not here", style="dim"))
    return Group(*parts)


def entity_table(profile: Row) -> RenderableType:
    """Show all that is known of an entity (`EntityProfile.to_dict()`)."""
    facts: dict[str, object] = {
        "also written": [one_line(alias) for alias in profile["aliases"]],
        "variant of": one_line(profile["variant_of"]["name"]) if profile["variant_of"] else "",
        "variants": [f"{one_line(row['name'])} ({row['papers']:,})" for row in profile["variants"]],
        "introduced by": [one_line(row["title"] or row["id"]) for row in profile["introduced_by"]],
        "first year": profile["first_year"],
        "papers": profile["papers"],
        "with variants": profile["papers_with_variants"] if profile["variants"] else None,
        "by role": {_words(role): papers for role, papers in profile["by_role"].items()},
        "by year": profile["by_year"],
        "used together with": [f"{one_line(row['name'])} ({row['papers']:,})" for row in profile["co_used"]],
    }
    head = Text.assemble((one_line(profile["name"]), "bold"), "  ", _type(profile["type"]))
    return Group(head, facts_table({name: value for name, value in facts.items() if value}))


def sentence_text(evidence: Row, around: int = 240) -> Text:
    """Show a sentence with the mention standing out; on either side of it so many characters at most."""
    before, mention, after = split_evidence(evidence, around)
    return Text.assemble(before, (mention, MARK), after)


def empty_table(*columns: str, numbers: Sequence[str] = ()) -> Table:
    """Make a table without rows; the columns that hold numbers are set flush right, long words are broken."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column in numbers else "left")
    return table


def _papers(rows: Sequence[Row], entity: str) -> Table:
    table = empty_table("Year", "Role", "Paper", "Conf.", numbers=["Conf."])
    for row in rows:
        about = [_title(row), Text(one_line(row["id"]), style="dim")]
        if (named := one_line(row["entity"])) != entity:
            about[1].append(f" · {named}")
        about.append(_sentence(row["evidence"]))
        year = Text(str(row["year"] or ""))
        table.add_row(year, Text(_words(row["role"])), Text("\n").join(about), f"{row['confidence']:.2f}")
    return table


def _sentence(evidence: Sequence[Row], around: int = 240) -> Text:
    if not evidence:
        return Text("")
    text = sentence_text(evidence[0], around)
    if more := len(evidence) - 1:
        text.append(f"  (+{more})", style="dim")
    return text


def _results(rows: Sequence[Row]) -> Table:
    table = empty_table("System", "Dataset", "Metric", "Value")
    for row in rows:
        table.add_row(*(Text(one_line(row[name])) for name in ("system", "dataset", "metric", "value")))
    return table


def _links(heading: str, links: Sequence[Row]) -> Iterable[Text]:
    if links:
        yield Text(f"{heading} {counted(len(links), 'paper')}", style="bold")
    for row in links[:_LISTED]:
        yield Text.assemble("  ", _title(row, style=""), (f" {row['year'] or ''}", "dim"))
    if len(links) > _LISTED:
        yield Text(f"  and {len(links) - _LISTED:,} more", style="dim")


def _title(row: Row, style: str = "bold") -> Text:
    text = Text(one_line(row["title"]) or one_line(row["id"]), style=style)
    if url := paper_url([row["id"]]):
        text.stylize(f"link {url}")
    return text


def _headline(words: str, name: str, listed: int, total: int) -> Text:
    text = Text.assemble(words, (name, "bold"))
    return text.append(f" (showing {listed:,})", style="dim") if 0 < listed < total else text


def _name(row: Row) -> Text:
    return Text(one_line(row["name"]), style="bold")


def _type(kind: str) -> Text:
    return Text(one_line(kind), style=TYPE_STYLES.get(kind, ""))


def _words(role: str) -> str:
    return role.replace("_", " ")


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{_words(name)} ({_value(inner)})" for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_value, value))
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else one_line(str(value))
