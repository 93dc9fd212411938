"""Parts of a network."""

from __future__ import annotations

from collections.abc import Callable, Collection

from aiactors.errors import InputError
from aiactors.model import Entity
from aiactors.network.kinds import DRAWN, KINDS, TITLE
from aiactors.network.model import Network
from aiactors.network.project import Projector


def part(
    projector: Projector,
    middle: Collection[Entity],
    hops: int = 1,
    kinds: Collection[str] | None = None,
    *,
    bulk: bool = False,
) -> Network:
    """Return the network of a graph, or of what is around some entities.

    Args:
        projector: what makes networks of the graph.
        middle: entities in the middle, drawn whatever their kind; none for the whole network.
        hops: how many edges away from them an entity may be.
        kinds: the kinds of entity that are drawn; the usual ones if left out.
        bulk: whether bulk dossiers are drawn as well.

    Returns:
        The network.

    Raises:
        InputError: if a kind is unknown, or nothing is drawn around the entities.
    """
    drawn = DRAWN if kinds is None else frozenset(kinds)
    for kind in sorted(drawn.difference(KINDS)):
        raise InputError(f"unknown kind {kind!r}: use {', '.join(KINDS)}")
    whole = projector.network(TITLE, drawn, also={entity.ref for entity in middle}, bulk=bulk)
    if not middle:
        return whole
    found = neighbourhood(whole, [entity.id for entity in middle], hops)
    if not found.nodes:
        names = " and ".join(repr(entity.name()) for entity in middle)
        left_out = not bulk and bool(projector.dossiers.in_bulk.dossiers)
        more = "; bulk dossiers are left out unless they are asked for" if left_out else ""
        raise InputError(
            f"nothing is drawn around {names}: no relation leads to what is drawn{more}"
        )
    return found


def neighbourhood(network: Network, focus: Collection[str], hops: int = 1) -> Network:
    """Return the part of a network around some nodes.

    Args:
        network: the network.
        focus: ids of the nodes in the middle.
        hops: how many edges away a node may be, at least 0.

    Returns:
        The nodes that near, and all edges between them.
    """
    near = set(focus)
    for _ in range(hops):
        near |= {
            end
            for edge in network.edges
            if edge.source in near or edge.target in near
            for end in (edge.source, edge.target)
        }
    return _restricted(network, near.__contains__)


def _restricted(network: Network, keep: Callable[[str], bool]) -> Network:
    return Network(
        title=network.title,
        nodes=tuple(n for n in network.nodes if keep(n.id)),
        edges=tuple(e for e in network.edges if keep(e.source) and keep(e.target)),
        families=network.families,
        statuses=network.statuses,
        modalities=network.modalities,
    )
