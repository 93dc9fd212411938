"""PageRank is that of networkx."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest
from hypothesis import given
from scipy.sparse import csr_array

from aiactors.metrics.pagerank import pagerank
from tests.metrics.networks import PAIRS, sparse
from tests.strategies import examples


def of_networkx(network: nx.DiGraph) -> list[float]:
    """Return what networkx finds."""
    found = nx.pagerank(network, tol=1e-13, max_iter=1000)
    return [found[actor] for actor in range(len(network))]


@examples(100)
@given(PAIRS)
def test_it_is_that_of_networkx(pairs: list[tuple[int, int]]) -> None:
    """With weights, and with actors from whom no tie leads."""
    network = nx.DiGraph()
    network.add_nodes_from(range(12))
    for (one, other), times in Counter(pairs).items():
        if one != other:
            network.add_edge(one, other, weight=times)
    found = pagerank(sparse(network))
    assert found == pytest.approx(of_networkx(network), abs=1e-8)
    assert sum(found) == pytest.approx(1)


def test_on_hubs() -> None:
    """A larger one."""
    network = nx.scale_free_graph(400, seed=4)
    plain = nx.DiGraph((a, b) for a, b in network.edges() if a != b)
    plain = nx.convert_node_labels_to_integers(plain)
    assert pagerank(sparse(plain)) == pytest.approx(of_networkx(plain), abs=1e-8)


def test_nobody_has_no_rank() -> None:
    """A graph may be empty."""
    assert pagerank(csr_array((0, 0))).tolist() == []
