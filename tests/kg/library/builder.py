"""Builds a library of numbered papers: run by tests that kill it, or that find it busy."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from conftest import LEXICON, FakeExtractor, numbered_papers

from kg.library import open_library


def main(path: str, count: int, pause: float) -> None:
    def tell(step: str, done: int, total: int | None) -> None:
        print(step, done, flush=True)
        time.sleep(pause)

    with open_library(path, create=True) as library:
        print("open", flush=True)
        library.add(numbered_papers(count), FakeExtractor(), batch=16, progress=tell, lexicon=LEXICON)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
