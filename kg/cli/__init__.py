"""The command `citegraph`: each subcommand is a few calls on the library.

Subcommands are imported when they are called, so that a look-up loads no more than it needs.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from kg.cli.options import tell
from kg.errors import CitegraphError
from kg.version import __version__

_COMMANDS = {
    "demo": ("make", "Build the sample that ships with citegraph, ask it a question, draw it."),
    "build": ("make", "Read papers into a library."),
    "extract": ("make", "Annotate papers and write JSON Lines; no library is needed."),
    "remove": ("make", "Remove papers from a library."),
    "uses": ("ask", "Which papers use NAME?"),
    "paper": ("ask", "All about a paper."),
    "entity": ("ask", "All about a model, method, dataset, benchmark, task or metric."),
    "top": ("ask", "The entities of a type that most papers name."),
    "stats": ("ask", "What a library holds."),
    "explain": ("ask", "A paper's text with its entities highlighted, and what found each."),
    "show": ("draw", "Write an interactive page of the graph."),
    "export": ("draw", "Write a library or its graph to a file."),
    "evaluate": ("judge", "Score the extractor on annotated papers."),
}


class _Commands(click.Group):
    """A group that imports a subcommand when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"kg.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader of a pipe has gone (`| head`): that is no failure, and nothing more is to be said.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(0) from None
        return done

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            close = get_close_matches(args[0], _COMMANDS, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="citegraph")
def cli() -> None:
    """A citation and knowledge graph from paper abstracts.

    \b
    citegraph build papers.jsonl       read papers into papers.kg
    citegraph uses ImageNet            which papers use it, each with its sentence
    citegraph show --around ImageNet   draw it

    A library (*.kg) in the current folder is found without being named.
    """


def main() -> None:
    """Run the command; errors that the user can mend become one line and exit code 2, nothing found 1."""
    gc.set_threshold(50_000)  # a look-up is over before collecting garbage pays off
    for stream in (sys.stdout, sys.stderr):
        # A name may hold letters that the terminal's encoding lacks: they must not stop an answer.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = cli(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; what was stored stays stored", err=True)
        sys.exit(130)
    except CitegraphError as error:
        tell(f"citegraph: {error}")
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


__all__ = ["cli", "main"]
