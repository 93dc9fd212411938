"""What the panel shows of each relation and actor, in blocks that are read when they are needed.

What follows from an id, or stands in ``sources.py``, is left out: ``src/codec.ts`` puts it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aiactors.network.model import Attributed, Edge, Network, Node
from aiactors.view.inert import as_json
from aiactors.view.sources import Sources, one_label
from aiactors.vocabulary import PREFIXES

Data = dict[str, Any]

BLOCK = 512
"""How many relations, and how many actors, one block holds."""

IRIS = {"node": PREFIXES["id"], "edge": PREFIXES["st"]}
"""What goes before the ids of actors and relations in their addresses."""


class Records:
    """Makes the records of a network.

    ``stances`` has the key of each stance, with its place among those of the page.
    """

    def __init__(self, network: Network, stances: Mapping[str, int]) -> None:
        """Collect the documents that the records cite."""
        self._network = network
        self._stances = stances
        self.sources = Sources(network)

    def blocks(self) -> Iterator[str]:
        """Yield all records as JSON, block by block; at least one."""
        nodes, edges = self._network.nodes, self._network.edges
        for start in range(0, max(len(edges), len(nodes), 1), BLOCK):
            part = slice(start, start + BLOCK)
            yield as_json(
                {
                    "edges": [self.edge(edge) for edge in edges[part]],
                    "nodes": [node_record(node) for node in nodes[part]],
                }
            )

    def edge(self, edge: Edge) -> Data:
        """Return the ``EdgeRecord`` (``types.ts``) of a relation, without what the page adds."""
        return _without_nothing(
            iri=None if edge.iri == IRIS["edge"] + edge.id else edge.iri,
            written=one_label(edge.as_written),
            qualifiers=[(key, one_label(text)) for key, text in edge.qualifiers],
            said=[self._said(attributed) for attributed in edge.attributions],
        )

    def _said(self, said: Attributed) -> Data:
        return self.sources.cited(said) | _without_nothing(
            by=one_label(said.by),
            stance=self._stances[said.stance],
            via=None if said.via is None else self.sources.cited(said.via),
            where=said.where,
            gist=one_label(said.gist),
            quote=said.quote,
        )


def node_record(node: Node) -> Data:
    """Return the ``NodeRecord`` (``types.ts``) of an actor, without what the page adds."""
    return _without_nothing(
        iri=None if node.iri == IRIS["node"] + node.id else node.iri,
        types=node.types,
        same=node.same_as,
        homepage=node.homepage,
        note=one_label(node.note),
    )


def _without_nothing(**values: Any) -> Data:
    """Leave out what there is nothing of: most pages hold thousands of such places."""
    return {key: value for key, value in values.items() if value is not None}
