"""Trains the two regressions, for names and for roles, and writes them to `extractors/data`.

Without --recognizers those of `--fast`, which hear the rules only; with it those that hear the recognizer too.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from extractors.training.examples import examples, read_gold
from extractors.training.finders import finders
from extractors.training.fitting import fit

_DATA = Path(__file__).parent.parent / "data"


def main() -> None:
    """Train on the gold files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="JSON files of annotated papers")
    parser.add_argument("--recognizers", type=Path, help="folder of the recognizers, one a fold")
    parser.add_argument("--folds", type=int, default=5, help="number of folds")
    parser.add_argument("--out", type=Path, help="folder to write to")
    options = parser.parse_args()
    out = options.out or _DATA / ("full" if options.recognizers else "fast")
    finding = finders(options.recognizers, options.folds)
    gold = (paper for path in options.gold for paper in read_gold(path))
    pairs = [pair for paper in gold for pair in examples(finding(paper), [paper])]
    out.mkdir(parents=True, exist_ok=True)
    for table, rows in (("names", [p[0] for p in pairs]), ("roles", [p[1] for p in pairs if p[1]])):
        lines = fit(table, rows)
        (out / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{table}: {len(rows)} examples, {len(lines) - 1} features")


if __name__ == "__main__":
    main()
