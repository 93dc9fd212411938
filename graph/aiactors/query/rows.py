"""Rows of an answer as Python values, read from the text that the engine writes of them.

The engine writes an answer as TSV in less time than it takes to hand over an object for each
term, and what came once comes again: a cell that was read before is only looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from aiactors.query.values import of_cell, of_cells

_TSV = ox.QueryResultsFormat.TSV

_BLOCK = 2**18
"""Bytes that are waited for before rows are read: what is held besides the answer stays small."""

_FEW = 500
"""Cells that are read sooner than they are remembered."""

_MOST_KNOWN = 100_000
"""The most cells that are remembered."""


class _Known(dict[str, Any]):
    """Cell → its value, read when it is looked up for the first time."""

    def __missing__(self, cell: str) -> Any:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        value = self[cell] = of_cell(cell)
        return value


class Rows:
    """The rows of an answer, which are read in whole.

    The engine writes into it as into a file, and between two writes it can be interrupted.

    Attributes:
        columns: names of the columns.
        values: the rows, as tuples of Python values.

    Example:
        >>> from aiactors.store import Store
        >>> answer = Store().query("SELECT ?n ?text { VALUES (?n ?text) { (1 'a') (2 UNDEF) } }")
        >>> Rows(answer).values
        [(1, 'a'), (2, None)]
    """

    __slots__ = ("_has_head", "_known", "_rest", "_size", "_taken", "_written", "columns", "values")

    def __init__(self, answer: Any) -> None:
        """Let the engine write, and read it."""
        self.columns: tuple[str, ...] = ()
        self.values: list[tuple[Any, ...]] = []
        self._written: list[bytes] = []
        self._taken = self._size = 0
        self._rest = b""
        self._known: _Known | None = None
        self._has_head = False
        answer.serialize(self, _TSV)
        self._read()
        self._known = None

    def write(self, data: bytes) -> int:
        """Take what the engine writes."""
        self._written.append(data)
        size = len(data)
        self._size += size
        if self._size >= _BLOCK:
            self._read()
        return size

    def flush(self) -> None:
        """Do nothing; a file must have this method."""

    def _read(self) -> None:
        """Read the rows of which all has been written."""
        data = self._rest + b"".join(self._written[self._taken :])
        end = data.rfind(b"\n") + 1
        self._rest, self._taken, self._size = data[end:], len(self._written), 0
        if not end:
            return
        text = data[:end].decode()
        if not self._has_head:
            head, _, text = text.partition("\n")
            self._has_head = True
            self.columns = tuple([name[1:] for name in head.split("\t")]) if head else ()
        if not self.columns:
            self.values += [()] * text.count("\n")
        elif text:
            cells = text.replace("\n", "\t").split("\t")
            cells.pop()  # what stands behind the last line: nothing
            self.values += zip(*[self._found(cells)] * len(self.columns), strict=True)

    def _found(self, cells: list[str]) -> Iterator[Any]:
        """The value of each cell."""
        if self._known is None:
            if len(cells) <= _FEW:
                return iter(of_cells(cells))
            self._known = _Known()
        return map(self._known.__getitem__, cells)

    def terms(self) -> list[tuple[Any, ...]]:
        """Return the rows as the engine's terms."""
        return [tuple(row) for row in ox.parse_query_results(b"".join(self._written), _TSV)]  # type: ignore[union-attr]
