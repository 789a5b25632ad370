"""Subcommands that read papers: demo, build, extract, remove."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import IO, Any

import click

from kg.cli.options import fast_option, find_library, json_option, library_option, print_json, tell, threshold_option
from kg.errors import CitegraphError, InputError
from kg.library import BuildReport, open_library
from kg.papers import paper_id, read, title_id
from kg.records import Extraction, Paper
from kg.saving import saving
from kg.text import counted

_TOLD = 20  # skipped things that are printed one by one

workers_option = click.option(
    "--workers", "-w", type=click.IntRange(1), default=1, show_default=True, help="Processes that read abstracts."
)
inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")


@click.command()
@inputs_argument
@library_option
@workers_option
@threshold_option
@fast_option
@click.option("--refresh", is_flag=True, help="Read papers anew that another version or threshold read.")
@json_option
def build(
    inputs: tuple[str, ...],
    path: Path | None,
    workers: int,
    threshold: float,
    fast: bool,
    refresh: bool,
    as_json: bool,
) -> None:
    """Read papers from INPUT files (- is standard input) into a library, made where it is missing.

    \b
    citegraph build papers.jsonl more.csv.gz
    citegraph build saved-page.txt --library vision.kg --workers 2

    The format is recognised by content: JSON Lines, JSON, CSV, TSV, arXiv (Atom, OAI-PMH, Kaggle), Hugging Face Papers
    (saved pages, daily-papers JSON), each also as .gz. Building twice adds nothing. What is broken is skipped and told.
    """
    from extractors.extractor import Extractor

    where = find_library(path, create=True)
    read_in = BuildReport()
    failed: list[InputError] = []
    papers = _papers(inputs, failed, read_in)
    first = next(papers, None)
    if first is None and (failed or not where.exists()):  # nothing to store: no library is made
        _tell_skipped(read_in)
        raise _several(failed) if failed else InputError("no paper could be read", ", ".join(inputs), "see above")
    with open_library(where, create=True) as library, _progress() as progress:
        extractor = Extractor(threshold=threshold, workers=workers, fast=fast)
        report = library.add(chain([first] if first else [], papers), extractor, progress=progress, refresh=refresh)
        counts = library.stats()
    report.skipped[:0] = read_in.skipped
    report.skipped_total += read_in.skipped_total
    if as_json:
        print_json({**report.to_dict(), "library": str(where), "failed": [str(error) for error in failed]})
    else:
        _tell(report, counts, where)
    if failed:
        raise _several(failed)


def _papers(inputs: tuple[str, ...], failed: list[InputError], report: BuildReport) -> Iterator[Paper]:
    """Read all inputs; one that cannot be read at all is noted, and the others are gone on with."""
    for source in inputs:
        try:
            yield from read(source, report.skip)
        except InputError as error:
            failed.append(error)


def _several(failed: list[InputError]) -> CitegraphError:
    """Make one error of those of several inputs."""
    if len(failed) == 1:
        return failed[0]
    return InputError(f"{len(failed)} inputs could not be read:\n" + "\n".join(f"  {error}" for error in failed))


def _tell(report: BuildReport, counts: dict[str, Any], where: Path) -> None:
    """Print what a build did."""
    click.echo(
        f"{counted(report.read, 'record')} read: {counted(report.new, 'new paper')}, {report.changed:,} changed, "
        f"{report.merged:,} merged, {report.unchanged:,} known; {report.skipped_total:,} skipped or read in part"
    )
    _tell_skipped(report)
    if report.stale:
        click.echo(
            f"{counted(report.stale, 'paper')} stay as another version or threshold read them: --refresh reads them",
            err=True,
        )
    click.echo(
        f"{where}: {counted(counts['papers'], 'paper')}, {counted(counts['entities'], 'entity', 'entities')}, "
        f"{counted(counts['mentions'], 'mention')}"
    )


def _tell_skipped(report: BuildReport) -> None:
    """Print the first things that were passed over."""
    for skipped in report.skipped[:_TOLD]:
        tell(f"  {skipped.where}: {skipped.reason}" + (f" ({skipped.cure})" if skipped.cure else ""))
    if report.skipped_total > _TOLD:
        click.echo(f"  ... and {report.skipped_total - _TOLD:,} more", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """A progress bar with rate and time left on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    names = {"papers": "papers read", "reading": "abstracts searched"}
    columns = (
        TextColumn("{task.description:>18}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def told(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(names.get(step, step), rate="")
            speed = bar.tasks[tasks[step]].speed
            bar.update(tasks[step], completed=done, total=total, rate=f"{speed:,.0f}/s" if speed else "")

        yield told


@click.command()
@inputs_argument
@click.option(
    "--output", "-o", "out", type=click.Path(path_type=Path), help="File to write (.gz too); default: standard output."
)
@workers_option
@threshold_option
@fast_option
def extract(inputs: tuple[str, ...], out: Path | None, workers: int, threshold: float, fast: bool) -> None:
    """Annotate the papers of INPUT files and write one JSON object a paper; no library is needed or touched.

    \b
    citegraph extract papers.jsonl -o out.jsonl
    zcat papers.jsonl.gz | citegraph extract - | head -1

    Every paper is kept, with its id, title and abstract as they came in; offsets count in title + newline + abstract.
    """
    from extractors.extractor import Extractor

    if out is not None and out.exists() and any(Path(source).exists() and out.samefile(source) for source in inputs):
        raise CitegraphError("it is an input too, and would be lost", str(out), "name another file with -o")
    skipped, count = BuildReport(), 0
    failed: list[InputError] = []
    papers = Extractor(threshold=threshold, workers=workers, fast=fast).extract(_papers(inputs, failed, skipped))
    first = next(papers, None)
    if first is None and failed:  # nothing to write: no file is made
        raise _several(failed)
    with _opened(out) as file, _progress() as progress:
        for paper, found in chain([first] if first else [], papers):
            file.write(json.dumps(_annotated(paper, found), ensure_ascii=False).encode() + b"\n")
            count += 1
            progress("reading", count, None)
    click.echo(f"{counted(count, 'paper')} annotated; {skipped.skipped_total:,} skipped or read in part", err=True)
    _tell_skipped(skipped)
    if failed:
        raise _several(failed)


def _annotated(paper: Paper, found: Extraction) -> dict[str, object]:
    """Give the annotations of a paper in the format of DESIGN: one object a paper, linked within the paper."""
    from kg.linking import link_paper
    from kg.names import lexicon

    return {
        "id": paper.id or (title_id(paper.title) if paper.title else ""),
        "title": paper.title,
        "abstract": paper.abstract,
        "entities": [
            {
                "name": use.name,
                "type": use.type,
                "role": use.role,
                "confidence": use.confidence,
                "mentions": [
                    {
                        "start": m.start,
                        "end": m.end,
                        "surface": m.surface,
                        "by": m.by,
                        "rule": m.rule,
                        "confidence": m.confidence,
                    }
                    for m in use.mentions
                ],
            }
            for use in link_paper(found.mentions, lexicon())
        ],
        "results": [
            {
                "system": r.system,
                "dataset": r.dataset or None,
                "metric": r.metric or None,
                "value": r.value,
                "kind": r.kind,
            }
            for r in found.results
        ],
    }


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[bytes]]:
    """Open the output; a file appears under its name only when it is whole."""
    if out is None or str(out) == "-":
        yield sys.stdout.buffer
        return
    with saving(out) as file:
        yield file


@click.command()
@click.argument("papers", nargs=-1, required=True, metavar="PAPER...")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@library_option
def remove(papers: tuple[str, ...], yes: bool, path: Path | None) -> None:
    """Remove papers, named by their ids, with all that only they brought.

    \b
    citegraph remove arxiv:2103.00020 --yes
    """
    where = find_library(path)
    if not yes:
        click.confirm(f"Remove {', '.join(paper_id(p) or p for p in papers)} from {where}?", abort=True)
    with open_library(where) as library:
        gone = library.remove(papers)
    click.echo(f"{len(gone)} removed from {where}")


@click.command()
@click.option(
    "--folder",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where the library goes.",
)
@click.option(
    "--page", type=click.Path(path_type=Path), default=Path("page.html"), show_default=True, help="The page to write."
)
@click.pass_context
def demo(ctx: click.Context, folder: Path, page: Path) -> None:
    """Build a library of the sample papers that ship with citegraph, ask who uses ImageNet, and draw the answer."""
    from kg.cli.ask import uses
    from kg.cli.draw import show

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CitegraphError(f"cannot be made: {error.strerror}", str(folder), "name another with --folder") from error
    library = folder / "papers.kg"
    with resources.as_file(resources.files("kg.sample") / "papers.jsonl") as sample:
        click.echo(f"$ citegraph build <sample> --library {library}")
        ctx.invoke(build, inputs=(str(sample),), path=library)
    click.echo(f"\n$ citegraph uses ImageNet --limit 5 --library {library}")
    ctx.invoke(uses, name="ImageNet", path=library, limit=5)
    click.echo(f"\n$ citegraph show --around ImageNet --hops 2 --max-nodes 60 --library {library} -o {page}")
    ctx.invoke(show, around="ImageNet", hops=2, max_nodes=60, path=library, out=page)
    program = "citegraph" if shutil.which("citegraph") else sys.argv[0]
    click.echo(f"\nOpen {page} in a browser. Ask more: {program} top models --library {library}")
