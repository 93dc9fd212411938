"""The graph in columns: what there is of statements, and what there was as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from aiactors.columns.arrays import Tables
from aiactors.columns.parquet import Files
from aiactors.columns.parts import MISSING, Codes, Days, Mask, Rows, day_number
from aiactors.columns.then import Counts, Net, Then
from aiactors.columns.words import Words
from aiactors.schema import load_ontology

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EVER = 2**31 - 1
"""A day after every day of the calendar."""


class Columns(Words):
    """The statements of a graph, one row each, by subject, predicate and id.

    Make them with :meth:`read`, or of a model with :func:`aiactors.columns.columns_of`.

    Args:
        source: where the columns come from.

    Example:
        >>> from aiactors.model import DossierSet
        >>> from aiactors.rdf import derive
        >>> from aiactors.columns import columns_of
        >>> columns_of(DossierSet(), derive(DossierSet())).counts(date(2019, 1, 1)).statements
        0
    """

    @classmethod
    def read(cls, folder: Path, state: str | None = None) -> Self:
        """Open the columns in a folder.

        Args:
            folder: where their files lie.
            state: the state of the store that they must be of; None where that does not matter.

        Returns:
            The columns; each is read when it is first needed.

        Raises:
            FileError: if a file is missing or broken, or they are of another state.
        """
        return cls(Files(folder, state))

    @classmethod
    def of_tables(cls, statements: Any, entities: Any) -> Self:
        """Return the columns of two tables in memory.

        Args:
            statements: a ``pyarrow.Table`` of :data:`aiactors.columns.STATEMENTS`.
            entities: a ``pyarrow.Table`` of :data:`aiactors.columns.ENTITIES`.

        Returns:
            The columns.
        """
        return cls(Tables(statements, entities))

    def seen(self, day: date) -> Self:
        """Return the same columns, where what is direct is what holds as of a day.

        Args:
            day: the day.

        Returns:
            The columns.
        """
        found = type(self)(self._source)
        found.direct = self.on(day).direct
        return found

    def direct_rows(self) -> Rows:
        """Return the rows that have a direct triple."""
        return np.flatnonzero(self.direct)

    def on(self, day: date | None) -> Then:
        """Return which statements there are as of a day: those of ``Graph.at(as_of=day)``.

        A statement can have held by :func:`aiactors.rdf.standpoint.can_hold`: a state between
        the first and the last day on which it may, an occurrence from the first on. Its triple
        is direct then if it holds, whether it is preferred now or not.

        Args:
            day: the day; None for all statements, and the direct triples of now.

        Returns:
            A truth value for each statement. One that cannot have held then, and which another
            one is about, is left out here; ``Graph.at`` keeps it, without a direct triple.
        """
        if day is None:
            return Then(np.ones(len(self), np.bool_), self.direct)
        number = np.int32(day_number(day))
        # A day that is missing is before every other one, and so are its comparisons right.
        can_hold = (self.earliest_start <= number) & (self._last >= number)
        return Then(can_hold, can_hold & self.holds)

    @cached_property
    def _last(self) -> Days:
        """The last day on which each can have held: an occurrence goes on counting."""
        relations = load_ontology().relations
        happen = (name for name, r in relations.items() if r.aspect == "Occurrence")
        ever = (self.latest_end == MISSING) | self.predicate.among(*happen)
        return np.where(ever, np.int32(_EVER), self.latest_end)

    def known_by(self, day: date) -> Mask:
        """Return which statements some document with a date had told by a day.

        This is no graph as known by a day. The status of a statement, and thereby what is
        direct, may have been another one then, by fewer documents; and what is about a statement
        that was not yet told is there. For those, ask ``Graph.at(known_by=day)``.

        Args:
            day: the day.

        Returns:
            A truth value for each statement.
        """
        since, number = self.known_since, day_number(day)
        told: Mask = (since != MISSING) & (since <= number)
        return told

    def counts(self, day: date | None = None, *, bulk: bool = False) -> Counts:
        """Count statements as of a day.

        Args:
            day: the day; None for all statements, and the direct triples of now.
            bulk: whether what stands in bulk dossiers alone is counted as well.

        Returns:
            The counts.
        """
        then = self._on(day, bulk)
        statements, direct = self._by_both(then.statements), self._by_both(then.direct)
        return Counts(
            statements=int(statements.sum()),
            direct=int(direct.sum()),
            entities=int(np.count_nonzero(self._touched(self._edges(then.direct)))),
            relations=_named(self.predicate.names, statements.sum(1)),
            statuses=_named(self.status.names, statements.sum(0)),
            direct_relations=_named(self.predicate.names, direct.sum(1)),
        )

    def _by_both(self, mask: Mask) -> NDArray[np.intp]:
        """How many statements there are of each relation and status."""
        shape = len(self.predicate.names), len(self.status.names)
        # Numbers of rows, and not the mask: numpy takes by them five times as fast.
        pairs = self._pairs[np.flatnonzero(mask)]
        return np.bincount(pairs, minlength=shape[0] * shape[1]).reshape(shape)

    @cached_property
    def _pairs(self) -> NDArray[np.intp]:
        """Relation and status of each statement, as one number that is counted without a copy."""
        relations = self.predicate.codes.astype(np.intp)
        return relations * len(self.status.names) + self.status.codes

    def network(self, day: date | None = None, *, bulk: bool = False) -> Net:
        """Return what holds between entities as of a day.

        Args:
            day: the day; None for the direct triples of now.
            bulk: whether what stands in bulk dossiers alone is in it as well.

        Returns:
            The network: an edge for each statement that has a direct triple then, and whose
            object is an entity.
        """
        return self._net(self._edges(self._on(day, bulk).direct))

    def _on(self, day: date | None, bulk: bool) -> Then:
        then = self.on(day)
        return then if bulk else Then(then.statements & ~self.bulk, then.direct & ~self.bulk)

    def _edges(self, direct: Mask) -> Rows:
        """Those of some statements that are between entities."""
        return np.flatnonzero(direct & self._between_entities)

    @cached_property
    def _between_entities(self) -> Mask:
        return self._is_entity(self.subject) & self._is_entity(self.object)

    def _is_entity(self, codes: Codes) -> Mask:
        entities = self.refs.entities
        return (codes >= entities.start) & (codes < entities.stop)

    def _touched(self, rows: Rows) -> Mask:
        """Which references are the subject or the object of some statements."""
        there = np.zeros(len(self.refs), np.bool_)
        there[self.subject[rows]] = there[self.object[rows]] = True
        return there

    def _net(self, rows: Rows) -> Net:
        there = self._touched(rows)
        place = np.cumsum(there, dtype=np.int32) - np.int32(1)
        nodes = np.flatnonzero(there).astype(np.int32)
        return Net(self, nodes, place[self.subject[rows]], place[self.object[rows]], rows)


def _named(names: Sequence[str], numbers: NDArray[np.intp]) -> dict[str, int]:
    return {name: n for name, n in zip(names, numbers.tolist(), strict=True) if n}
