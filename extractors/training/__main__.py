"""Trains the two regressions, for names and for roles, and writes them to `extractors/data`."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import spacy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors import FINDERS
from extractors.training.examples import Example, examples, read_gold

_DATA = Path(__file__).parent.parent / "data"
_LEAST_SEEN = 2  # examples that must hold a feature
_LEAST_WEIGHT = 0.03  # features that weigh less than this for every class are left out
_STRENGTH = {"names": 0.3, "roles": 0.1}  # inverse of the L2 penalty, chosen on the dev gold


def fit(table: str, rows: list[Example]) -> list[str]:
    """Fit a regression and give it as the lines of a table."""
    seen = Counter(f for row in rows for f in row.features)
    kept = {f for f, n in seen.items() if n >= _LEAST_SEEN}
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(sorted(row.features & kept), 1.0) for row in rows])
    model = LogisticRegression(C=_STRENGTH[table], max_iter=500, fit_intercept=False)
    model.fit(matrix, [row.label for row in rows], sample_weight=[row.weight for row in rows])
    lines = ["\t".join(["feature", *model.classes_])]
    for feature, weights in zip(vectors.get_feature_names_out(), model.coef_.T, strict=True):
        if max(abs(weights)) >= _LEAST_WEIGHT:
            lines.append("\t".join([feature, *(f"{w:.2f}" for w in weights)]))
    return lines


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
