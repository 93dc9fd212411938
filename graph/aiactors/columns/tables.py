"""Rows to tables of Arrow, batch by batch: what waits is codes in arrays, and each text once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aiactors.columns import arrow
from aiactors.columns.parts import (
    MISSING,
    NONE,
    Coded,
    Codes,
    Days,
    Mask,
    Rows,
    coded,
    day_number,
    with_gaps,
)
from aiactors.columns.rows import EntityRow, StatementRow
from aiactors.columns.schema import CODED, ENTITIES, STATEMENTS
from aiactors.model import parse_time

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH = 16_384
"""Rows that are turned into columns at once."""

_TEXTS = (*CODED, "value")
_BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")


class _Table(dict[Any, int]):
    """Gives each value that it is asked for a number, in the order in which they come."""

    def __missing__(self, value: Any) -> int:
        code = self[value] = len(self)
        return code


def _number(day: date | None) -> int:
    return MISSING if day is None else day_number(day)


class _Values:
    """A column whose values come again and again: each once, and its number for each row."""

    def __init__(self) -> None:
        self._table = _Table()
        self._codes: list[Codes] = []

    def add(self, values: Sequence[Any]) -> None:
        codes = map(self._table.__getitem__, values)
        self._codes.append(np.fromiter(codes, np.int32, len(values)))

    def texts(self) -> Any:
        """The column as a dictionary of Arrow, its texts in order; None has no code."""
        texts = arrow.texts(list(self._table))
        order = arrow.plain(pc.array_sort_indices(texts)).astype(np.int64)
        order = order[: len(texts) - texts.null_count]
        places = np.full(len(texts), NONE, np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        codes = with_gaps(places[joined(self._codes, np.int32)], NONE, pa.int32())
        return pa.DictionaryArray.from_arrays(codes, texts.take(arrow.numbers(order)))

    def days(self) -> Days:
        return self.looked_up(map(_number, self._table))

    def bounds(self) -> dict[str, Days]:
        """Four columns of a column of times."""
        bounds = [None if when is None else parse_time(when).bounds for when in self._table]
        return {
            name: self.looked_up(_number(b and getattr(b, name)) for b in bounds)
            for name in _BOUNDS
        }

    def looked_up(self, values: Iterable[int]) -> Codes:
        """For each row, the value of what stands there."""
        table: Codes = np.fromiter(values, np.int32, len(self._table))
        found: Codes = table[joined(self._codes, np.int32)]
        return found


class StatementRows:
    """Rows of statements on their way to a table."""

    def __init__(self) -> None:
        """Begin with none."""
        self._values = {name: _Values() for name in (*_TEXTS, "when", "known_since")}
        self._ids: list[NDArray[np.uint8]] = []
        self._bulk: list[Mask] = []
        self._counts: list[NDArray[np.int32]] = []

    def add(self, rows: Sequence[StatementRow]) -> None:
        """Add a batch of rows.

        Args:
            rows: at least one.
        """
        columns = dict(zip(StatementRow._fields, zip(*rows, strict=True), strict=True))
        self._ids.append(np.frombuffer(bytes.fromhex("".join(columns["id"])), np.uint8))
        self._bulk.append(np.array(columns["bulk"], np.bool_))
        self._counts.append(np.array(columns["source_count"], np.int32))
        for name, values in self._values.items():
            values.add(columns[name])

    def table(self) -> Any:
        """Return all rows as a table, sorted by subject, predicate and id; none are left here."""
        # Each table of texts is let go of as soon as Arrow has it.
        columns = {name: self._values.pop(name).texts() for name in _TEXTS}
        columns |= {name: with_gaps(column, MISSING, pa.date32()) for name, column in self._days()}
        columns["bulk"] = arrow.truths(joined(self._bulk, np.bool_))
        columns["source_count"] = arrow.numbers(joined(self._counts, np.int32))
        columns["direct"] = arrow.truths(_direct(columns))
        ids = joined(self._ids, np.uint8)
        columns["statement"] = _binary(ids)
        order = arrow.numbers(_order(columns, ids.reshape(-1, 10)))
        columns["value"] = columns["value"].dictionary_decode()
        arrays = [columns.pop(name).take(order) for name in STATEMENTS.names]
        return pa.table(arrays, schema=STATEMENTS)

    def _days(self) -> Iterator[tuple[str, Days]]:
        """The columns of days, of which four are bounds."""
        yield from self._values.pop("when").bounds().items()
        yield "known_since", self._values.pop("known_since").days()


class EntityRows:
    """Rows of entities on their way to a table."""

    def __init__(self) -> None:
        """Begin with none."""
        self._batches: list[Any] = []

    def add(self, rows: Sequence[EntityRow]) -> None:
        """Add a batch of rows.

        Args:
            rows: at least one.
        """
        refs, english, french, kinds, bulk = zip(*rows, strict=True)
        arrays = [*map(arrow.texts, (refs, english, french)), arrow.lists(kinds)]
        arrays.append(arrow.truths(np.array(bulk, np.bool_)))
        self._batches.append(pa.record_batch(arrays, schema=ENTITIES))

    def table(self) -> Any:
        """Return all rows as a table, sorted by reference; none are left here."""
        table = pa.Table.from_batches(self._batches, ENTITIES).combine_chunks()
        self._batches.clear()
        return table.sort_by("ref").combine_chunks()


def statement_table(rows: Iterable[StatementRow]) -> Any:
    """Return statements as a table.

    Args:
        rows: the statements, each once, in any order.

    Returns:
        A ``pyarrow.Table`` of the statements' schema, sorted by subject, predicate and id. What
        is direct is right where all statements of a subject are among them.
    """
    return _filled(StatementRows(), rows).table()


def entity_table(rows: Iterable[EntityRow]) -> Any:
    """Return entities and documents as a table.

    Args:
        rows: the entities, each once, in any order.

    Returns:
        A ``pyarrow.Table`` of the entities' schema, sorted by reference.
    """
    return _filled(EntityRows(), rows).table()


def _filled(made: Any, rows: Iterable[Any]) -> Any:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        made.add(batch)
    return made


def holding(modality: Coded, status: Coded, rank: Coded) -> Mask:
    """Tell which statements hold, their best rank aside: :func:`aiactors.model.holds`."""
    stands = modality.among("Actual") & status.among("Established", "Reported")
    return stands & ~rank.among("Deprecated")


def best_ranked(subject: Codes, predicate: Codes, holds: Mask, preferred: Mask) -> Mask:
    """Tell which statements have a direct triple: :func:`aiactors.rdf.derived.direct_triples`.

    Returns:
        A truth value for each: what holds, and is put aside by none that is preferred.
    """
    pair = subject.astype(np.int64) << 32 | predicate
    put_aside = np.isin(pair, pair[holds & preferred])
    return holds & (preferred | ~put_aside)


def _direct(columns: dict[str, Any]) -> Mask:
    modality, status, rank = (coded(columns[name]) for name in ("modality", "status", "rank"))
    subject, predicate = _codes(columns["subject"]), _codes(columns["predicate"])
    holds = holding(modality, status, rank)
    return best_ranked(subject, predicate, holds, rank.among("Preferred"))


def _codes(column: Any) -> Codes:
    return arrow.plain(column.indices)


def _order(columns: dict[str, Any], ids: NDArray[np.uint8]) -> Rows:
    """The order of rows by subject, predicate and id."""
    high = np.ascontiguousarray(ids[:, :8]).view(">u8").ravel().astype(np.uint64)
    low = np.ascontiguousarray(ids[:, 8:]).view(">u2").ravel().astype(np.uint16)
    subject, predicate = _codes(columns["subject"]), _codes(columns["predicate"])
    return np.lexsort((low, high, subject.astype(np.int64) << 32 | predicate)).astype(np.int64)


def joined(batches: Sequence[NDArray[Any]], dtype: type[np.generic]) -> NDArray[Any]:
    """Return batches of a column as one array, which is empty where there are none."""
    return np.concatenate([np.empty(0, dtype), *batches])


def _binary(ids: NDArray[np.uint8]) -> Any:
    return pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(10), len(ids) // 10, [None, pa.py_buffer(ids)]
    )
