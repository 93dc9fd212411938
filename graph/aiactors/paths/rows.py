"""What may be a hop, of the graph in columns: for a million statements, in arrays of numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aiactors.choice.rows import of_kinds
from aiactors.network.kinds import kind_of_classes
from aiactors.network.model import Kind
from aiactors.paths.links import CONTESTED, STATUS, STEP, WORST, Conditions
from aiactors.paths.shortest import shortest_paths
from aiactors.paths.web import Numbers, Web
from aiactors.schema import load_ontology

if TYPE_CHECKING:
    from aiactors.columns import Columns

Mask = NDArray[np.bool_]


def kind(columns: Columns, ref: str) -> Kind | None:
    """Return what an entity is drawn as.

    Args:
        columns: the graph.
        ref: its reference.

    Returns:
        The kind; None where no statement has it as subject or object.
    """
    code = columns.refs.code(ref)
    kinds = () if code is None else columns.kinds([code])[0]
    return kind_of_classes(kinds, load_ontology()) if kinds else None


def drawn(columns: Columns) -> Mask:
    """Return which references ties may lead between.

    Args:
        columns: the graph.

    Returns:
        A truth value for each reference: whether it is a person, an organisation, a group, a
        product or an event.
    """
    return of_kinds(columns)


def standing(columns: Columns, conditions: Conditions, ends: Mask) -> Numbers:
    """Return the statements that may be hops, by the rules of :func:`aiactors.paths.links.links`.

    Args:
        columns: the graph.
        conditions: which statements may be hops.
        ends: which references they may lead between.

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
    fits &= (columns.object >= 0) & (columns.subject != columns.object)
    rows = np.flatnonzero(fits)
    return rows[ends[columns.subject[rows]] & ends[columns.object[rows]]]


def _preferred(columns: Columns, standing: Mask) -> Mask:
    """Those of the best rank among all of a subject and relation."""
    preferred = standing & columns.rank.among("Preferred")
    if not preferred.any():
        return standing
    groups = columns.subject * np.int64(len(columns.predicate.names)) + columns.predicate.codes
    return standing & (preferred | ~np.isin(groups, groups[preferred]))


def penalties(columns: Columns, rows: Numbers) -> Numbers:
    """Return how badly statements stand, as :func:`aiactors.paths.links.penalty` has it.

    Args:
        columns: the graph.
        rows: numbers of rows.

    Returns:
        The penalty of each.
    """
    table = np.array([STATUS.get(name, WORST) for name in columns.status.names], np.int64)
    found: Numbers = table[columns.status.codes[rows]]
    found += 100 // np.maximum(columns.source_count[rows], 1)
    return found


@dataclass(frozen=True, slots=True)
class ColumnLinks:
    """The hops of a graph in columns.

    Attributes:
        columns: the graph.
        rows: the statements that are hops, those of two entities together, the best first.
        pairs: the two entities of each, as one number.
        web: the ties between entities.
    """

    columns: Columns
    rows: Numbers
    pairs: Numbers
    web: Web

    @classmethod
    def of(cls, columns: Columns, rows: Numbers) -> ColumnLinks:
        """Make the hops of some statements.

        Args:
            columns: the graph.
            rows: their rows.

        Returns:
            The hops.
        """
        badly = penalties(columns, rows)
        count = len(columns.refs)
        pairs = _pairs(columns.subject[rows], columns.object[rows], count)
        order = np.argsort(pairs * (2 * WORST) + badly, kind="stable")
        rows, pairs, badly = rows[order], pairs[order], badly[order]
        best = np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
        ones, others = np.divmod(pairs[best], max(count, 1))
        return cls(columns, rows, pairs, Web.of(count, ones, others, STEP + badly[best], STEP))

    def ways(self, start: str, end: str, k: int, longest: int) -> list[tuple[str, ...]]:
        """Return the best ways: see :meth:`aiactors.paths.links.Links.ways`."""
        begin, goal = self.columns.refs.code(start), self.columns.refs.code(end)
        if begin is None or goal is None:
            return []
        found = shortest_paths(self.web.reaches(begin, goal, longest), begin, goal, k)
        return [tuple(self.columns.refs.texts(path)) for _, path in found]

    def between(self, one: str, other: str) -> Sequence[str]:
        """Return the statements that tie two: see :meth:`aiactors.paths.links.Links.between`."""
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


def column_links(columns: Columns, conditions: Conditions, ends: Mask) -> ColumnLinks:
    """Return all hops there may be under some conditions.

    Args:
        columns: the graph.
        conditions: which statements may be hops.
        ends: which references they may lead between.

    Returns:
        The hops.
    """
    return ColumnLinks.of(columns, standing(columns, conditions, ends))
