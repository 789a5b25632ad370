"""Builds the property graph of a library, or of a part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import CitegraphError
from kg.graph import schema
from kg.graph.scope import Scope, scope_around, scope_of_papers
from kg.library import Evidence, Library, ResultRow, UseRow
from kg.records import Entity, Paper

if TYPE_CHECKING:
    import networkx as nx

Edge = tuple[Hashable, Hashable, str, dict[str, Any]]
"""Source, target, type, properties."""

_BUILDING = ("uses", "evaluates_on")
"""Roles of an entity in a paper that builds on the one which introduces it."""


def build_graph(
    library: Library, *, around: str | None = None, hops: int = 1, papers: Collection[str] | None = None
) -> nx.MultiDiGraph:
    """Build the graph of a library, or of the part around something.

    Parameters
    ----------
    library
        What the graph is made of; only the part that is needed is read.
    around
        A name of an entity, or an id or the title of a paper; `None` for everything.
    hops
        How many steps away from it nodes may be. An entity's variants belong to it.
    papers
        Ids of the only papers to take, with what they name; `None` for all.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are ids; each has a `label` ("Paper", "Dataset", ...), all its `labels`, and properties. Edges have a
        `type` and properties; the key of an edge is its type, that of a second one between the same two nodes "TYPE 2".
        The order of nodes and edges is always the same. With `around`, `graph.graph["focus"]` is the node it means.

    Raises
    ------
    NotFound
        Nothing is called as `around` says.
    CitegraphError
        A negative number of hops.
    """
    import networkx as nx

    if hops < 0:
        raise CitegraphError(f"a graph cannot reach {hops} steps far", cure="give 0 or more hops")
    graph = nx.MultiDiGraph()
    with library.snapshot():
        scope = _scope(library, around, hops, papers)
        if scope.focus:
            graph.graph["focus"] = scope.focus
        _add_everything(graph, library, scope)
    return graph


def _scope(library: Library, around: str | None, hops: int, papers: Collection[str] | None) -> Scope:
    if around is not None:
        return scope_around(library, around, hops, papers)
    return Scope() if papers is None else scope_of_papers(library, papers)


def _add_everything(graph: nx.MultiDiGraph, library: Library, scope: Scope) -> None:
    papers = list(library.iter_papers(scope.papers))
    entities = list(library.iter_entities(scope.entities))
    uses = list(library.iter_uses(scope.papers, scope.entities, evidence=True))
    graph.add_nodes_from((paper.id, _paper_node(paper)) for paper in papers)
    graph.add_nodes_from((entity.id, _entity_node(entity)) for entity in entities)
    _add_edges(graph, map(_use_edge, uses))
    _add_edges(graph, map(_result_edge, library.iter_results(scope.papers, scope.entities)))
    _add_edges(graph, _citation_edges(library, scope))
    _add_edges(graph, _foundation_edges(papers, entities, uses))
    _add_edges(graph, ((e.id, e.variant_of, schema.VARIANT_OF, {}) for e in entities))
    for wrote in library.iter_authors(scope.authored):
        if wrote.paper in graph:
            node = schema.author_node(wrote.author)
            graph.add_node(node, label=schema.AUTHOR, labels=schema.labels(schema.AUTHOR), name=wrote.name)
            _add_edges(graph, [(node, wrote.paper, schema.WROTE, {"position": wrote.position})])


def _add_edges(graph: nx.MultiDiGraph, edges: Iterable[Edge]) -> None:
    """Add those edges of which both ends are in the graph."""
    for source, target, kind, properties in edges:
        if source in graph and target in graph:
            key, number = kind, 1
            while graph.has_edge(source, target, key):
                number += 1
                key = f"{kind} {number}"
            graph.add_edge(source, target, key, type=kind, **properties)


def _paper_node(paper: Paper) -> dict[str, Any]:
    return {
        "label": schema.PAPER,
        "labels": schema.labels(schema.PAPER),
        "title": paper.title,
        "year": paper.year,
        "date": paper.date,
        "authors": [author.name for author in paper.authors],
        "venue": paper.venue,
        "url": paper.url,
        "source": paper.source,
        "ids": list(paper.ids),
    }


def _entity_node(entity: Entity) -> dict[str, Any]:
    return {
        "label": entity.type,
        "labels": schema.labels(entity.type),
        "name": entity.name,
        "aliases": list(entity.aliases),
        "papers": entity.papers,
        "introduced_by": entity.introduced_by,
        "first_year": entity.first_year,
    }


def _use_edge(use: UseRow) -> Edge:
    properties = {
        "confidence": use.confidence,
        "mentions": use.mentions,
        "evidence": [evidence.to_dict() for evidence in use.evidence],
    }
    return use.paper, use.entity, schema.RELATIONSHIP[use.role], properties


def _result_edge(row: ResultRow) -> Edge:
    result = row.result
    evidence = Evidence(row.evidence, *result.sentence, (result.start, result.end))
    told = {name: getattr(result, name) for name in ("metric", "value", "unit", "system", "kind")}
    return row.paper, row.entity, schema.REPORTS, {**told, "evidence": [evidence.to_dict()]}


def _citation_edges(library: Library, scope: Scope) -> Iterator[Edge]:
    """One edge a citation, however many sources tell of it."""
    sources: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for citation in library.iter_citations(scope.papers, scope.papers):
        sources[citation.citing, citation.cited].append(citation.source)
    for (citing, cited), told in sources.items():
        yield citing, cited, schema.CITES, {"sources": told}


def _foundation_edges(papers: Sequence[Paper], entities: Sequence[Entity], uses: Sequence[UseRow]) -> Iterator[Edge]:
    """Derive which paper builds on which: one edge an entity that the first uses and the second introduces.

    Who introduced it must be plain: the lexicon knows the paper, or just one paper here says that it does.
    """
    home = {known: paper.id for paper in papers for known in (paper.id, *paper.ids)}
    said: defaultdict[str, list[str]] = defaultdict(list)
    for use in uses:
        if use.role == "introduces":
            said[use.entity].append(use.paper)
    names = {entity.id: entity.name for entity in entities}
    first: dict[str, list[str]] = {}
    for entity in entities:
        known, claims = entity.introduced_by, said[entity.id]
        first[entity.id] = [home[known]] if known in home else claims if len(claims) == 1 and not known else []
    for use in uses:
        # A paper that itself introduces what it uses has the role "introduces".
        if use.role in _BUILDING and use.paper not in first[use.entity]:
            for foundation in first[use.entity]:
                yield use.paper, foundation, schema.BUILDS_ON, {"entity": names[use.entity]}
