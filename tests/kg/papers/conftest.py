"""What the tests of the readers share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.papers import read
from kg.records import Paper, Skipped

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[4] / "shared"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write text or bytes to a file of that name."""

    def write_file(content: str | bytes, name: str = "papers") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def data() -> Path:
    """The folder of sample files."""
    return DATA


@pytest.fixture
def shared() -> Path:
    """The folder of real files beside the checkout; not every machine has it."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the real files in {SHARED}")
    return SHARED


@pytest.fixture
def read_all() -> Callable[[Path | str], tuple[list[Paper], list[Skipped]]]:
    """Read a whole file: the papers, and what was skipped."""

    def read_file(path: Path | str) -> tuple[list[Paper], list[Skipped]]:
        skipped: list[Skipped] = []
        return list(read(path, skipped.append)), skipped

    return read_file
