"""Random networks, as networkx and as scipy have them."""

from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import strategies as st
from scipy.sparse import csr_array

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


def undirected(pairs: list[tuple[int, int]], count: int = 12) -> nx.Graph:
    """Return a network without direction, and nobody tied to themselves."""
    network = nx.Graph()
    network.add_nodes_from(range(count))
    network.add_edges_from((a, b) for a, b in pairs if a != b)
    return network


def sparse(network: nx.Graph) -> Any:
    """Return a network as a sparse array."""
    if not len(network):
        return csr_array((0, 0))
    return csr_array(nx.to_scipy_sparse_array(network, nodelist=range(len(network)), dtype=float))
