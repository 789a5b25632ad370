"""Trains the two regressions, for names and for roles, and writes them to `extractors/data`."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy

from extractors import FINDERS
from extractors.training.examples import examples, read_gold
from extractors.training.fitting import fit

_DATA = Path(__file__).parent.parent / "data"


def main() -> None:
    """Train on the gold files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="JSON files of annotated papers")
    parser.add_argument("--out", type=Path, default=_DATA, help="folder to write to")
    options = parser.parse_args()
    nlp = spacy.blank("en")
    for component in FINDERS:
        nlp.add_pipe(component)
    pairs = [pair for path in options.gold for pair in examples(nlp, read_gold(path))]
    options.out.mkdir(parents=True, exist_ok=True)
    for table, rows in (("names", [p[0] for p in pairs]), ("roles", [p[1] for p in pairs if p[1]])):
        lines = fit(table, rows)
        (options.out / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{table}: {len(rows)} examples, {len(lines) - 1} features")


if __name__ == "__main__":
    main()
