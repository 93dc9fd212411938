"""Betweenness is that of networkx; of some sources, it is right on average."""

from __future__ import annotations

import itertools
from unittest.mock import patch

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from aiactors.metrics import betweenness as module
from aiactors.metrics.betweenness import betweenness
from tests.metrics.networks import PAIRS, sparse, undirected
from tests.strategies import examples

SHAPES: dict[str, nx.Graph] = {
    "hubs": nx.barabasi_albert_graph(120, 3, seed=1),
    "sparse": nx.gnm_random_graph(150, 160, seed=2),
    "grid": nx.convert_node_labels_to_integers(nx.grid_2d_graph(9, 8)),
    "path": nx.path_graph(30),
    "star": nx.star_graph(20),
    "tree": nx.random_labeled_tree(90, seed=5),
    "leaves": nx.compose(nx.cycle_graph(6), nx.Graph([(i % 6, 10 + i) for i in range(20)])),
    "parts": nx.disjoint_union(nx.cycle_graph(9), nx.complete_graph(7)),
}

SHAPES["leaves"] = nx.convert_node_labels_to_integers(SHAPES["leaves"])


def of_networkx(network: nx.Graph) -> np.ndarray:
    """Return what networkx finds."""
    found = nx.betweenness_centrality(network)
    return np.array([found[actor] for actor in range(len(network))])


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_that_of_networkx(shape: str) -> None:
    """From all sources."""
    network = SHAPES[shape]
    found = betweenness(sparse(network), sources=len(network))
    assert found == pytest.approx(of_networkx(network), abs=1e-12)
    assert (found == betweenness(sparse(network), sources=10_000)).all()


@examples(100)
@given(PAIRS)
def test_it_is_that_of_networkx_on_any_network(pairs: list[tuple[int, int]]) -> None:
    """With parts, and actors that are tied to nobody."""
    network = undirected(pairs)
    assert betweenness(sparse(network), 12) == pytest.approx(of_networkx(network), abs=1e-12)


def test_how_many_go_together_does_not_matter() -> None:
    """One source at a time, or as many as there is room for."""
    ties = sparse(SHAPES["hubs"])
    together = betweenness(ties, 1000)
    with patch.object(module, "ROOM", 1):
        assert betweenness(ties, 1000) == pytest.approx(together, abs=1e-12)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_among_two_nobody_is_between(count: int) -> None:
    """Nor among fewer."""
    assert betweenness(sparse(nx.path_graph(count)), 5).tolist() == [0.0] * count


def test_an_estimate_is_right_on_the_average_of_all_choices() -> None:
    """Of each two sources that there may be."""
    network = nx.gnm_random_graph(14, 18, seed=3)  # some are tied to one other alone
    assert 1 in dict(network.degree).values()
    pairs = [np.array(pair) for pair in itertools.combinations(range(14), 2)]
    with patch.object(module, "_chosen", side_effect=pairs):
        found = [betweenness(sparse(network), 2) for _ in pairs]
    assert np.mean(found, axis=0) == pytest.approx(of_networkx(network), abs=1e-12)


@pytest.mark.parametrize("sources", [10, 40])
def test_an_estimate_is_right_on_average(sources: int) -> None:
    """Over many choices of sources, it strays no more from the truth than chance lets it."""
    network = SHAPES["hubs"]
    exact = of_networkx(network)
    many = np.array([betweenness(sparse(network), sources, seed) for seed in range(400)])
    strays = many.std(axis=0, ddof=1) / np.sqrt(len(many))
    # 120 actors: one of them may be five deviations off once in ten thousand runs.
    assert (np.abs(many.mean(axis=0) - exact) <= 5 * strays + 1e-12).all()


def test_more_sources_stray_less() -> None:
    """The more paths are looked at, the better."""
    network = SHAPES["hubs"]
    exact = of_networkx(network)

    def error(sources: int) -> float:
        found = [betweenness(sparse(network), sources, seed) for seed in range(30)]
        return float(np.mean([np.abs(one - exact).sum() for one in found]))

    assert error(80) < error(20) < error(5)


def test_the_same_seed_gives_the_same() -> None:
    """And another one another estimate."""
    ties = sparse(SHAPES["hubs"])
    assert (betweenness(ties, 9, 3) == betweenness(ties, 9, 3)).all()
    assert (betweenness(ties, 9, 3) != betweenness(ties, 9, 4)).any()


def test_it_tells_how_far_it_is() -> None:
    """Every source once."""
    told: list[int] = []
    betweenness(sparse(SHAPES["hubs"]), 50, advance=told.append)
    assert sum(told) == 50
