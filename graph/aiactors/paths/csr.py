"""Ties in arrays, and where one can go on them towards a goal: for graphs of millions.

A path of at most so many hops lies within what is near its start and what is near its goal. Both
are looked at level by level, always the side that has fewer ties to look at, until they meet;
then what is near the start learns from what is near the goal how far it is. A hop costs so much
more than how well it stands that the cheapest way is always one with the fewest hops: a level
is never looked at twice. Where the paths of so many hops are not enough, one more is allowed.

Sources:
    I. Pohl, "Bi-directional search", Machine Intelligence 6, 1971. Levels at once, in arrays
    (compressed rows), are common practice: J. Kepner and J. Gilbert (eds.), "Graph algorithms in
    the language of linear algebra", SIAM, 2011.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from aiactors.paths.shortest import Onward

Numbers = NDArray[np.int64]

FAR = 1 << 60
"""What it costs to come to the goal where that is not known."""


@dataclass(frozen=True, slots=True)
class CsrGraph:
    """Entities and the ties between them, in compressed rows.

    Attributes:
        first: for each entity, where its ties begin, and behind the last one where they end.
        others: the other end of each tie, in order for each entity; every tie is there twice.
        costs: what each tie costs.
        hop: what a tie costs at the least; no path that is asked for costs half of it more than
            its hops do.
    """

    first: Numbers
    others: Numbers
    costs: Numbers
    hop: int

    @classmethod
    def of(cls, count: int, ones: Numbers, others: Numbers, costs: Numbers, hop: int) -> CsrGraph:
        """Make one of pairs.

        Args:
            count: how many entities there are.
            ones: one end of each tie.
            others: its other end, which differs; each two are tied once.
            costs: what each tie costs.
            hop: what a tie costs at the least.
        """
        starts, ends = np.concatenate([ones, others]), np.concatenate([others, ones])
        order = np.argsort(starts * count + ends)
        first = np.zeros(count + 1, np.int64)
        np.cumsum(np.bincount(starts, minlength=count), out=first[1:])
        return cls(first, ends[order], np.concatenate([costs, costs])[order], hop)

    def ties(self, entities: Numbers) -> tuple[Numbers, Numbers]:
        """Return the ties of some entities.

        Args:
            entities: their numbers.

        Returns:
            How many each has, and where all of them stand, entity by entity.
        """
        begin = self.first[entities]
        many = self.first[entities + 1] - begin
        before = np.cumsum(many) - many
        return many, np.repeat(begin - before, many) + np.arange(many.sum())

    def reaches(self, start: int, goal: int, longest: int) -> Iterator[CsrReach]:
        """Yield where one can go from a start to a goal, with ever more hops.

        Args:
            start: number of an entity.
            goal: number of another one.
            longest: how many hops at the most.

        Yields:
            What can be reached with as many hops as are needed, then with one more, and so on.
        """
        near, far = _Frontier(self, start), _Frontier(self, goal)
        met = False
        for hops in range(1, longest + 1):
            smaller, other = (near, far) if near.ties <= far.ties else (far, near)
            if not smaller.ties and not met:
                return
            smaller.grow()
            met = met or bool(np.any(other.level[smaller.levels[-1]] >= 0))
            if met:
                guide = _guide(near, far, hops)
                yield CsrReach(self, near.level, len(near.levels), guide, hops)


class _Frontier:
    """What is near an entity, level by level."""

    def __init__(self, web: CsrGraph, middle: int) -> None:
        count = len(web.first) - 1
        self.web = web
        self.level = np.full(count, -1, np.int8)
        self.costs = np.full(count, FAR, np.int64)
        self.levels = [np.array([middle], np.int64)]
        self.level[middle] = self.costs[middle] = 0
        self.ties = self._ties()

    def _ties(self) -> int:
        """How many ties the outermost level has."""
        last = self.levels[-1]
        return int((self.web.first[last + 1] - self.web.first[last]).sum())

    def grow(self) -> None:
        """Add the next level, with what it costs to come from there to the middle."""
        last = self.levels[-1]
        many, at = self.web.ties(last)
        there = self.web.others[at]
        costs = np.repeat(self.costs[last], many) + self.web.costs[at]
        new = self.level[there] < 0
        there, costs = there[new], costs[new]
        np.minimum.at(self.costs, there, costs)
        self.level[there] = len(self.levels)
        self.levels.append(np.unique(there))
        self.ties = self._ties()


def _guide(near: _Frontier, far: _Frontier, hops: int) -> Numbers:
    """What it costs to come to the goal, from all that a path of so many hops may go over."""
    # Of what is near the goal it is known. What is near the start learns it from its neighbours,
    # level by level: the farther it is from the start, the fewer hops are left.
    guide, web = far.costs.copy(), near.web
    for left in range(len(far.levels), hops + 1):
        inner = np.concatenate(near.levels[: hops - left + 1])
        inner = inner[guide[inner] == FAR]
        many, at = web.ties(inner)
        inner, many = inner[many > 0], many[many > 0]
        if len(inner):
            costs = guide[web.others[at]] + web.costs[at]
            best = np.minimum.reduceat(costs, np.cumsum(many) - many)
            guide[inner] = np.minimum(best, FAR)
    return guide


@dataclass(frozen=True, slots=True)
class CsrReach:
    """Where one can go on to, and still come to the goal with so many hops.

    Attributes:
        web: the ties.
        level: how many hops each entity is away from the start, -1 where that is not known.
        outside: how many hops it is away at the least where it is not known.
        guide: what it costs from each entity to come to the goal.
        hops: how many hops a path may have.
    """

    web: CsrGraph
    level: NDArray[np.int8]
    outside: int
    guide: Numbers
    hops: int
    _known: dict[int, list[Onward]] = field(default_factory=dict)

    @property
    def most(self) -> int:
        """What a path may cost at the most."""
        return self.hops * self.web.hop + self.web.hop // 2

    def tied(self, here: int) -> Iterable[int]:
        """Return all that an entity is tied to, whether that leads to the goal or not."""
        ties = slice(self.web.first[here], self.web.first[here + 1])
        return list(self.web.others[ties].tolist())

    def onward(self, here: int) -> Iterable[Onward]:
        """Return the hops from an entity that can lead to the goal.

        Returns:
            The hops, the best first; of equal ones, the first by the number of its end.
        """
        if here not in self._known:
            self._known[here] = self._onward(here)
        return self._known[here]

    def _onward(self, here: int) -> list[Onward]:
        ties = slice(self.web.first[here], self.web.first[here + 1])
        there, costs = self.web.others[ties], self.web.costs[ties]
        left = self.guide[there] + costs
        level = int(self.level[here])
        spent = self.web.hop * (level if level >= 0 else self.outside)
        fits = np.flatnonzero(left <= self.most - spent)
        fits = fits[np.argsort(left[fits], kind="stable")]
        parts = (left[fits].tolist(), there[fits].tolist(), costs[fits].tolist())
        return list(zip(*parts, strict=True))
