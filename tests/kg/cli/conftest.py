"""Runs the command in this process, as a user would: arguments in, exit code and output back."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Done]:
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["citegraph", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as done:
            code = int(done.code or 0)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return run


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Three plain papers as JSON Lines."""
    path = tmp_path / "papers.jsonl"
    rows = [
        {
            "id": "2101.00001",
            "title": "ZapNet: A Convolutional Model",
            "abstract": "We propose ZapNet, a new model. We evaluate ZapNet on the ImageNet dataset.",
            "year": 2021,
        },
        {
            "id": "2201.00002",
            "title": "Growing ZapNet",
            "abstract": "We train ZapNet on ImageNet-1K and reach 80.5% accuracy on ImageNet-1K.",
            "year": 2022,
        },
        {
            "id": "2301.00003",
            "title": "Parsing",
            "abstract": "We evaluate a parser on the Penn Treebank.",
            "year": 2023,
        },
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
