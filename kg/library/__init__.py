"""The library: one SQLite file that holds papers, what they name and what they cite; the only source of truth."""

from kg.library.answers import (
    Answer,
    Authorship,
    EntityProfile,
    EntityRow,
    EntityUse,
    Evidence,
    Introduction,
    PaperLink,
    PaperProfile,
    PaperRow,
    ReportedResult,
    ResultRow,
    Table,
    UseRow,
)
from kg.library.library import Library, open_library
from kg.library.report import BuildReport, Extractor

__all__ = [
    "Answer",
    "Authorship",
    "BuildReport",
    "EntityProfile",
    "EntityRow",
    "EntityUse",
    "Evidence",
    "Extractor",
    "Introduction",
    "Library",
    "PaperLink",
    "PaperProfile",
    "PaperRow",
    "ReportedResult",
    "ResultRow",
    "Table",
    "UseRow",
    "open_library",
]
