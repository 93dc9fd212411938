"""Nodes are pushed apart, and none across the page."""

from __future__ import annotations

import numpy as np
import pytest

from aiactors.network.forces import EXACT, Floats
from aiactors.network.overlaps import spread


def lack(points: Floats, size: Floats) -> float:
    """Return by how much the two that overlap most do so."""
    step = points[:, None] - points[None]
    gap = np.sqrt((step * step).sum(2)) + 100.0 * np.eye(len(points))
    return float(((size[:, None] + size[None]) / 2 - gap).max())


@pytest.mark.parametrize("count", [40, EXACT + 40])
def test_nothing_overlaps_afterwards(count: int) -> None:
    """In large networks, too, where neighbours are looked up less often."""
    rng = np.random.default_rng(1)
    points, size = rng.random((count, 2)) * np.sqrt(count) * 1.6, 0.8 + 0.4 * rng.random(count)
    assert lack(points, size) > 0.3
    assert lack(spread(points, np.ones(count, dtype=bool), size, 400), size) < 0.01


def test_what_may_not_move_does_not() -> None:
    """Known places are kept."""
    points, movable = np.zeros((3, 2)), np.array([False, False, True])
    after = spread(points, movable, np.ones(3), 100)
    assert (after[:2] == 0.0).all()
    assert np.hypot(*after[2]) > 0.9


@pytest.mark.parametrize("count", [200, EXACT + 200])
def test_none_is_thrown_across_the_page(count: int) -> None:
    """Where many stand on one spot, their pushes add up."""
    points, movable = np.zeros((count, 2)), np.zeros(count, dtype=bool)
    points[0], movable[0] = (0.4, 0.0), True
    after = spread(points, movable, np.ones(count), 50)
    assert 1.0 < np.hypot(*after[0]) < 2.0
