"""A layout that begins with the whole and ends with the parts, for networks that are large.

Communities are laid out first, as if each were one node; then what they consist of is placed
where they stand and laid out in turn, down to the nodes. Each level starts close to rest, and
needs few steps: laid out from nothing, a network of 10,000 nodes needs eight times as many
before it is as well arranged.

Source:
    C. Walshaw, "A multilevel algorithm for force-directed graph-drawing", Journal of Graph
    Algorithms and Applications 7(3), 2003: levels. What is joined to what follows
    :mod:`aiactors.network.communities`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_matrix

from aiactors.network.communities import CommunityGraph, levels
from aiactors.network.forces import Floats, Ints, Ties, balanced_strength, relax, start

UNIT = 4.0
"""Length of the first guess, in units in which a tie pulls with force 1."""

GRAVITY = 0.4
"""Keeps what hangs far out from taking the page: nothing here would be lost without it."""

COARSEST = 12
"""Of fewer groups than that, a layout says nothing."""

SHRINKING = 0.7
"""A level is left out if it has more than this share of the groups of the finer one."""

ROUNDS = (400, 120, 80)
"""Steps at the coarsest level, at those between, and for the nodes."""

SEED = 1


def laid_out(ties: Ties) -> Floats | None:
    """Lay out a connected network by its levels; None if it has no levels.

    Points are (n, 2), in units of their own.
    """
    maps = _maps(ties)
    if not maps:
        return None
    rng, stack = np.random.default_rng(SEED), [ties]
    for groups in maps:
        stack.append(_joined(stack[-1], groups))
    points = start(stack[-1], rng) * np.sqrt(ties.count) * UNIT
    strength = balanced_strength(points, stack[-1], _all(stack[-1]))
    points = relax(
        points, stack[-1], _all(stack[-1]), ROUNDS[0], strength=strength, gravity=GRAVITY
    )
    for at in range(len(maps) - 1, -1, -1):
        finer, room = stack[at], np.sqrt(stack[at + 1].mass)[maps[at]]
        around = 0.3 * (rng.random((finer.count, 2)) - 0.5) * room[:, None]
        points = relax(
            points[maps[at]] + around,
            finer,
            _all(finer),
            ROUNDS[1 if at else 2],
            strength=strength,
            gravity=GRAVITY,
        )
    return points


def _all(ties: Ties) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.ones(ties.count, dtype=bool)


def _maps(ties: Ties) -> list[Ints]:
    """Return the levels of the network that are worth a layout: for each group, the next one."""
    pairs = zip(ties.a.tolist(), ties.b.tolist(), ties.weight.tolist(), strict=True)
    found: list[Ints] = []
    count, pending = ties.count, None
    for level in levels(CommunityGraph.of(ties.count, pairs)):
        groups = _composed(pending, level)
        size = int(groups.max()) + 1
        if size < COARSEST:
            break
        if size > SHRINKING * count:
            pending = groups
            continue
        found.append(groups)
        count, pending = size, None
    return found


def _composed(first: Ints | None, then: Sequence[int]) -> Ints:
    groups = np.asarray(then, dtype=np.intp)
    return groups if first is None else groups[first]


def _joined(ties: Ties, groups: Ints) -> Ties:
    """Return the ties among groups: theirs together, and their masses."""
    count = int(groups.max()) + 1
    a, b = groups[ties.a], groups[ties.b]
    across = a != b
    low, high = np.minimum(a, b)[across], np.maximum(a, b)[across]
    matrix = coo_matrix((ties.weight[across], (low, high)), shape=(count, count)).tocsr().tocoo()
    mass = np.asarray(np.bincount(groups, ties.mass, count), dtype=np.float64)
    return Ties(count, matrix.row.astype(np.intp), matrix.col.astype(np.intp), matrix.data, mass)
