"""Where one can go on towards a goal, of ties in memory: all distances from the goal at once."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from aiactors.paths.shortest import Onward

Costs = Sequence[Mapping[int, int]]
"""Entity → neighbour → what it costs to go there; the same both ways."""


@dataclass(frozen=True, slots=True)
class GuidedReach:
    """Where one can go on to, and still come to the goal.

    Attributes:
        costs: what each hop costs.
        guide: entity → what it costs from there to the goal, where that is not too much.
        most: what a path may cost at the most.

    Example:
        >>> reach = GuidedReach.to([{1: 5, 2: 1}, {0: 5, 2: 1}, {0: 1, 1: 1}], 1, 10)
        >>> reach.onward(0)
        [(2, 2, 1), (5, 1, 5)]
    """

    costs: Costs
    guide: Mapping[int, int]
    most: int
    _known: dict[int, list[Onward]] = field(default_factory=dict)

    @classmethod
    def to(cls, costs: Costs, goal: int, most: int) -> Self:
        """Find how far everything is from a goal, by Dijkstra's algorithm.

        Args:
            costs: what each hop costs.
            goal: where paths lead.
            most: what a path may cost at the most.

        Returns:
            Where one can go on to.
        """
        known: dict[int, int] = {}
        waiting = [(0, goal)]
        while waiting:
            cost, here = heapq.heappop(waiting)
            if here in known:
                continue
            known[here] = cost
            for there, more in costs[here].items():
                if there not in known and cost + more <= most:
                    heapq.heappush(waiting, (cost + more, there))
        return cls(costs, known, most)

    def tied(self, here: int) -> Iterable[int]:
        """Return all that an entity is tied to, whether that leads to the goal or not.

        Args:
            here: the entity.

        Returns:
            The others.
        """
        return self.costs[here]

    def onward(self, here: int) -> Iterable[Onward]:
        """Return the hops from an entity that can lead to the goal.

        Args:
            here: the entity.

        Returns:
            The hops, the best first; of equal ones, the first by the number of its end.
        """
        if here not in self._known:
            self._known[here] = sorted(
                (self.guide[there] + cost, there, cost)
                for there, cost in self.costs[here].items()
                if there in self.guide
            )
        return self._known[here]
