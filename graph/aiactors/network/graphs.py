"""The network as a graph of networkx."""

from __future__ import annotations

from typing import Any

from aiactors.network.model import Label, Network, in_words


def to_networkx(network: Network, lang: str = "en") -> Any:
    """Return the network as a directed graph in which two nodes may have several edges.

    Args:
        network: the network.
        lang: the language of labels.

    Returns:
        A ``networkx.MultiDiGraph``. Nodes are ids of entities with ``label``, ``kind`` and
        ``iri``; edges have the hash of their statement as key, and ``relation``, ``label``,
        ``family``, ``modality``, ``status`` and ``source_count``, and ``when`` and
        ``known_since`` where they are known. All values are texts and numbers, which
        ``networkx.write_gexf`` and ``networkx.write_graphml`` can write.

    Example:
        >>> to_networkx(Network(title={}, nodes=(), edges=())).number_of_nodes()
        0
    """
    import networkx as nx

    graph = nx.MultiDiGraph(title=in_words(network.title, lang))
    for node in network.nodes:
        graph.add_node(node.id, label=_text(node.labels, lang), kind=node.kind, iri=node.iri)
    for edge in network.edges:
        graph.add_edge(
            edge.source,
            edge.target,
            key=edge.id,
            relation=edge.relation,
            label=_text(edge.labels, lang),
            family=edge.family,
            modality=edge.modality,
            status=edge.status,
            source_count=edge.source_count,
            **_known(when=edge.when, known_since=edge.known_since),
        )
    return graph


def _known(**values: str | None) -> dict[str, str]:
    """The values that are there: the file formats of networkx have none for what is unknown."""
    return {name: value for name, value in values.items() if value is not None}


def _text(label: Label, lang: str) -> str:
    return in_words(label, lang)
