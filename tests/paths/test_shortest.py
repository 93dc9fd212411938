"""The k shortest paths are those of plain search."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiactors.paths.links import STEP
from aiactors.paths.shortest import shortest_paths

Costs = dict[str, dict[str, int]]


def costs_of(edges: dict[tuple[int, int], int]) -> Costs:
    """Return what hops cost, both ways."""
    costs: Costs = defaultdict(dict)
    for (one, other), cost in edges.items():
        if one != other:
            costs[str(one)][str(other)] = costs[str(other)][str(one)] = cost
    return costs


def every_path(costs: Costs, start: str, goal: str, most: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return every simple path, by going everywhere."""
    found: list[tuple[int, tuple[str, ...]]] = []
    waiting: list[tuple[int, tuple[str, ...]]] = [(0, (start,))]
    while waiting:
        cost, path = waiting.pop()
        if path[-1] == goal and len(path) > 1:
            found.append((cost, path))
            continue
        for there, more in costs.get(path[-1], {}).items():
            if there not in path and cost + more <= most:
                waiting.append((cost + more, (*path, there)))
    return sorted(found)


EDGES = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 9), max_size=16
)


@given(EDGES, st.integers(1, 12), st.integers(1, 40))
@settings(max_examples=400)
def test_it_finds_what_going_everywhere_finds(
    edges: dict[tuple[int, int], int], k: int, most: int
) -> None:
    """The same costs in the same order; each path is one, and none comes twice."""
    costs = costs_of(edges)
    found = shortest_paths(costs, "0", "6", k, most)
    plain = every_path(costs, "0", "6", most)
    assert [cost for cost, _ in found] == [cost for cost, _ in plain[:k]]
    assert set(found) <= set(plain)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("seed", range(3))
def test_it_finds_what_networkx_finds(seed: int) -> None:
    """On a graph with hubs, as ours is."""
    random_ = random.Random(seed)
    graph = nx.barabasi_albert_graph(150, 3, seed=seed)
    for one, other in graph.edges:
        graph[one][other]["weight"] = STEP + random_.randrange(900)
    costs = costs_of({(u, v): d["weight"] for u, v, d in graph.edges(data=True)})
    for _ in range(10):
        start, goal = random_.sample(range(150), 2)
        plain = itertools.islice(nx.shortest_simple_paths(graph, start, goal, weight="weight"), 8)
        expected = [nx.path_weight(graph, path, "weight") for path in plain]
        found = shortest_paths(costs, str(start), str(goal), 8, 12 * STEP)
        assert [cost for cost, _ in found] == expected


def test_no_way_is_no_path() -> None:
    """Nor is staying where one is."""
    costs = costs_of({(0, 1): 1, (2, 3): 1})
    assert shortest_paths(costs, "0", "3", 5, 99) == []
    assert shortest_paths(costs, "0", "0", 5, 99) == []
    assert shortest_paths(costs, "0", "nowhere", 5, 99) == []
    assert shortest_paths(costs, "nowhere", "0", 5, 99) == []


def test_it_is_the_same_whatever_the_order() -> None:
    """Of the entities in the mapping: a page is the same each time it is made."""
    edges = {(a, b): 1 for a in range(7) for b in range(a)}
    costs = costs_of(edges)
    turned = {k: dict(reversed(v.items())) for k, v in reversed(costs.items())}
    assert shortest_paths(costs, "0", "6", 9, 99) == shortest_paths(turned, "0", "6", 9, 99)
