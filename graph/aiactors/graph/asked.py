"""A graph that can be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from aiactors.errors import AiActorsError, InputError
from aiactors.graph.known import Known
from aiactors.graph.searched import Searched
from aiactors.query import (
    Explanation,
    NamedQuery,
    Result,
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
from aiactors.store.values import Term


class Asked(Searched):
    """What a graph knows, and the ways to ask it."""

    def query(self, query: str | Path, **parameters: str) -> Result:
        """Ask a query.

        Args:
            query: SPARQL, the name of a named query, or the path of a file that ends in ``.rq``.
                The project's prefixes (``ai:``, ``id:`` …) need not be declared.
            **parameters: values of the query's parameters; entities by any of their names.

        Returns:
            The answer.

        Raises:
            QueryError: if the SPARQL does not parse, or is refused.
            NotFoundError: if the named query, or an entity, is unknown.
            InputError: if a parameter is missing or wrong.

        Example:
            >>> import aiactors
            >>> graph = aiactors.open()
            >>> graph.query("SELECT ?who { ?who ai:founded id:safe-superintelligence }").columns
            ('who',)
            >>> ("Sam Altman",) in [row[:1] for row in graph.query("founders")]
            True
        """
        return Result(self.answer(query, parameters))

    def answer(self, query: str | Path, parameters: Mapping[str, str]) -> Results:
        """Ask a query, and return the engine's own results.

        Args:
            query: as in :meth:`query`.
            parameters: as in :meth:`query`.

        Returns:
            Solutions, triples or a truth value, not yet read.

        Raises:
            InputError: if a parameter is given to SPARQL that has none, or the query does not
                answer with the columns that its header names.
        """
        return self._answer(*self._asked(query, parameters))

    def explain(self, query: str | Path, **parameters: str) -> Explanation:
        """Ask a query, and tell what the engine did for the answer.

        Args:
            query: as in :meth:`query`.
            **parameters: as in :meth:`query`.

        Returns:
            The explanation; its text is for people.

        Example:
            >>> import aiactors
            >>> aiactors.open().explain("founders").bound["organization"]
            'id:openai'
        """
        return self.watched(query, parameters)[1]

    def watched(
        self, query: str | Path, parameters: Mapping[str, str], rows: int | None = None
    ) -> tuple[Results, Explanation]:
        """Ask a query, and keep an eye on the engine.

        Args:
            query: as in :meth:`query`.
            parameters: as in :meth:`query`.
            rows: how many rows are read at the most; None for all.

        Returns:
            The answer, and what the engine did for it.
        """
        asked, sparql, bound = self._asked(query, parameters)
        answer, timing = timed(lambda: self._answer(asked, sparql, bound), rows)
        name = "SPARQL" if asked is None else asked.name
        found = self._unknown(_terms(query, asked), empty=_is_empty(answer, timing.rows, rows))
        return answer, explanation(name, sparql, bound, self.store.place, timing, found)

    def noticed(
        self, query: str | Path, parameters: Mapping[str, str], rows: int | None = None
    ) -> tuple[Results, tuple[Unknown, ...]]:
        """Ask a query, and look up its terms.

        Args:
            query: as in :meth:`query`.
            parameters: as in :meth:`query`.
            rows: how many rows are read at the most; None for all.

        Returns:
            The answer, and the terms that the query names and the graph does not have. A store
            on a server is asked for them only where the answer has no rows.

        Example:
            >>> import aiactors
            >>> asked = "SELECT ?who { ?who ai:foundd id:openai }"
            >>> [term.term for term in aiactors.open().noticed(asked, {})[1]]
            ['ai:foundd']
        """
        asked, sparql, bound = self._asked(query, parameters)
        answer, terms = self._answer(asked, sparql, bound), _terms(query, asked)
        is_far = self._everything.store.is_far
        found = () if is_far else self._unknown(terms, empty=True)
        if not found and not (is_far and terms):
            return answer if rows is None else limited(answer, rows), ()
        answer, timing = timed(lambda: answer, rows)
        empty = _is_empty(answer, timing.rows, rows)
        if is_far:
            return answer, self._unknown(terms, empty=empty)
        return answer, tuple(term for term in found if empty or not term.is_defined)

    def _unknown(self, terms: Sequence[str], *, empty: bool) -> tuple[Unknown, ...]:
        """The terms that nothing uses; what is only defined is of use where no row was found."""
        whole = self._everything
        if whole.store.is_far and not empty:
            return ()
        try:
            found = unknown_terms(whole.store, terms, whole.names_at_hand)
        except AiActorsError:  # the answer is there, and a server that does not tell is no reason
            return ()
        return tuple(term for term in found if empty or not term.is_defined)

    @property
    def _everything(self) -> Known:
        """The graph from no standpoint: what cannot be seen from one is not misspelt."""
        return self if self._whole is None else self._whole[0]

    def _answer(self, asked: NamedQuery | None, sparql: str, bound: Mapping[str, Term]) -> Results:
        answer = self.store.query(sparql, bound)
        return answer if asked is None else promised(asked, answer)

    def _asked(
        self, query: str | Path, parameters: Mapping[str, str]
    ) -> tuple[NamedQuery | None, str, Mapping[str, Term]]:
        """The query by name or file, if it is one, its SPARQL, and the values put into it."""
        asked = as_query(query)
        if asked is not None:
            bound = bind(asked, parameters, self.find)
            return asked, self.expanded(asked.sparql, bound), bound
        if parameters:
            names = ", ".join(parameters)
            raise InputError(f"plain SPARQL takes no parameters, and {names} was given")
        return None, self.expanded(str(query)), {}


def _terms(query: str | Path, asked: NamedQuery | None) -> Sequence[str]:
    """The terms that a person wrote: those of the queries that ship are no slips."""
    if asked is None:
        return own_terms(str(query))
    return () if named_queries().get(asked.name) is asked else own_terms(asked.sparql)


def _is_empty(answer: Results, read: int, rows: int | None) -> bool:
    """Whether nothing was found, and not only nothing asked for."""
    return not answer if isinstance(answer, ox.QueryBoolean) else read == 0 and rows != 0
