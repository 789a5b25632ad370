"""Reads tables of papers: CSV, TSV and the like, with a first line that names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.papers.plain import field_of, plain_paper
from kg.papers.source import ICONV, NOT_UTF8, Skip, Source, is_damaged, skip_at
from kg.records import Paper

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

_DELIMITERS = ",\t;|"
_ADVICE = "name the columns in the first line: title, abstract, and perhaps id, year, authors, doi, url, venue"
# Ample for any abstract, and an end to a quotation mark that was never closed.
_LONGEST_CELL = 1 << 24
_SHOWN = 30


def is_table(head: str) -> bool:
    """Tell whether a text is a table: its first line names a title, or its first lines have the same three columns."""
    lines = [line for line in head.splitlines()[:9] if line.strip()][:3]
    if not lines:
        return False
    delimiter = _delimiter(lines[0])
    widths = {len(_cells(line, delimiter)) for line in lines}
    alike = len(lines) > 1 and len(widths) == 1
    return max(widths) > 1 and (_knows_title(_cells(lines[0], delimiter)) or (alike and max(widths) > 2))


def read_table(source: Source, skip: Skip) -> Iterator[Paper]:
    """Read the rows of a table; a row that cannot be read is skipped."""
    source.check_head()
    delimiter = _delimiter(next((line for line in source.head.splitlines() if line.strip("\ufeff \t")), ""))
    kind = "tsv" if delimiter == "\t" else "csv"
    header: list[str] = []
    for line, row in _rows(csv.reader(source.read_text(newline=""), delimiter=delimiter)):
        where = source.at(line)
        if isinstance(row, csv.Error):
            skip_at(skip, where, f"cannot be read as a row: {row}; skipped", "close its quotation marks")
        elif not any(row):
            continue
        elif not header:
            header = _checked_header(row, where)
        elif is_damaged("".join(row)):
            skip_at(skip, where, f"{NOT_UTF8}; skipped", ICONV)
        elif _fits(row, header, where, skip):
            record = dict(zip(header, row, strict=False))
            if paper := plain_paper(record, kind, where, partial(skip_at, skip, where)):
                yield paper


def _rows(reader: CsvReader) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield each row, or what is wrong with it, with the number of its first line."""
    while True:
        line = reader.line_num + 1
        # The limit is one for the whole process: it is lifted for this row only.
        limit = csv.field_size_limit(_LONGEST_CELL)
        try:
            row: list[str] | csv.Error = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row = error
        finally:
            csv.field_size_limit(limit)
        yield line, row


def _fits(row: list[str], header: list[str], where: str, skip: Skip) -> bool:
    """Tell whether the cells of a row can be told apart; report where they are not those of the header."""
    counts = f"has {len(row)} cells where the header has {len(header)}"
    if any(row[len(header) :]):
        cure = "put cells that hold the delimiter in quotation marks"
        if not _is_in_place(row, header):
            skip_at(skip, where, f"{counts}; skipped", cure)
            return False
        skip_at(skip, where, f"{counts}; kept, since year, DOI and address are in their places", cure)
    elif len(row) < len(header):
        skip_at(skip, where, f"{counts}; kept with the last ones empty", cure="")
    return True


def _is_in_place(row: list[str], header: list[str]) -> bool:
    """Tell whether the cells that can be told by their look stand in their columns, and there are such cells."""
    looks = []
    for name, cell in zip(header, row, strict=False):
        field = field_of(name)[0]
        if field == "year" and cell:
            looks.append(cell.isdecimal() and len(cell) == len("2021"))
        elif field in ("doi", "url") and cell:
            looks.append(cell.lower().startswith(("10.", "doi:", "http")))
    return bool(looks) and all(looks)


def _checked_header(row: list[str], where: str) -> list[str]:
    header = [name.strip("\ufeff \t\r\n") for name in row]
    if not _knows_title(header):
        shown = ", ".join(name[:_SHOWN] for name in header[:_SHOWN])
        raise InputError(f"no column is called title; the columns are: {shown}", where, _ADVICE)
    return header


def _knows_title(cells: Iterable[str]) -> bool:
    return any(field_of(cell)[0] == "title" for cell in cells)


def _delimiter(header: str) -> str:
    """Choose the delimiter that makes the most of the header."""

    def worth(delimiter: str) -> tuple[bool, int]:
        cells = _cells(header, delimiter)
        return _knows_title(cells), len(cells)

    return max(_DELIMITERS, key=worth)


def _cells(line: str, delimiter: str) -> list[str]:
    row = next(_rows(csv.reader([line], delimiter=delimiter)), (1, []))[1]
    return [] if isinstance(row, csv.Error) else [cell.strip("\ufeff \t\r\n") for cell in row]
