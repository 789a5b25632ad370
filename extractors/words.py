"""Word lists that the components share (`data/words`), read once."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def words(name: str) -> frozenset[str]:
    """Read `extractors/data/words/<name>.txt`: a word a line; lines that begin with `#` are remarks."""
    text = (resources.files("extractors") / "data" / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("# "))
