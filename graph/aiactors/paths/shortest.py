"""The k shortest simple paths: Yen's algorithm, with Lawler's rule and a perfect guide.

How far everything is from the goal is known before the search: that is the way that is left
wherever nothing is forbidden, and never more than what is left where something is. Such a guide
leads each of the many searches of Yen's almost straight on. The ways on from an entity are taken
in the order of what they cost in the end, each only when the one before it was taken, so that a
hub with ten thousand neighbours costs no more than those that are looked at.

Sources:
    J. Yen, "Finding the K shortest loopless paths in a network", Management Science 17, 1971;
    E. Lawler, "A procedure for computing the K best solutions to discrete optimization
    problems", Management Science 18, 1972: no path is found twice. P. Hart, N. Nilsson and
    B. Raphael, "A formal basis for the heuristic determination of minimum cost paths", IEEE
    Transactions on Systems Science and Cybernetics 4, 1968: the guide.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Protocol

Path = tuple[int, ...]
"""Entities by number."""

Onward = tuple[int, int, int]
"""A hop: what it costs with all that is left from its end to the goal; its end; its own cost."""


class Reach(Protocol):
    """Where one can go on to, and still come to the goal."""

    @property
    def most(self) -> int:
        """What a path may cost at the most."""

    def onward(self, here: int) -> Iterable[Onward]:
        """Return the hops from an entity that can lead to the goal, the best first."""

    def tied(self, here: int) -> Iterable[int]:
        """Return all that an entity is tied to, whether that leads to the goal or not."""


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    """A path, and what it cost to come to each of its entities."""

    cost: int
    path: Path
    spent: tuple[int, ...]


def shortest_paths(
    reaches: Iterable[Reach], start: int, goal: int, k: int
) -> list[tuple[int, Path]]:
    """Return the cheapest paths that visit nothing twice.

    Args:
        reaches: where one can go, as far as the first of them looks; farther ones are asked
            for only where the paths that are found are not enough.
        start: where they start.
        goal: where they lead.
        k: how many at the most.

    Returns:
        Cost and path, the cheapest first; of those that cost the same, the first in the order of
        numbers.
    """
    found: list[tuple[int, Path]] = []
    for reach in reaches if start != goal else ():
        found = [(way.cost, way.path) for way in _best(reach, start, goal, k)]
        if len(found) == k:
            break
    return found


def _last_hops(reach: Reach, start: int, goal: int) -> dict[int, int]:
    """Each entity that every path goes over at the end, because there is no other → its next."""
    after: dict[int, int] = {}
    here, behind = goal, goal
    while here != start:
        ways = [there for there in islice(reach.tied(here), 3) if there != behind]
        if len(ways) != 1 or ways[0] in after:
            break
        after[ways[0]] = here
        here, behind = ways[0], here
    return after


def _is_cut_off(root: Path, taken: Collection[int], after: dict[int, int]) -> bool:
    """Whether a root has left what every path ends with: else all that is near would be visited."""
    return after.get(root[-1]) in taken or any(
        one in after and after[one] != there for one, there in pairwise(root)
    )


def _best(reach: Reach, start: int, goal: int, k: int) -> list[_Way]:
    after = _last_hops(reach, start, goal)
    first = _guided(reach, (start,), (0,), goal, frozenset())
    waiting = [] if first is None else [(first, 0)]
    seen = {way.path for way, _ in waiting}
    found: list[_Way] = []
    while waiting and len(found) < k:
        best, deviation = heapq.heappop(waiting)
        found.append(best)
        for at in range(deviation, len(best.path) - 1):
            root = best.path[: at + 1]
            taken = {other.path[at + 1] for other in found if other.path[: at + 1] == root}
            if _is_cut_off(root, taken, after):
                continue
            way = _guided(reach, root, best.spent[: at + 1], goal, taken)
            if way is not None and way.path not in seen:
                seen.add(way.path)
                heapq.heappush(waiting, (way, at))
    return found


@dataclass(slots=True)
class _Turn:
    """The ways on from an entity that was come to, those that are left."""

    here: int
    spent: int
    ways: Iterator[Onward]


class _Search:
    """The entities that are come to next, the best first; of equal ones, the first by number."""

    def __init__(self, reach: Reach, done: set[int]) -> None:
        self.reach = reach
        self.done = done
        self.turns: list[_Turn] = []
        self.waiting: list[tuple[int, int, int, int]] = []

    def go_on(self, here: int, spent: int, taken: Collection[int] = ()) -> None:
        self.done.add(here)
        ways = iter(self.reach.onward(here))
        if taken:
            ways = (way for way in ways if way[1] not in taken)
        self.turns.append(_Turn(here, spent, ways))
        self._offer(len(self.turns) - 1)

    def _offer(self, number: int) -> None:
        """Let the next way of a turn wait for its time."""
        turn = self.turns[number]
        for left, there, cost in turn.ways:
            if turn.spent + left > self.reach.most:
                return
            if there not in self.done:
                entry = (turn.spent + left, there, number, turn.spent + cost)
                heapq.heappush(self.waiting, entry)
                return

    def reached(self) -> Iterator[tuple[int, int, int]]:
        """Yield what is come to, from where, and what it cost."""
        while self.waiting:
            _, there, number, spent = heapq.heappop(self.waiting)
            self._offer(number)
            if there not in self.done:
                yield there, self.turns[number].here, spent


def _guided(
    reach: Reach, root: Path, spent: Sequence[int], goal: int, taken: Collection[int]
) -> _Way | None:
    """The cheapest path that goes on from a root, and not with a hop that is taken already."""
    search = _Search(reach, set(root[:-1]))
    search.go_on(root[-1], spent[-1], taken)
    before: dict[int, tuple[int, int]] = {}
    for there, here, cost in search.reached():
        before[there] = here, cost
        if there == goal:
            walked = _walked(before, root[-1], goal)
            path = (*root, *(entity for entity, _ in walked))
            return _Way(cost, path, (*spent, *(cost for _, cost in walked)))
        search.go_on(there, cost)
    return None


def _walked(before: dict[int, tuple[int, int]], begin: int, goal: int) -> list[tuple[int, int]]:
    """The entities after the beginning, each with what it cost to come to it."""
    way, here = [], goal
    while here != begin:
        origin, cost = before[here]
        way.append((here, cost))
        here = origin
    return way[::-1]
