"""A graph that can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aiactors.errors import InputError
from aiactors.graph.searched import Searched
from aiactors.query import (
    Explanation,
    NamedQuery,
    Result,
    as_query,
    bind,
    explanation,
    promised,
    timed,
)
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
        return answer, explanation(name, sparql, bound, self.store.place, timing)

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
