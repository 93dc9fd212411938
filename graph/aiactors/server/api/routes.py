"""The addresses of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from aiactors.answers import (
    EntityAnswer,
    NetworkAnswer,
    PathAnswer,
    SearchAnswer,
    StatementAnswer,
    about_entity,
    about_statement,
    found,
    network_around,
    ties_between,
)
from aiactors.network.model import Kind
from aiactors.schema import load_ontology
from aiactors.server.api.openapi import Description
from aiactors.server.api.operation import Operation, Part
from aiactors.server.api.parameters import (
    LONGEST,
    Day,
    Name,
    OneOf,
    Parameters,
    Truth,
    WholeNumber,
    relations,
)
from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.request import PageRequest
from aiactors.server.site.router import Route

if TYPE_CHECKING:
    from aiactors.graph import Graph


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

    limit: WholeNumber = Field(10, ge=1, le=100)
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


class StatementParameters(Parameters):
    """How a statement is told."""


def _statement(graph: Graph, asked: StatementParameters, id: str) -> StatementAnswer:
    return about_statement(graph, id, asked.lang)


STATEMENT = Operation(
    path="/api/statement/{id}",
    summary="One statement: what it says, how well it stands, who says so and who does not",
    parameters=StatementParameters,
    answer=StatementAnswer,
    work=_statement,
    example="",
    part=Part("id", "The id of the statement: 20 hexadecimal digits.", "", "^[0-9a-f]{20}$"),
)
"""One statement."""


class PathParameters(Parameters):
    """Between whom, and over what."""

    start: Name = Field(alias="from")
    """The entity at which the ties start, by any of its names."""

    to: tuple[Name, ...] = Field(min_length=1, max_length=4)
    """The entity to which they lead. May be given several times; then each two of all are tied."""

    k: WholeNumber = Field(5, ge=1, le=20)
    """How many ties of each two at the most."""

    only: Literal["established"] | None = None
    """`established`, to leave out what is reported by one source alone."""

    as_of: Day | None = Field(None, alias="as-of")
    """A day on which the relations can have held: `2019-12-31`."""

    without: tuple[Annotated[str, OneOf("relation", relations)], ...] = Field((), max_length=20)
    """A relation that is left out: `competes-with`. May be given several times."""

    longest: WholeNumber = Field(6, ge=1, le=8)
    """How many steps a tie may have at the most."""

    disputed: Truth = False
    """Whether statements that are claimed, disputed, denied or unknown may be steps."""

    bulk: Truth = False
    """Whether what stands in bulk dossiers alone may be a step."""


def _path(graph: Graph, asked: PathParameters) -> PathAnswer:
    return ties_between(
        graph,
        [asked.start, *asked.to],
        asked.k,
        asked.only,
        asked.as_of,
        asked.without,
        asked.longest,
        asked.lang,
        disputed=asked.disputed,
        bulk=asked.bulk,
    )


PATH = Operation(
    path="/api/path",
    summary="The best ties between entities: each step with its statements, the weakest named",
    parameters=PathParameters,
    answer=PathAnswer,
    work=_path,
    example="/api/path?from=Elon+Musk&to=Google+DeepMind&without=competes-with",
)
"""The best ties between entities."""


class NetworkParameters(Parameters):
    """Which part of the network."""

    focus: tuple[Name, ...] = Field((), max_length=20)
    """An entity in the middle, by any of its names. May be given several times; the whole network
    without it."""

    hops: WholeNumber = Field(1, ge=0, le=3)
    """How many statements away from the focus an entity may be."""

    kinds: tuple[Kind, ...] = Field((), max_length=7)
    """The kinds of entity that are there. May be given several times; persons, organisations,
    products, events and groups without it."""

    as_of: Day | None = Field(None, alias="as-of")
    """The day on which the statements can have held: `2019-12-31`."""

    bulk: Truth = False
    """Whether what stands in bulk dossiers alone is there as well."""

    limit: WholeNumber = Field(500, ge=1, le=1000)
    """How many statements at the most: those nearest to the focus, and best supported, first."""


def _network(graph: Graph, asked: NetworkParameters) -> NetworkAnswer:
    return network_around(
        graph,
        asked.focus,
        asked.hops,
        asked.kinds,
        asked.as_of,
        asked.limit,
        asked.lang,
        bulk=asked.bulk,
    )


NETWORK = Operation(
    path="/api/network",
    summary="The network, or what is around some entities: entities, and statements between them",
    parameters=NetworkParameters,
    answer=NetworkAnswer,
    work=_network,
    example="/api/network?focus=xAI&as-of=2024-01-01",
)
"""Entities, and the statements between them."""


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


OPERATIONS = (SEARCH, ENTITY, STATEMENT, PATH, NETWORK)
"""All that the API does."""

DESCRIPTION = Description(OPERATIONS)
"""What describes it."""


def _nothing(_graph: Graph, visit: PageRequest, rest: str) -> Reply:
    raise HttpError(404, f"the API has no address {rest!r}: {visit.base}/api lists those it has")


ROUTES = (
    Route("/api", DESCRIPTION.page),
    Route("/api/openapi.json", DESCRIPTION.openapi),
    *(Route(one.path.replace("}", ":path}"), one) for one in OPERATIONS),
    Route("/api/{rest:path}", _nothing),
)
"""Their addresses, in the order of trying."""
