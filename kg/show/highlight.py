"""A paper's text with all that was found in it, and why: what `citegraph explain` shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kg.records import Extraction, Mention, Paper, Result
from kg.show.table import TYPE_STYLES, empty_table
from kg.text import one_line, printable


def highlighted(paper: Paper, mentions: Iterable[Mention]) -> Text:
    """Show title and abstract with mentions in the colours of their types.

    Parameters
    ----------
    paper
        Its `text` is what the offsets count in.
    mentions
        In any order; offsets outside of the text are passed over.
    """
    text = Text(printable(paper.title) + "\n" + printable(paper.abstract))
    text.stylize("bold", 0, len(paper.title))
    for mention in mentions:
        text.stylize(f"underline {TYPE_STYLES.get(mention.type, '')}".strip(), mention.start, mention.end)
    return text


def explanation(paper: Paper, extraction: Extraction) -> RenderableType:
    """Show a paper's text, each mention with the rule that found it, and the results.

    Parameters
    ----------
    paper
        The paper.
    extraction
        What an extractor found in it.
    """
    parts: list[RenderableType] = [highlighted(paper, extraction.mentions)]
    if extraction.mentions:
        parts.append(_mentions(sorted(extraction.mentions, key=lambda m: (m.start, m.end))))
    else:
        parts.append(Text("nothing was found in it", style="dim"))
    if extraction.results:
        parts.append(_results(extraction.results))
    return Group(*parts)


def _mentions(mentions: Sequence[Mention]) -> Table:
    table = empty_table("At", "Surface", "Name", "Type", "Role", "Found by", "Conf.", numbers=["At", "Conf."])
    for m in mentions:
        table.add_row(
            f"{m.start}",
            Text(one_line(m.surface)),
            Text(one_line(m.name), style="bold"),
            Text(m.type, style=TYPE_STYLES.get(m.type, "")),
            Text(m.role.replace("_", " ")),
            Text(one_line(f"{m.by}: {m.rule}" if m.rule else m.by)),
            f"{m.confidence:.2f}",
        )
    return table


def _results(results: Sequence[Result]) -> Table:
    table = empty_table("At", "System", "Dataset", "Metric", "Value", "Kind", numbers=["At"])
    for r in results:
        told = (one_line(part) for part in (r.system, r.dataset, r.metric, r.value, r.kind))
        table.add_row(f"{r.start}", *map(Text, told))
    return table
