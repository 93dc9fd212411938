"""The named queries, in the words in which people ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiactors.query.named import NamedQuery

if TYPE_CHECKING:
    from aiactors.graph import Graph
    from aiactors.model import Entity


def question(graph: Graph, query: NamedQuery, lang: str) -> str:
    """Return the question of a named query, with names in the place of ids."""
    text = query.questions.get(lang) or query.questions["en"]
    for parameter in query.parameters:
        value = parameter.default or parameter.name
        entity = _entity(graph, value) if parameter.type == "entity" else None
        text = text.replace(f"{{{parameter.name}}}", value if entity is None else entity.name(lang))
    return text


def is_of(graph: Graph, query: NamedQuery) -> bool:
    """Return whether a graph knows all of whom a named query asks by default.

    Queries that name nobody ask of everybody, and fit every graph.
    """
    asked = [p.default for p in query.parameters if p.type == "entity" and p.default]
    return all(_entity(graph, slug) is not None for slug in asked)


def _entity(graph: Graph, slug: str) -> Entity | None:
    return graph.holding((), [f"id:{slug}"]).dossiers.entities.get(f"id:{slug}")
