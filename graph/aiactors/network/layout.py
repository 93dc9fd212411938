"""Where the nodes of a network stand: a layout that is the same every time.

Two forces act, as in the LinLog model: the ends of an edge pull each other by the same force at
every distance, and any two nodes push each other apart by a force that falls with their distance
and grows with their degrees. At rest, actors that are tied among themselves stand together and
apart from others, however many edges one of them has.

Nodes whose place is known keep it; new ones are placed beside their neighbours, so that people
find things where they were last week.

Sources:
    A. Noack, "Modularity clustering is force-directed layout", Physical Review E 79, 2009: the
    energy. M. Jacomy et al., "ForceAtlas2", PLoS ONE 9(6), 2014: the speed of the descent.
    U. Brandes and C. Pich, "Eigensolver methods for progressive multidimensional scaling of
    large data", Graph Drawing 2006: the start (pivot MDS).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from aiactors.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from types import ModuleType

    import numpy as np
    from numpy.typing import NDArray

    from aiactors.network.forces import Floats, Ties
    from aiactors.network.packing import Piece

__all__ = ["layout"]

SPACE = 120.0
"""Units of the page between neighbours, about: a node and its name find room in it."""

ROOM = (92.0, 54.0)
"""Width and height that a small node keeps free, in units of the page."""

UNIT = 2.0
"""Length of the first guess, in units in which a tie pulls with force 1."""

SEED = 1


def layout(
    node_ids: Sequence[str],
    edges: Iterable[tuple[str, str]],
    *,
    pinned: Mapping[str, tuple[float, float]] | None = None,
) -> dict[str, tuple[int, int]]:
    """Return the place of each node by id: x to the right, y downwards, in units of the page.

    Pinned nodes keep their place, rounded; without any, the middle of the network is at (0, 0). The
    order of nodes does not matter; parallel edges pull harder, but not in proportion.
    MissingExtraError if scipy is not installed.

    Example:
        >>> places = layout(["a", "b", "c"], [("a", "b")], pinned={"a": (10, 20)})
        >>> places["a"], len(set(places.values()))
        ((10, 20), 3)
    """
    forces = _forces()
    order = sorted(set(node_ids))
    if not order:
        return {}
    ties = forces.Ties.of(len(order), _indices(order, edges))
    known = {i: pinned[n] for i, n in enumerate(order) if pinned and n in pinned}
    points = _extended(forces, ties, known) if known else _fresh(forces, ties)
    places = {
        n: (round(float(x)), round(float(y))) for n, (x, y) in zip(order, points, strict=True)
    }
    return {n: places[n] for n in node_ids}


def _forces() -> ModuleType:
    """Import the arrays' half, which needs scipy, only when it is needed."""
    try:
        from aiactors.network import forces
    except ImportError as error:
        raise MissingExtraError("layout", "the layout of a network") from error
    return forces


def _indices(order: Sequence[str], edges: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    place = {node: i for i, node in enumerate(order)}
    try:
        return [(place[a], place[b]) for a, b in edges]
    except KeyError as error:
        raise InputError(
            f"an edge names the node {error.args[0]!r}, which is not among the nodes: add it"
        ) from None


def _rounds(count: int) -> int:
    """Return how many steps to make: fewer where each of them takes long."""
    return 400 if count <= 2000 else 200


def _fresh(forces: ModuleType, ties: Ties) -> Floats:
    """Lay out a network of which no place is known."""
    import numpy as np

    from aiactors.network import packing

    main, *rest = packing.pieces(ties)
    points = np.zeros((ties.count, 2))
    points[main.nodes] = _whole(forces, main.ties)
    if rest:
        _around(forces, points, main.nodes, rest)
        points -= points.mean(0)
    return points


def _whole(forces: ModuleType, ties: Ties) -> Floats:
    """Lay out a network of which all parts hang together."""
    import numpy as np

    from aiactors.network import levels

    everything = np.ones(ties.count, dtype=bool)
    points = levels.laid_out(ties) if ties.count > forces.EXACT else None
    if points is None:
        points = forces.start(ties, np.random.default_rng(SEED)) * np.sqrt(ties.count) * UNIT
        strength = forces.balanced_strength(points, ties, everything)
        points = forces.relax(
            points, ties, everything, _rounds(ties.count), strength=strength, gravity=1.0
        )
    points = points - points.mean(0)
    size = float(np.sqrt((points * points).sum(1).mean()))
    points *= SPACE * np.sqrt(ties.count) * 0.5 / max(size, 1e-9)
    return _settled(points, ties, everything)


def _around(
    forces: ModuleType, points: Floats, standing: NDArray[np.intp], rest: Sequence[Piece]
) -> None:
    """Lay out pieces that nothing ties to what stands, and put them around it.

    ``points`` holds the places of all nodes, and is filled in place; ``forces`` is the module of
    the forces.
    """
    from aiactors.network import packing

    known: dict[tuple[bytes, ...], Floats] = {}
    parts = []
    for piece in rest:
        # Many pieces are alike, such as pairs.
        shape = tuple(values.tobytes() for values in (piece.ties.a, piece.ties.b, piece.ties.mass))
        if shape not in known:
            known[shape] = _whole(forces, piece.ties)
        parts.append((known[shape], _sizes(piece.ties)[:, None] * ROOM))
    for piece, places in zip(rest, packing.beside(points[standing], parts), strict=True):
        points[piece.nodes] = places


def _extended(forces: ModuleType, ties: Ties, known: Mapping[int, tuple[float, float]]) -> Floats:
    """Lay out a network of which some places are known: these stay as they are."""
    import numpy as np

    from aiactors.network import packing

    placed = np.zeros(ties.count, dtype=bool)
    points = np.zeros((ties.count, 2))
    for i, place in known.items():
        points[i], placed[i] = place, True
    found = packing.pieces(ties)
    bound = packing.union(ties, [piece for piece in found if placed[piece.nodes].any()])
    points[bound.nodes] = _grown(forces, points[bound.nodes], bound.ties, placed[bound.nodes])
    loose = [piece for piece in found if not placed[piece.nodes].any()]
    if loose:
        _around(forces, points, bound.nodes, loose)
    return points


def _grown(forces: ModuleType, points: Floats, ties: Ties, placed: NDArray[np.bool_]) -> Floats:
    """Find places near to known ones, for nodes that all hang together with some."""
    movable = ~placed
    strength = forces.balanced_strength(points, ties, placed)
    _beside_neighbours(points, ties, placed)
    if movable.any() and strength:
        # Weaker than at rest: what is new should stand close to what it belongs to.
        weak = strength / SPACE / 4
        near = forces.relax(points / SPACE, ties, movable, 100, strength=weak, gravity=0.0)
        points = near * SPACE
    return _settled(points, ties, movable)


def _settled(points: Floats, ties: Ties, movable: NDArray[np.bool_]) -> Floats:
    """Push apart what overlaps; what may not move does not."""
    from aiactors.network import overlaps

    rounds = _rounds(ties.count) // 2
    return overlaps.spread(points / ROOM, movable, _sizes(ties), rounds) * ROOM


def _sizes(ties: Ties) -> Floats:
    """Return how much of the room each node needs: larger ones need more."""
    import numpy as np

    sizes: Floats = np.minimum(0.72 + 0.2 * np.sqrt(ties.mass), 2.2)
    return sizes


def _beside_neighbours(points: Floats, ties: Ties, placed: NDArray[np.bool_]) -> None:
    """Place new nodes between their neighbours, those with most placed neighbours first.

    ``points`` and ``placed`` are filled in place. Each part of the network must have a node that is
    placed.
    """
    import numpy as np

    rng = np.random.default_rng(SEED)
    near: list[list[int]] = [[] for _ in range(ties.count)]
    for a, b in zip(ties.a.tolist(), ties.b.tolist(), strict=True):
        near[a].append(b)
        near[b].append(a)
    anchors = [[j for j in near[i] if placed[j]] for i in range(ties.count)]
    waiting = [(-len(anchors[i]), i) for i in np.flatnonzero(~placed).tolist()]
    heapify(waiting)
    while waiting:
        node = heappop(waiting)[1]
        if placed[node]:
            continue  # it waited in another place as well
        shift = (rng.random(2) - 0.5) * SPACE
        points[node] = points[sorted(anchors[node])].mean(0) + shift
        placed[node] = True
        for other in near[node]:
            if not placed[other]:
                anchors[other].append(node)
                heappush(waiting, (-len(anchors[other]), other))
