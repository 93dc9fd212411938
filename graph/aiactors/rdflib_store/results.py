"""Answers of the engine as results of rdflib; nothing of them is read before it is needed."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.query import Result, ResultRow
from rdflib.term import Identifier, Variable

from aiactors.errors import QueryError
from aiactors.rdflib_store.terms import Terms

_MOST_AT_ONCE = 1024


def as_result(found: Any, terms: Terms, more: Mapping[str, Identifier]) -> Result:
    """Return an answer of the engine as a result of rdflib.

    Args:
        found: the answer: solutions, triples or a truth value.
        terms: what converts the terms.
        more: variables with values that each row holds besides.

    Returns:
        The result.

    Example:
        >>> asked = ox.Store().query('SELECT ("a" AS ?x) {}')
        >>> [str(row.x) for row in as_result(asked, Terms(), {})]
        ['a']
    """
    if isinstance(found, ox.QuerySolutions):
        return Rows(found, terms, more)
    if isinstance(found, ox.QueryTriples):
        return Triples(found, terms)
    result = Result("ASK")
    result.askAnswer = bool(found)
    return result


class Rows(Result):
    """The rows of SELECT.

    Rows that were read are kept, so that they can be gone through again. As everywhere in rdflib,
    a row without any value is counted, and not shown.

    Args:
        found: the engine's solutions.
        terms: what converts the terms.
        more: variables with values that each row holds besides.
    """

    def __init__(self, found: Any, terms: Terms, more: Mapping[str, Identifier]) -> None:
        """Read the names of the variables."""
        super().__init__("SELECT")
        names = [variable.value for variable in found.variables]
        self._more = tuple(term for name, term in more.items() if name not in names)
        names += [name for name in more if name not in names]
        self.vars = [Variable(name) for name in names]
        self._row = _row_class(tuple(names))
        self._terms, self._found = terms, found
        self._rows: list[ResultRow | None] = []

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows; each time from the first."""
        at, count = 0, 1
        while True:
            rows = self._rows
            while at < len(rows):
                if (row := rows[at]) is not None:
                    yield row
                at += 1
            if not self._read(count):
                return
            count = min(count * 2, _MOST_AT_ONCE)

    def _read(self, count: int) -> bool:
        """Read some more rows; returns whether there were any."""
        terms, row, more, rows = self._terms, self._row, self._more, self._rows
        known = len(rows)
        try:
            for solution in islice(self._found, count):
                values = [terms[term] for term in solution]
                if not more and (not values or values[0] is None) and _empty(values):
                    rows.append(None)
                    continue
                rows.append(tuple.__new__(row, (*values, *more) if more else values))
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"cannot be answered: {error}") from None
        return len(rows) > known

    def __len__(self) -> int:
        """Return the number of rows; reads them all."""
        while self._read(_MOST_AT_ONCE):
            pass
        return len(self._rows)

    def __bool__(self) -> bool:
        """Tell whether there is a row; reads no more than one."""
        return bool(self._rows) or self._read(1)

    def _bound(self, row: Any) -> dict[Variable, Identifier]:
        pairs = () if row is None else zip(self.vars or [], row, strict=True)
        return {name: term for name, term in pairs if term is not None}

    @property
    def bindings(self) -> Any:
        """The rows as dictionaries: variable → value, without what is unbound."""
        len(self)
        return [self._bound(row) for row in self._rows]

    @bindings.setter
    def bindings(self, bindings: Any) -> None:
        names = self.vars or []
        self._found = iter(())
        self._rows = [ResultRow(values, names) if values else None for values in bindings or ()]


@functools.lru_cache(maxsize=256)
def _row_class(names: tuple[str, ...]) -> type[ResultRow]:
    """The class of rows with these columns: what all share is not kept in each of them."""
    labels = {name: at for at, name in enumerate(names)}
    return type("ResultRow", (ResultRow,), {"labels": labels, "__slots__": ()})


def _empty(values: list[Any]) -> bool:
    return all(value is None for value in values)


class Triples(Result):
    """The triples of CONSTRUCT and DESCRIBE.

    Args:
        found: the engine's triples.
        terms: what converts the terms.
    """

    def __init__(self, found: Any, terms: Terms) -> None:
        """Begin with an empty graph."""
        self._found, self._terms = found, terms
        self._graph = rdflib.Graph()
        super().__init__("CONSTRUCT")

    @property
    def graph(self) -> Any:
        """The triples as a graph in memory; reads them all."""
        for _ in self._read():
            pass
        return self._graph

    @graph.setter
    def graph(self, graph: Any) -> None:
        if graph is not None:
            self._graph, self._found = graph, iter(())

    def __iter__(self) -> Iterator[Any]:
        """Yield each triple once."""
        yield from list(self._graph)
        yield from self._read()

    def _read(self) -> Iterator[Any]:
        terms, graph = self._terms, self._graph
        try:
            for triple in self._found:
                new = (terms[triple.subject], terms[triple.predicate], terms[triple.object])
                if new not in graph:
                    graph.add(new)
                    yield new
        except (OSError, RuntimeError) as error:
            raise QueryError(f"cannot be answered: {error}") from None
