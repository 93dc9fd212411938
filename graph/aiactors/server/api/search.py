"""``/api/search``: names, titles, passages and remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from aiactors.answers import SearchAnswer, found
from aiactors.schema import load_ontology
from aiactors.server.api.operation import Operation
from aiactors.server.api.parameters import LONGEST, OneOf, Parameters, WholeNumber

if TYPE_CHECKING:
    from aiactors.graph import Graph

_MOST = 100


def _kinds() -> set[str]:
    return {*load_ontology().kinds, "statement"}


class SearchParameters(Parameters):
    """What is searched."""

    q: str = Field(min_length=1, max_length=LONGEST)
    """Some words, in any language; accents and case do not count."""

    kind: tuple[Annotated[str, OneOf("kind", _kinds)], ...] = Field((), max_length=20)
    """Only things of this kind and those below it: `person`, `organization`, `product`,
    `statement` and so on. May be given several times."""

    where: tuple[Literal["names", "titles", "gists", "notes"], ...] = Field(
        (), alias="in", max_length=4
    )
    """Where to look: names and aliases, titles of documents, gists of passages, remarks. May be
    given several times; everywhere without it."""

    limit: WholeNumber = Field(10, ge=1, le=_MOST)
    """How many hits at the most."""


def _search(graph: Graph, asked: SearchParameters) -> SearchAnswer:
    return found(graph, asked.q, asked.kind, asked.where, asked.limit, asked.lang)


SEARCH = Operation(
    path="/api/search",
    summary="Search names, titles, passages and remarks; misspelt names are found",
    parameters=SearchParameters,
    answer=SearchAnswer,
    work=_search,
    example="/api/search?q=altmann&kind=person",
)
"""Names, titles, passages and remarks."""
