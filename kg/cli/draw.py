"""Subcommands that write graphs: show, export."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import find_library, library_option
from kg.library import open_library

_FORMATS = ("jsonl", "graphml", "node-link")


@click.command()
@click.option("--around", metavar="NAME", help="An entity or paper: draw what it is linked to.")
@click.option("--hops", type=click.IntRange(1, 4), default=1, show_default=True, help="How far to go from it.")
@click.option("--max-nodes", type=click.IntRange(1), default=400, show_default=True, help="Most nodes to draw.")
@click.option(
    "--output",
    "-o",
    "out",
    type=click.Path(path_type=Path),
    default=Path("page.html"),
    show_default=True,
    help="File to write.",
)
@library_option
def show(around: str | None, hops: int, max_nodes: int, out: Path, path: Path | None) -> None:
    """Write an interactive page of the graph: one file that loads nothing from the network.

    \b
    citegraph show --around ImageNet -o page.html
    citegraph show --around CLIP --hops 2 --max-nodes 200
    """
    from kg.graph.build import build_graph
    from kg.show.page import write_page

    where = find_library(path)
    with open_library(where, readonly=True) as library:
        graph = build_graph(library, around=around, hops=hops)
    shown = write_page(graph, out, title=around or where.stem, focus=graph.graph.get("focus"), max_nodes=max_nodes)
    click.echo(f"{out}: {shown}")


@click.command()
@click.argument("kind", metavar="FORMAT", type=click.Choice(_FORMATS))
@click.option("--output", "-o", "out", type=click.Path(path_type=Path), required=True, help="File to write (.gz too).")
@click.option("--around", metavar="NAME", help="Graph formats: only what is around an entity or paper.")
@library_option
def export(kind: str, out: Path, around: str | None, path: Path | None) -> None:
    """Write the whole library as canonical JSON Lines (jsonl), or its graph as GraphML (graphml) or node-link JSON.

    \b
    citegraph export graphml -o graph.graphml
    citegraph export node-link --around ImageNet -o imagenet.json
    """
    with open_library(find_library(path), readonly=True) as library:
        if kind == "jsonl":
            if around:
                raise click.UsageError("jsonl is the whole library: --around goes with graph formats")
            from io import TextIOWrapper

            from kg.saving import saving

            with saving(out) as file:
                text = TextIOWrapper(file, encoding="utf-8", newline="\n")
                library.dump(text)
                text.detach()
        else:
            from kg.graph.build import build_graph
            from kg.graph.export import write_graph

            write_graph(build_graph(library, around=around), out, kind)
    click.echo(f"{out} written")
