"""Every command and option that the README and the help name is there, and every one that is there is named."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from kg.cli import cli

README = Path(__file__).parents[3] / "README.md"
COMMANDS = {name: cli.get_command(click.Context(cli), name) for name in cli.list_commands(click.Context(cli))}


def usages(text: str) -> list[list[str]]:
    """The `citegraph ...` lines and spans of a text, as words."""
    return [shlex.split(u, comments=True) for u in re.findall(r"citegraph ([a-z]+\b[^`\n|]*)", text)]


def test_the_readme_tells_of_every_command() -> None:
    table = README.read_text(encoding="utf-8")
    assert {name for name in COMMANDS if f"`citegraph {name}" not in table} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_and_words_for_every_option(name: str) -> None:
    command = COMMANDS[name]
    assert command is not None
    assert command.help
    if name not in {"demo"}:
        assert f"citegraph {name}" in command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, (name, parameter.name)


@pytest.mark.parametrize("source", ["README.md", "help"])
def test_examples_use_commands_and_options_that_exist(source: str) -> None:
    text = (
        README.read_text(encoding="utf-8")
        if source == "README.md"
        else "\n".join(c.help or "" for c in COMMANDS.values())
    )
    seen = 0
    for words in usages(text):
        command = COMMANDS.get(words[0])
        if command is None:
            continue
        known = {option for p in command.params for option in p.opts}
        used = {w for w in words[1:] if re.fullmatch(r"--?[a-z][a-z-]*", w)}
        assert used <= known, words
        seen += 1
    assert seen >= 10


def test_the_answer_in_the_readme_is_the_answer(run, sample_library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    printed = run("uses", "ImageNet", "--year", 2021, "--limit", 3, "--library", sample_library).out
    shown = (
        README.read_text(encoding="utf-8").split("$ citegraph uses ImageNet --year 2021 --limit 3\n")[1].split("![")[0]
    )
    assert len(shown.split()) > 50
    assert " ".join(printed.split()).startswith(" ".join(shown.split()))
