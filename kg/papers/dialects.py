"""JSON records by their fields: Kaggle's arXiv metadata, Hugging Face daily papers, plain records."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping

from kg.papers.dates import read_date
from kg.papers.fields import Note, checked, named_id, read_author_line, read_authors, read_dois, read_scalar, unwrapped
from kg.papers.plain import plain_paper
from kg.records import Author, Paper

_PYTHON_LIMIT = 1 << 20


def read_record(record: object, source: str, where: str, note: Note) -> Paper | None:
    """Turn one JSON value into a paper.

    Parameters
    ----------
    record
        The value; anything but an object is noted and skipped.
    source
        `jsonl` or `json`, for plain records; those of known services say theirs.
    where
        For the paper.
    note
        Called with what is wrong.

    Returns
    -------
    Paper or None
        `None` where the value was skipped.
    """
    if isinstance(record, str):
        record = _read_python(record)
    if not isinstance(record, Mapping):
        note("is not an object with a title; skipped")
        return None
    daily = record.get("paper")
    if isinstance(daily, Mapping) and "id" in daily:
        return _daily_paper(daily, where, note)
    if "authors_parsed" in record or ("submitter" in record and "update_date" in record):
        return _kaggle_paper(record, where, note)
    return plain_paper(record, source, where, note)


def _daily_paper(record: Mapping[str, object], where: str, note: Note) -> Paper | None:
    date, year = read_date(unwrapped(record.get("publishedAt"))[:10])
    number = read_scalar(record.get("id"))
    return checked(
        Paper(
            id=number,
            title=unwrapped(record.get("title")),
            abstract=unwrapped(record.get("summary")),
            year=year,
            date=date,
            authors=read_authors(record.get("authors")),
            url=f"https://huggingface.co/papers/{number}",
            source="hf-daily",
            ids=tuple(filter(None, [named_id("arxiv", number)])),
            where=where,
        ),
        note,
    )


def _kaggle_paper(record: Mapping[str, object], where: str, note: Note) -> Paper | None:
    date, year = read_date(_first_version(record) or unwrapped(record.get("update_date")))
    number = read_scalar(record.get("id"))
    return checked(
        Paper(
            id=number,
            title=unwrapped(record.get("title")),
            abstract=unwrapped(record.get("abstract")),
            year=year,
            date=date,
            authors=_read_people(record),
            venue=unwrapped(record.get("journal-ref")),
            url=f"https://arxiv.org/abs/{number}",
            source="arxiv-kaggle",
            ids=tuple(filter(None, [named_id("arxiv", number), *read_dois(record.get("doi"))])),
            where=where,
        ),
        note,
    )


def _first_version(record: Mapping[str, object]) -> str:
    versions = record.get("versions")
    first = versions[0] if isinstance(versions, list) and versions else None
    return unwrapped(first.get("created")) if isinstance(first, Mapping) else ""


def _read_people(record: Mapping[str, object]) -> tuple[Author, ...]:
    """Read `[["Bee", "Ann", "Jr."], ...]` (family name, given names, suffix), else the line of all authors."""
    people = record.get("authors_parsed")
    parsed = [person for person in people if isinstance(person, list)] if isinstance(people, list) else []
    names = [unwrapped(" ".join(map(str, [*name[1:2], *name[:1], *name[2:3]]))) for name in parsed]
    return tuple(Author(name) for name in names or read_author_line(unwrapped(record.get("authors"))) if name)


def _read_python(text: str) -> object:
    """Read an object that was printed by Python instead of written as JSON, as some dumps of the service are."""
    if not text.startswith("{") or len(text) > _PYTHON_LIMIT:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value: object = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None
    return value if isinstance(value, dict) and all(isinstance(key, str) for key in value) else None
