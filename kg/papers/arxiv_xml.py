"""Reads arXiv's XML: the Atom feeds of its API and the records of its OAI-PMH interface (arXiv, arXivRaw, oai_dc).

Names are compared without their name spaces, since harvesters drop and add those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DTDForbidden
from defusedxml.ElementTree import iterparse

from kg.errors import InputError
from kg.papers.dates import read_date
from kg.papers.fields import Note, checked, named_id, read_author_line, read_dois, unwrapped
from kg.papers.source import Skip, Source, skip_at
from kg.records import Author, Paper

# No group repeats possessively: Python 3.11.2 misreads that (3.11.7 does not).
_HTML = re.compile(r"\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_AROUND_ID = re.compile(r"^(?:oai:arxiv\.org:|https?://[^/]*arxiv\.org/abs/)|(?<=\d)v\d+$", re.IGNORECASE)
_ROOTS = ("feed", "OAI-PMH", "ListRecords", "GetRecord", "record", "entry")


def is_html(head: str) -> bool:
    """Tell a web page by its beginning."""
    return _HTML.match(head) is not None


def read_xml(source: Source, skip: Skip) -> Iterator[Paper]:
    """Read the papers of an Atom feed or an OAI-PMH answer; errors and deleted records in it are skipped."""
    try:
        for number, element in enumerate(_records(source), 1):
            where = f"{source.name}, record {number}"
            note = partial(skip_at, skip, where)
            if _name(element) == "error":
                note(f"the service answered: {unwrapped(element.text) or element.get('code')}")
                continue
            read = _atom_paper if _name(element) == "entry" else _oai_paper
            if (paper := read(element, where, note)) and (kept := checked(paper, note)):
                yield kept
    except DTDForbidden:
        cure = "take the DOCTYPE out; papers need none"
        raise InputError("has a DOCTYPE, which is refused since it can do harm", source.name, cure) from None
    except ParseError as error:
        raise InputError(f"broken XML: {error.msg}", source.at(error.position[0]), "fetch the file again") from None
    except (LookupError, ValueError) as error:
        raise InputError(f"XML that cannot be read: {error}", source.name, "save it as UTF-8") from None


def _records(source: Source) -> Iterator[Element]:
    """Yield each record once it is complete, and free it afterwards."""
    path: list[Element] = []
    for event, element in iterparse(_Pieces(source.stream), events=("start", "end"), forbid_dtd=True):
        name = _name(element)
        if event == "start":
            if not path and name not in _ROOTS:
                cure = "arXiv's Atom feeds and OAI-PMH answers are understood"
                raise InputError(f"is XML of another kind ({name})", source.name, cure)
            path.append(element)
            continue
        path.pop()
        if name in ("entry", "record", "error"):
            yield element
            if path:
                path[-1].remove(element)


class _Pieces:
    """A stream that gives what it has: to fill up each piece would lose the last one of a .gz that is cut off."""

    def __init__(self, stream: BufferedReader) -> None:
        self.read = stream.read1


def _atom_paper(entry: Element, where: str, note: Note) -> Paper | None:
    address = _text(entry, "id")
    if "/api/errors" in address:
        note(f"arXiv answered with an error: {_text(entry, 'summary')}")
        return None
    authors = [_text(author, "name") for author in _all(entry, "author")]
    return _paper(entry, address, authors, _text(entry, "published") or _text(entry, "updated"), "arxiv-atom", where)


def _oai_paper(record: Element, where: str, note: Note) -> Paper | None:
    header = next(_all(record, "header"), record)
    identifier = _text(header, "identifier")
    if header.get("status") == "deleted":
        note(f"{identifier} was deleted at the source; skipped")
        return None
    metadata = next((inner for holder in _all(record, "metadata") for inner in holder), None)
    if metadata is None:
        note(f"{identifier or 'the record'} has no metadata; skipped")
        return None
    number = _text(metadata, "id") or identifier
    authors = [_full_name(author) for holder in _all(metadata, "authors") for author in holder]
    authors = authors or [_comma_turned(unwrapped(creator.text)) for creator in _all(metadata, "creator")]
    authors = authors or list(read_author_line(_text(metadata, "authors")))
    version = next(_all(metadata, "version"), metadata)
    date = _text(metadata, "created") or _text(version, "date")
    return _paper(metadata, number, authors, date, "arxiv-oai", where)


def _paper(fields: Element, number: str, authors: list[str], date: str, source: str, where: str) -> Paper:
    number = _AROUND_ID.sub("", number)
    arxiv = named_id("arxiv", number)
    day, year = read_date(date)
    # oai_dc has the DOI among the identifiers.
    dois = [doi for name in ("doi", "identifier") for found in _all(fields, name) for doi in read_dois(found.text)]
    return Paper(
        id=number,
        title=_text(fields, "title"),
        abstract=next(filter(None, (_text(fields, name) for name in ("summary", "abstract", "description"))), ""),
        year=year,
        date=day,
        authors=tuple(Author(name) for name in authors if name),
        venue=_text(fields, "journal_ref") or _text(fields, "journal-ref"),
        url=f"https://arxiv.org/abs/{number}" if arxiv else "",
        source=source,
        ids=tuple(dict.fromkeys(filter(None, [arxiv, *dois]))),
        where=where,
    )


def _full_name(author: Element) -> str:
    parts = [unwrapped(part.text) for name in ("forenames", "keyname", "suffix") for part in _all(author, name)]
    full = " ".join(filter(None, parts))
    # Collaborations put a lone ":" between their name and their members.
    return full if any(map(str.isalnum, full)) else ""


def _comma_turned(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def _all(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _name(child) == name)


def _text(element: Element, name: str) -> str:
    return next((unwrapped(child.text) for child in _all(element, name)), "")


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
