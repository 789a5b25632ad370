"""A citation and knowledge graph from paper abstracts.

    papers  ->  extractors  ->  linking  ->  library  ->  graph / look-ups  ->  show
    Paper       Mention         Entity       SQLite       NetworkX              table, page

>>> import kg
>>> with kg.open("papers.kg") as library:  # doctest: +SKIP
...     library.papers_using("ImageNet").total
20

Light to import: spaCy, networkx, pyvis and rich are loaded only by what needs them.
"""

from importlib import import_module as _import_module

from kg.version import __version__

_HOMES = {
    "open": ("kg.api", "open_library"),
    "Library": ("kg.api", "Library"),
    "read": ("kg.papers", "read"),
    "Paper": ("kg.records", "Paper"),
    "CitegraphError": ("kg.errors", "CitegraphError"),
    "NotFound": ("kg.errors", "NotFound"),
}

__all__ = ["CitegraphError", "Library", "NotFound", "Paper", "__version__", "open", "read"]


def __getattr__(name: str) -> object:
    """Load a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(_import_module(module), attribute)
