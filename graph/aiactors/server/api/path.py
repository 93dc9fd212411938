"""``/api/path``: the best ties between entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from aiactors.answers import PathAnswer, ties_between
from aiactors.server.api.operation import Operation
from aiactors.server.api.parameters import (
    Day,
    Name,
    OneOf,
    Parameters,
    Truth,
    WholeNumber,
    relations,
)

if TYPE_CHECKING:
    from aiactors.graph import Graph


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
