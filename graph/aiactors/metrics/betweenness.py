"""Betweenness: on how many of the shortest paths between others an actor lies.

From each source, the shortest paths to all others are counted level by level, and then shared out
on the way back, as in Brandes' method. Many sources go together: their counts stand side by side
in the rows of one array, and a level is one product of the ties with it. Of a large network some
sources stand for all, chosen by chance: the result is right on average, and the more sources, the
less it strays.

Most actors of a large network are tied to one other alone. Whatever leads to them leads over that
one, so they are counted with it and need not be searched.

Sources:
    U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology
    25, 2001. U. Brandes and C. Pich, "Centrality estimation in large networks", International
    Journal of Bifurcation and Chaos 17, 2007: some sources for all. A. Buluç and J. Gilbert, "The
    Combinatorial BLAS", International Journal of High Performance Computing Applications 25, 2011:
    levels as products of arrays. M. Baglioni, F. Geraci, M. Pellegrini and E. Lastres, "Fast exact
    computation of betweenness centrality in social networks", ASONAM, 2012: who is tied to one
    alone is folded into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOM = 32 * 2**20
"""Bytes that the counts of one level may take: so many sources go together."""

SEED = 1
_LESS = 0.5
"""Less than any number of paths."""

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Level = tuple[Numbers, Floats]
"""The actors that some source has at this distance, and for each how many shortest paths lead
there from each source, 0 from those that have it at another."""


def betweenness(
    ties: Any,
    sources: int,
    seed: int = SEED,
    advance: Callable[[int], None] = lambda more: None,
) -> Floats:
    """Return the share of shortest paths between others on which each actor lies.

    Args:
        ties: which actors are tied, as a sparse array of scipy in compressed rows: 1 where two
            are tied, both ways, and never on the diagonal.
        sources: from how many actors paths are looked at; from all, where there are no more.
        seed: of the choice among them.
        advance: is told how many more sources are done.

    Returns:
        For each actor a number from 0 to 1, or an estimate of it that is right on average and may
        be a little above 1.
    """
    count = ties.shape[0]
    chosen = np.arange(count) if sources >= count else _chosen(count, sources, seed)
    folded = _Folded.of(ties)
    starts, times = np.unique(folded.place[chosen], return_counts=True)
    tied_to_one = folded.place[chosen[folded.is_leaf[chosen]]]
    leaves = np.bincount(tied_to_one, minlength=len(folded.core))[starts]
    found = np.zeros(len(folded.core))
    together = max(1, ROOM // (8 * max(len(folded.core), 1)))
    for done in range(0, len(starts), together):
        some = slice(done, done + together)
        _add_shares(folded, starts[some], times[some], leaves[some], found)
        advance(int(times[some].sum()))
    result = np.zeros(count)
    if count > 2:
        result[folded.core] = found * (count / len(chosen) / ((count - 1) * (count - 2)))
    return result


@dataclass(frozen=True, slots=True)
class _Folded:
    """A network without those who are tied to one other alone.

    Attributes:
        core: all others, those with most ties first: what is read most often lies together.
        ties: the ties among these, in this order.
        weight: how many actors each stands for: itself, and those that were folded into it.
        place: for every actor, where it stands in the core, or the one that it is folded into.
        is_leaf: whether it was folded.
    """

    core: Numbers
    ties: Any
    weight: Numbers
    place: Numbers
    is_leaf: NDArray[np.bool_]

    @classmethod
    def of(cls, ties: Any) -> _Folded:
        degree = np.diff(ties.indptr)
        only = np.flatnonzero(degree == 1)
        their = ties.indices[ties.indptr[only]].astype(np.int64)
        only, their = only[degree[their] > 1], their[degree[their] > 1]
        is_leaf = np.zeros(len(degree), np.bool_)
        is_leaf[only] = True
        order = np.argsort(-degree, kind="stable")
        core = order[~is_leaf[order]]
        place = np.empty(len(degree), np.int64)
        place[core] = np.arange(len(core))
        place[only] = place[their]
        inner = ties[core][:, core].astype(np.float64)
        inner.indices, inner.indptr = inner.indices.astype(np.int32), inner.indptr.astype(np.int32)
        return cls(core, inner, np.bincount(place, minlength=len(core)), place, is_leaf)


def _chosen(count: int, sources: int, seed: int) -> NDArray[np.int64]:
    return np.sort(np.random.default_rng(seed).choice(count, sources, replace=False))


def _add_shares(
    folded: _Folded, sources: Numbers, times: Numbers, leaves: Numbers, found: Floats
) -> None:
    """Add for each actor the share of paths from some sources on which it lies.

    The sources are in the core, in order; ``times`` says for how many actors each stands (itself
    and those folded into it), and ``leaves`` how many were folded into it. Adds to ``found``.
    """
    levels = list(_levels(folded.ties, sources))
    around = np.zeros((len(folded.core), len(sources)))
    actors, paths = levels.pop()
    shares = np.zeros_like(paths)
    while levels:
        weight = folded.weight[actors]
        found[actors] += shares @ times
        several = np.flatnonzero(weight > 1)  # who lies before those that are folded into it
        found[actors[several]] += (weight[several] - 1) * ((paths[several] > 0) @ times)
        # What lies behind an actor is shared out among the paths that lead to it.
        shares += weight[:, None]
        shares /= np.maximum(paths, _LESS)
        shares *= paths > 0
        around[actors] = shares
        nearer, fewer = levels.pop()
        shares = folded.ties[nearer] @ around
        shares *= fewer
        around[actors] = 0
        actors, paths = nearer, fewer
    # A source is not between itself and others, but between those folded into it and all others.
    others = shares.diagonal() + folded.weight[sources] - 2
    found[sources] += leaves * others


def _levels(ties: Any, sources: Numbers) -> Iterator[Level]:
    """Yield the actors level by level, the sources themselves first."""
    count, together = ties.shape[0], len(sources)
    unseen = np.ones((count, together), np.bool_)
    around = np.zeros((count, together))
    actors, paths = sources, np.eye(together)
    open_ = np.arange(count)
    while len(actors):
        yield actors, paths
        unseen[actors] &= paths == 0
        around[actors] = paths
        open_ = open_[unseen[open_].any(axis=1)]
        reached = ties[open_] @ around
        around[actors] = 0
        reached *= unseen[open_]
        new = reached.any(axis=1)
        actors, paths = open_[new], reached[new]
