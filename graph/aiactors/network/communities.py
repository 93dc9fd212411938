"""Which nodes of a network belong together: the communities that a large drawing opens with.

A division into communities is good if more edges lie within them than chance would put there;
its modularity says by how much. It is raised step by step, as in the Louvain method: each node
moves to the community of that neighbour where modularity gains most, until none wants to move;
then communities become the nodes of a smaller network, in which the same is done. A node looks
again only when a neighbour has moved, as in the Leiden method.

What remains small after that joins the community with which it has most in common, since a
reader cannot survey hundreds; what is small and tied to nothing is gathered in one.

Nodes are visited in an order that depends on their ids alone, all sums are made in the same
order, and of equal gains the community that is named first wins: the answer is the same
everywhere. Nothing is needed for it but Python.

Sources:
    V. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. P10008,
    2008: the method. V. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden", Scientific
    Reports 9, 2019: the queue. M. Newman, "Analysis of weighted networks", Physical Review E 70,
    2004: modularity with weights.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import sqrt
from random import Random

from aiactors.errors import InputError

__all__ = ["communities"]

MOST = 60
"""How many communities there are at the most: more than that nobody surveys."""

SEED = 1
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class CommunityGraph:
    """A network as the search sees it: nodes are numbers.

    Attributes:
        ties: for each node, its neighbours and the weight of the tie to each; no node is its own.
        degree: for each node, the weights of its ties, with those that lie within it twice.
    """

    ties: list[dict[int, float]]
    degree: list[float]

    @classmethod
    def of(cls, count: int, weights: Iterable[tuple[int, int, float]]) -> CommunityGraph:
        """Make a network of weighted pairs ``(node, other node, weight)``, each pair once."""
        ties: list[dict[int, float]] = [{} for _ in range(count)]
        for a, b, weight in weights:
            ties[a][b] = ties[b][a] = weight
        return cls(ties, [sum(near.values()) for near in ties])

    def joined(self, groups: Sequence[int], count: int) -> CommunityGraph:
        """Return the smaller network whose nodes are groups of this one's.

        ``groups`` has the group of each node.
        """
        ties: list[dict[int, float]] = [{} for _ in range(count)]
        degree = [0.0] * count
        for node, near in enumerate(self.ties):
            group = groups[node]
            degree[group] += self.degree[node]
            into = ties[group]
            for other, weight in near.items():
                at = groups[other]
                if at != group:
                    into[at] = into.get(at, 0.0) + weight
        return CommunityGraph(ties, degree)

    def join(self, gone: int, stays: int) -> None:
        """Merge node ``gone`` into node ``stays``, in place."""
        for other, weight in self.ties[gone].items():
            del self.ties[other][gone]
            if other != stays:
                self.ties[stays][other] = self.ties[stays].get(other, 0.0) + weight
                self.ties[other][stays] = self.ties[stays][other]
        self.ties[gone] = {}
        self.degree[stays] += self.degree[gone]


def communities(node_ids: Sequence[str], edges: Iterable[tuple[str, str]]) -> list[int]:
    """Return the community of each node, in the order given: 0 is the largest.

    Of two that are equally large, the one with the smaller node id comes first; there are at most
    :data:`MOST`. Nodes without ties are in one community together. Parallel edges tie more
    strongly, but not in proportion.

    Example:
        >>> triangles = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "e"), ("e", "f"), ("f", "d")]
        >>> communities(["x", "f", "e", "d", "c", "b", "a"], [*triangles, ("c", "d")])
        [2, 1, 1, 1, 0, 0, 0]
    """
    order = sorted(set(node_ids))
    found = divided(CommunityGraph.of(len(order), _weights(order, edges)))
    place = dict(zip(order, found, strict=True))
    return [place[node] for node in node_ids]


def divided(weave: CommunityGraph) -> list[int]:
    """Return the community of each numbered node, as :func:`communities` does.

    The nodes are in the order of their ids.
    """
    found = list(range(len(weave.ties)))
    for level in levels(weave):
        found = [level[group] for group in found]
    return _by_size(_surveyable(weave, found))


def _weights(
    order: Sequence[str], edges: Iterable[tuple[str, str]]
) -> list[tuple[int, int, float]]:
    """Return each pair of nodes that has edges, with the root of how many: in one order."""
    place = {node: i for i, node in enumerate(order)}
    try:
        ends = [(place[a], place[b]) for a, b in edges]
    except KeyError as error:
        raise InputError(
            f"an edge names the node {error.args[0]!r}, which is not among the nodes: add it"
        ) from None
    times = Counter((a, b) if a < b else (b, a) for a, b in ends if a != b)
    roots = {many: sqrt(many) for many in set(times.values())}  # one object each: less to fetch
    return [(a, b, roots[many]) for (a, b), many in sorted(times.items())]


def levels(weave: CommunityGraph) -> list[list[int]]:
    """Return the levels of communities, the finest first.

    Each has the group of each group of the level before, from 0 without gaps; the groups before the
    first level are the nodes.
    """
    found: list[list[int]] = []
    while True:
        groups = _dense(_moved(weave))
        count = max(groups, default=-1) + 1
        if count == len(groups):
            return found
        found.append(groups)
        weave = weave.joined(groups, count)


def _dense(labels: Sequence[int]) -> list[int]:
    """Number labels anew, from 0 without gaps, in the order in which they come."""
    number: dict[int, int] = {}
    return [number.setdefault(label, len(number)) for label in labels]


def _moved(weave: CommunityGraph) -> list[int]:
    """Let each node move to the best community near it, until none wants to."""
    ties, degree = weave.ties, weave.degree
    group, size = list(range(len(ties))), degree[:]
    whole = sum(degree) or 1.0
    waiting = deque(_shuffled(len(ties)))
    waits = [True] * len(ties)
    while waiting:
        node = waiting.popleft()
        waits[node] = False
        here = group[node]
        size[here] -= degree[node]
        there = _best(ties[node], group, size, degree[node] / whole, here)
        size[there] += degree[node]
        if there != here:
            group[node] = there
            for other in ties[node]:
                if not waits[other] and group[other] != there:
                    waits[other] = True
                    waiting.append(other)
    return group


def _shuffled(count: int) -> list[int]:
    """Return the numbers in an order that has nothing to do with ids, the same every time."""
    rng = Random(SEED)
    keys = [rng.random() for _ in range(count)]
    return sorted(range(count), key=keys.__getitem__)


def _best(
    near: dict[int, float], group: Sequence[int], size: Sequence[float], share: float, here: int
) -> int:
    """Return the community where a node adds most to modularity; where it is, if in doubt."""
    tied: dict[int, float] = {}
    for other, weight in near.items():
        at = group[other]
        if at in tied:
            tied[at] += weight
        else:
            tied[at] = weight
    best, most = here, tied.pop(here, 0.0) - share * size[here] + _TINY
    for at, weight in tied.items():
        if weight >= most:  # else it gains less, however small the community is
            gain = weight - share * size[at]
            if gain > most or (gain == most and at < best != here):
                best, most = at, gain
    return best


def _surveyable(weave: CommunityGraph, groups: Sequence[int]) -> list[int]:
    """Join small communities to others until there are few enough, the smallest first.

    Those that nothing ties to others are joined among themselves.

    ``groups`` has the community of each node, from 0 without gaps; a joined community goes by the
    number of one that is part of it.
    """
    size = [many for _, many in sorted(Counter(groups).items())]
    joined = weave.joined(groups, len(size))
    whole, small, left = sum(joined.degree) or 1.0, _small(len(groups)), len(size)
    into, loose = list(range(len(size))), -1
    queue = [(many, group) for group, many in enumerate(size)]
    heapify(queue)
    while queue and (queue[0][0] < small or left > MOST):
        many, group = heappop(queue)
        if many != size[group] or group == loose:
            continue  # it is part of another, or has grown and waits in another place
        if not joined.ties[group] and loose < 0:
            loose = group
            continue
        other = _closest(joined, group, whole) if joined.ties[group] else loose
        joined.join(group, other)
        into[group], size[group], size[other], left = other, 0, size[other] + many, left - 1
        heappush(queue, (size[other], other))
    return [_end(into, group) for group in groups]


def _small(count: int) -> int:
    """Return how many nodes a community needs to stand on its own, among so many."""
    return max(2, round(sqrt(count) / 5))


def _closest(weave: CommunityGraph, group: int, whole: float) -> int:
    """Return the neighbour to which a group is tied most beyond chance."""
    share = weave.degree[group] / whole
    near = weave.ties[group]
    return max(near, key=lambda other: (near[other] - share * weave.degree[other], -other))


def _end(into: list[int], group: int) -> int:
    """Return the group into which a group was finally merged."""
    while into[group] != group:
        into[group] = group = into[into[group]]
    return group


def _by_size(groups: Sequence[int]) -> list[int]:
    """Number communities anew, the largest first; of two as large, the one that comes first."""
    many, first = Counter(groups), {group: i for i, group in reversed(list(enumerate(groups)))}
    ranked = sorted(many, key=lambda group: (-many[group], first[group]))
    number = {group: i for i, group in enumerate(ranked)}
    return [number[group] for group in groups]
