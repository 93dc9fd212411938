"""Loose parts stand around the largest, near to it, and on nothing."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.network.forces import Floats, Ties
from aiactors.network.packing import beside, pieces, union
from tests.strategies import examples

ROOM = np.array([92.0, 54.0])


def part(count: int) -> tuple[Floats, Floats]:
    """Return a part of some nodes in a row."""
    at = np.stack([150.0 * np.arange(count), np.zeros(count)], axis=1)
    return at, np.tile(ROOM, (count, 1))


def disc(count: int, radius: float = 3000.0) -> Floats:
    """Return nodes all over a disc."""
    rng = np.random.default_rng(1)
    points = rng.normal(size=(count, 2))
    points /= np.sqrt((points * points).sum(1))[:, None]
    return points * (radius * np.sqrt(rng.random(count)))[:, None]


def test_pieces_are_all_of_the_network() -> None:
    """Each with its own ties."""
    ties = Ties.of(7, [(6, 0), (0, 3), (1, 5), (5, 1)])
    found = pieces(ties)
    assert [piece.nodes.tolist() for piece in found] == [[0, 3, 6], [1, 5], [2], [4]]
    first, second = found[0].ties, found[1].ties
    assert sorted(zip(first.a.tolist(), first.b.tolist(), strict=True)) == [(0, 1), (0, 2)]
    assert second.weight.tolist() == [2**0.5]
    assert second.mass.tolist() == [1 + 2**0.5] * 2


def test_pieces_are_put_together_again() -> None:
    """Known places may be in several."""
    ties = Ties.of(7, [(6, 0), (0, 3), (1, 5)])
    both = union(ties, pieces(ties)[:2])
    assert both.nodes.tolist() == [0, 1, 3, 5, 6]
    assert sorted(zip(both.ties.a.tolist(), both.ties.b.tolist(), strict=True)) == [
        (0, 2),
        (0, 4),
        (1, 3),
    ]


def test_no_line_of_the_largest_runs_through_another() -> None:
    """Nor does the page grow more than it must."""
    main = disc(400)
    found = np.concatenate(beside(main, [part(1 + i % 4) for i in range(60)]))
    far = np.sqrt((found * found).sum(1))
    assert far.min() > 2700.0
    assert far.max() < 4200.0


@examples(40)
@given(st.lists(st.integers(1, 6), max_size=40), st.integers(1, 30))
def test_parts_stand_on_nothing(counts: list[int], standing: int) -> None:
    """Whatever their sizes."""
    main = disc(standing, 600.0)
    found = beside(main, [part(count) for count in counts])
    everything = [(0, at) for at in main]
    everything += [(i, at) for i, nodes in enumerate(found, 1) for at in nodes]
    for (i, first), (j, second) in itertools.combinations(everything, 2):
        assert i == j or (abs(first - second) > ROOM - 1e-6).any()


def test_parts_keep_their_shape() -> None:
    """They are only moved."""
    at, room = part(3)
    (found,) = beside(disc(50), [(at, room)])
    assert np.allclose(np.diff(found, axis=0), np.diff(at, axis=0))


@pytest.mark.parametrize("far", [1e5, 1e9, 1e12])
def test_places_may_be_very_far_apart(far: float) -> None:
    """Known places are taken as they are: they must not fill the memory."""
    main = np.array([[0.0, 0.0], [far, 0.0], [0.0, far]])
    found = beside(main, [part(2), part(1)])
    assert np.isfinite(np.concatenate(found)).all()
