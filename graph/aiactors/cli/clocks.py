"""The two clocks, and whose word counts: options of the commands that read the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.common import say

if TYPE_CHECKING:
    from aiactors.graph import Graph


def _day(value: str | None) -> str | None:
    if value is not None:
        from aiactors.model import parse_day

        parse_day(value)
    return value


AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="What can have held on a day, such as 2019-03-11: relations that had ended before, "
        "or began later, are left out; what happened by then counts.",
        show_default=False,
        callback=_day,
    ),
]
KnownByOption = Annotated[
    str | None,
    typer.Option(
        "--known-by",
        metavar="DAY",
        help="What documents had told by a day: later ones, and those without a date, are left "
        "out, and every status follows from the others.",
        show_default=False,
        callback=_day,
    ),
]
StanceOption = Annotated[
    str | None,
    typer.Option(
        "--stance",
        metavar="PARTY",
        help="The graph as one party tells it: what it asserts stands, what it denies does not, "
        "and what it says nothing about is left out.",
        show_default=False,
    ),
]


def seen_from(graph: Graph, as_of: str | None, known_by: str | None, stance: str | None) -> Graph:
    """Return the graph from the standpoint that the options name.

    Without options it is the same graph. What is left out and would be missed is told on the error
    output.
    """
    if as_of is known_by is stance is None:
        return graph
    seen = graph.at(as_of, known_by, stance)
    if known_by is not None and (undated := _undated(graph)):
        many = "statement" if undated == 1 else "statements"
        say(f"left out: {undated:,} {many} without a document that has a date")
    if stance is not None and not seen.dossiers.statements:
        say(f"{stance} says nothing here: with --stance, only a party's own words count")
    return seen


def _undated(graph: Graph) -> int:
    """How many statements stand in no document that has a date."""
    from aiactors.rdf.attribution import public_since

    entities = graph.dossiers.entities
    return sum(
        all(public_since(attribution, entities) is None for attribution in statement.attributions)
        for statement in graph.dossiers.statements.values()
    )
