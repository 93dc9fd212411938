"""What a query answers, as plain Python values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from aiactors.query.rows import Rows
from aiactors.query.values import to_python
from aiactors.store.store import Results

MOST_SHOWN = 100
"""Rows that a notebook shows."""


class Result(Sequence[tuple[Any, ...]]):
    """The answer to a query.

    Rows are tuples of Python values. An ASK has one row with a truth value; a CONSTRUCT or
    DESCRIBE has the triples as rows.

    Args:
        answer: the engine's results; they are read in whole.

    Attributes:
        columns: names of the columns.
        kind: ``rows``, ``triples`` or ``truth``.

    Example:
        >>> from aiactors.store import Store
        >>> result = Result(Store().query("SELECT (1 + 1 AS ?n) {}"))
        >>> result.columns, list(result)
        (('n',), [(2,)])
    """

    def __init__(self, answer: Results) -> None:
        """Read all rows."""
        self._source: Rows | list[ox.Triple] = []
        self._truth = False
        if isinstance(answer, ox.QuerySolutions):
            self.kind = "rows"
            self._source = Rows(answer)
            self.columns: tuple[str, ...] = self._source.columns
            self._rows = self._source.values
        elif isinstance(answer, ox.QueryTriples):
            self.kind = "triples"
            self._source = list(answer)
            self.columns = ("subject", "predicate", "object")
            self._rows = [tuple(map(to_python, triple)) for triple in self._source]
        else:
            self.kind = "truth"
            self.columns = ("answer",)
            self._truth = bool(answer)
            self._rows = [(self._truth,)]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        """Return a row, or several."""
        return self._rows[index]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows."""
        return iter(self._rows)

    def __bool__(self) -> bool:
        """Return an ASK's answer; else whether there is any row."""
        return self._truth if self.kind == "truth" else bool(self._rows)

    def __repr__(self) -> str:
        """Say what it holds, in short."""
        return f"<Result: {len(self)} {self.kind} of {', '.join(self.columns)}>"

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row as a dictionary, by the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self._rows]

    def terms(self) -> list[tuple[Any, ...]]:
        """Return the rows as the engine's terms; none for a truth value."""
        if isinstance(self._source, Rows):
            return self._source.terms()
        return [tuple(triple) for triple in self._source]

    def triples(self) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE, as the engine's terms."""
        return [] if isinstance(self._source, Rows) else list(self._source)

    def to_arrow(self) -> Any:
        """Return the rows as a ``pyarrow.Table``.

        Returns:
            The table; see :mod:`aiactors.query.frames` for the types of its columns.

        Example:
            >>> from aiactors.store import Store
            >>> Result(Store().query("SELECT (1 AS ?n) {}")).to_arrow().schema.field("n").type
            DataType(int64)
        """
        from aiactors.query.frames import to_arrow

        return to_arrow(self)

    def to_polars(self) -> Any:
        """Return the rows as a ``polars.DataFrame`` (extra ``frames``).

        Returns:
            The data frame.

        Example:
            >>> from aiactors.store import Store
            >>> Result(Store().query("SELECT (1 AS ?n) {}")).to_polars()["n"].sum()
            1
        """
        from aiactors.query.frames import to_polars

        return to_polars(self)

    def to_pandas(self) -> Any:
        """Return the rows as a ``pandas.DataFrame`` over Arrow (extra ``frames``).

        Returns:
            The data frame.

        Example:
            >>> from aiactors.store import Store
            >>> list(Result(Store().query("SELECT (1 AS ?n) {}")).to_pandas().columns)
            ['n']
        """
        from aiactors.query.frames import to_pandas

        return to_pandas(self)

    def to_networkx(self) -> Any:
        """Return a ``networkx.MultiDiGraph`` of triples, or of rows with two columns of entities.

        Returns:
            The network; see :func:`aiactors.query.frames.to_networkx`.

        Raises:
            InputError: if the answer holds no network.

        Example:
            >>> from aiactors.store import Store
            >>> result = Result(Store().query("SELECT ?a ?b { VALUES (?a ?b) { (id:a id:b) } }"))
            >>> list(result.to_networkx().edges())
            [('id:a', 'id:b')]
        """
        from aiactors.query.frames import to_networkx

        return to_networkx(self)

    def _repr_html_(self) -> str:
        """Return the first rows as a table: notebooks show that by themselves."""
        from aiactors.query.text import counted, table

        left = len(self) - MOST_SHOWN
        more = f"<p>… and {left:,} more</p>\n" if left > 0 else f"<p>{counted(len(self))}</p>\n"
        return table(self.columns, self._rows[:MOST_SHOWN]) + more
