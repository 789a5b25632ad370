"""Dates as sources write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_ISO = re.compile(r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?)?(?:[T ]\d{1,2}:\S*.*)?")
# "Oct 14, 2021", "October 2021"; "14 Oct 2021", and as mail headers write it, "Sat, 31 Mar 2007 02:26:18 GMT".
_MONTH_FIRST = re.compile(rf"{_NAME} (?:(?P<day>\d{{1,2}}),? )?(?P<year>\d{{4}})", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(?:[a-z]+, )?(?P<day>\d{{1,2}}) {_NAME} (?P<year>\d{{4}})(?: \d\d:.*)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d{2}(?!\d)")


def read_date(words: str) -> tuple[str, int | None]:
    """Read a date.

    Parameters
    ----------
    words
        A date as a source writes it.

    Returns
    -------
    tuple of str and int or None
        The date as ISO 8601 (`2021-10-14`, `2021-10`, `2021`), else the words on one line; and the year, `None` where
        the words do not tell.
    """
    text = " ".join(words.split())
    for pattern in (_ISO, _MONTH_FIRST, _DAY_FIRST):
        if (match := pattern.fullmatch(text)) and (iso := _iso(match)):
            return iso, int(iso[:4])
    years = set(_YEAR.findall(text))
    return text, int(years.pop()) if len(years) == 1 else None


def _iso(match: re.Match[str]) -> str:
    """Write the parts as ISO 8601; empty where the calendar has no such day."""
    month = match["month"] or ""
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1 if month else 0
    day = match["day"]
    try:
        full = date(int(match["year"]), number or 1, int(day or 1)).isoformat()
    except ValueError:
        return ""
    return full[: 10 if day else 7 if number else 4]
