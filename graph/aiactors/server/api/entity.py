"""``/api/entity/{name}``: all that is said of an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from aiactors.answers import EntityAnswer, about_entity
from aiactors.server.api.operation import Operation, Part
from aiactors.server.api.parameters import OneOf, Parameters, WholeNumber, relations

if TYPE_CHECKING:
    from aiactors.graph import Graph


class EntityParameters(Parameters):
    """How much is said of it."""

    relation: tuple[Annotated[str, OneOf("relation", relations)], ...] = Field((), max_length=20)
    """Only statements with this relation: `founded`, `chief-executive-of`. May be given several
    times."""

    limit: WholeNumber = Field(500, ge=1, le=5000)
    """How many statements at the most; where there are more, those with most sources."""


def _entity(graph: Graph, asked: EntityParameters, name: str) -> EntityAnswer:
    return about_entity(graph, name, asked.lang, asked.relation, asked.limit)


ENTITY = Operation(
    path="/api/entity/{name}",
    summary="All that is said of an entity, with the sources",
    parameters=EntityParameters,
    answer=EntityAnswer,
    work=_entity,
    example="/api/entity/openai?relation=founded",
    part=Part("name", "An id, name or alias; accents and case do not count.", "openai"),
)
"""All that is said of an entity."""
