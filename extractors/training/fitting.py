"""Fits the regressions to labelled features."""

from __future__ import annotations

from collections import Counter

from extractors.training.examples import Example
from kg.errors import CitegraphError

# Examples that must hold a feature; those of results come twice, see `extractors.training.results`.
_LEAST_SEEN = {"names": 2, "roles": 2, "values": 4, "ties": 4}
_LEAST_WEIGHT = 0.03  # features that weigh less than this for every class are left out
_STRENGTH = {"names": 0.3, "roles": 0.05, "values": 0.1, "ties": 0.1}  # inverse of the L2 penalty


def fit(table: str, rows: list[Example]) -> list[str]:
    """Fit a regression.

    Parameters
    ----------
    table
        `names`, `roles`, `values` or `ties`: the strength of the penalty differs.
    rows
        Labelled features.

    Returns
    -------
    list of str
        The lines of a table that `extractors.linear.Linear` reads.

    Raises
    ------
    CitegraphError
        scikit-learn is not installed.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise CitegraphError("training needs scikit-learn", cure="pip install 'citegraph[train]'") from error
    seen = Counter(f for row in rows for f in row.features)
    kept = {f for f, n in seen.items() if n >= _LEAST_SEEN[table]}
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{**dict.fromkeys(sorted(row.features & kept), 1.0), **row.numbers} for row in rows])
    model = LogisticRegression(C=_STRENGTH[table], max_iter=500, fit_intercept=False)
    model.fit(matrix, [row.label for row in rows], sample_weight=[row.weight for row in rows])
    lines = ["\t".join(["feature", *model.classes_])]
    # Of two classes scikit-learn weighs only the second.
    columns = model.coef_ if len(model.classes_) > 2 else [[0.0] * len(model.coef_[0]), model.coef_[0]]
    for feature, *weights in zip(vectors.get_feature_names_out(), *columns, strict=True):
        if max(map(abs, weights)) >= _LEAST_WEIGHT:
            lines.append("\t".join([feature, *(f"{w:.2f}" for w in weights)]))
    return lines
