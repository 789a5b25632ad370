"""Subcommand that measures: evaluate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import fast_option, json_option, print_json, threshold_option

if TYPE_CHECKING:
    from extractors.evaluation import Count, Scores
    from kg.records import Extraction

_SHORT = (
    "entity",
    "entity:Dataset",
    "entity:Model",
    "entity:Method",
    "entity:Task",
    "uses:Resource",
    "introduces",
    "results",
)


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@click.option("--folds", type=click.IntRange(2), help="Cross-validate: train on the other folds, in so many folds.")
@click.option("--by", "field", metavar="FIELD", help="Scores for each value of a field of the papers: year, category.")
@click.option("--reliability", is_flag=True, help="Show how many entities of each confidence are right.")
@click.option("--recognizers", type=click.Path(path_type=Path), help="With --folds: folder of one recognizer a fold.")
@click.option("--errors", type=click.IntRange(0), default=0, help="Print so many of the commonest errors.")
@threshold_option
@fast_option
@json_option
def evaluate(
    gold: tuple[Path, ...],
    folds: int | None,
    field: str | None,
    reliability: bool,
    recognizers: Path | None,
    errors: int,
    threshold: float,
    fast: bool,
    as_json: bool,
) -> None:
    """Score the extractor on annotated papers (JSON): precision, recall, F1 of entities, uses, roles, results.

    \b
    citegraph evaluate gold.json
    citegraph evaluate gold.json --folds 5 --by year

    Without --folds the shipped weights are scored; papers that they were fitted to flatter them. With --folds the
    rules are fitted anew for each fold; --recognizers names the folder of the recognizers that `make train` made, each
    of which never saw the papers of its fold. Without it the rules are scored alone.
    """
    from extractors.training.examples import read_gold

    papers = [paper for path in gold for paper in read_gold(path)]
    if recognizers and not folds:
        raise click.UsageError("--recognizers needs --folds")
    read = list(_read(papers, folds, threshold, recognizers=recognizers, fast=fast))
    scores = _score(read)
    parts = _split(read, field) if field else {}
    if as_json:
        told = scores.to_dict(errors)
        if reliability:
            told["reliability"] = [[tenth / 10, c.precision, c.tp + c.fp] for tenth, c in _tenths(scores)]
        print_json({**told, "by": {value: part.to_dict() for value, part in parts.items()}} if field else told)
        return
    _print(scores, errors)
    for tenth, c in _tenths(scores) if reliability else ():
        click.echo(f"confidence {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}: {c.precision:.3f} of {c.tp + c.fp} right")
    for value, part in parts.items():
        cells = "  ".join(f"{row.removeprefix('entity:')} {part.counts[row].f1:.3f}" for row in _SHORT)
        click.echo(f"{value} ({part.papers}): {cells}  role {part.roles.precision:.3f}")


def _read(
    papers: list[dict[str, Any]], folds: int | None, threshold: float, *, recognizers: Path | None, fast: bool
) -> Iterable[tuple[dict[str, Any], Extraction]]:
    if folds:
        from extractors.training.folds import cross_validate

        return cross_validate(papers, folds, threshold, recognizers)
    from extractors.extractor import Extractor
    from kg.records import Paper

    texts = (Paper(str(p["id"]), p["title"], p["abstract"]) for p in papers)
    found = (extraction for _, extraction in Extractor(threshold=threshold, fast=fast).extract(texts))
    return zip(papers, found, strict=True)


def _tenths(scores: Scores) -> list[tuple[int, Count]]:
    return sorted(scores.reliability.items())


def _score(read: Iterable[tuple[dict[str, Any], Extraction]]) -> Scores:
    from extractors.evaluation import score
    from kg.linking import link_paper
    from kg.names import lexicon

    return score((gold, link_paper(found.mentions, lexicon()), found.results) for gold, found in read)


def _split(read: list[tuple[dict[str, Any], Extraction]], field: str) -> dict[str, Scores]:
    groups: defaultdict[str, list[tuple[dict[str, Any], Extraction]]] = defaultdict(list)
    for gold, found in read:
        groups[str(gold.get(field, "none"))].append((gold, found))
    return {value: _score(groups[value]) for value in sorted(groups)}


def _print(scores: Scores, errors: int) -> None:
    click.echo(f"{scores.papers} papers")
    for row, c in sorted(scores.counts.items()):
        counts = f"(tp {c.tp} fp {c.fp} fn {c.fn})"
        click.echo(f"{row:20} P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}  {counts}")
    click.echo(f"{'role accuracy':20} {scores.roles.precision:.3f}")
    for row, i in scores.identities().items():
        click.echo(f"{row:20} P {i.precision:.3f}  R {i.recall:.3f}  F1 {i.f1:.3f}  ({i.pairs} pairs)")
    for heading, errors_of in (("missed", scores.missed), ("spurious", scores.spurious)):
        if errors:
            click.echo(f"{heading}:")
        for (kind, name), count in errors_of.most_common(errors):
            click.echo(f"  {count:3}  {kind:9} {name}")
