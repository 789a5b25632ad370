"""The records that everything passes on: plain, frozen, standard library only.

Paper  ->  Extraction (Mention, Result)  ->  Use  ->  Entity
"""

from __future__ import annotations

from dataclasses import dataclass, field

TYPES = ("Model", "Method", "Dataset", "Benchmark", "Task", "Metric")
"""Entity types, in the order that breaks ties."""

SYSTEMS, RESOURCES = TYPES[:2], TYPES[2:4]
"""What does something, and what it is tried on. Of which of its two types a thing is, is often a matter of taste."""

ROLES = ("introduces", "evaluates_on", "uses", "compares_with", "mentions")
"""What a paper does with an entity, the strongest first."""

KINDS = ("score", "gain", "other")
"""Kinds of results: an absolute value, an improvement over something, anything else."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person as the paper prints the name."""

    name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as one source gives it.

    Attributes
    ----------
    id
        The id exactly as it came in; empty where the source gives none.
    title, abstract
        The text exactly as it came in. Mention offsets count in `text`.
    year
        Year of publication, `None` where unknown.
    date
        The date as ISO 8601 (`2021-03-01`, `2021-03`), else the words of the source ("Mar 11"); empty where unknown.
    ids
        Every further id that the source gives, as `scheme:value` (`arxiv:2103.00020`, `doi:10.1/x`).
    references
        Ids of the papers it cites, as the source gives them.
    source
        What kind of file it was read from (`jsonl`, `arxiv-atom`, `hf-page`, ...).
    where
        `file:line` or `file` with the number of the record: for messages only, it takes no part in comparison.
    """

    id: str
    title: str
    abstract: str = ""
    year: int | None = None
    date: str = ""
    authors: tuple[Author, ...] = ()
    venue: str = ""
    url: str = ""
    source: str = ""
    ids: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    where: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """Title, newline, abstract: the string that all offsets count in."""
        return f"{self.title}\n{self.abstract}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of one paper's text that names something.

    Attributes
    ----------
    start, end
        Character offsets in `Paper.text`.
    surface
        The words as written, `text[start:end]`.
    name
        The canonical name within the paper ("ViT" for "vision transformers").
    type, role
        One of `TYPES`, one of `ROLES`.
    confidence
        Estimated probability, 0 to 1, that the mention names something of this type, or of the one next to it: Model
        and Method are taken together, Dataset and Benchmark.
    by, rule
        The component that found it and the rule within it.
    sentence
        Character offsets of the sentence it stands in: its evidence.
    """

    start: int
    end: int
    surface: str
    name: str
    type: str
    role: str
    confidence: float
    by: str
    rule: str
    sentence: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Result:
    """A number that a paper reports: `system` reaches `value` of `metric` on `dataset`.

    `kind` is `score` (an absolute value), `gain` (an improvement) or `other`; empty strings stand for what the text
    does not name; `start`, `end` are the offsets of the value in `Paper.text`, `sentence` those of its evidence.
    """

    system: str
    dataset: str
    metric: str
    value: str
    unit: str
    kind: str
    start: int = 0
    end: int = 0
    sentence: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor read in one paper."""

    mentions: tuple[Mention, ...] = ()
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """One paper and one entity it names: the mentions joined, the strongest role, the type most of them give."""

    key: str
    name: str
    type: str
    role: str
    confidence: float
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """The one thing that mentions name.

    `papers` counts the distinct papers that name it; `introduced_by` is a paper id (`arxiv:1409.0575`), empty where
    unknown; `variant_of` the id of the entity that it is a variant of, empty for most.
    """

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    papers: int = 0
    introduced_by: str = ""
    first_year: int | None = None
    variant_of: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """`citing` cites `cited` (paper ids), as `source` says."""

    citing: str
    cited: str
    source: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of the input that was passed over, or read in part: where, why, and what cures it."""

    where: str
    reason: str
    cure: str = ""
