"""Asking a graph, with what the engine did for the answer and the terms that nothing uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from aiactors.errors import AiActorsError, InputError
from aiactors.graph.reader import GraphReader
from aiactors.query import (
    Explanation,
    NamedQuery,
    Unknown,
    as_query,
    bind,
    explanation,
    named_queries,
    own_terms,
    promised,
    timed,
    unknown_terms,
)
from aiactors.store.limit import limited
from aiactors.store.store import Results
from aiactors.store.values import Term, fill

Parameters = Mapping[str, str]


class _Asked(NamedTuple):
    """A query that is ready for the store.

    Attributes:
        named: the query by name or file, if it is one.
        sparql: its SPARQL, with what search finds put into it.
        bound: the values of its parameters.
    """

    named: NamedQuery | None
    sparql: str
    bound: Mapping[str, Term]

    def on(self, graph: GraphReader) -> Results:
        answer = graph.store.query(self.sparql, self.bound)
        return answer if self.named is None else promised(self.named, answer)


def solutions(graph: GraphReader, query: str | Path, parameters: Parameters) -> Results:
    """Ask a query, and return the engine's own results.

    Returns:
        Solutions, triples or a truth value, not yet read.

    Raises:
        InputError: if a parameter is given to SPARQL that has none, or the query does not
            answer with the columns that its header names.
    """
    return _asked(graph, query, parameters).on(graph)


def explained(
    graph: GraphReader, query: str | Path, parameters: Parameters, rows: int | None = None
) -> tuple[Results, Explanation]:
    """Ask a query, and return its first rows (all if left out) with what the engine did."""
    asked = _asked(graph, query, parameters)
    answer, timing = timed(lambda: asked.on(graph), rows)
    name = "SPARQL" if asked.named is None else asked.named.name
    empty = _is_empty(answer, timing.rows, rows)
    found = _unknown(graph, _terms(query, asked.named), empty=empty)
    more = explanation(name, asked.sparql, asked.bound, graph.store.place, timing, found)
    return answer, more


def with_unknown_terms(
    graph: GraphReader, query: str | Path, parameters: Parameters, rows: int | None = None
) -> tuple[Results, tuple[Unknown, ...]]:
    """Ask a query, and look up its terms.

    Returns:
        The first rows of the answer (all if left out), and the terms that the query names and
        the graph does not have. A store on a server is asked for them only where there is no row.

    Example:
        >>> import aiactors
        >>> asked = "SELECT ?who { ?who ai:foundd id:openai }"
        >>> [term.term for term in with_unknown_terms(aiactors.open(), asked, {})[1]]
        ['ai:foundd']
    """
    asked = _asked(graph, query, parameters)
    answer, terms = asked.on(graph), _terms(query, asked.named)
    is_far = graph.whole.store.is_far
    found = () if is_far else _unknown(graph, terms, empty=True)
    if not found and not (is_far and terms):
        return answer if rows is None else limited(answer, rows), ()
    answer, timing = timed(lambda: answer, rows)
    empty = _is_empty(answer, timing.rows, rows)
    if is_far:
        return answer, _unknown(graph, terms, empty=empty)
    return answer, tuple(term for term in found if empty or not term.is_defined)


def expanded(graph: GraphReader, sparql: str, values: Mapping[str, Term] | None = None) -> str:
    """Return a query with what search finds in the place of ``search:matches``.

    Raises:
        QueryError: if it searches in another form than is understood.
    """
    if "search" not in sparql:  # as most queries: nothing of it is imported for them
        return sparql
    from aiactors.search import expand, mentions_search

    if not mentions_search(sparql):
        return sparql
    return expand(fill(sparql, values or {}), lambda: graph.search_index)


def _asked(graph: GraphReader, query: str | Path, parameters: Parameters) -> _Asked:
    named = as_query(query)
    if named is not None:
        bound = bind(named, parameters, graph.find)
        return _Asked(named, expanded(graph, named.sparql, bound), bound)
    if parameters:
        names = ", ".join(parameters)
        raise InputError(f"plain SPARQL takes no parameters, and {names} was given")
    return _Asked(None, expanded(graph, str(query)), {})


def _unknown(graph: GraphReader, terms: Sequence[str], *, empty: bool) -> tuple[Unknown, ...]:
    """The terms that nothing uses; what is only defined is of use where no row was found."""
    whole = graph.whole
    if whole.store.is_far and not empty:
        return ()
    try:
        found = unknown_terms(whole.store, terms, whole.names_at_hand)
    except AiActorsError:  # the answer is there, and a server that does not tell is no reason
        return ()
    return tuple(term for term in found if empty or not term.is_defined)


def _terms(query: str | Path, named: NamedQuery | None) -> Sequence[str]:
    """The terms that a person wrote: those of the queries that ship are no slips."""
    if named is None:
        return own_terms(str(query))
    return () if named_queries().get(named.name) is named else own_terms(named.sparql)


def _is_empty(answer: Results, read: int, rows: int | None) -> bool:
    """Whether nothing was found, and not only nothing asked for."""
    return not answer if isinstance(answer, ox.QueryBoolean) else read == 0 and rows != 0
