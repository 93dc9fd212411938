"""The same choices of the graph in columns: for a million statements, in arrays of numpy."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from aiactors.choice.edges import PER_ENTITY, Drawn
from aiactors.choice.said import NO_DAY, Said
from aiactors.columns.parts import MISSING
from aiactors.network.kinds import DRAWN, kind_of_classes
from aiactors.schema import load_ontology

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aiactors.columns import Columns
    from aiactors.columns.parts import Codes, Mask, Rows

_FAR = 1 << 20
"""As far from the middle as nothing is."""


def said_of_rows(columns: Columns, ref: str, carried: Collection[str] = ()) -> list[Said]:
    """Return what is said of an entity: see :func:`aiactors.choice.said_of`.

    Args:
        columns: the graph.
        ref: reference of the entity or document.
        carried: references of the statements that it carries, if it is a document.

    Returns:
        The statements, in the order of subject, relation and hash.
    """
    code = columns.refs.code(ref)
    rows = np.empty(0, np.int64)
    if code is not None:
        rows = np.flatnonzero((columns.subject == code) | (columns.object == code))
    rows = np.union1d(rows, columns.rows_of(carried))
    is_subject, is_object = columns.subject[rows] == code, columns.object[rows] == code
    return _said(columns, rows, np.where(is_subject, "subject", np.where(is_object, "object", "")))


def between_rows(columns: Columns, pairs: Collection[tuple[str, str]]) -> list[Said]:
    """Return the statements from one of two to the other: see :func:`aiactors.choice.between`.

    Args:
        columns: the graph.
        pairs: references of subject and object.

    Returns:
        The statements, in the order of subject, relation and hash.
    """
    codes = {ref: columns.refs.code(ref) for pair in pairs for ref in pair}
    size = len(columns.refs)
    wanted = [
        one * size + other
        for one, other in ((codes[a], codes[b]) for a, b in pairs)
        if one is not None and other is not None
    ]
    there = columns.subject.astype(np.int64) * size + columns.object
    rows = np.flatnonzero((columns.object >= 0) & np.isin(there, np.array(wanted, np.int64)))
    return _said(columns, rows, np.full(len(rows), ""))


def _said(columns: Columns, rows: Rows, ends: NDArray[np.str_]) -> list[Said]:
    first = columns.earliest_start[rows]
    first = np.where(first == MISSING, columns.latest_end[rows], first)
    days = np.where(first == MISSING, NO_DAY, first.astype("datetime64[D]").astype(str))
    names = columns.predicate.names
    parts = zip(
        columns.statement_refs(rows),
        (names[at] for at in columns.predicate.codes[rows].tolist()),
        ends.tolist(),
        days.tolist(),
        columns.source_count[rows].tolist(),
        strict=True,
    )
    return [Said(*one) for one in parts]


def of_kinds(columns: Columns, kinds: Collection[str] = DRAWN) -> Mask:
    """Return which references are entities of some kinds.

    Args:
        columns: the graph.
        kinds: the kinds, as they are drawn.

    Returns:
        A truth value for each reference.
    """
    ontology = load_ontology()
    entities = columns.refs.entities
    known: dict[tuple[str, ...], bool] = {(): False}
    found = np.zeros(len(columns.refs), np.bool_)
    for code, classes in zip(entities, columns.kinds(np.array(entities, np.int32)), strict=True):
        if classes not in known:
            known[classes] = kind_of_classes(classes, ontology) in kinds
        found[code] = known[classes]
    return found


class ColumnEdges:
    """Statements between entities, of columns; see :class:`aiactors.choice.ModelEdges`.

    Args:
        columns: the graph.
        there: which references are entities that are there whether in the middle or not.
        middle: see there.
        hops: see there.
        as_of: see there.
        bulk: see there.
    """

    def __init__(
        self,
        columns: Columns,
        there: Mask,
        middle: Collection[str] = (),
        hops: int = 1,
        as_of: date | None = None,
        *,
        bulk: bool = False,
    ) -> None:
        """Find them."""
        self._columns = columns
        codes = [code for ref in middle if (code := columns.refs.code(ref)) is not None]
        rows = _between(columns, there, codes, as_of, bulk=bulk)
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
        """Return the entities of which most is said: see :meth:`Edges.connected`."""
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
        """Return some of the statements: see :meth:`aiactors.choice.Edges.nearest`."""
        sources = self._columns.source_count[self._rows]
        order = np.lexsort((-sources, self._far()))[:most]
        return self._columns.statement_refs(self._rows[order])

    def drawn(self, most: int | None) -> Drawn:
        """Return what a drawing shows: see :meth:`aiactors.choice.Edges.drawn`."""
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
    fits = columns.object >= 0
    if as_of is not None:
        fits &= columns.on(as_of).statements
    if not bulk:
        fits &= ~columns.bulk
    rows = np.flatnonzero(fits)
    found: Rows = rows[shown[columns.subject[rows]] & shown[columns.object[rows]]]
    return found


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
