"""The layout: every node has its place, the same one every time."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping

import numpy as np
import pytest

from aiactors.errors import InputError, MissingExtraError
from aiactors.network.forces import EXACT, FARTHEST, Ties, repulsion, start
from aiactors.network.layout import layout
from tests.processes import printed

Places = Mapping[str, tuple[int, int]]
Ends = list[tuple[str, str]]


def cliques(count: int, size: int) -> tuple[list[str], Ends]:
    """Return groups of nodes that are all tied among themselves, each tied to the next by one."""
    ids = [f"g{g}n{i}" for g in range(count) for i in range(size)]
    inside = [
        (f"g{g}n{i}", f"g{g}n{j}")
        for g in range(count)
        for i, j in itertools.combinations(range(size), 2)
    ]
    bridges = [(f"g{g}n0", f"g{g + 1}n0") for g in range(count - 1)]
    return ids, inside + bridges


def distance(places: Places, a: str, b: str) -> float:
    """Return how far two nodes are from each other."""
    (ax, ay), (bx, by) = places[a], places[b]
    return float(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5)


def overlaps(places: Places, width: int, height: int) -> list[tuple[str, str]]:
    """Return the pairs of nodes whose boxes of a size overlap."""
    return [
        (a, b)
        for a, b in itertools.combinations(places, 2)
        if abs(places[a][0] - places[b][0]) < width and abs(places[a][1] - places[b][1]) < height
    ]


def test_no_nodes_have_no_places() -> None:
    """A graph may be empty."""
    assert layout([], []) == {}


def test_a_single_node_stands_in_the_middle() -> None:
    """Nothing pushes it away."""
    assert layout(["a"], []) == {"a": (0, 0)}
    assert layout(["a"], [("a", "a")]) == {"a": (0, 0)}


def test_places_come_in_the_order_of_the_ids_and_do_not_depend_on_it() -> None:
    """The order in which a store answers must not move anybody."""
    ids, edges = cliques(3, 4)
    there = layout(ids, edges)
    back = layout(ids[::-1], [(b, a) for a, b in edges[::-1]])
    assert list(back) == ids[::-1]
    assert back == there


def test_places_are_whole_numbers() -> None:
    """They are stored with the release."""
    for x, y in layout(*cliques(2, 3)).values():
        assert type(x) is int
        assert type(y) is int


def test_two_processes_agree() -> None:
    """The release must be the same bytes wherever it is built."""
    code = (
        "import json; from aiactors.network.layout import layout;"
        "ids = [f'n{i}' for i in range(60)];"
        "edges = [(f'n{i}', f'n{i * i % 60}') for i in range(60)];"
        "print(json.dumps(layout(set(ids), edges), sort_keys=True))"
    )
    answers = printed(code)
    assert answers[0] == answers[1]
    assert len(json.loads(answers[0])) == 60


@pytest.mark.parametrize("groups", [1, 4, 12])
def test_nothing_overlaps(groups: int) -> None:
    """A shape and its name need room."""
    assert overlaps(layout(*cliques(groups, 6)), 60, 40) == []


def test_ties_of_a_hub_do_not_overlap() -> None:
    """One actor with many neighbours is the usual case."""
    ids = ["hub", *(f"n{i}" for i in range(60))]
    places = layout(ids, [("hub", node) for node in ids[1:]])
    assert overlaps(places, 60, 40) == []


def test_groups_stand_together_and_apart() -> None:
    """That is what the layout is for."""
    ids, edges = cliques(4, 6)
    places = layout(ids, edges)
    inside = [distance(places, a, b) for a, b in edges if a[:2] == b[:2]]
    across = [distance(places, a, b) for a, b in itertools.combinations(ids, 2) if a[:2] != b[:2]]
    assert sum(inside) / len(inside) < 0.5 * sum(across) / len(across)


def test_parts_without_a_tie_stand_near_each_other_without_overlap() -> None:
    """They must neither lie on each other nor be lost in the distance."""
    ids = [f"{part}{i}" for part in "abc" for i in range(4)] + ["alone"]
    edges = [(f"{part}{i}", f"{part}{i + 1}") for part in "abc" for i in range(3)]
    places = layout(ids, edges)
    assert overlaps(places, 60, 40) == []
    assert max(distance(places, a, b) for a, b in itertools.combinations(ids, 2)) < 2500


def test_loose_parts_do_not_make_the_rest_small() -> None:
    """They stand around it, not across the page."""
    ids, edges = cliques(8, 8)
    alone = layout(ids, edges)
    pairs = [(f"p{i}a", f"p{i}b") for i in range(20)]
    loose = [end for pair in pairs for end in pair] + [f"s{i}" for i in range(40)]
    places = layout(ids + loose, edges + pairs)
    assert overlaps(places, 60, 40) == []
    moved = {(places[node][0] - alone[node][0], places[node][1] - alone[node][1]) for node in ids}
    assert max(x for x, _ in moved) - min(x for x, _ in moved) <= 1
    assert max(y for _, y in moved) - min(y for _, y in moved) <= 1
    across = max(distance(alone, a, b) for a, b in itertools.combinations(ids, 2))
    assert max(distance(places, a, b) for a, b in itertools.combinations(places, 2)) < 3 * across


def test_many_new_nodes_are_placed_beside_few_known_ones() -> None:
    """Whoever draws a dossier of their own beside the release waits no quarter of an hour."""
    ids = [f"n{i:04}" for i in range(3000)]
    edges = [(ids[i], ids[i * 7 // 10]) for i in range(1, 2800)]
    pinned = {node: (90 * (i % 20), 60 * (i // 20)) for i, node in enumerate(ids[:200])}
    places = layout(ids, edges, pinned=pinned)
    assert {node: places[node] for node in pinned} == pinned
    xs, ys = zip(*places.values(), strict=True)
    assert max(xs) - min(xs) < 25_000
    assert max(ys) - min(ys) < 25_000


def test_pinned_nodes_keep_their_place() -> None:
    """People find things where they were last week."""
    ids, edges = cliques(3, 5)
    before = layout(ids, edges)
    after = layout([*ids, "new"], [*edges, ("new", "g0n1"), ("new", "g0n2")], pinned=before)
    assert {node: after[node] for node in ids} == before
    near = [distance(after, "new", node) for node in ("g0n1", "g0n2")]
    far = [distance(after, "new", node) for node in ids if not node.startswith("g0")]
    assert sum(near) / len(near) < 0.8 * sum(far) / len(far)
    assert overlaps(after, 60, 40) == []


def test_new_nodes_that_nothing_ties_to_known_ones_find_room() -> None:
    """A new story may have nothing to do with the old ones."""
    before = layout(*cliques(2, 4))
    after = layout([*before, "x", "y", "z"], [("x", "y")], pinned=before | {"gone": (0, 0)})
    assert {node: after[node] for node in before} == before
    assert "gone" not in after
    assert overlaps(after, 60, 40) == []


def test_pinned_nodes_may_stand_on_each_other() -> None:
    """Their places are not for the layout to correct."""
    places = layout(["a", "b", "c"], [("a", "b")], pinned={"a": (5, 5), "b": (5, 5)})
    assert places["a"] == places["b"] == (5, 5)
    assert places["c"] != (5, 5)


def test_an_edge_to_nowhere_is_named() -> None:
    """The message says which node is missing, and what to do."""
    with pytest.raises(InputError, match="'ghost', which is not among the nodes: add it"):
        layout(["a"], [("a", "ghost")])


def test_without_numpy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The layout is an extra."""
    monkeypatch.setitem(sys.modules, "aiactors.network.forces", None)
    monkeypatch.delattr("aiactors.network.forces", raising=False)
    with pytest.raises(MissingExtraError, match=r"aiactors\[layout\]"):
        layout(["a"], [])


def test_the_grid_agrees_with_the_exact_sum() -> None:
    """Large networks are laid out by an approximation: it must be one."""
    import numpy as np

    rng = np.random.default_rng(4)
    points = rng.random((EXACT + 1, 2)) * 100
    mass = 1 + 3 * rng.random(EXACT + 1)
    on_grid = repulsion(points, mass)
    step = points[:, None] - points[None]
    square = (step * step).sum(2)
    np.fill_diagonal(square, 1.0)
    exact = (step * (mass[:, None] * mass / square)[:, :, None]).sum(1)
    error = np.sqrt(((on_grid - exact) ** 2).sum(1)) / np.sqrt((exact * exact).sum(1).mean())
    assert float(np.median(error)) < 0.1


def test_what_hangs_far_out_starts_nearby() -> None:
    """Ties pull with the same force at every distance: from far away nodes would not arrive."""
    core = [(i, j) for i in range(1, 60) for j in (i // 2, i * 7 % 60)]
    ties = Ties.of(72, core + [(i, i + 1) for i in range(59, 71)])
    points = start(ties, np.random.default_rng(1))
    assert np.sqrt((points * points).sum(1)).max() < FARTHEST + 0.1
