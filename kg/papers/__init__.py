"""Readers: files of many formats to papers.

    from kg.papers import read

    for paper in read("papers.jsonl.gz"):
        print(paper.title)

    format                                              recognised by
    saved Hugging Face Papers pages                     their masthead, or lines that count authors
    JSON Lines, JSON arrays, {"papers": [...]}          the first bracket
        plain records, Kaggle's arXiv metadata,         (the fields of each record)
        Hugging Face daily papers
    arXiv Atom feeds, OAI-PMH answers                   the root element
    CSV, TSV                                            the column names

A reader is a function from a `Source` to papers: a new format is one more module and one more line in `_choose`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import PurePath

from kg.errors import InputError
from kg.papers.ids import known_ids, paper_id, title_id
from kg.papers.source import BROKEN, Skip, Source, open_source
from kg.records import Paper, Skipped

__all__ = ["FORMATS", "Skip", "known_ids", "paper_id", "read", "title_id"]

FORMATS = (
    "JSON Lines or a JSON array with title and abstract",
    "CSV or TSV with a title column",
    "saved Hugging Face Papers pages",
    "Hugging Face daily papers (JSON)",
    "arXiv Atom, OAI-PMH or Kaggle metadata",
)
"""The formats that are understood, in words."""

Reader = Callable[[Source, Skip], Iterator[Paper]]


def read(path: str | os.PathLike[str], skip: Skip | None = None) -> Iterator[Paper]:
    """Read papers from a file, one after the other, whatever format it is in.

    Parameters
    ----------
    path
        The file, packed with gzip or not; `-` is standard input.
    skip
        Called with each record that is passed over or read in part, and where a damaged file breaks off.

    Yields
    ------
    Paper
        In the order of the file.

    Raises
    ------
    InputError
        At the first paper asked for, where the file cannot be read or is in no format that is understood.
    """
    report = skip or _ignore
    name, some = os.fspath(path), False
    try:
        with open_source(path) as source:
            name = source.name
            for paper in _choose(source)(source, report):
                some = True
                yield paper
    except InputError as error:
        if not some:
            raise
        report(Skipped(error.where, f"{error.what}; the papers before it are kept", error.cure))
    except BROKEN as error:
        damage = _damage(error)
        if not some:
            raise InputError(damage, name, "fetch or write the file again") from error
        report(Skipped(name, f"{damage}; the papers before it are kept", "fetch or write the file again"))


def _ignore(skipped: Skipped) -> None:
    """Take no notice."""


def _damage(error: BaseException) -> str:
    if isinstance(error, EOFError):
        return "is cut off: the .gz ends too early"
    return "is not valid UTF-16 text" if isinstance(error, UnicodeError) else f"is damaged: {error}"


def _choose(source: Source) -> Reader:
    """Choose the reader by the beginning of the file, by its name only where that leaves it open."""
    # Not before a file is read: look-ups import this package too, for its ids.
    from kg.papers.arxiv_xml import is_html, read_xml
    from kg.papers.jsons import is_document, read_document, read_lines
    from kg.papers.pages import is_page, read_page
    from kg.papers.tables import is_table, read_table

    start = source.head.lstrip("\ufeff \t\r\n")
    suffix = PurePath(source.name.lower().removesuffix(".gz")).suffix
    if start.startswith("<"):
        if is_html(start):
            raise InputError("is a web page (HTML)", source.name, "save the page as text")
        return read_xml
    if start.startswith(("{", "[")):
        return read_document if is_document(start) else read_lines
    if is_page(start):
        return read_page
    if suffix in (".csv", ".tsv") or is_table(start):
        return read_table
    if suffix in (".jsonl", ".ndjson") or '\n{"' in start:
        return read_lines
    raise InputError("is in no format that is understood", source.name, "understood are: " + "; ".join(FORMATS))
