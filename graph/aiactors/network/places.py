"""Where the nodes of a network stand: known places first, computed ones for the rest."""

from __future__ import annotations

from collections.abc import Mapping

from aiactors.network.layout import layout
from aiactors.network.model import Network


def placed(
    network: Network, known: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Return a place for every node; known places stay, and only unknown ones are computed.

    MissingExtraError if a place must be computed, and scipy is not installed.
    """
    ids = [node.id for node in network.nodes]
    if all(id_ in known for id_ in ids):
        return {id_: known[id_] for id_ in ids}
    ends = [(edge.source, edge.target) for edge in network.edges]
    return dict(layout(ids, ends, pinned=known or None))
