"""What the subcommands share: finding the library, printing JSON, options that several take."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.errors import CitegraphError, LibraryNotFound
from kg.text import printable

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT = "papers.kg"
"""The library that `build` makes where none is there."""

library_option = click.option(
    "--library", "-l", "path", type=click.Path(path_type=Path), help="The library; default: the *.kg of this folder."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
threshold_option = click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=0.4,
    show_default=True,
    help="Least confidence of a mention: higher gives fewer and surer ones.",
)


fast_option = click.option(
    "--fast", is_flag=True, help="Rules only, without the trained recognizer: some ten times as fast, and less exact."
)


def page_options(command: F) -> F:
    """Add --limit and --offset."""
    command = click.option(
        "--limit", "-n", type=click.IntRange(0), default=50, show_default=True, help="Rows to print."
    )(command)
    return click.option("--offset", type=click.IntRange(0), default=0, help="Rows to pass over.")(command)


def find_library(path: Path | None, *, create: bool = False) -> Path:
    """Find the library to use: the one named, else the only `*.kg` in the current folder.

    Raises
    ------
    LibraryNotFound
        None is there (and none is to be made).
    CitegraphError
        Several are there.
    """
    if path is not None:
        return path
    found = sorted(Path().glob("*.kg"))
    if len(found) > 1:
        names = ", ".join(str(f) for f in found)
        raise CitegraphError(f"several libraries are here: {names}", cure="name one with --library")
    if found:
        return found[0]
    if create:
        return Path(DEFAULT)
    raise LibraryNotFound(
        "no library (*.kg) is here", cure="build one: citegraph build papers.jsonl; or name one with --library"
    )


def print_json(value: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def tell(text: str) -> None:
    """Print to standard error; characters of names and files that could steer the screen are taken out."""
    for line in text.split("\n"):
        click.echo(printable(line), err=True)


def read_years(text: str | None) -> tuple[int | None, int | None] | None:
    """Read a range of years: `2020`, `2018..2021`, `2020..`, `..2019`.

    Raises
    ------
    click.BadParameter
        It is none of these.
    """
    if not text:
        return None
    first, dots, last = text.partition("..")
    if not all(not part or (part.isdecimal() and len(part) == 4) for part in (first, last)) or not (first or last):
        raise click.BadParameter(f"{text!r} is no range of years; write 2020, 2018..2021, 2020.. or ..2019")
    begin = int(first) if first else None
    if not dots:
        return begin, begin
    end = int(last) if last else None
    if begin and end and begin > end:
        raise click.BadParameter(f"{text!r} ends before it begins")
    return begin, end
