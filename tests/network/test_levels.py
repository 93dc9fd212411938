"""Large networks are laid out from the whole to the parts."""

from __future__ import annotations

import numpy as np
import pytest

from aiactors.network.forces import EXACT, Floats, Ties
from aiactors.network.layout import layout
from aiactors.network.levels import laid_out
from bench.networks import crossings, planted, preservation
from tests.processes import printed


def test_neighbours_stand_together_and_few_lines_cross() -> None:
    """The aims of scripts/bench, on a network that is not so large."""
    ends, _ = planted(3000)
    ids = [f"n{i:04}" for i in range(3000)]
    places = layout(ids, [(ids[a], ids[b]) for a, b in ends.tolist()])
    points = np.array([places[node] for node in ids], dtype=np.float64)
    assert preservation(points, ends) > 0.2
    assert crossings(points, ends, pairs=100_000) < 0.012


@pytest.mark.heavy
def test_two_processes_agree() -> None:
    """Large networks, too, are drawn the same wherever they are drawn."""
    code = (
        "from aiactors.network.layout import layout;"
        "ids = [f'n{i}' for i in range(900)];"
        "edges = [(f'n{i}', f'n{j % 900}') for i in range(800) for j in (i * i, i + 1)];"
        "print(sorted(layout(set(ids), edges).items()))"
    )
    answers = set(printed(code))
    assert len(answers) == 1


STAR = [(0, i) for i in range(1, EXACT + 50)]
RING = [(i, (i + 1) % (EXACT + 50)) for i in range(EXACT + 50)]


@pytest.mark.parametrize("pairs", [STAR, RING], ids=["star", "ring"])
def test_shapes_without_communities_are_laid_out(pairs: list[tuple[int, int]]) -> None:
    """A star has no levels, a ring has many: both have places, and all are different."""
    ids = [f"n{i}" for i in range(EXACT + 50)]
    places = layout(ids, [(ids[a], ids[b]) for a, b in pairs])
    assert len(set(places.values())) == len(ids)


def test_a_star_has_no_levels() -> None:
    """It is one community."""
    assert laid_out(Ties.of(EXACT + 50, STAR)) is None


def test_a_chain_of_groups_becomes_long() -> None:
    """What hangs together by one tie only is not crumpled."""
    pairs = [(30 * g + i, 30 * g + (i * 7 + 1) % 30) for g in range(30) for i in range(30)]
    bridges = [(30 * g, 30 * g + 30) for g in range(29)]
    points = laid_out(Ties.of(900, pairs + [(i, i // 30 * 30) for i in range(900)] + bridges))
    assert points is not None
    middles: Floats = points.reshape(30, 30, 2).mean(1)
    within = np.sqrt(((points.reshape(30, 30, 2) - middles[:, None]) ** 2).sum(2)).mean()
    apart = np.sqrt((np.diff(middles, axis=0) ** 2).sum(1)).mean()
    assert apart > within
