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
from typing import TYPE_CHECKING

from aiactors.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from types import ModuleType

    import numpy as np
    from numpy.typing import NDArray

    from aiactors.network.forces import Floats, Ties

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
    """Give every node a place on the page.

    Args:
        node_ids: every node once; the order does not matter.
        edges: the two ends of each edge; an edge that comes several times pulls harder, though
            not in proportion.
        pinned: places that are known; those of other nodes are ignored.

    Returns:
        The place of each node in units of the page, x to the right and y downwards, by id in the
        order given. Pinned nodes keep their place, rounded. Without pinned nodes the middle of
        the network is at (0, 0).

    Raises:
        MissingExtraError: numpy or scipy is not installed.
        InputError: an edge names a node that is not there.

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
    """Import the arrays' half, which needs numpy and scipy, only when it is needed."""
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

    everything = np.ones(ties.count, dtype=bool)
    points = forces.start(ties, np.random.default_rng(SEED)) * np.sqrt(ties.count) * UNIT
    strength = forces.balanced_strength(points, ties, everything)
    points = forces.relax(
        points, ties, everything, _rounds(ties.count), strength=strength, gravity=1.0
    )
    points = points - points.mean(0)
    size = float(np.sqrt((points * points).sum(1).mean()))
    points *= SPACE * np.sqrt(ties.count) * 0.5 / max(size, 1e-9)
    return _settled(forces, points, ties, everything)


def _extended(forces: ModuleType, ties: Ties, known: Mapping[int, tuple[float, float]]) -> Floats:
    """Lay out a network of which some places are known: these stay as they are."""
    import numpy as np

    placed = np.zeros(ties.count, dtype=bool)
    points = np.zeros((ties.count, 2))
    for i, place in known.items():
        points[i], placed[i] = place, True
    movable = ~placed
    strength = forces.balanced_strength(points, ties, placed)
    _beside_neighbours(points, ties, placed)
    if movable.any() and strength:
        # Weaker than at rest: what is new should stand close to what it belongs to.
        weak = strength / SPACE / 4
        near = forces.relax(points / SPACE, ties, movable, 100, strength=weak, gravity=0.0)
        points = near * SPACE
    return _settled(forces, points, ties, movable)


def _settled(forces: ModuleType, points: Floats, ties: Ties, movable: NDArray[np.bool_]) -> Floats:
    """Push apart what overlaps; what may not move does not. Larger nodes get more room."""
    import numpy as np

    room = np.array(ROOM)
    size = np.minimum(0.72 + 0.2 * np.sqrt(ties.mass), 2.2)
    apart: Floats = forces.spread(points / room, movable, size, _rounds(ties.count) // 2) * room
    return apart


def _beside_neighbours(points: Floats, ties: Ties, placed: NDArray[np.bool_]) -> None:
    """Place new nodes between their neighbours, those with most placed neighbours first.

    Args:
        points: filled in place.
        ties: the network.
        placed: filled in place.
    """
    import numpy as np

    rng = np.random.default_rng(SEED)
    near: list[list[int]] = [[] for _ in range(ties.count)]
    for a, b in zip(ties.a.tolist(), ties.b.tolist(), strict=True):
        near[a].append(b)
        near[b].append(a)
    waiting = set(np.flatnonzero(~placed).tolist())
    while waiting:
        node = max(waiting, key=lambda i: (sum(placed[j] for j in near[i]), -i))
        anchors = [j for j in near[node] if placed[j]]
        shift = (rng.random(2) - 0.5) * SPACE
        points[node] = (points[anchors].mean(0) if anchors else _outside(points[placed])) + shift
        placed[node] = True
        waiting.remove(node)


def _outside(points: Floats) -> Floats:
    """Return a point below all others, where nothing stands yet."""
    low, high = points.min(0), points.max(0)
    outside: Floats = (low + high) / 2
    outside[1] = high[1] + SPACE
    return outside
