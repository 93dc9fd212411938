"""How a store of rdflib carries out SPARQL updates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from aiactors.errors import QueryError
from aiactors.rdflib_store.answering import WHOLE, Answering
from aiactors.rdflib_store.asked import Asked, asked, hand_on, words
from aiactors.rdflib_store.changes import Operation, data, operations
from aiactors.rdflib_store.reading import DEFAULT
from aiactors.rdflib_store.terms import kept, quad_of
from aiactors.rdflib_store.writing import Row
from aiactors.store.guard import check

if TYPE_CHECKING:
    from rdflib.term import Identifier


class Updating(Answering):
    """The part of a store that carries out updates."""

    def update(
        self,
        update: Any,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **kwargs: Any,
    ) -> None:
        """Carry out an update.

        Args:
            update: SPARQL, or what rdflib prepared of it.
            initNs: prefixes besides those of the store.
            initBindings: values of variables.
            queryGraph: what the default graph is: a graph, or ``__UNION__`` for all of them;
                then what is added goes into the default graph.
            **kwargs: ``base``, which relative addresses are relative to.

        Raises:
            InputError: if it is read-only.
            QueryError: if it does not parse, or is refused.
            NotImplementedError: if only rdflib itself can do it; it does so when told so.
        """
        self._writable()
        made = asked(update, initNs, initBindings, self._prefixes.namespaces, kwargs)
        steps = operations(made.text)
        if steps and all(step.is_data for step in steps):
            self._data(made, steps, queryGraph)
            return
        check(made.text)
        told = words(made.text)
        if "load" in told:
            raise QueryError("LOAD is not allowed: parse the file into the graph")
        if made.blanks:
            hand_on(made.text, "a blank node is a value, and an update has no place for it")
        of_graphs = all(step.is_of_graphs for step in steps)
        if queryGraph == DATASET_DEFAULT_GRAPH_ID or (queryGraph == WHOLE and of_graphs):
            self._in_engine(self._engine, made, bound=bool(initBindings))
            return
        # What is not carried out in one piece is at least read as a whole.
        self._in_engine(ox.Store(), made, bound=bool(initBindings))
        if told or not all(step.does for step in steps):
            hand_on(made.text, "it is no update of the default graph")
        for step in steps:
            if step.is_data:
                self._data(made, [step], queryGraph)
            else:
                self._in_parts(made, step, queryGraph)

    def _data(self, made: Asked, steps: list[Operation], graph: Any) -> None:
        """Add and take data, to the letter."""
        target = DEFAULT if graph in (WHOLE, None) else self._name(graph)
        read = [(step.does == "add", data(step, made)) for step in steps]
        for comes, quads in read:
            rows = [self._literal_row(quad, target) for quad in quads]
            if comes:
                self._put(rows)
                continue
            self._take(
                [
                    quad
                    for quad, form in rows
                    if quad in self._engine
                    and (form is None or self._forms.remove(quad, self._terms[quad.object], [form]))
                ]
            )

    def _literal_row(self, quad: ox.Quad, target: Any) -> Row:
        name = target if quad.graph_name == DEFAULT else quad.graph_name
        if not isinstance(quad.object, ox.Literal):
            return quad_of(quad, name), None
        form = self._terms[quad.object]
        return ox.Quad(quad.subject, quad.predicate, kept(quad.object), name), form

    def _in_engine(self, engine: ox.Store, made: Asked, *, bound: bool) -> None:
        """Let the engine carry it out; on an empty one, to see whether it parses."""
        if own := engine is self._engine:
            self._drop_union()  # an update would see it
        try:
            engine.update(made.text, prefixes=made.prefixes, base_iri=made.base)
        except SyntaxError as error:
            if bound:
                hand_on(made.text, str(error.msg))
            raise QueryError(str(error.msg)) from None
        except (OSError, RuntimeError, ValueError) as error:
            if own:
                raise QueryError(f"cannot be carried out: {error}") from None
        finally:
            if own:
                self._forget_forms()

    def _in_parts(self, made: Asked, step: Operation, graph: Any) -> None:
        """Ask what comes and what goes, and only then change it."""
        parts = [
            (comes, list(self._ask(Asked(text, made.prefixes, made.base), graph, bound=False)))
            for comes, text in step.templates()
        ]
        target = DEFAULT if graph == WHOLE else self._name(graph)
        for comes, triples in parts:
            if comes:
                self._put(self._literal_row(quad_of(t, target), target) for t in triples)
                continue
            names = self._filled_graphs() if graph == WHOLE else {target}
            gone = [quad_of(triple, name) for triple in triples for name in names]
            self._forms.forget(gone)
            self._take([quad for quad in gone if quad in self._engine])
