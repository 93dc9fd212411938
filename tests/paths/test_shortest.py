"""The k shortest paths are those of plain search, in the same order."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.paths.csr import CsrGraph, CsrReach
from aiactors.paths.links import STEP
from aiactors.paths.shortest import Onward, shortest_paths
from tests.paths import plain
from tests.strategies import examples

Costs = dict[str, dict[str, int]]
Found = list[tuple[int, tuple[str, ...]]]
Edges = dict[tuple[int, int], int]


def costs_of(edges: Edges) -> Costs:
    """Return what hops cost, both ways."""
    costs: Costs = defaultdict(dict)
    for (one, other), cost in edges.items():
        if one != other:
            costs[name(one)][name(other)] = costs[name(other)][name(one)] = cost
    return costs


def name(number: int) -> str:
    """Return a name; names are in the order of numbers."""
    return f"{number:04}"


def csr_of(costs: Costs, names: list[str]) -> CsrGraph:
    """Return the same in arrays."""
    at = {name: number for number, name in enumerate(names)}
    ties = [(at[a], at[b], c) for a, near in costs.items() for b, c in near.items() if a < b]
    ones, others, prices = np.array(ties, np.int64).reshape(-1, 3).T
    return CsrGraph.of(len(names), ones, others, prices, STEP)


def by_arrays(costs: Costs, start: str, goal: str, k: int, longest: int) -> Found:
    """Return the cheapest paths, as columns have them found."""
    names = sorted({*costs, start, goal})
    begin, end = names.index(start), names.index(goal)
    reaches = csr_of(costs, names).reaches(begin, end, longest)
    found = shortest_paths(reaches, begin, end, k)
    return [(cost, tuple(names[number] for number in path)) for cost, path in found]


def every_path(costs: Costs, start: str, goal: str, most: int) -> Found:
    """Return every simple path, by going everywhere."""
    found: Found = []
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


def pairs(last: int) -> st.SearchStrategy[tuple[int, int]]:
    """Return two of some entities."""
    return st.tuples(st.integers(0, last), st.integers(0, last))


FEW = st.dictionaries(pairs(6), st.sampled_from([STEP, STEP + 250, STEP + 900]), max_size=16)
# Few different costs, so that many paths cost the same, and the order among those is seen.
HOPS = st.dictionaries(
    pairs(14), st.sampled_from([STEP, STEP, STEP + 250, STEP + 900]), max_size=40
)


@examples(300)
@given(FEW, st.integers(1, 12), st.integers(1, 5))
def test_it_finds_what_going_everywhere_finds(edges: Edges, k: int, longest: int) -> None:
    """The same costs in the same order; each path is one, and none comes twice."""
    costs = costs_of(edges)
    found = by_arrays(costs, name(0), name(6), k, longest)
    every = every_path(costs, name(0), name(6), longest * STEP + STEP // 2)
    assert [cost for cost, _ in found] == [cost for cost, _ in every[:k]]
    assert set(found) <= set(every)
    assert len(set(found)) == len(found)


@examples(400)
@given(HOPS, st.integers(1, 30), st.integers(1, 7))
def test_arrays_find_what_the_plain_way_finds(edges: Edges, k: int, longest: int) -> None:
    """With few hops and with many, where paths are many and where there is none."""
    costs = costs_of(edges)
    most = longest * STEP + STEP // 2
    expected = plain.shortest_paths(costs, name(0), name(14), k, most)
    assert by_arrays(costs, name(0), name(14), k, longest) == expected


SHAPES = {
    "hubs": lambda seed: nx.barabasi_albert_graph(150, 3, seed=seed),
    "sparse": lambda seed: nx.gnm_random_graph(150, 170, seed=seed),
    "grid": lambda seed: nx.convert_node_labels_to_integers(nx.grid_2d_graph(9, 9)),
    "stars": lambda seed: nx.convert_node_labels_to_integers(nx.full_rary_tree(7, 120)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_it_finds_what_networkx_and_the_plain_way_find(shape: str) -> None:
    """On graphs of several shapes."""
    random_ = random.Random(shape)
    graph = SHAPES[shape](7)
    for one, other in graph.edges:
        graph[one][other]["weight"] = STEP + random_.choice([50, 100, 225, 300])
    costs = costs_of({(u, v): d["weight"] for u, v, d in graph.edges(data=True)})
    for _ in range(12):
        start, goal = random_.sample(list(graph), 2)
        asked = costs, name(start), name(goal), 8
        found = by_arrays(*asked, 6)
        assert found == plain.shortest_paths(*asked, 6 * STEP + STEP // 2)
        if nx.has_path(graph, start, goal):
            every = nx.shortest_simple_paths(graph, start, goal, weight="weight")
            several = [nx.path_weight(graph, p, "weight") for p in itertools.islice(every, 8)]
            assert [cost for cost, _ in found] == [c for c in several if c < 7 * STEP]


def test_no_way_is_no_path() -> None:
    """Nor is staying where one is."""
    costs = costs_of({(0, 1): STEP, (2, 3): STEP})
    for goal in (3, 0, 99):
        assert by_arrays(costs, name(0), name(goal), 5, 9) == []
        assert by_arrays(costs, name(goal), name(0), 5, 9) == []
    assert by_arrays({}, name(0), name(1), 5, 9) == []


def test_it_is_the_same_whatever_the_order() -> None:
    """Of the entities in the mapping: a page is the same each time it is made."""
    edges = {(a, b): STEP for a in range(7) for b in range(a)}
    costs = costs_of(edges)
    turned = {k: dict(reversed(v.items())) for k, v in reversed(costs.items())}
    asked = (name(0), name(6), 9, 3)
    assert by_arrays(costs, *asked) == by_arrays(turned, *asked)


def test_where_the_last_hop_is_the_only_one_the_rest_is_not_searched() -> None:
    """A goal on a chain behind a hub: there is one path, and no other is looked for."""
    edges = {(0, 1): STEP, (1, 2): STEP, (2, 3): STEP}  # start, hub, chain, goal
    random_ = random.Random(2)
    edges |= {(1, n): STEP for n in range(4, 204)}
    edges |= {(n, random_.randrange(4, 204)): STEP for n in range(4, 204)}
    costs, asked = costs_of(edges), []

    class Counted(CsrReach):
        def onward(self, here: int) -> Iterable[Onward]:
            asked.append(here)
            return super().onward(here)

    web = csr_of(costs, [name(at) for at in range(204)])
    reaches = (Counted(r.web, r.level, r.outside, r.guide, r.hops) for r in web.reaches(0, 3, 6))
    found = shortest_paths(reaches, 0, 3, 5)
    assert found == [(3 * STEP, (0, 1, 2, 3))]
    assert set(asked) == {0, 1, 2}
