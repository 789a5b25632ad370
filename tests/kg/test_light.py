"""Light stays light: what a look-up does not need is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("spacy", "networkx", "pyvis", "onnxruntime", "neo4j", "numpy", "extractors")


def loaded(code: str) -> set[str]:
    code += "\nimport sys; print('|'.join(m for m in sys.modules if '.' not in m), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return set(done.stderr.strip().splitlines()[-1].split("|"))


@pytest.mark.parametrize("module", ["kg", "kg.cli", "kg.api", "kg.library", "kg.papers", "kg.names", "kg.linking"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    assert loaded(f"import {module}").isdisjoint((*HEAVY, "rich"))


@pytest.mark.parametrize(
    "command",
    [
        ["uses", "ImageNet"],
        ["uses", "ImageNet", "--json"],
        ["entity", "ImageNet"],
        ["paper", "ResNet"],
        ["top", "datasets"],
        ["stats"],
        ["explain", "ResNet"],
        ["--help"],
    ],
)
def test_look_ups_load_nothing_heavy(command: list[str], sample_library) -> None:
    words = command if command == ["--help"] else [*command, "--library", str(sample_library)]
    code = f"""
import sys
sys.argv = ["citegraph", *{words!r}]
from kg.cli import main
try:
    main()
except SystemExit:
    pass
"""
    assert loaded(code).isdisjoint(HEAVY)


def test_public_names_are_there() -> None:
    import kg

    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        _ = kg.nonsense
