"""The lexicon: well-known names as facts, with type, aliases, variants, introducing paper and source of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.errors import InputError
from kg.records import TYPES
from kg.text import key, singular

COLUMNS = ("name", "type", "aliases", "variant_of", "introduced_by", "year", "flags", "source")
FLAGS = {"exact", "context"}


@dataclass(frozen=True, slots=True)
class Name:
    """One entry of the lexicon.

    Attributes
    ----------
    name, type
        The canonical name; one of `kg.records.TYPES`.
    aliases
        Other written forms. Case, hyphens, spaces and plurals need no alias: keys fold them.
    variant_of
        Canonical name of the entry that it is a version, size or subset of; empty for most.
    introduced_by
        Paper id (`arxiv:1810.04805`) of the paper that introduced it; empty where unknown.
    year
        Year of introduction, `None` where unknown.
    exact
        Forms that have capitals are found only as printed; those in lower case are found in any.
    context
        Even so it often means something else: the sentence must support it.
    source
        Where the fact was checked (see `SOURCES.md`).
    """

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    variant_of: str = ""
    introduced_by: str = ""
    year: int | None = None
    exact: bool = False
    context: bool = False
    source: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The canonical name and the aliases."""
        return (self.name, *self.aliases)

    def covers(self, surface: str) -> bool:
        """Tell whether a surface whose key is that of a form, or of its plural, is written as a form may be written."""
        if not self.exact or surface in self.forms or surface.removesuffix("s") in self.forms:
            return True
        folded = key(surface)
        return any(form.islower() and key(form) in {folded, singular(folded)} for form in self.forms)


class Lexicon:
    """Names found by key.

    Parameters
    ----------
    names
        The entries; where two claim one key, the earlier one keeps it.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_key: dict[str, Name] = {}
        self.names: tuple[Name, ...] = tuple(names)
        for forms in (lambda n: (n.name,), lambda n: n.aliases):
            for name in self.names:
                for form in forms(name):
                    if folded := key(form):
                        self._by_key.setdefault(folded, name)

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Name]:
        return iter(self.names)

    def find(self, folded: str) -> Name | None:
        """Find the entry that a key (`kg.text.key`) names, its plural included."""
        return self._by_key.get(folded) or self._by_key.get(singular(folded))

    @property
    def keys(self) -> Iterable[str]:
        """The keys of all names and aliases."""
        return self._by_key.keys()


def read_names(lines: Iterable[str], where: str) -> Iterator[Name]:
    """Read lexicon entries from tab-separated lines with the header `COLUMNS`.

    Raises
    ------
    InputError
        A line with the wrong number of fields, an unknown type or flag; `where` and the line number are told.
    """
    for number, line in enumerate(lines, 1):
        fields = line.rstrip("\n").split("\t")
        if number == 1 or fields == [""]:
            continue
        at = f"{where}:{number}"
        if len(fields) != len(COLUMNS):
            raise InputError(f"{len(fields)} fields where {len(COLUMNS)} belong", at, "separate them by tabs")
        name, kind, aliases, variant_of, introduced_by, year, flags, source = fields
        if kind not in TYPES:
            raise InputError(f"unknown type {kind!r}", at, f"use one of {', '.join(TYPES)}")
        marks = {flag for flag in flags.split(",") if flag}
        if marks - FLAGS:
            raise InputError(f"unknown flag {flags!r}", at, "use exact or context")
        if not (year.isdecimal() or not year):
            raise InputError(f"no year: {year!r}", at, "write it with four digits, or leave it empty")
        yield Name(
            name,
            kind,
            tuple(a for a in aliases.split("|") if a),
            variant_of,
            introduced_by and f"arxiv:{introduced_by}",
            int(year) if year else None,
            "exact" in marks,
            "context" in marks,
            source,
        )


@cache
def lexicon() -> Lexicon:
    """Read the lexicon that ships with citegraph."""
    folder = resources.files("kg.names") / "data"
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)
    return Lexicon(n for f in tables for n in read_names(f.read_text(encoding="utf-8").splitlines(), f.name))
