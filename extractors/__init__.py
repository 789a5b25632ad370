"""spaCy components that read models, methods, datasets, benchmarks, tasks and metrics in titles and abstracts.

load()  ->  tokenizer, lexicon, naming, acronyms, patterns, recognizer  (they find candidates)
            fusion (decides)  overlaps (settles spans)  roles  results
"""

from __future__ import annotations

import spacy
from spacy.language import Language

# Importing them registers the factories, also where the package is used without being installed.
from extractors import acronyms, fusion, lexicon, naming, overlaps, patterns, results, roles  # noqa: F401

RULES = ("citegraph_lexicon", "citegraph_naming", "citegraph_acronyms", "citegraph_patterns")
"""Components that find candidates by rule."""

FINDERS = (*RULES, "citegraph_recognizer")
"""All components that find candidates."""

DECIDERS = ("citegraph_fusion", "citegraph_overlaps", "citegraph_roles", "citegraph_results")
"""Components that make mentions and results of them."""

__all__ = ["DECIDERS", "FINDERS", "RULES", "load"]


def load(*, threshold: float = 0.4, fast: bool = False) -> Language:
    r"""Make the ready pipeline.

    Parameters
    ----------
    threshold
        Least confidence of a mention, 0 to 1: higher gives fewer and surer mentions.
    fast
        Rules only: without the trained recognizer, which reads better and takes most of the time.

    Returns
    -------
    spacy.language.Language
        After `doc = nlp(title + "\n" + abstract)`: `doc._.mentions` (tuple of `kg.records.Mention`), `doc._.results`
        (tuple of `kg.records.Result`) and `doc.spans["citegraph"]`.
    """
    nlp = spacy.blank("en")
    if not fast:
        from extractors import recognizer  # noqa: F401  # its engine takes a moment to import
    for component in RULES if fast else FINDERS:
        nlp.add_pipe(component)
    for component in DECIDERS:
        nlp.add_pipe(component, config={"threshold": threshold} if component == "citegraph_fusion" else {})
    return nlp
