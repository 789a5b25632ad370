"""Trains the regressions, for names, roles and results, and writes them to `extractors/data`."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy

from extractors import FINDERS
from extractors.reading import mentions_of, reading
from extractors.training.examples import examples, read_gold
from extractors.training.fitting import fit
from extractors.training.folds import read_apart
from extractors.training.results import RESULTS, result_examples

_FOLDS, _THRESHOLD = 5, 0.4  # results are learned from names as read by weights fitted to other papers
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
    papers = [paper for path in options.gold for paper in read_gold(path)]
    pairs = list(examples(nlp, papers))
    tables = {"names": [name for name, _ in pairs], "roles": [role for _, role in pairs if role]}
    tables |= {table: [] for table in RESULTS}
    for paper, doc in zip(papers, read_apart(papers, _FOLDS, _THRESHOLD), strict=True):
        for table, row in result_examples(reading(doc), mentions_of(doc), paper):
            tables[table].append(row)
    options.out.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        if len({row.label for row in rows}) < 2:
            print(f"{table}: nothing to learn from, left as it is")
            continue
        lines = fit(table, rows)
        (options.out / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{table}: {len(rows)} examples, {len(lines) - 1} features")


if __name__ == "__main__":
    main()
