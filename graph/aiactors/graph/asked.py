"""A graph that can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aiactors.errors import InputError
from aiactors.graph.known import Known
from aiactors.query import Result, as_query, bind
from aiactors.store.store import Results


class Asked(Known):
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
            InputError: if a parameter is given to SPARQL that has none.
        """
        asked = as_query(query)
        if asked is None:
            if parameters:
                names = ", ".join(parameters)
                raise InputError(f"plain SPARQL takes no parameters, and {names} was given")
            return self.store.query(str(query))
        return self.store.query(asked.sparql, bind(asked, parameters, self.find))
