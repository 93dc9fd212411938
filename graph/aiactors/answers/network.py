"""The network as data: entities, and the statements between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from aiactors.answers.make import AnswerMaker
from aiactors.answers.models import NetworkAnswer, NetworkEntity
from aiactors.errors import InputError
from aiactors.model import Statement
from aiactors.network.kinds import DRAWN, KINDS
from aiactors.rdf.standpoint import can_hold

if TYPE_CHECKING:
    from aiactors.graph import Graph

Hops = dict[str, int]
"""Reference of an entity → how many statements away from the focus it is."""


def network_around(
    graph: Graph,
    focus: Iterable[str] = (),
    hops: int = 1,
    kinds: Collection[str] = (),
    as_of: date | None = None,
    limit: int = 500,
    lang: str = "en",
    *,
    bulk: bool = False,
) -> NetworkAnswer:
    """Return the network, or what is around some entities.

    Args:
        graph: the graph.
        focus: names of entities in the middle; none for the whole network.
        hops: how many statements away from them an entity may be.
        kinds: the kinds of entity that are there; those that are drawn if empty. What is in the
            middle is there whatever its kind.
        as_of: the day on which the statements can have held; any if left out.
        limit: how many statements at the most.
        lang: ``en`` or ``fr``.
        bulk: whether what stands in bulk dossiers alone is there as well.

    Returns:
        The answer.

    Raises:
        NotFoundError: if an entity is unknown.
        InputError: if a kind is unknown.

    Example:
        >>> from aiactors.opening import open_graph
        >>> answer = network_around(open_graph(), ["xAI"], limit=5)
        >>> len(answer.statements), "xai" in [entity.id for entity in answer.entities]
        (5, True)
    """
    middle = [graph.entity(name).ref for name in focus]
    edges = _edges(graph, middle, kinds, as_of, bulk=bulk)
    away = _away(edges, middle, hops)
    if middle:
        edges = [s for s in edges if s.subject in away and s.object in away]
    kept = _nearest(graph, edges, away)[:limit]
    maker = AnswerMaker(graph, lang)
    statements, sources = maker.statements(s.ref for s in kept)
    there = {*middle, *(ref for s in kept for ref in (s.subject, str(s.object)))}
    return NetworkAnswer(
        total=len(edges),
        entities=tuple(_entity(maker, ref, away.get(ref)) for ref in sorted(there)),
        statements=statements,
        sources=sources,
    )


def _edges(
    graph: Graph, middle: list[str], kinds: Collection[str], as_of: date | None, *, bulk: bool
) -> list[Statement]:
    """The statements between entities that are there."""
    for kind in kinds:
        if kind not in KINDS:
            raise InputError(f"unknown kind {kind!r}: use {', '.join(KINDS)}")
    wanted = kinds or DRAWN
    shown = {ref for ref, kind in graph.projector.kinds.items() if kind in wanted}.union(middle)
    told = (graph.dossiers if bulk else graph.dossiers.curated).statements
    return [
        s
        for ref, s in graph.dossiers.statements.items()
        if ref in told
        and s.subject in shown
        and s.object_ref in shown
        and (as_of is None or can_hold(s, as_of))
    ]


def _away(edges: Iterable[Statement], middle: Iterable[str], hops: int) -> Hops:
    """How far each entity is from the middle, as far as it is asked for."""
    beside: dict[str, set[str]] = defaultdict(set)
    for s in edges:
        beside[s.subject].add(str(s.object))
        beside[str(s.object)].add(s.subject)
    away = dict.fromkeys(middle, 0)
    edge = set(away)
    for step in range(1, hops + 1):
        edge = {ref for one in edge for ref in beside[one]} - away.keys()
        away |= dict.fromkeys(edge, step)
    return away


def _nearest(graph: Graph, edges: list[Statement], away: Hops) -> list[Statement]:
    """Near before far, and well supported before the rest."""
    made = graph.derived.assessments

    def order(s: Statement) -> tuple[int, int]:
        return away.get(s.subject, 0) + away.get(str(s.object), 0), -made[s.ref].source_count

    return sorted(edges, key=order)


def _entity(maker: AnswerMaker, ref: str, hops: int | None) -> NetworkEntity:
    named = maker.named(ref)
    kind = maker.projector.kinds[ref]
    return NetworkEntity(
        id=named.id,
        address=named.address,
        name=maker.dossiers.entities[ref].name(maker.lang),
        kind=kind,
        hops=hops,
    )
