"""How a store of rdflib answers SPARQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql import CUSTOM_EVALS

from aiactors.errors import QueryError
from aiactors.rdflib_store.asked import Asked, asked, hand_on, names_its_default_graph, words
from aiactors.rdflib_store.reading import DEFAULT, UNION
from aiactors.rdflib_store.results import as_result
from aiactors.rdflib_store.writing import Writing
from aiactors.store.guard import check

if TYPE_CHECKING:
    from rdflib.query import Result
    from rdflib.term import Identifier

WHOLE = "__UNION__"
"""What rdflib calls the union of all graphs."""


class Answering(Writing):
    """The part of a store that answers queries."""

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803 (the names are rdflib's)
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **kwargs: Any,
    ) -> Result:
        """Ask a query.

        Args:
            query: SPARQL, or what rdflib prepared of it.
            initNs: prefixes besides those of the store.
            initBindings: values of variables.
            queryGraph: what the default graph is: a graph, or ``__UNION__`` for all of them.
            **kwargs: ``base``, which relative addresses are relative to.

        Returns:
            The answer, not yet read.

        Raises:
            QueryError: if it does not parse, or is refused.
            NotImplementedError: if only rdflib itself can answer it; it does so when told so.
        """
        made = asked(query, initNs, initBindings, self._prefixes.namespaces, kwargs)
        check(made.text)
        if CUSTOM_EVALS:  # somebody taught rdflib to answer in another way
            hand_on(made.text, "answers are made by functions of rdflib")
        return as_result(
            self._ask(made, queryGraph, bound=bool(initBindings)), self._terms, made.more
        )

    def _ask(self, made: Asked, graph: Any, *, bound: bool) -> Any:
        scope = {} if names_its_default_graph(made) else self._scope(made.text, graph)
        try:
            return self._engine.query(
                made.text,
                prefixes=made.prefixes,
                base_iri=made.base,
                substitutions=made.blanks or None,
                **scope,
            )
        except SyntaxError as error:
            if bound:  # values can make a text that SPARQL has no place for
                hand_on(made.text, str(error))
            raise QueryError(str(error.msg)) from None
        except (OSError, RuntimeError, ValueError) as error:
            # The value of a variable that it does not answer with; a function that rdflib may know.
            if made.blanks or "custom function" in str(error):
                hand_on(made.text, str(error))
            raise QueryError(f"cannot be answered: {error}") from None

    def _scope(self, text: str, graph: Any) -> dict[str, Any]:
        """Which graphs a query sees."""
        name = self._default_of(graph)
        scope: dict[str, Any] = {} if name == DEFAULT else {"default_graph": [name]}
        if self._union and "graph" in words(text):
            scope |= {"default_graph": [name], "named_graphs": self._names_to_show()}
        return scope

    def _names_to_show(self) -> list[Any]:
        return [name for name in self._names() if name != DEFAULT]

    def _default_of(self, graph: Any) -> Any:
        """The graph that a query has for its default graph."""
        if graph != WHOLE:
            return self._name(DATASET_DEFAULT_GRAPH_ID if graph is None else graph)
        if (name := self._whole()) is None:
            self._unite()
            name = UNION
        return name
