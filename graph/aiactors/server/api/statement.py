"""``/api/statement/{id}``: one statement, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiactors.answers import StatementAnswer, about_statement
from aiactors.server.api.operation import Operation, Part
from aiactors.server.api.parameters import Parameters

if TYPE_CHECKING:
    from aiactors.graph import Graph


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
