"""The statements that mention an entity, before any of them is put into words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aiactors.columns import Columns
    from aiactors.columns.parts import Rows

NO_DAY = "9999"
"""After every day: what has no date comes last."""


class Mention(NamedTuple):
    """A statement in which an entity or document takes part.

    Attributes:
        statement: its reference.
        predicate: local name of its relation.
        end: ``subject`` or ``object``, whichever the entity is; empty where it is but a document
            that carries the statement.
        first: the day on which it begins, or else by which it had ended.
        source_count: how many independent sources it has.
    """

    statement: str
    predicate: str
    end: str
    first: str
    source_count: int


def mentions_of(columns: Columns, ref: str, carried: Collection[str] = ()) -> list[Mention]:
    """Return what is said of an entity, and what a document carries.

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


def between(columns: Columns, pairs: Collection[tuple[str, str]]) -> list[Mention]:
    """Return the statements from one of two to the other.

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


def _said(columns: Columns, rows: Rows, ends: NDArray[np.str_]) -> list[Mention]:
    from aiactors.columns.parts import MISSING

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
    return [Mention(*one) for one in parts]


def best(said: Iterable[Mention], most: int | None) -> list[Mention]:
    """Return what is told of many statements: those with most sources.

    Args:
        said: the statements, in the order in which they are read.
        most: how many; None for all.

    Returns:
        All of them in their order, where there are no more; else those with most sources first.

    Example:
        >>> few = Mention("st:a", "founded", "subject", "2019", 1)
        >>> many = Mention("st:b", "founded", "subject", "2019", 3)
        >>> [one.statement for one in best([few, many], 1)]
        ['st:b']
    """
    every = list(said)
    if most is None or len(every) <= most:
        return every
    return sorted(every, key=lambda one: -one.source_count)[:most]
