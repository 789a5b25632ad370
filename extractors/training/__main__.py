"""Trains the regressions, for names, roles and results, and writes them to `extractors/data`.

Without --recognizers those of `--fast`, which hear the rules only; with it those that hear the recognizer too.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from extractors.reading import mentions_of, reading
from extractors.training.examples import examples, read_gold
from extractors.training.finders import finders
from extractors.training.fitting import fit
from extractors.training.folds import read_apart
from extractors.training.results import RESULTS, result_examples

_THRESHOLD = 0.4  # results are learned from names as read by weights fitted to other papers
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
    papers = [paper for path in options.gold for paper in read_gold(path)]
    find = finders(options.recognizers, options.folds)
    docs = [find(paper) for paper in papers]
    pairs = [list(examples(reading(doc), paper)) for doc, paper in zip(docs, papers, strict=True)]
    tables = {
        "names": [name for found in pairs for name, _ in found],
        "roles": [role for found in pairs for _, role in found if role],
        **{table: [] for table in RESULTS},
    }
    read_apart(papers, docs, pairs, options.folds, _THRESHOLD)
    for paper, doc in zip(papers, docs, strict=True):
        for table, row in result_examples(reading(doc), mentions_of(doc), paper):
            tables[table].append(row)
    out.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        if len({row.label for row in rows}) < 2:
            print(f"{table}: nothing to learn from, left as it is")
            continue
        lines = fit(table, rows)
        (out / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{table}: {len(rows)} examples, {len(lines) - 1} features")


if __name__ == "__main__":
    main()
