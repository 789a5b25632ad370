"""Which part of a library a graph is made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.errors import NotFound
from kg.library import Library
from kg.papers.ids import paper_id
from kg.text import one_line


@dataclass(frozen=True, slots=True)
class Scope:
    """The ids of papers and entities that become nodes, and of the papers whose authors do; `None` for all.

    `focus` is the node in the middle; empty where there is none.
    """

    papers: Collection[str] | None = None
    entities: Collection[str] | None = None
    authored: Collection[str] | None = None
    focus: str = ""


def find_start(library: Library, around: str) -> Scope:
    """Find what a name, an id or a title means.

    Parameters
    ----------
    library
        Where to look.
    around
        A name of an entity, or an id or the title of a paper.

    Returns
    -------
    Scope
        The paper, or the entity with its variants, as in answers.

    Raises
    ------
    NotFound
        Nothing is called so.
    """
    if not paper_id(around).startswith("id:"):
        return _of_paper(library, around)
    try:
        entity = library.entity(around)
    except NotFound as error:
        try:
            return _of_paper(library, around)
        except NotFound:
            what = f"no entity and no paper is called {one_line(around)!r}"
            raise NotFound(what, error.where, error.cure) from None
    return Scope((), (entity.id, *(variant.id for variant in entity.variants)), (), entity.id)


def _of_paper(library: Library, what: str) -> Scope:
    paper = library.paper(what).id
    return Scope((paper,), (), (), paper)


def scope_around(library: Library, around: str, hops: int, within: Collection[str] | None = None) -> Scope:
    """Find what lies within some steps of an entity or a paper, along uses, results, citations and variants.

    Parameters
    ----------
    library
        Where to look.
    around
        As in `find_start`.
    hops
        How many steps; authors count as a step from their papers, but no way leads on from them.
    within
        Ids of the only papers to walk through; `None` for all.
    """
    start = find_start(library, around)
    papers, entities = set(start.papers or ()), set(start.entities or ())
    authored: set[str] = set()
    new_papers, new_entities = papers, entities
    for _ in range(hops):
        authored |= papers
        found_papers, found_entities = _neighbours(library, new_papers, new_entities)
        if within is not None:
            found_papers &= set(within)
        new_papers, new_entities = found_papers - papers, found_entities - entities
        papers, entities = papers | new_papers, entities | new_entities
    return Scope(papers, entities, authored, start.focus)


def scope_of_papers(library: Library, papers: Collection[str]) -> Scope:
    """Take some papers, whatever they name, and their authors."""
    named = {use.entity for use in library.iter_uses(papers=papers)}
    reported = {result.entity for result in library.iter_results(papers=papers)} - {""}
    return Scope(papers, named | reported, papers)


def _neighbours(library: Library, papers: Collection[str], entities: Collection[str]) -> tuple[set[str], set[str]]:
    near_papers = {use.paper for use in library.iter_uses(entities=entities)}
    near_papers |= {result.paper for result in library.iter_results(entities=entities)}
    near_papers |= {citation.cited for citation in library.iter_citations(citing=papers)}
    near_papers |= {citation.citing for citation in library.iter_citations(cited=papers)}
    near_entities = {use.entity for use in library.iter_uses(papers=papers)}
    near_entities |= {result.entity for result in library.iter_results(papers=papers)}
    near_entities |= {entity.variant_of for entity in library.iter_entities(entities)}
    return near_papers, near_entities - {""}
