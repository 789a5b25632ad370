"""Dates as sources write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.papers.dates import read_date


@pytest.mark.parametrize(
    ("words", "date", "year"),
    [
        ("Oct 14, 2021", "2021-10-14", 2021),
        ("October 2021", "2021-10", 2021),
        ("4 Feb 2014", "2014-02-04", 2014),
        ("Sat, 31 Mar 2007 02:26:18 GMT", "2007-03-31", 2007),
        ("2021-03-01", "2021-03-01", 2021),
        ("2021-03-01T15:08:05Z", "2021-03-01", 2021),
        ("2021/3/1", "2021-03-01", 2021),
        ("2021-03", "2021-03", 2021),
        ("2021", "2021", 2021),
        ("May 26", "May 26", None),
        ("Feb 30, 2021", "Feb 30, 2021", 2021),
        ("spring 1998", "spring 1998", 1998),
        ("1998 or 1999", "1998 or 1999", None),
        ("", "", None),
    ],
)
def test_usual_writings(words, date, year):
    assert read_date(words) == (date, year)


@given(st.dates())
def test_iso_dates_come_back(day):
    assert read_date(day.isoformat()) == (day.isoformat(), day.year)


@given(st.text())
def test_anything_is_read(words):
    date, _ = read_date(words)
    assert date == " ".join(words.split()) or date[:4].isdecimal()
