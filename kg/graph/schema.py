"""Labels, relationship types and properties of the graph: the only place they are spelt.

    (Author)-[WROTE]->(Paper)-[INTRODUCES | USES | EVALUATES_ON | COMPARES_WITH | MENTIONS | REPORTS]->(Entity)
    (Paper)-[CITES | BUILDS_ON]->(Paper)          (Entity)-[VARIANT_OF]->(Entity)

An entity's node is labelled with its type as well.
"""

from __future__ import annotations

from kg.records import ROLES, TYPES

PAPER = "Paper"
ENTITY = "Entity"
AUTHOR = "Author"
LABELS = (PAPER, *TYPES, AUTHOR)
"""The label of a node, its attribute `label`; that of an entity is its type, and its `labels` hold `Entity` too."""

RELATIONSHIP = {role: role.upper() for role in ROLES}
"""What each role of an entity in a paper is called in the graph."""

REPORTS = "REPORTS"
CITES = "CITES"
BUILDS_ON = "BUILDS_ON"
VARIANT_OF = "VARIANT_OF"
WROTE = "WROTE"
RELATIONSHIPS = (*RELATIONSHIP.values(), REPORTS, CITES, BUILDS_ON, VARIANT_OF, WROTE)
"""The type of an edge, its attribute `type`."""


def labels(label: str) -> list[str]:
    """Give all labels of a node whose most telling one is `label`.

    >>> labels("Dataset"), labels("Paper")
    (['Entity', 'Dataset'], ['Paper'])
    """
    return [ENTITY, label] if label in TYPES else [label]


def author_node(author: str) -> str:
    """Name the node of an author: the folded name alone could be an entity's id, as "adam" is."""
    return f"author:{author}"
