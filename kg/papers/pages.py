"""Reads saved Hugging Face Papers pages: the text of a page of papers, with or without the lines below each paper.

    Title                              Title
    (blank)                            (blank)
    Abstract                           Abstract
    (blank)                            (blank)
    Title                                • 4 authors      or the name of an organisation
    ...                                ·
                                       Aug 11, 2024 2     the date and, without a comma, the number of comments

What is title and what is abstract follows from the order; how a line looks decides only where the order cannot be kept
because an abstract is missing or has two paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from kg.errors import InputError
from kg.papers.dates import read_date
from kg.papers.fields import checked
from kg.papers.source import ICONV, NOT_UTF8, Skip, Source, is_damaged, skip_at
from kg.records import Paper

_DATE = re.compile(
    r"(?P<date>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, (?P<year>\d{4}))?)(?: \d+)?"
)
_AUTHORS = re.compile(r"[•·]\s*\d+ authors?")
_MASTHEAD = re.compile(r"by\s?\S.*\band the research community")
_NEWSLETTER = re.compile(r"Get trending papers in your email inbox.*")
_COUNT = re.compile(r"\d+(?:\.\d+)?[kK]?")
_MARKER = re.compile(rf"^\s*(?:{_MASTHEAD.pattern}|{_NEWSLETTER.pattern}|{_AUTHORS.pattern})\s*$", re.MULTILINE)

# Words of the page that could be a title as well, and so are dropped only above the first paper and below the last.
_EDGE = re.compile(
    "new|Subscribe|Daily Papers|Papers|Trending Papers|Hugging Face|Models|Datasets|Spaces|Buckets|Community|Docs|"
    "Enterprise|Pricing|Log In|Sign Up|Previous|Next|Load more|System theme|Company|TOS|Privacy|About|Careers|Website|"
    r"Collections|Languages|Organizations|Blog|Posts|Learn|Discord|Forum|GitHub|Solutions|\.\.\.|©.*"
)
_LONGEST_TITLE = 300
_LONG_TITLE = 250


_Line = tuple[int, str]


@dataclass(slots=True)
class _Group:
    """Lines of text that no footer divides: a paper, or where the page prints no footers, all of them."""

    lines: list[_Line] = field(default_factory=list)
    date: str = ""


def is_page(head: str) -> bool:
    """Tell whether a text is such a page: by its masthead, its newsletter line or a line that counts authors."""
    return _MARKER.search(head) is not None


def read_page(source: Source, skip: Skip) -> Iterator[Paper]:
    """Read the papers of a page, titles and abstracts as they are printed."""
    for group in _groups(_body(_lines(source))):
        papers = list(_pair(group.lines))
        for position, (number, title, abstract) in enumerate(papers):
            # The footer stands below the last paper of its group.
            date, year = read_date(group.date if position == len(papers) - 1 else "")
            where = source.at(number)
            paper = Paper("", title, abstract, year, date, source="hf-page", where=where)
            if kept := checked(paper, partial(skip_at, skip, where)):
                yield kept


def _lines(source: Source) -> list[_Line]:
    lines = []
    for number, line in enumerate(source.read_text(), 1):
        if is_damaged(line):
            raise InputError(NOT_UTF8, source.at(number), ICONV)
        lines.append((number, line.strip("\ufeff").strip()))
    return lines


def _body(lines: list[_Line]) -> Iterator[_Line]:
    """Leave out what a page prints above its first paper and below its last; several pages may follow one another."""
    starts = [at + 1 for at, (_, line) in enumerate(lines) if _MASTHEAD.fullmatch(line)] or [0]
    for first, last in pairwise([*starts, len(lines)]):
        start, end = first, last
        while start < end and (_is_edge(lines[start][1]) or _DATE.fullmatch(lines[start][1])):
            start += 1
        while end > start and (_is_edge(lines[end - 1][1]) or _MASTHEAD.fullmatch(lines[end - 1][1])):
            end -= 1
        yield from lines[start:end]


def _is_edge(line: str) -> bool:
    return not line or any(pattern.fullmatch(line) for pattern in (_EDGE, _COUNT, _NEWSLETTER))


def _groups(lines: Iterable[_Line]) -> Iterator[_Group]:
    """Divide the lines at the footers, which are dropped but for their dates."""
    group, below, submitter = _Group(), False, False
    for number, line in lines:
        if submitter and line:
            submitter = False
        elif line.startswith("Submitted by"):
            submitter = line == "Submitted by"
        elif line == "·" or _AUTHORS.fullmatch(line):
            if line == "·" and not below:
                _drop_organisation(group.lines, number)
            below = True
        elif match := _DATE.fullmatch(line):
            group.date = match["date"] if below else group.date
        elif line and not _COUNT.fullmatch(line) and not _NEWSLETTER.fullmatch(line):
            if below:
                yield group
                group, below = _Group(), False
            group.lines.append((number, line))
    yield group


def _drop_organisation(lines: list[_Line], dot: int) -> None:
    """Drop the line above the dot: where the number of authors is missing, their organisation stands in its place."""
    if len(lines) > 1 and (lines[-1][0] == dot - 1 or not _is_prose(lines[-1][1])):
        lines.pop()


def _pair(lines: list[_Line]) -> Iterator[tuple[int, str, str]]:
    """Pair titles with abstracts: yield the line of the title, the title, the abstract."""
    texts = [line for _, line in lines]
    at = 0
    while at < len(lines):
        number, title = lines[at]
        looks = [_is_prose(text) for text in texts[at : at + 3]] + [False, False]
        if len(title) > _LONGEST_TITLE:
            title, end = "", at + 1
        elif not looks[1] and looks[2]:
            end = at + 1
        else:
            end = at + 2
            while end < len(lines) and _goes_on(texts[end : end + 2]):
                end += 1
        first = at if not title else at + 1
        yield number, title, "\n".join(texts[first : max(end, first)])
        at = end


def _goes_on(ahead: list[str]) -> bool:
    """Tell whether the next line is one more paragraph of an abstract: prose where a title should stand."""
    lonely = len(ahead) == 1 or not _is_prose(ahead[1])
    return len(ahead[0]) > _LONGEST_TITLE or (lonely and _is_prose(ahead[0]))


def _is_prose(line: str) -> bool:
    # Of 149,972 arXiv papers, 2 titles end with a full stop and none has over 250 characters; 46 abstracts have fewer.
    return len(line) > _LONG_TITLE or line.endswith((".", ".)", '."'))
