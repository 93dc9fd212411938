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
