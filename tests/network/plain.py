"""The plain way to the part of a network around some nodes."""

from __future__ import annotations

from collections.abc import Callable, Collection

from aiactors.network.model import Network


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
