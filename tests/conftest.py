"""What many tests share."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from kg.papers import read
from kg.records import Paper


@pytest.fixture(scope="session")
def sample() -> list[Paper]:
    """The papers that ship with citegraph."""
    with resources.as_file(resources.files("kg.sample") / "papers.jsonl") as path:
        return list(read(path))


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory, sample: list[Paper]) -> Path:
    """A library of the sample; tests must not write to it."""
    from extractors.extractor import Extractor
    from kg.library import open_library

    path = tmp_path_factory.mktemp("sample") / "sample.kg"
    with open_library(path, create=True) as library:
        library.add(sample, Extractor())
    return path
