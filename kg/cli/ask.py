"""Subcommands that ask a library: uses, paper, entity, top, stats, explain."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import find_library, json_option, library_option, page_options, print_json, read_years
from kg.errors import NotFound
from kg.library import open_library
from kg.records import ROLES, TYPES


@click.command()
@click.argument("name")
@click.option("--type", "kind", metavar="TYPE", help=f"Only where papers take it for that: {', '.join(TYPES)}.")
@click.option("--role", help=f"Only papers that do that with it: {', '.join(ROLES[:-1])}.")
@click.option("--year", metavar="YEARS", help="Only papers of these years: 2020, 2018..2021, 2020.. or ..2019.")
@page_options
@library_option
@json_option
def uses(
    name: str,
    kind: str | None,
    role: str | None,
    year: str | None,
    limit: int,
    offset: int,
    path: Path | None,
    as_json: bool,
) -> None:
    """Which papers use NAME, any alias or variant of it: each with its role, year and sentence.

    \b
    citegraph uses ImageNet
    citegraph uses imagenet-1k --role evaluates_on --year 2020.. --json

    Papers that merely mention it stand apart. Exit code 1: nothing found.
    """
    years = read_years(year)
    with open_library(find_library(path), readonly=True) as library:
        try:
            answer = library.papers_using(name, type=kind, role=role, years=years, limit=limit, offset=offset)
        except NotFound:
            if as_json:
                print_json({"query": name, "entity": None, "total": 0, "rows": [], "mentioned_in": []})
            raise
        if as_json:
            print_json(answer.to_dict())
        else:
            from kg.show.table import show, uses_table

            show(uses_table(answer.to_dict()))
    if not answer.total:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("what")
@library_option
@json_option
def paper(what: str, path: Path | None, as_json: bool) -> None:
    """All about a paper: WHAT is an id, a title, or the name of what it introduces.

    \b
    citegraph paper 2103.00020
    citegraph paper "Deep Residual Learning for Image Recognition"
    citegraph paper CLIP
    """
    with open_library(find_library(path), readonly=True) as library:
        profile = library.paper(what)
    if as_json:
        print_json(profile.to_dict())
        return
    from kg.show.table import paper_table, show

    show(paper_table(profile.to_dict()))


@click.command()
@click.argument("name")
@library_option
@json_option
def entity(name: str, path: Path | None, as_json: bool) -> None:
    """All about a model, method, dataset, benchmark, task or metric.

    \b
    citegraph entity CLIP
    """
    with open_library(find_library(path), readonly=True) as library:
        profile = library.entity(name)
    if as_json:
        print_json(profile.to_dict())
        return
    from kg.show.table import entity_table, show

    show(entity_table(profile.to_dict()))


@click.command()
@click.argument("kind", metavar="[TYPE]", default="")
@page_options
@library_option
@json_option
def top(kind: str, limit: int, offset: int, path: Path | None, as_json: bool) -> None:
    """The entities that most papers name: of a TYPE (models, methods, datasets, benchmarks, tasks, metrics), or of all.

    \b
    citegraph top datasets
    citegraph top models -n 10
    """
    with open_library(find_library(path), readonly=True) as library:
        table = library.top(kind or None, limit=limit, offset=offset)
    if as_json:
        print_json(table.to_dict())
    else:
        from kg.show.table import entities_table, show

        show(entities_table(table.to_dict()))
    if not table.total:
        raise click.exceptions.Exit(1)


@click.command()
@library_option
@json_option
def stats(path: Path | None, as_json: bool) -> None:
    """What a library holds: papers, entities, mentions, citations, results, authors.

    \b
    citegraph stats --json
    """
    with open_library(find_library(path), readonly=True) as library:
        counts = library.stats()
    if as_json:
        print_json(counts)
        return
    from kg.show.table import facts_table, show

    show(facts_table(counts))


@click.command()
@click.argument("what")
@library_option
@json_option
def explain(what: str, path: Path | None, as_json: bool) -> None:
    """A paper's title and abstract with its entities highlighted, and for each the component and rule that found it.

    \b
    citegraph explain SimCLR
    citegraph explain 2002.05709 --json
    """
    with open_library(find_library(path), readonly=True) as library:
        found, extraction = library.read_extraction(what)
    if as_json:
        print_json(
            {
                "id": found.id,
                "title": found.title,
                "abstract": found.abstract,
                "mentions": [asdict(m) for m in extraction.mentions],
                "results": [asdict(r) for r in extraction.results],
            }
        )
        return
    from kg.show.highlight import explanation
    from kg.show.table import show

    show(explanation(found, extraction))
