"""Ties between actors, and where actors stand in the network: on columns beside a store.

Paths are those of random pairs of actors that are tied to somebody, with the usual conditions;
what is told of them is read from the store, each hop with every statement behind it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeVar

from bench.growth import Dataset, ScalingCase

if TYPE_CHECKING:
    from aiactors.graph import Graph
    from aiactors.paths.links import Links

T = TypeVar("T")

PAIRS = 100
PLAIN_PAIRS = 5
SEED = 7


def paths_found(ground: Dataset) -> dict[str, float]:
    """Five ways between two actors, as references: what a search costs when all is at hand."""
    graph, links = _links(ground)
    pairs = _pairs(ground, graph, links)
    found = _latencies(lambda pair: links.ways(pair[0], pair[1], 5, 6), pairs)
    plain = _latencies(_by_networkx(links), pairs[:PLAIN_PAIRS])
    return {**found, "networkx_ms": plain["ms"]}


def paths_cited(ground: Dataset) -> dict[str, float]:
    """The same in words, with sources: every statement behind each hop, or the best one alone.

    The latter is what the terminal and the server answer. Each begins with nothing read.
    """
    graph, links = _links(ground)
    pairs = _pairs(ground, graph, links)
    every = _latencies(lambda pair: graph.path_finder.find(pair), pairs)
    again = _opened(ground)
    best = _latencies(lambda pair: again.path_finder.find(pair, every=False), pairs)
    return {**every, "best_ms": best["ms"], "best_p95_ms": best["p95_ms"]}


def paths_ready(ground: Dataset) -> dict[str, float]:
    """From nothing to hops that can be searched: columns read, and the ties put in order."""
    begun = time.process_time()
    _links(ground)
    return {"s": time.process_time() - begun}


def metrics(ground: Dataset) -> dict[str, float]:
    """PageRank, betweenness from 256 sources, and communities, together and one by one."""
    import numpy as np

    from aiactors.metrics.betweenness import betweenness
    from aiactors.metrics.measure import ActorNetwork, communities_of
    from aiactors.metrics.pagerank import pagerank

    parts: dict[str, float] = {}
    network = _timed(parts, "network", lambda: ActorNetwork.of(_opened(ground).columns, bulk=True))
    tied = network.ties.copy()
    tied.data = np.ones_like(tied.data)
    _timed(parts, "pagerank", lambda: pagerank(network.towards))
    _timed(parts, "betweenness", lambda: betweenness(tied, 256))
    _timed(parts, "communities", lambda: communities_of(network.ties))
    return {"s": sum(parts.values()), **parts, "actors": len(network.codes), "ties": tied.nnz / 2}


def _opened(ground: Dataset) -> Graph:
    from aiactors.opening import open_graph

    return open_graph(ground.store)


def _links(ground: Dataset) -> tuple[Graph, Links]:
    """A graph, and what may be a hop in it."""
    from aiactors.paths import Conditions
    from aiactors.paths.links import links

    graph = _opened(ground)
    return graph, links(graph.columns, Conditions())


def _pairs(ground: Dataset, graph: Graph, links: Links) -> list[list[str]]:
    import numpy as np

    tied = np.flatnonzero(np.diff(links.web.first)).tolist()
    chance = random.Random(SEED)
    return [
        graph.columns.refs.texts(chance.sample(tied, 2))
        for _ in range(max(5, int(PAIRS * ground.patience)))
    ]


def _by_networkx(links: Links) -> Callable[[list[str]], object]:
    """The same ways over the same hops, as networkx finds them."""
    import networkx as nx

    web = links.web
    first, others, costs = (part.tolist() for part in (web.first, web.others, web.costs))
    graph = nx.Graph()
    for one, (begin, end) in enumerate(pairwise(first)):
        ends = zip(others[begin:end], costs[begin:end], strict=True)
        graph.add_weighted_edges_from((one, other, cost) for other, cost in ends)

    def ways(pair: list[str]) -> object:
        start, goal = (links.columns.refs.code(ref) for ref in pair)
        if not nx.has_path(graph, start, goal):
            return []
        return list(islice(nx.shortest_simple_paths(graph, start, goal, "weight"), 5))

    return ways


def _latencies(do: Callable[[list[str]], object], pairs: list[list[str]]) -> dict[str, float]:
    """The median of the CPU time in milliseconds, and what nineteen of twenty stay under."""
    do(pairs[0])
    spent = []
    for pair in pairs:
        begun = time.process_time()
        do(pair)
        spent.append(1000 * (time.process_time() - begun))
    spent.sort()
    return {"ms": spent[len(spent) // 2], "p95_ms": spent[int(len(spent) * 0.95)]}


def _timed(parts: dict[str, float], name: str, do: Callable[[], T]) -> T:
    begun = time.process_time()
    found = do()
    parts[name] = time.process_time() - begun
    return found


SCALING = (
    ScalingCase(
        "paths",
        "Five paths between two actors",
        paths_found,
        figure="ms",
        against="networkx_ms",
        beside="networkx",
        quick=False,
    ),
    ScalingCase("paths-cited", "Five paths, cited from the store", paths_cited, figure="ms"),
    ScalingCase("paths-ready", "Ready to search paths", paths_ready, figure="s", quick=False),
    ScalingCase("metrics", "PageRank, betweenness (256 sources), communities", metrics, figure="s"),
)
