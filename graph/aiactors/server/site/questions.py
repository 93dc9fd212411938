"""The named queries, in the words in which people ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiactors.query.named import NamedQuery

if TYPE_CHECKING:
    from aiactors.graph import Graph


def question(graph: Graph, query: NamedQuery, lang: str) -> str:
    """Return the question of a named query, with names in the place of ids.

    Args:
        graph: the graph, which knows the names.
        query: the query.
        lang: ``en`` or ``fr``.

    Returns:
        The question, of the defaults of its parameters.
    """
    text = query.questions.get(lang) or query.questions["en"]
    for parameter in query.parameters:
        value = parameter.default or parameter.name
        name = _name(graph, value, lang) if parameter.type == "entity" else value
        text = text.replace(f"{{{parameter.name}}}", name)
    return text


def _name(graph: Graph, slug: str, lang: str) -> str:
    entity = graph.holding((), [f"id:{slug}"]).dossiers.entities.get(f"id:{slug}")
    return slug if entity is None else entity.name(lang)
