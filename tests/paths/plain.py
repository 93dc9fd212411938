"""The k shortest paths as they were found before they were found fast: nothing is left aside."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from itertools import pairwise

Costs = Mapping[str, Mapping[str, int]]
"""Entity → neighbour → what it costs to go there; the same both ways."""

Path = tuple[str, ...]


def shortest_paths(
    costs: Costs, start: str, goal: str, k: int, most: int
) -> list[tuple[int, Path]]:
    """Return the cheapest paths that visit nothing twice.

    Args:
        costs: what each hop costs.
        start: where they start.
        goal: where they lead.
        k: how many at the most.
        most: what a path may cost at the most.

    Returns:
        Cost and path, the cheapest first.

    Example:
        >>> costs = {"a": {"b": 1, "c": 1}, "b": {"a": 1, "c": 1}, "c": {"a": 1, "b": 1}}
        >>> shortest_paths(costs, "a", "c", 5, 10)
        [(1, ('a', 'c')), (2, ('a', 'b', 'c'))]
    """
    guide = _distances(costs, goal, most)
    first = _guided(costs, guide, (start,), goal, frozenset(), most)
    if first is None or start == goal:
        return []
    waiting: list[tuple[int, Path, int]] = [(*first, 0)]
    seen = {first[1]}
    found: list[tuple[int, Path]] = []
    while waiting and len(found) < k:
        cost, path, deviation = heapq.heappop(waiting)
        found.append((cost, path))
        for at in range(deviation, len(path) - 1):
            root = path[: at + 1]
            taken = {other[at + 1] for _, other in found if other[: at + 1] == root}
            way = _guided(costs, guide, root, goal, taken, most)
            if way is not None and way[1] not in seen:
                seen.add(way[1])
                heapq.heappush(waiting, (*way, at))
    return found


def _distances(costs: Costs, goal: str, most: int) -> dict[str, int]:
    """How far everything is from the goal that is not farther than it may be."""
    known: dict[str, int] = {}
    waiting = [(0, goal)]
    while waiting:
        cost, here = heapq.heappop(waiting)
        if here in known:
            continue
        known[here] = cost
        for there, more in costs.get(here, {}).items():
            if there not in known and cost + more <= most:
                heapq.heappush(waiting, (cost + more, there))
    return known


def _guided(
    costs: Costs,
    guide: Mapping[str, int],
    root: Path,
    goal: str,
    taken: Collection[str],
    most: int,
) -> tuple[int, Path] | None:
    """The cheapest path that goes on from a root, and not with a hop that is taken already."""
    begin = root[-1]
    if begin not in guide:
        return None
    spent = sum(costs[one][other] for one, other in pairwise(root))
    before: dict[str, str] = {}
    done = set(root[:-1])
    best = {begin: spent}
    waiting = [(spent + guide[begin], begin)]
    while waiting:
        _, here = heapq.heappop(waiting)
        if here == goal:
            return best[goal], root[:-1] + _walked(before, begin, goal)
        if here in done:
            continue
        done.add(here)
        for there, more in costs.get(here, {}).items():
            if there in done or there not in guide or (here == begin and there in taken):
                continue
            cost = best[here] + more
            if cost < best.get(there, most + 1) and cost + guide[there] <= most:
                best[there] = cost
                before[there] = here
                heapq.heappush(waiting, (cost + guide[there], there))
    return None


def _walked(before: Mapping[str, str], begin: str, goal: str) -> Path:
    way = [goal]
    while way[-1] != begin:
        way.append(before[way[-1]])
    return tuple(reversed(way))
