"""What may be a hop: the statements that tie two entities, and how well each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aiactors.model import Assessment
from aiactors.paths.csr import CsrGraph, Numbers
from aiactors.paths.shortest import shortest_paths

if TYPE_CHECKING:
    from aiactors.columns import Columns

Mask = NDArray[np.bool_]

STEP = 1_000_000
"""The cost of a hop, beside which the part of its evidence is so small that it never adds up to
another hop: the shortest way is the best one, whatever it rests on."""

STATUS = {
    "Established": 0, "Reported": 200, "Claimed": 400, "Unknown": 500, "Disputed": 600,
    "Denied": 800,
}  # fmt: skip
"""Status → what it adds to the cost of a hop, before the number of sources counts."""

WORST = 800
"""What any other status adds."""

CONTESTED = frozenset({"Claimed", "Unknown", "Disputed", "Denied"})
"""The statuses of what may be a hop only where it is asked for."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which statements may be hops.

    Attributes:
        established: only those that are established.
        as_of: only those that can have held on that day.
        without: local names of relations that are left out.
        disputed: also those that are claimed, disputed, denied or unknown.
        bulk: also those that stand in bulk dossiers alone.
    """

    established: bool = False
    as_of: date | None = None
    without: frozenset[str] = frozenset()
    disputed: bool = False
    bulk: bool = False


def penalty(assessment: Assessment) -> int:
    """Return how badly a statement stands: first its status, then the number of its sources.

    Returns:
        From 0 (well) to 900.

    Example:
        >>> two, three = (Assessment("Reported", n, None) for n in (2, 3))
        >>> penalty(Assessment("Established", 2, None)) < penalty(three) < penalty(two)
        True
    """
    return STATUS.get(assessment.status, WORST) + 100 // max(assessment.source_count, 1)


def standing(columns: Columns, conditions: Conditions) -> Numbers:
    """Return the statements that may be hops; of those that hold, what direct triples rest on.

    Returns:
        Numbers of rows, in order.
    """
    every = columns.on(conditions.as_of).statements
    if not conditions.bulk:
        every = every & ~columns.bulk
    fits = _preferred(columns, every & columns.holds)
    if conditions.disputed:
        actual = columns.modality.among("Actual") & ~columns.rank.among("Deprecated")
        fits |= every & actual & columns.status.among(*CONTESTED)
    fits &= ~columns.predicate.among(*conditions.without)
    if conditions.established:
        fits &= columns.status.among("Established")
    return columns.rows_between(fits & (columns.subject != columns.object), columns.are_of())


def _preferred(columns: Columns, standing: Mask) -> Mask:
    """Those of the best rank among all of a subject and relation."""
    preferred = standing & columns.rank.among("Preferred")
    if not preferred.any():
        return standing
    groups = columns.subject * np.int64(len(columns.predicate.names)) + columns.predicate.codes
    return standing & (preferred | ~np.isin(groups, groups[preferred]))


def penalties(columns: Columns, rows: Numbers) -> Numbers:
    """Return how badly statements stand, as :func:`penalty` has it.

    Args:
        columns: the graph.
        rows: numbers of rows.
    """
    table = np.array([STATUS.get(name, WORST) for name in columns.status.names], np.int64)
    found: Numbers = table[columns.status.codes[rows]]
    found += 100 // np.maximum(columns.source_count[rows], 1)
    return found


@dataclass(frozen=True, slots=True)
class Links:
    """All hops there may be under some conditions.

    Attributes:
        columns: the graph.
        rows: the statements that are hops, those of two entities together, the best first.
        pairs: the two entities of each, as one number.
        web: the ties between entities.
    """

    columns: Columns
    rows: Numbers
    pairs: Numbers
    web: CsrGraph

    @classmethod
    def of(cls, columns: Columns, rows: Numbers) -> Links:
        """Make the hops of some statements."""
        badly = penalties(columns, rows)
        count = len(columns.refs)
        pairs = _pairs(columns.subject[rows], columns.object[rows], count)
        order = np.argsort(pairs * (2 * WORST) + badly, kind="stable")
        rows, pairs, badly = rows[order], pairs[order], badly[order]
        best = np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
        ones, others = np.divmod(pairs[best], max(count, 1))
        return cls(columns, rows, pairs, CsrGraph.of(count, ones, others, STEP + badly[best], STEP))

    def ways(self, start: str, end: str, k: int, longest: int) -> list[tuple[str, ...]]:
        """Return the best ways from one entity to another.

        Args:
            start: reference of the one.
            end: reference of the other.
            k: how many at the most.
            longest: how many hops each may have at the most.

        Returns:
            The references on each way, the best one first.
        """
        begin, goal = self.columns.refs.code(start), self.columns.refs.code(end)
        if begin is None or goal is None:
            return []
        found = shortest_paths(self.web.reaches(begin, goal, longest), begin, goal, k)
        return [tuple(self.columns.refs.texts(path)) for _, path in found]

    def between(self, one: str, other: str) -> Sequence[str]:
        """Return the statements that tie two entities.

        Returns:
            References of the statements, the best one first.
        """
        ends = [np.array([self.columns.refs.code(ref)]) for ref in (one, other)]
        pair = _pairs(ends[0], ends[1], len(self.columns.refs))
        first, last = (np.searchsorted(self.pairs, pair, side)[0] for side in ("left", "right"))
        rows = self.rows[first:last]
        refs = self.columns.statement_refs(rows)
        badly = penalties(self.columns, rows).tolist()
        return [ref for _, ref in sorted(zip(badly, refs, strict=True))]


def _pairs(ones: NDArray[np.integer], others: NDArray[np.integer], count: int) -> Numbers:
    """Two entities as one number, whichever comes first."""
    found: Numbers = np.minimum(ones, others).astype(np.int64) * count
    found += np.maximum(ones, others)
    return found


def links(columns: Columns, conditions: Conditions) -> Links:
    """Return all hops there may be under some conditions.

    People, organisations, groups, products and events are tied; documents, thoughts and concepts
    are what is said about them, and no way leads over those.
    """
    return Links.of(columns, standing(columns, conditions))
