"""Reads the values of fields, as records of any format hold them: texts, ids, authors, dates."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from kg.papers.ids import paper_id
from kg.records import Author, Paper
from kg.text import storable

Note = Callable[[str], None]
"""What is called with each thing that is wrong with one record."""

# The keys under which an object holds what a plain record has as a string.
NAME = ("name", "full_name", "display_name")
REFERENCE = ("id", "paperId", "doi", "url")
_AFFILIATION = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)")


def checked(paper: Paper, note: Note) -> Paper | None:
    """Keep a paper that says anything; note where its title is missing."""
    if paper.title.strip():
        return paper
    if paper.id or paper.ids or paper.abstract.strip():
        note("has no title; kept without one")
        return paper
    note("has neither title, abstract nor id; skipped")
    return None


def unwrapped(value: object) -> str:
    """Join the wrapped lines of a text; empty for anything but text."""
    return " ".join(storable(value).split()) if isinstance(value, str) else ""


def read_string(fields: Mapping[str, object], field: str, note: Note) -> str:
    """Read a text field as it came; anything but text is noted and dropped."""
    value = fields.get(field)
    if isinstance(value, str):
        return storable(value)
    if not is_absent(value):
        note(f"{field} is {kind_of(value)}, not text; kept without it")
    return ""


def read_scalar(value: object) -> str:
    """Read an id that may be spelt as text or as a number; empty for anything else."""
    if isinstance(value, str):
        return storable(value)
    # JSON numbers with a point come as Decimal, which keeps the last zero of 2103.00020.
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else ""


def named_id(scheme: str, value: object) -> str:
    """Read the id in a field that is called after a scheme; empty where it holds no such id."""
    text = read_scalar(value).strip()
    tried = (paper_id(text), paper_id(f"{scheme}:{text}"))
    return next((known for known in tried if known.startswith(f"{scheme}:")), "")


def read_dois(value: object) -> tuple[str, ...]:
    """Read a field with one or more DOIs, normalised. They may hold `,` and `;` themselves."""
    parts = re.split(r"(?<![\s,;])[\s,;]++(?=(?:doi:|https?://[^/]+/)?10\.)", read_scalar(value).strip())
    return tuple(known for part in parts if not (known := paper_id(part)).startswith("id:") and known)


def read_authors(value: object) -> tuple[Author, ...]:
    """Read authors: a list of names or of objects with a name, or all in one string (`;`, "and", commas)."""
    names = _split_names(storable(value)) if isinstance(value, str) else read_list(value, NAME)
    return tuple(map(Author, names))


def read_author_line(text: str) -> tuple[str, ...]:
    """Read the names in arXiv's one line for all authors: `Ann Bee (1), Carl Dee, and Eve Eff (2)`."""
    names = re.split(r",\s*(?:and\s+)?|\s+and\s+", _AFFILIATION.sub("", text))
    return tuple(filter(None, map(str.strip, names)))


def read_name(value: object, keys: tuple[str, ...]) -> str:
    """Read a short text: as it is, a number's digits, or what an object has under one of the keys."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in keys if key in value), None)
    return read_scalar(value).strip()


def read_list(value: object, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Read a list of short texts; one string is split at `;` and line breaks."""
    items: Iterable[object] = value if isinstance(value, list) else ()
    if isinstance(value, str):
        items = re.split(r"[;\n]", value)
    return tuple(name for item in items if (name := read_name(item, keys)))


def read_ids(value: object) -> tuple[str, ...]:
    """Read further ids: a list as it came, or an object with one for each scheme (`{"DOI": "10...."}`)."""
    if isinstance(value, Mapping):
        return tuple(filter(None, (named_id(str(scheme).lower(), one) for scheme, one in value.items())))
    return read_list(value, REFERENCE)


def _split_names(text: str) -> list[str]:
    people = text.split(";") if ";" in text else re.split(r",?\s+and\s+", text)
    # "Ann Bee, Carl Dee" are two people, "Bee, Ann" is one: between people, every piece is a full name. Where each
    # part of "Bee, Ann and Dee, Carl F." has its comma, the commas stand within names.
    if ";" not in text and not (len(people) > 1 and all("," in person for person in people)):
        pieces = [piece.strip() for person in people for piece in person.split(",")]
        people = pieces if all(" " in piece for piece in pieces) else people
    return [person.strip() for person in people if person.strip()]


def is_absent(value: object) -> bool:
    """Tell whether a value says nothing; NaN is how tables that went through pandas spell an empty cell."""
    return value is None or value == "" or (isinstance(value, float | Decimal) and math.isnan(value))


def kind_of(value: object) -> str:
    """Say in words what kind of value this is."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float | Decimal):
        return "a number"
    return "an object" if isinstance(value, Mapping) else "a list" if isinstance(value, list) else "no text"
