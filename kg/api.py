"""The library as Python users hold it: look-ups and the graph in one object (`kg.open`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.library import library
from kg.library.opening import open_store

if TYPE_CHECKING:
    import networkx as nx


class Library(library.Library):
    """A library that can also be had as a graph."""

    def graph(self, around: str | None = None, *, hops: int = 1) -> nx.MultiDiGraph:
        """Build the property graph: whole, or the part around an entity or paper.

        Parameters
        ----------
        around
            A name of an entity, or an id or title of a paper.
        hops
            How many steps away from it nodes may be.

        Returns
        -------
        networkx.MultiDiGraph
            See `kg.graph.build.build_graph`.

        Raises
        ------
        NotFound
            Nothing is called so.
        """
        from kg.graph.build import build_graph

        return build_graph(self, around=around, hops=hops)


def open_library(path: str | Path, *, create: bool = False, readonly: bool = False) -> Library:
    """Open a library; see `kg.library.open_library` for the parameters and errors."""
    return Library(open_store(Path(path), create=create, readonly=readonly))
