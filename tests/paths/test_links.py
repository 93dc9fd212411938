"""The hops of a graph are those that plain Python finds, and so are the ways over them."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aiactors.paths import Conditions
from aiactors.paths.links import STEP, links
from tests.paths import plain
from tests.paths.conftest import made_graph
from tests.paths.plain_hops import hops
from tests.paths.test_parts import CONDITIONS, EDGES
from tests.strategies import examples


@examples(60)
@given(EDGES, st.lists(CONDITIONS, min_size=1, max_size=4), st.integers(1, 6), st.integers(1, 6))
def test_hops_and_ways_are_those_of_plain_python(
    edges: list[Any], conditions: list[Conditions], k: int, longest: int
) -> None:
    """Under all conditions: the same statements behind each hop, the same ways in their order."""
    graph = made_graph(edges, also=["a", "b", "e"])
    for one in conditions:
        found = links(graph.columns, one)
        expected = hops(graph.projector, one)
        assert len(found.rows) == sum(map(len, expected.values()))
        costs: dict[str, dict[str, int]] = defaultdict(dict)
        for (start, end), behind in expected.items():
            assert list(found.between(start, end)) == [ref for _, ref in behind]
            costs[start][end] = costs[end][start] = STEP + behind[0][0]
        for start, end in combinations(("id:a", "id:b", "id:e"), 2):
            most = longest * STEP + STEP // 2
            ways = plain.shortest_paths(costs, start, end, k, most)
            assert found.ways(start, end, k, longest) == [way for _, way in ways]
