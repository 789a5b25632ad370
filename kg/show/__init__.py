"""Shows answers and graphs to people: terminal tables, highlighted abstracts, self-contained interactive pages.

`rich` and `pyvis` are imported below this package only, and only when something is shown.
"""
