"""The network as data: entities, and the statements between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from aiactors.answers.make import AnswerMaker
from aiactors.answers.models import NetworkAnswer, NetworkEntity

if TYPE_CHECKING:
    from aiactors.graph import Graph


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

    ``kinds`` is empty for those that are drawn by default; entities in ``focus`` are in it whatever
    their kind, and ``hops`` counts statements from them. ``limit`` is the largest number of
    statements, and ``bulk`` adds what stands in bulk dossiers alone.

    Example:
        >>> from aiactors.opening import open_graph
        >>> answer = network_around(open_graph(), ["xAI"], limit=5)
        >>> len(answer.statements), "xai" in [entity.id for entity in answer.entities]
        (5, True)
    """
    middle = [graph.entity(name).ref for name in focus]
    edges = graph.edges(middle, hops, kinds, as_of, bulk=bulk)
    kept = edges.nearest(limit)
    maker = AnswerMaker(graph.holding(kept, middle), lang)
    statements, sources = maker.statements(kept)
    told = [maker.dossiers.statements[ref] for ref in kept]
    there = {*middle, *(ref for s in told for ref in (s.subject, str(s.object)))}
    return NetworkAnswer(
        total=edges.total,
        entities=tuple(_entity(maker, ref, edges.away(ref)) for ref in sorted(there)),
        statements=statements,
        sources=sources,
    )


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
