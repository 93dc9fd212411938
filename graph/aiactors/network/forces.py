"""The forces of the layout, on arrays: see :mod:`aiactors.network.layout` for what they mean.

Up to :data:`EXACT` nodes only sums, products, quotients and square roots are used, and no library
of linear algebra: those give the same bits on every processor.

Shapes: ``points`` are (n, 2), ``mass`` is (n,).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import scipy.fft as sfft
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.intp]

EXACT = 600
"""Up to how many nodes every pair is counted; above, repulsion is summed on a grid."""

PIVOTS = 50
FARTHEST = 1.5
"""Where the farthest nodes may start, in units of the average distance from the middle."""

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Ties:
    """The edges of a network as the layout sees them: each pair of nodes at most once.

    Attributes:
        count: number of nodes.
        a: one end of each pair, (m,).
        b: the other end, (m,).
        weight: strength of each tie, (m,): the square root of how many edges the pair has.
        mass: 1 + the sum of the weights of a node's ties, (n,).
    """

    count: int
    a: Ints
    b: Ints
    weight: Floats
    mass: Floats

    @classmethod
    def of(cls, count: int, pairs: list[tuple[int, int]]) -> Ties:
        """Merge parallel edges and drop loops.

        Example:
            >>> Ties.of(3, [(0, 1), (1, 0), (2, 2)]).mass.round(2).tolist()
            [2.41, 2.41, 1.0]
        """
        ends = np.array([(min(p), max(p)) for p in pairs if p[0] != p[1]], dtype=np.intp)
        unique, times = np.unique(ends.reshape(-1, 2), axis=0, return_counts=True)
        a, b = unique[:, 0], unique[:, 1]
        weight = np.sqrt(times.astype(np.float64))
        mass = np.bincount(a, weight, count) + np.bincount(b, weight, count)
        return cls(count, a, b, weight, np.asarray(mass + 1.0, dtype=np.float64))


def start(ties: Ties, rng: np.random.Generator) -> Floats:
    """Return a first guess by pivot MDS: distances on the page like distances in the network.

    Points are (n, 2), of at least one node; ``rng`` breaks symmetries.
    """
    hops = _hops_to_pivots(ties)
    squares = hops * hops
    centred = squares.mean(0) - (squares - squares.mean(1, keepdims=True)) - squares.mean()
    product = np.stack([(centred * column[:, None]).sum(0) for column in centred.T])
    first = _leading_vector(product)
    second = _leading_vector(product - _outer(first, product))
    points = np.stack([(centred * first).sum(1), (centred * second).sum(1)], axis=1)
    points /= np.sqrt((points * points).mean(0)) + _TINY
    # Ties pull with the same force at every distance: from far out, nodes would not arrive.
    points /= np.sqrt(1.0 + (points * points).sum(1) / (FARTHEST * FARTHEST))[:, None]
    noise: Floats = 0.05 * (rng.random(points.shape) - 0.5)
    return points + noise


def _outer(vector: Floats, product: Floats) -> Floats:
    """Return the part of a symmetric matrix that lies along one of its unit eigenvectors."""
    value = (product * vector[:, None] * vector[None, :]).sum()
    part: Floats = value * vector[:, None] * vector[None, :]
    return part


def _leading_vector(matrix: Floats, rounds: int = 120) -> Floats:
    """Return the unit eigenvector of the largest eigenvalue, by power iteration."""
    vector = 1.0 + np.arange(len(matrix)) / (7.0 + len(matrix))
    for _ in range(rounds):
        vector = (matrix * vector).sum(1)
        vector /= np.sqrt((vector * vector).sum()) + _TINY
    return vector


def _hops_to_pivots(ties: Ties) -> Floats:
    """Return how many steps each node is from each pivot, (n, pivots); pivots are far apart."""
    ones = np.ones(len(ties.a))
    matrix = coo_matrix((ones, (ties.a, ties.b)), shape=(ties.count, ties.count)).tocsr()
    nearest = np.full(ties.count, np.inf)
    pivot, columns = int(np.argmax(ties.mass)), []
    for _ in range(min(PIVOTS, ties.count)):
        hops = dijkstra(matrix, directed=False, unweighted=True, indices=pivot)
        known = np.isfinite(hops)
        hops[~known] = hops[known].max() + 2.0
        columns.append(hops)
        nearest = np.minimum(nearest, hops)
        pivot = int(np.argmax(nearest))
    return np.stack(columns, axis=1)


def attraction(points: Floats, ties: Ties) -> Floats:
    """Return the pull of the ties: as strong as the tie, at every distance but the smallest."""
    step = points[ties.b] - points[ties.a]
    pull = step * (ties.weight / np.sqrt((step * step).sum(1) + 1.0))[:, None]
    return np.stack(
        [
            np.bincount(ties.a, pull[:, k], ties.count)
            - np.bincount(ties.b, pull[:, k], ties.count)
            for k in (0, 1)
        ],
        axis=1,
    )


def repulsion(points: Floats, mass: Floats) -> Floats:
    """Return the push of all nodes on each: the product of their masses over their distance.

    Points and forces are (n, 2).

    Example:
        >>> repulsion(np.array([[0.0, 0.0], [2.0, 0.0]]), np.array([1.0, 4.0])).tolist()
        [[-2.0, 0.0], [2.0, 0.0]]
    """
    return _every_pair(points, mass) if len(points) <= EXACT else _on_grid(points, mass)


def _every_pair(points: Floats, mass: Floats) -> Floats:
    dx = points[:, None, 0] - points[None, :, 0]
    dy = points[:, None, 1] - points[None, :, 1]
    push = mass[:, None] * mass[None, :] / np.maximum(dx * dx + dy * dy, _TINY)
    return np.stack([(push * dx).sum(1), (push * dy).sum(1)], axis=1)


def _on_grid(points: Floats, mass: Floats) -> Floats:
    """Spread the masses over a grid, convolve by FFT, and read the field at the nodes."""
    size = int(2 ** np.clip(np.ceil(np.log2(2 * np.sqrt(len(points)))), 6, 10))
    low = points.min(0)
    step = max(float((points.max(0) - low).max()) * 1.02 / (size - 1), _TINY)
    cell = (points - low) / step
    corner = np.clip(cell.astype(np.intp), 0, size - 2)
    within = cell - corner
    field_x, field_y = _field(size)
    grid = np.zeros(size * size)
    corners = [_corner(corner, within, size, i, j) for i in (0, 1) for j in (0, 1)]
    for index, share in corners:
        grid += np.bincount(index, share * mass, size * size)
    spectrum = sfft.rfft2(grid.reshape(size, size), (2 * size, 2 * size))
    forces = np.zeros_like(points)
    for k, field in enumerate((field_x, field_y)):
        values = sfft.irfft2(spectrum * field, (2 * size, 2 * size))[:size, :size].ravel() / step
        forces[:, k] = mass * sum(share * values[index] for index, share in corners)
    return forces


def _corner(corner: Ints, within: Floats, size: int, i: int, j: int) -> tuple[Ints, Floats]:
    """Return, for one corner of each node's cell, its index in the grid and its share."""
    share_x = within[:, 0] if i else 1.0 - within[:, 0]
    share_y = within[:, 1] if j else 1.0 - within[:, 1]
    return (corner[:, 0] + i) * size + corner[:, 1] + j, share_x * share_y


@lru_cache(maxsize=1)
def _field(size: int) -> tuple[Floats, Floats]:
    """Return the transforms of x/r² and y/r², softened within a cell."""
    line = np.arange(2 * size, dtype=np.float64)
    line = np.where(line >= size, line - 2 * size, line)
    x, y = line[:, None], line[None, :]
    square = x * x + y * y + 0.25
    return sfft.rfft2(x / square), sfft.rfft2(y / square)


def relax(
    points: Floats,
    ties: Ties,
    movable: NDArray[np.bool_],
    rounds: int,
    *,
    strength: float,
    gravity: float,
) -> Floats:
    """Let the forces act on the movable nodes: fast while they keep their direction, then slower.

    ``movable`` is (n,); distances grow in proportion to ``strength``; ``gravity`` pulls a mass of 1
    to the middle, so that nodes without ties are not lost. Returns the new points, (n, 2).
    """
    before, speed, mass = np.zeros_like(points), 1.0, ties.mass
    for turn in range(rounds):
        out = points - points.mean(0)
        force = strength * repulsion(points, mass) + attraction(points, ties)
        inward = gravity * mass / (np.sqrt((out * out).sum(1)) + strength + _TINY)
        force -= inward[:, None] * out
        force[~movable] = 0.0
        swing = np.sqrt(((force - before) ** 2).sum(1))
        traction = np.sqrt(((force + before) ** 2).sum(1)) / 2
        ratio = float((mass * traction).sum()) / max(float((mass * swing).sum()), _TINY)
        speed = min(ratio, 1.5 * speed)
        pace = speed * (1.0 - turn / rounds)
        points = points + force * (pace / (1.0 + np.sqrt(speed * swing)))[:, None]
        before = force
    return points


def balanced_strength(points: Floats, ties: Ties, placed: NDArray[np.bool_]) -> float:
    """Return the strength of repulsion at which placed nodes would be about at rest.

    At rest the pull of all ties equals the push of all pairs, each times its distance (the
    virial theorem): the sum of weight times length = strength times the sum of mass times mass.

    ``placed``, (n,), tells which nodes count. Returns 0 where no tie joins two placed nodes.
    """
    both = placed[ties.a] & placed[ties.b]
    step = points[ties.a[both]] - points[ties.b[both]]
    pull = float((ties.weight[both] * np.sqrt((step * step).sum(1))).sum())
    mass = ties.mass[placed]
    push = (float(mass.sum()) ** 2 - float((mass * mass).sum())) / 2
    return pull / push if push else 0.0
