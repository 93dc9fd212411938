"""The parts of a graph from a standpoint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from aiactors.graph.reader import GraphReader, Positions
from aiactors.store import Store

if TYPE_CHECKING:
    from aiactors.columns import Columns
    from aiactors.model import DossierSet
    from aiactors.rdf import Derived, Standpoint

Parts = tuple[Store, "DossierSet", Callable[[], Positions], "Derived"]


def standpoint_of(
    graph: GraphReader,
    before: Standpoint | None,
    as_of: date | str | None,
    known_by: date | str | None,
    told_by: str | None,
) -> Standpoint:
    """Return a standpoint that was asked for.

    Args:
        graph: where the party is looked for.
        before: from where the graph is looked at already; what is not asked for stays.
        as_of: see :meth:`aiactors.graph.Graph.at`.
        known_by: see :meth:`aiactors.graph.Graph.at`.
        told_by: see :meth:`aiactors.graph.Graph.at`.

    Returns:
        The standpoint.
    """
    from aiactors.rdf import Standpoint

    before = before or Standpoint()
    return Standpoint(
        as_of=before.as_of if as_of is None else day_of(as_of),
        known_by=before.known_by if known_by is None else day_of(known_by),
        told_by=before.told_by if told_by is None else graph.find(told_by),
    )


def seen(graph: GraphReader, standpoint: Standpoint) -> Parts:
    """Return what a graph is made of, from a standpoint.

    Args:
        graph: the whole graph.
        standpoint: from where.

    Returns:
        Store, model, positions and what is derived.
    """
    from aiactors.rdf import seen_from, to_trig, to_turtle
    from aiactors.store.lazy import LazyStore

    dossiers, derived = seen_from(graph.dossiers, standpoint)
    store = LazyStore(
        to_turtle(dossiers, derived).encode(),
        lambda: to_trig(dossiers, derived).encode(),
        f"{graph.store.place}, {standpoint}",
    )
    return store, dossiers, lambda: graph.positions, derived


def columns_on(graph: GraphReader, day: date | None) -> Columns:
    """Return the columns of a graph; where it is seen as of a day, and another is asked, anew."""
    if graph._whole is None or day is None:
        return graph.columns
    from aiactors.columns import columns_of
    from aiactors.rdf import seen_from

    whole, before = graph._whole
    standpoint = standpoint_of(whole, before, day, None, None)
    return columns_of(*seen_from(whole.dossiers, standpoint), standpoint.as_of)


def day_of(value: date | str) -> date:
    """Return a day that is given as one, or as text.

    Args:
        value: the day.

    Returns:
        The day.
    """
    from aiactors.model import parse_day

    return parse_day(value) if isinstance(value, str) else value
