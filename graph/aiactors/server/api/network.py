"""``/api/network``: entities, and the statements between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from aiactors.answers import NetworkAnswer, network_around
from aiactors.network.model import Kind
from aiactors.server.api.operation import Operation
from aiactors.server.api.parameters import Day, Name, Parameters, Truth, WholeNumber

if TYPE_CHECKING:
    from aiactors.graph import Graph

_FARTHEST = 3
_MOST = 1000


class NetworkParameters(Parameters):
    """Which part of the network."""

    focus: tuple[Name, ...] = Field((), max_length=20)
    """An entity in the middle, by any of its names. May be given several times; the whole network
    without it."""

    hops: WholeNumber = Field(1, ge=0, le=_FARTHEST)
    """How many statements away from the focus an entity may be."""

    kinds: tuple[Kind, ...] = Field((), max_length=7)
    """The kinds of entity that are there. May be given several times; persons, organisations,
    products, events and groups without it."""

    as_of: Day | None = Field(None, alias="as-of")
    """The day on which the statements can have held: `2019-12-31`."""

    bulk: Truth = False
    """Whether what stands in bulk dossiers alone is there as well."""

    limit: WholeNumber = Field(500, ge=1, le=_MOST)
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
