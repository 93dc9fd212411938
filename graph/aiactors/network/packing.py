"""Parts of a network that nothing ties to each other, packed so that the largest has the page.

Forces cannot place them: nothing pulls them back, and a few nodes far out would make the rest
small. So each is laid out by itself, and then put as near to the middle as there is room, the
larger ones first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from aiactors.network.forces import Floats, Ints, Ties

Board: TypeAlias = NDArray[np.bool_]
"""Cells of the page, by row and column, and whether they are taken."""

CELL = np.array([120.0, 70.0])
"""Width and height of a cell, in units of the page: a node that nothing ties needs one."""

CELLS = 4_000_000
"""About how many there are at the most; where known places are very far apart, they are larger."""

RIM = 1
"""Cells around what stands that stay free."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Nodes that hang together, and hang on no others.

    Attributes:
        nodes: their indices in the network, rising, (n,).
        ties: the ties among them, by position in ``nodes``.
    """

    nodes: Ints
    ties: Ties


def pieces(ties: Ties) -> list[Piece]:
    """Return the connected parts of a network, the largest first; of two as large, by first node.

    Example:
        >>> [piece.nodes.tolist() for piece in pieces(Ties.of(5, [(0, 4), (1, 3)]))]
        [[0, 4], [1, 3], [2]]
    """
    shape = (ties.count, ties.count)
    matrix = coo_matrix((np.ones(len(ties.a)), (ties.a, ties.b)), shape=shape)
    label = connected_components(matrix, directed=False)[1]
    nodes = np.split(np.argsort(label, kind="stable"), np.cumsum(np.bincount(label))[:-1])
    of = label[ties.a]
    edges = np.split(
        np.argsort(of, kind="stable"), np.cumsum(np.bincount(of, None, len(nodes)))[:-1]
    )
    found = [_piece(ties, *both) for both in zip(nodes, edges, strict=True)]
    return sorted(found, key=lambda piece: (-len(piece.nodes), int(piece.nodes[0])))


def _piece(ties: Ties, nodes: Ints, edges: Ints) -> Piece:
    a, b = (np.searchsorted(nodes, end[edges]) for end in (ties.a, ties.b))
    return Piece(nodes, Ties(len(nodes), a, b, ties.weight[edges], ties.mass[nodes]))


def union(ties: Ties, parts: Sequence[Piece]) -> Piece:
    """Return some pieces (at least one) as one: their nodes, rising, and the ties among them."""
    nodes = np.sort(np.concatenate([part.nodes for part in parts]))
    return _piece(ties, nodes, np.flatnonzero(np.isin(ties.a, nodes)))


def beside(main: Floats, parts: Sequence[tuple[Floats, Floats]]) -> list[Floats]:
    """Find room for parts around what stands already.

    ``main`` holds points, (n, 2). Each part has its points, (k, 2), and the width and height that
    each of them needs, (k, 2); those first in order choose first. Returns the new points of each
    part.

    Example:
        >>> alone = (np.zeros((1, 2)), np.array([[92.0, 54.0]]))
        >>> [at.tolist() for at in beside(np.zeros((1, 2)), [alone, alone])]
        [[[0.0, -140.0]], [[0.0, 140.0]]]
    """
    cell, wide = CELL, np.ptp(main, axis=0)
    while np.prod(wide / cell + 100.0) > CELLS:
        cell = cell * 2.0
    boxes = [(np.min(at - room / 2, 0), np.max(at + room / 2, 0)) for at, room in parts]
    sizes = [
        # Parts of several nodes get some air around them.
        np.ceil((high - low) / cell + 0.5 * (len(at) > 1)).astype(np.intp)
        for (low, high), (at, _) in zip(boxes, parts, strict=True)
    ]
    taken, corners, margin = _taken((main - main.min(0)) / cell), None, _margin(sizes)
    while corners is None:
        # From the corner of the board to the middle of the cell that holds the first node.
        offset = margin + RIM + 0.5
        middle = (main.mean(0) - main.min(0)) / cell + offset
        corners = _corners(np.pad(taken, margin), middle, sizes)
        margin *= 2
    origin = main.min(0) - offset * cell
    return [
        at + origin + (corner + size / 2.0) * cell - (low + high) / 2.0
        for (at, _), (low, high), corner, size in zip(parts, boxes, corners, sizes, strict=True)
    ]


def _margin(sizes: Sequence[Ints]) -> int:
    """Return how many free cells around what stands are likely to be enough."""
    area = sum(int(size.prod()) for size in sizes)
    return int(np.ceil(np.sqrt(area))) + max((int(size.max()) for size in sizes), default=0) + 2


def _taken(points: Floats) -> Board:
    """Return the cells within the hull of what stands, where lines may run, with a rim.

    Points are in cells; the first cell has its middle at (0, 0).
    """
    x, y = np.floor(points + 0.5).astype(np.intp).T
    rows = np.unique(y)
    first, last = np.full(rows[-1] + 1, x.max()), np.zeros(rows[-1] + 1, dtype=np.intp)
    np.minimum.at(first, y, x)
    np.maximum.at(last, y, x)
    left, right = _envelope(rows, first[rows]), -_envelope(rows, -last[rows])
    column = np.arange(x.max() + 1)
    board = (column >= np.floor(left)[:, None]) & (column <= np.ceil(right)[:, None])
    wider = np.pad(board, RIM)
    for axis in (0, 1):
        wider |= np.roll(wider, 1, axis) | np.roll(wider, -1, axis)
    return wider


def _envelope(rows: Ints, values: Ints) -> Floats:
    """Return the largest convex function below some values, at every row from 0 to the last."""
    chain: list[tuple[int, int]] = []
    for row, value in zip(rows.tolist(), values.tolist(), strict=True):
        while len(chain) > 1 and _is_above(chain[-1], chain[-2], (row, value)):
            chain.pop()
        chain.append((row, value))
    at, height = np.array(chain).T
    return np.asarray(np.interp(np.arange(rows[-1] + 1), at, height), dtype=np.float64)


def _is_above(point: tuple[int, int], before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Tell whether a point is on or above the line between two others."""
    run, rise = after[0] - before[0], after[1] - before[1]
    return (point[1] - before[1]) * run >= (point[0] - before[0]) * rise


def _corners(board: Board, middle: Floats, sizes: Sequence[Ints]) -> list[Ints] | None:
    """Place boxes on free cells, each as near to the middle as it can be.

    The middle and the sizes are in cells. The board is filled in place. Returns the first cell of
    each box; None if there is no room for one.
    """
    corners, places = [], {}
    for size in sizes:
        width, height = int(size[0]), int(size[1])
        if (width, height) not in places:
            places[width, height] = iter(_places(board, middle, width, height).tolist())
        # What was taken stays so: where a box found no room, none of its size needs to look.
        for x, y in places[width, height]:
            if not board[y : y + height, x : x + width].any():
                break
        else:
            return None
        board[y : y + height, x : x + width] = True
        corners.append(np.array([x, y], dtype=np.intp))
    return corners


def _places(board: Board, middle: Floats, width: int, height: int) -> Ints:
    """Return where a box has room, (k, 2), the nearest to the middle first."""
    total = np.pad(np.cumsum(np.cumsum(board, axis=0), axis=1), ((1, 0), (1, 0)))
    inside = (
        total[height:, width:]
        - total[:-height, width:]
        - total[height:, :-width]
        + total[:-height, :-width]
    )
    y, x = np.nonzero(inside == 0)
    step = np.stack([x + width / 2.0, y + height / 2.0], axis=1) - middle
    step *= CELL
    order = np.argsort((step * step).sum(1), kind="stable")
    return np.asarray(np.stack([x, y], axis=1)[order], dtype=np.intp)
