"""What columns are made of: codes for texts, numbers for days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray

from aiactors.columns import arrow

Codes = NDArray[np.int32]
Days = NDArray[np.int32]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]

MISSING = -(2**31)
"""The number of a day that is not known: none of the calendar is as early."""

NONE = -1
"""The code where there is no text."""

_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """Return a day as columns count them: from 1 January 1970.

    Args:
        day: the day.

    Returns:
        Its number.

    Example:
        >>> day_number(date(1970, 1, 2)), day_number(date(1969, 12, 31))
        (1, -1)
    """
    return day.toordinal() - _EPOCH


@dataclass(frozen=True, slots=True)
class Coded:
    """A column whose texts are few.

    Attributes:
        codes: for each row, which of the names; -1 where there is none.
        names: every text once, in order.

    Example:
        >>> column = Coded(np.array([1, 0, 1], np.int32), ["Claimed", "Reported"])
        >>> column.among("Reported", "Established").tolist()
        [True, False, True]
    """

    codes: Codes
    names: Sequence[str]

    def among(self, *names: str) -> Mask:
        """Return where one of some names stands.

        Args:
            *names: local names; those that no row has may be among them.

        Returns:
            A truth value for each row.
        """
        # One more place, at the end, which the code of no text reads.
        wanted = np.array([name in names for name in self.names] + [False])
        return wanted[self.codes]


class References:
    """Every reference that is a subject or an object, in order: its place is its code.

    Args:
        table: the references, as an array of Arrow.

    Example:
        >>> refs = References(pa.array(["ai:Rejected", "id:mira", "id:orion"]))
        >>> refs.code("id:mira"), refs.code("id:nobody"), refs.texts([2, 0])
        (1, None, ['id:orion', 'ai:Rejected'])
    """

    def __init__(self, table: Any) -> None:
        """Keep the table."""
        self.table = table

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.table)

    def code(self, ref: str) -> int | None:
        """Return the code of a reference.

        Returns:
            Its code; None where nothing is said of it here.
        """
        at = self._place(ref)
        return at if at < len(self) and self.table[at].as_py() == ref else None

    def texts(self, codes: ArrayLike | None = None) -> list[str]:
        """Return references by their codes.

        Args:
            codes: the codes, none of them -1; every reference if left out.

        Returns:
            The references, in the same order.
        """
        if codes is None:
            return list(self.table.to_pylist())
        return list(self.table.take(arrow.numbers(np.asarray(codes, np.int32))).to_pylist())

    @cached_property
    def entities(self) -> range:
        """The codes of entities and documents, which follow each other."""
        return range(self._place("id:"), self._place("id;"))

    def _place(self, text: str) -> int:
        # Texts in order of code points are in order of their bytes in UTF-8, and the other way.
        return bisect_left(range(len(self)), text, key=lambda at: self.table[at].as_py())


def days(column: Any) -> Days:
    """Return a column of days as numbers.

    Args:
        column: an array of Arrow, of ``date32``.

    Returns:
        Days since 1 January 1970, and MISSING where there is none.
    """
    return arrow.plain(flat(column).view(pa.int32()), MISSING)


def coded(column: Any) -> Coded:
    """Return a column of texts as codes into a table in order.

    Args:
        column: an array of Arrow, of texts, as a dictionary or not.
    """
    column = dictionary(column)
    table, places = ordered(column.dictionary)
    return Coded(recoded(column, places), table.to_pylist())


def dictionary(column: Any) -> Any:
    """Return a column of texts in one piece, as a dictionary.

    Args:
        column: an array of Arrow, of texts, as a dictionary or not.
    """
    column = flat(column)
    return column if pa.types.is_dictionary(column.type) else column.dictionary_encode()


def ordered(texts: Any) -> tuple[Any, Codes]:
    """Return texts in order, each once, and where each of those given stands among them.

    Returns:
        The table, and a place for each text.
    """
    once = texts.dictionary_encode()
    order = arrow.plain(pc.array_sort_indices(once.dictionary)).astype(np.int64)
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return once.dictionary.take(arrow.numbers(order)), places[arrow.plain(once.indices)]


def recoded(column: Any, places: Codes) -> Codes:
    """Return the codes of a column into another table.

    Returns:
        The codes, -1 where there is none.
    """
    table = np.append(places, np.int32(NONE))  # which the code of no text reads
    codes: Codes = table[arrow.plain(column.indices, NONE)]
    return codes


def flat(column: Any) -> Any:
    """Return a column in one piece.

    Args:
        column: an array of Arrow, in chunks or not.
    """
    if not isinstance(column, pa.ChunkedArray):
        return column
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def with_gaps(values: NDArray[np.int32], gap: int, type_: Any) -> Any:
    """Return whole numbers as an array of Arrow with nulls.

    Args:
        values: the numbers.
        gap: the number that stands for none.
        type_: the type of Arrow that they are read as.
    """
    return arrow.numbers(values, type_, values != gap)
