"""Nodes that stand in each other's room are pushed apart.

Up to the size at which :mod:`aiactors.network.forces` counts every pair, the same bits come out
on every processor, as there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from aiactors.network.forces import EXACT, Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import NDArray

STRIDE = 0.5
"""How far a node may go at once, in the diameter that a small node needs.

Where many stand on one spot, their pushes add up: without a limit they would throw one of them
across the page.
"""

SELDOM = 5
"""In large networks, who stands near whom is looked up only every so many rounds."""

_TINY = 1e-9


def spread(points: Floats, movable: NDArray[np.bool_], size: Floats, rounds: int) -> Floats:
    """Push nodes apart that stand in each other's room.

    Points are in units in which a small node needs a circle of diameter 1; ``size`` is the diameter
    that each node needs, (n,). Tries at most ``rounds`` times.

    Example:
        >>> here = np.array([[0.0, 0.0], [0.9, 0.0]])
        >>> spread(here, np.array([False, True]), np.ones(2), 20).round(2).tolist()
        [[0.0, 0.0], [1.0, 0.0]]
    """
    points, share = points.copy(), movable.astype(np.float64)
    often = 1 if len(points) <= EXACT else SELDOM
    for turn in range(rounds):
        if turn % often == 0:
            near = _near(points, movable, size, 0.0 if often == 1 else STRIDE)
        a, b = near
        step = points[a] - points[b]
        gap = np.sqrt((step * step).sum(1))
        lack = (size[a] + size[b]) / 2 - gap
        close = lack > 1e-3
        if not close.any():
            if turn % often == 0:
                break
            continue
        a, b, step, gap, lack = a[close], b[close], step[close], gap[close], lack[close]
        step[gap < _TINY], gap[gap < _TINY] = (1.0, 0.5), 1.0
        push = step * ((lack + 0.01) / gap / (share[a] + share[b]))[:, None]
        there, back = (
            np.stack([np.bincount(end, push[:, k], len(points)) for k in (0, 1)], axis=1)
            for end in (a, b)
        )
        move = 0.7 * share[:, None] * (there - back)
        length = np.sqrt((move * move).sum(1))
        points += move * (STRIDE / np.maximum(length, STRIDE))[:, None]
    return points


def _near(
    points: Floats, movable: NDArray[np.bool_], size: Floats, slack: float
) -> tuple[Ints, Ints]:
    """Return the pairs of nodes that stand in each other's room, or nearly so, in one order."""
    pairs = cKDTree(points).query_pairs(float(size.max()) + slack, output_type="ndarray")
    a, b = pairs[:, 0], pairs[:, 1]
    step, room = points[a] - points[b], (size[a] + size[b]) / 2 + slack
    pairs = pairs[(movable[a] | movable[b]) & ((step * step).sum(1) < room * room)]
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    return pairs[order, 0], pairs[order, 1]
