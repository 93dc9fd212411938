"""The statements between entities: of a whole network, or around some in the middle."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aiactors.network.kinds import DRAWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aiactors.columns import Columns
    from aiactors.columns.parts import Codes, Mask, Rows

_FAR = 1 << 20
"""As far from the middle as nothing is."""

PER_ENTITY = 3
"""Relations to an entity in what is drawn of a network that is too large: fewer would be a chain
of strangers, more a knot of the few that are best known."""


class Drawn(NamedTuple):
    """What a drawing shows.

    Attributes:
        statements: references of statements, in the order of subject, relation and hash.
        degrees: reference of an entity → how many statements lead to it in the whole network, in
            the order of references.
    """

    statements: list[str]
    degrees: dict[str, int]


class Edges:
    """Statements between entities, near some of them or everywhere.

    Args:
        columns: the graph.
        kinds: the kinds of entity that are there; what is in the middle is there whatever its kind.
        middle: references of the entities in the middle; none for the whole network.
        hops: how many statements away from them an entity may be.
        as_of: the day on which statements can have held; any if left out.
        bulk: whether what stands in bulk dossiers alone is there as well.
    """

    def __init__(
        self,
        columns: Columns,
        kinds: Collection[str] = DRAWN,
        middle: Collection[str] = (),
        hops: int = 1,
        as_of: date | None = None,
        *,
        bulk: bool = False,
    ) -> None:
        """Find them."""
        self._columns = columns
        codes = [code for ref in middle if (code := columns.refs.code(ref)) is not None]
        rows = _between(columns, columns.are_of(kinds), codes, as_of, bulk=bulk)
        ends = np.concatenate([columns.subject[rows], columns.object[rows]])
        self._degrees = np.bincount(ends, minlength=len(columns.refs))
        self._away: NDArray[np.int32] | None = None
        if middle:
            self._away = _distances(columns, rows, codes, hops)
            near = self._away < _FAR
            rows = rows[near[columns.subject[rows]] & near[columns.object[rows]]]
        self._middle, self._codes = frozenset(middle), codes
        self._rows = rows
        self._subject, self._object = columns.subject[rows], columns.object[rows]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._rows)

    @property
    def entities(self) -> int:
        """How many entities there are that one of the whole network's statements leads to."""
        return len(self._near())

    def _near(self) -> Codes:
        there = self._degrees > 0
        found = np.flatnonzero(there if self._away is None else there & (self._away < _FAR))
        return found.astype(np.int32)

    def connected(self, most: int) -> list[str]:
        """Return the entities of which most is said.

        Args:
            most: how many at the most.

        Returns:
            Their references, the first one that of which most is said.
        """
        return self._columns.refs.texts(self._known(most))

    def _known(self, most: int) -> Codes:
        near = self._near()
        away = np.zeros(len(near)) if self._away is None else self._away[near]
        found: Codes = near[np.lexsort((-self._degrees[near], away))[:most]]
        return found

    def away(self, ref: str) -> int | None:
        """Return how far an entity is from the middle; None if too far, or there is no middle."""
        if self._away is None:
            return None
        code = self._columns.refs.code(ref)
        if code is None or self._away[code] == _FAR:
            return 0 if ref in self._middle else None
        return int(self._away[code])

    def _far(self, at: Any = slice(None)) -> NDArray[np.int32]:
        if self._away is None:
            return np.zeros(len(self._subject[at]), np.int32)
        far: NDArray[np.int32] = self._away[self._subject[at]] + self._away[self._object[at]]
        return far

    def nearest(self, most: int) -> list[str]:
        """Return some of the statements: near before far, then those with most sources.

        Args:
            most: how many at the most.
        """
        sources = self._columns.source_count[self._rows]
        order = np.lexsort((-sources, self._far()))[:most]
        return self._columns.statement_refs(self._rows[order])

    def drawn(self, most: int | None) -> Drawn:
        """Return what a drawing shows.

        Args:
            most: how many statements at the most; None for all.

        Returns:
            All, where there are no more; else some between the entities nearest to the middle of
            which most is said, and of each two the best supported before any other.
        """
        if most is None or self.total <= most:
            return self._drawn(self._rows, self._near())
        at = np.sort(self._best(most))
        shown = np.zeros(len(self._degrees), np.bool_)
        shown[self._codes] = self._degrees[self._codes] > 0
        shown[self._subject[at]] = shown[self._object[at]] = True
        return self._drawn(self._rows[at], np.flatnonzero(shown))

    def _drawn(self, rows: Rows, entities: NDArray[np.integer]) -> Drawn:
        refs = self._columns.refs.texts(entities)
        degrees = dict(zip(refs, self._degrees[entities].tolist(), strict=True))
        return Drawn(self._columns.statement_refs(rows), degrees)

    def _best(self, most: int) -> Rows:
        """Places of the statements between those who are best known, of each two one first."""
        kept = np.zeros(len(self._degrees), np.bool_)
        kept[self._known(max(most // PER_ENTITY, 2))] = True
        at = np.flatnonzero(kept[self._subject] & kept[self._object])
        at = at[np.argsort(-self._columns.source_count[self._rows[at]], kind="stable")]
        ones = np.minimum(self._subject[at], self._object[at]).astype(np.int64)
        pairs = ones * len(kept) + np.maximum(self._subject[at], self._object[at])
        best: Rows = at[np.lexsort((self._far(at), _ranks(pairs)))[:most]]
        return best


def _between(
    columns: Columns, there: Mask, middle: list[int], as_of: date | None, *, bulk: bool
) -> Rows:
    """The statements between entities that are there."""
    shown = there.copy()
    shown[middle] = True
    fits = columns.on(as_of).statements
    return columns.rows_between(fits if bulk else fits & ~columns.bulk, shown)


def _distances(columns: Columns, rows: Rows, middle: list[int], hops: int) -> NDArray[np.int32]:
    """How far each reference is from the middle, as far as it is asked for."""
    away = np.full(len(columns.refs), _FAR, np.int32)
    away[middle] = 0
    subject, object_ = columns.subject[rows], columns.object[rows]
    for step in range(1, hops + 1):
        near = away < step
        for one, other in ((subject, object_), (object_, subject)):
            beside = other[near[one]]
            away[beside] = np.minimum(away[beside], step)
        if not (away == step).any():
            break
    return away


def _ranks(pairs: NDArray[np.int64]) -> NDArray[np.intp]:
    """For each place, how many places before it hold the same."""
    order = np.argsort(pairs, kind="stable")
    ordered = pairs[order]
    new = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    begun = np.maximum.accumulate(np.where(new, np.arange(len(ordered)), 0))
    ranks = np.empty(len(ordered), np.intp)
    ranks[order] = np.arange(len(ordered)) - begun
    return ranks
