"""Turns a record, whatever its fields are called, into a `Paper`: JSON objects and rows of tables go the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.papers.dates import read_date
from kg.papers.fields import (
    NAME,
    REFERENCE,
    Note,
    checked,
    is_absent,
    kind_of,
    named_id,
    read_authors,
    read_dois,
    read_ids,
    read_list,
    read_name,
    read_scalar,
    read_string,
)
from kg.records import Paper

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "paper id", "paperid", "identifier", "key"),
    "title": ("title", "document title", "item title", "article title", "paper title"),
    "abstract": ("abstract", "summary", "abstract note", "paper abstract"),
    "year": ("year", "publication year", "pub year"),
    "date": ("date", "published", "published at", "publishedat", "publication date", "publicationdate"),
    "authors": ("authors", "author", "author names", "creators"),
    "venue": ("venue", "journal", "publication title", "source title", "booktitle", "conference", "journal ref"),
    "url": ("url", "link", "pdf link"),
    "doi": ("doi", "item doi"),
    "arxiv": ("arxiv", "arxiv id", "arxivid", "eprint"),
    "acl": ("acl", "acl id", "aclid"),
    "corpusid": ("corpusid", "corpus id"),
    "ids": ("ids", "external ids", "externalids"),
    "references": ("references", "referenced works"),
}
"""The fields of a plain record and the names they go by, the preferred first; case, `_` and `-` make no difference."""

_RANK = {name: (field, rank) for field, names in FIELDS.items() for rank, name in enumerate(names)}


@lru_cache(maxsize=4096)
def field_of(name: str) -> tuple[str, int]:
    """Find the field that a name stands for and how good a name it is (0 the best); `("", 0)` for an unknown one."""
    return _RANK.get(re.sub(r"[\s_-]+", " ", name).strip().lower(), ("", 0))


def plain_fields(record: Mapping[str, object]) -> dict[str, object]:
    """Rename the known fields of a record, the best name winning where two stand for one field; drop the others."""
    best: dict[str, tuple[int, object]] = {}
    for name, value in record.items():
        field, rank = field_of(name)
        # An empty value never hides a filled one: publishers' tables have both "Year" and "Publication Year".
        if field and not is_absent(value) and (field not in best or rank < best[field][0]):
            best[field] = (rank, value)
    return {field: value for field, (_, value) in best.items()}


def plain_paper(record: Mapping[str, object], source: str, where: str, note: Note) -> Paper | None:
    """Turn a plain record into a paper.

    Parameters
    ----------
    record
        Field names and values as they came.
    source, where
        For the paper.
    note
        Called with what is wrong where the paper is read in part.

    Returns
    -------
    Paper or None
        Title and abstract unchanged; `None` where there is neither an id nor any text.
    """
    fields = plain_fields(record)
    title, abstract = (read_string(fields, field, note) for field in ("title", "abstract"))
    year, date = _read_year(fields, note)
    for field in ("authors", "references"):
        if not isinstance(fields.get(field, []), str | list):
            note(f"{field} is {kind_of(fields[field])}, not a list; kept without")
    named = (named_id(scheme, fields.get(scheme)) for scheme in ("arxiv", "acl", "corpusid"))
    ids = (*filter(None, named), *read_dois(fields.get("doi")), *read_ids(fields.get("ids")))
    return checked(
        Paper(
            id=_read_id(fields, note),
            title=title,
            abstract=abstract,
            year=year,
            date=date,
            authors=read_authors(fields.get("authors")),
            venue=read_name(fields.get("venue"), NAME),
            url=read_name(fields.get("url"), REFERENCE),
            source=source,
            ids=tuple(dict.fromkeys(ids)),
            references=read_list(fields.get("references"), REFERENCE),
            where=where,
        ),
        note,
    )


def _read_id(fields: Mapping[str, object], note: Note) -> str:
    value = fields.get("id")
    if not (text := read_scalar(value)) and not is_absent(value):
        note(f"id is {kind_of(value)}, not text; kept without it")
    return text


def _read_year(fields: Mapping[str, object], note: Note) -> tuple[int | None, str]:
    """Read year and date; either may stand in the other's field."""
    date, year = read_date(read_scalar(fields.get("date")))
    written = fields.get("year")
    if is_absent(written):
        return year, date
    # Tables that went through pandas spell years as 2021.0.
    from_year, given = read_date(re.sub(r"\.0+$", "", read_scalar(written)))
    if given is None:
        note("year is no year; kept without it")
        return year, date
    return given, date or (from_year if len(from_year) > len("2021") else "")
