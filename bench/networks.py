"""Networks with planted communities, and how well a layout draws one.

Sizes of communities and degrees of nodes follow power laws, as in networks of people and firms.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import repeat
from typing import Any
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]

SMALLEST, LARGEST = 8, 300
"""Sizes of communities."""

INSIDE = 0.8
"""Share of the edges whose ends are of one community."""


def planted(count: int, edges_per_node: float = 2.2, seed: int = 7) -> tuple[Ints, Ints]:
    """Return a network with communities that are known."""
    rng = np.random.default_rng(seed)
    community = _communities(count, rng)
    weight = np.minimum((1.0 - rng.random(count)) ** -0.5, np.sqrt(count) / 2)
    total = np.concatenate([[0.0], np.cumsum(weight)])
    wanted = int(count * edges_per_node)
    within = int(wanted * INSIDE)
    inside = _joined(community, total, within, True, rng)
    across = _joined(community, total, wanted - within, False, rng)
    return np.concatenate([inside, across]), community


def _joined(
    community: Ints, total: Floats, wanted: int, inside: bool, rng: np.random.Generator
) -> Ints:
    """Draw pairs of nodes, each in proportion to its weight, of one community or of two."""
    many = 3 * wanted  # more than needed: some fall on one pair, on one node, or on the wrong side
    first = np.searchsorted(community, np.arange(community[-1] + 2))
    source = _drawn(total, np.zeros(many), np.full(many, total[-1]), rng)
    of = community[source]
    low = total[first[of]] if inside else np.zeros(many)
    high = total[first[of + 1]] if inside else np.full(many, total[-1])
    target = _drawn(total, low, high, rng)
    fits = (source != target) & ((of == community[target]) == inside)
    ends = np.sort(np.stack([source, target], axis=1)[fits], axis=1)
    _, at = np.unique(ends, axis=0, return_index=True)
    return np.asarray(ends[np.sort(at)[:wanted]], dtype=np.intp)


def _communities(count: int, rng: np.random.Generator) -> Ints:
    """Return the community of each node, in blocks whose sizes follow a power law."""
    share = rng.random(count)
    sizes = (SMALLEST / (1.0 - share * (1.0 - SMALLEST / LARGEST))).astype(np.intp)
    return np.asarray(np.repeat(np.arange(count), sizes)[:count], dtype=np.intp)


def _drawn(total: Floats, low: Floats, high: Floats, rng: np.random.Generator) -> Ints:
    """Draw one node for each pair of bounds, in proportion to their weights."""
    at = low + rng.random(len(low)) * (high - low)
    found = np.searchsorted(total, at, side="right") - 1
    return np.asarray(np.minimum(found, len(total) - 2), dtype=np.intp)


def preservation(points: Floats, ends: Ints) -> float:
    """Return how well neighbours on the page are neighbours in the network."""
    count = len(points)
    degree = np.bincount(ends.ravel(), minlength=count)
    both = np.concatenate([ends, ends[:, ::-1]])
    joined = np.sort(both[:, 0] * count + both[:, 1])
    tree, scores = cKDTree(points), np.zeros(count)
    for wanted in np.unique(degree[degree > 0]):
        nodes = np.flatnonzero(degree == wanted)
        near = tree.query(points[nodes], k=np.arange(1, wanted + 2))[1]
        keys = nodes[:, None] * count + near
        hits = np.isin(keys, joined).sum(1)
        # The node itself is among the nearest, unless others stand exactly on it.
        scores[nodes] = hits / (2 * wanted - hits)
    return float(scores[degree > 0].mean())


def crossings(points: Floats, ends: Ints, pairs: int = 1_000_000, seed: int = 1) -> float:
    """Return which share of the pairs of edges cross, by a sample; a shared end is no crossing."""
    rng = np.random.default_rng(seed)
    first, second = (ends[rng.integers(0, len(ends), pairs)] for _ in range(2))
    a, b, c, d = first[:, 0], first[:, 1], second[:, 0], second[:, 1]
    apart = (a != c) & (a != d) & (b != c) & (b != d)
    p, q, r, s = (points[end[apart]] for end in (a, b, c, d))
    cross = (_side(p, q, r) * _side(p, q, s) < 0) & (_side(r, s, p) * _side(r, s, q) < 0)
    return float(cross.mean())


def _side(a: Floats, b: Floats, c: Floats) -> Floats:
    """Tell on which side of the lines from a to b the points c are."""
    left: Floats = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1])
    right: Floats = (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    return left - right


def modularity(ends: Ints, community: Ints) -> float:
    """Return how many more edges lie within communities than chance would put there."""
    within = float((community[ends[:, 0]] == community[ends[:, 1]]).mean())
    share = np.bincount(community[ends.ravel()]) / ends.size
    return within - float((share * share).sum())


def layout_figures(count: int, edges_per_node: float) -> dict[str, Any]:
    """Lay a network out twice, the second time without pushing overlaps apart."""
    from aiactors.network import overlaps
    from aiactors.network.layout import layout

    ends, _ = planted(count, edges_per_node)
    ids, edges = _named(count, ends)
    begun = time.process_time()
    after = layout(ids, edges)
    done = time.process_time()
    with mock.patch.object(overlaps, "spread", lambda points, *_: points):
        before = layout(ids, edges)
    again = time.process_time()
    found: dict[str, Any] = {"edges": len(ends), "cpu": done - begun, "cpu_before": again - done}
    for name, places in (("before", before), ("after", after)):
        points = np.array([places[id_] for id_ in ids], dtype=np.float64)
        found[name] = {"preserved": preservation(points, ends), "crossing": crossings(points, ends)}
    return found


def communities_figures(count: int, edges_per_node: float) -> dict[str, Any]:
    """Divide a network into communities; networkx does so where it takes seconds."""
    from aiactors.network.communities import communities

    ends, _ = planted(count, edges_per_node)
    ids, edges = _named(count, ends)
    begun = time.process_time()
    ours = communities(ids, edges)
    found: dict[str, Any] = {"edges": len(ends), "aiactors": _division(begun, ends, ours)}
    if count <= 10_000:
        import networkx as nx

        graph = nx.Graph(ends.tolist())
        graph.add_nodes_from(range(count))
        begun = time.process_time()
        groups = nx.community.louvain_communities(graph, seed=1)
        theirs = dict(
            pair for i, group in enumerate(groups) for pair in zip(group, repeat(i), strict=False)
        )
        found["networkx"] = _division(begun, ends, [theirs[node] for node in range(count)])
    return found


def _division(begun: float, ends: Ints, community: list[int]) -> dict[str, float]:
    cpu, of = time.process_time() - begun, np.array(community)
    return {"cpu": cpu, "communities": int(of.max()) + 1, "modularity": modularity(ends, of)}


def _named(count: int, ends: Ints) -> tuple[list[str], list[tuple[str, str]]]:
    ids = [f"n{i:06d}" for i in range(count)]
    return ids, [(ids[a], ids[b]) for a, b in ends.tolist()]


if __name__ == "__main__":
    figures = {"layout": layout_figures, "communities": communities_figures}[sys.argv[1]]
    json.dump(figures(int(sys.argv[2]), float(sys.argv[3])), sys.stdout)
