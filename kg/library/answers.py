"""What look-ups answer with: frozen rows that turn into JSON values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from kg.records import Entity, Result


class Shape:
    """A dataclass that turns into JSON values, field by field."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the fields as JSON values: tuples as lists, rows within as dictionaries."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}  # type: ignore[arg-type]


def _plain(value: object) -> object:
    if isinstance(value, Shape):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True, slots=True)
class Evidence(Shape):
    """A sentence of a paper, and where in it something is named; all offsets count in `Paper.text`."""

    text: str
    start: int
    end: int
    mention: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PaperRow(Shape):
    """A paper that names an entity or a variant of it; `entity` is the name of that which it uses most."""

    id: str
    title: str
    year: int | None
    role: str
    confidence: float
    entity: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Answer(Shape):
    """Which papers use an entity: `rows` is one page of `total`; papers that merely mention it stand apart."""

    query: str
    entity: Entity
    total: int
    rows: tuple[PaperRow, ...]
    mentioned_in: tuple[PaperRow, ...]
    mentioned_total: int

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as JSON values, the entity by its name."""
        values = {f.name: _plain(getattr(self, f.name)) for f in fields(self)}
        return values | {"entity": self.entity.name}


@dataclass(frozen=True, slots=True)
class PaperLink(Shape):
    """A paper in short."""

    id: str
    title: str
    year: int | None


@dataclass(frozen=True, slots=True)
class EntityRow(Shape):
    """An entity in short, with the number of papers that the list is about."""

    id: str
    name: str
    type: str
    papers: int


@dataclass(frozen=True, slots=True)
class EntityUse(Shape):
    """What one paper does with one entity."""

    id: str
    name: str
    type: str
    role: str
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ReportedResult(Shape):
    """A number that a paper reports, with the sentence."""

    evidence: Evidence
    system: str
    dataset: str
    metric: str
    value: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class PaperProfile(Shape):
    """All that the library knows of a paper."""

    id: str
    title: str
    abstract: str
    year: int | None
    date: str
    authors: tuple[str, ...]
    venue: str
    url: str
    source: str
    ids: tuple[str, ...]
    entities: tuple[EntityUse, ...]
    results: tuple[ReportedResult, ...]
    references: tuple[PaperLink, ...]
    unresolved: tuple[str, ...]
    cited_by: tuple[PaperLink, ...]


@dataclass(frozen=True, slots=True)
class Introduction(Shape):
    """A paper that introduces an entity, as `by` says: `paper` or `lexicon`; its id alone where it is not here."""

    id: str
    title: str
    year: int | None
    by: str


@dataclass(frozen=True, slots=True)
class EntityProfile(Shape):
    """All that the library knows of an entity; what it counts by role and year includes its variants."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    variant_of: EntityRow | None
    variants: tuple[EntityRow, ...]
    papers: int
    papers_with_variants: int
    by_role: dict[str, int]
    by_year: dict[str, int]
    introduced_by: tuple[Introduction, ...]
    first_year: int | None
    co_used: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class Table(Shape):
    """One page of a longer list."""

    total: int
    rows: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class UseRow(Shape):
    """One paper and one entity, by their ids; `evidence` is empty where it was not asked for."""

    paper: str
    entity: str
    type: str
    role: str
    confidence: float
    mentions: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result of a paper; `entity` is the id of its dataset, else of its metric, empty where neither is here."""

    paper: str
    entity: str
    result: Result
    evidence: str


@dataclass(frozen=True, slots=True)
class Authorship:
    """An author of a paper; `position` counts from 1."""

    paper: str
    author: str
    name: str
    position: int
