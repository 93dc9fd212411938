"""What changes a store of rdflib: triples, graphs, prefixes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyoxigraph as ox
from rdflib.store import TripleAddedEvent, TripleRemovedEvent
from rdflib.term import Literal, URIRef

from aiactors.errors import FileError, InputError
from aiactors.rdflib_store.prefixes import Prefixes
from aiactors.rdflib_store.reading import DEFAULT, UNION, Reading
from aiactors.rdflib_store.terms import has_blank, kept, quad_of, to_engine

_AT_ONCE = 10_000
_ANY = (None, None, None)

Row = tuple[ox.Quad, Literal | None]


class Writing(Reading):
    """The half of a store that changes it."""

    _read_only = False
    _in_one_step = False
    """Whether each step costs a transaction, as on disk."""

    dispatcher: Any
    _prefixes: Prefixes

    def _writable(self) -> None:
        if self._read_only:
            raise InputError(
                "the store is read-only: add its quads() to one of rdflib's own, and change that"
            )

    # --- adding -----------------------------------------------------------------------------

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        """Add a triple to a graph.

        Args:
            triple: subject, predicate and object.
            context: the graph.
            quoted: must be False: there are no formulas here.

        Raises:
            InputError: if it is read-only, or a term cannot be stored.
        """
        self._writable()
        if quoted:
            raise InputError("this store has no formulas: add them to one in memory")
        quad, literal = self._row(triple, self._name(context))
        there = quad in self._engine
        new = self._note(quad, literal, there=there)
        self._forms.keep()
        if not there:
            self._count_one(quad)
            self._insert([quad])
        elif new:
            self._counts.clear()
        if self.dispatcher.get_map():
            self._tell(TripleAddedEvent, triple, context)

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: N802 (the name is rdflib's)
        """Add quads, however many: they are read bit by bit, and each bit is added whole.

        Args:
            quads: subjects, predicates, objects and graphs.

        Raises:
            InputError: if it is read-only, or a term cannot be stored.
        """
        self._writable()
        self._put(self._rows(quads))

    def _rows(self, quads: Iterable[Any]) -> Iterator[Row]:
        heard = bool(self.dispatcher.get_map())
        last: Any = None
        name: Any = None
        for s, p, o, context in quads:
            if context is not last or name is None:
                last, name = context, self._name(context)
            yield self._row((s, p, o), name)
            if heard:
                self._tell(TripleAddedEvent, (s, p, o), context)

    def _tell(self, event: Any, triple: Any, context: Any) -> None:
        self.dispatcher.dispatch(event(triple=triple, context=context))

    def _row(self, triple: Any, name: Any) -> Row:
        """The quad as the engine keeps it, and its literal as it is written."""
        s, p, o = triple
        subject: Any = to_engine(s)
        predicate: Any = to_engine(p)
        try:
            if isinstance(o, Literal):
                found = to_engine(o)
                assert isinstance(found, ox.Literal)
                return ox.Quad(subject, predicate, kept(found), name), o
            return ox.Quad(subject, predicate, to_engine(o), name), None
        except TypeError:
            why = "a subject is no literal, and a predicate is an address"
            raise InputError(f"{triple!r} is no triple: {why}") from None

    def _put(self, rows: Iterable[Row]) -> None:
        rows = iter(rows)
        while some := list(islice(rows, _AT_ONCE)):
            quads: dict[ox.Quad, None] = {}
            for quad, literal in some:
                if literal is not None and (literal.datatype or literal.language or self._forms):
                    there = quad in quads or quad in self._engine
                    self._note(quad, literal, there=there)
                quads[quad] = None
            self._forms.keep()
            self._counts.clear()
            self._insert(list(quads))

    def _note(self, quad: ox.Quad, literal: Literal | None, *, there: bool) -> bool:
        """Keep the form of a literal where the engine does not; returns whether it is new."""
        if literal is None:
            return not there
        return self._forms.add(quad, self._terms[quad.object], literal, there=there)

    def _insert(self, quads: list[ox.Quad]) -> None:
        if self._filled is not None:
            self._filled.update(quad.graph_name for quad in quads)
        if self._union:
            quads += [quad_of(quad, UNION) for quad in quads]
        with self._writes():
            self._engine.extend(quads)

    def _count_one(self, quad: ox.Quad) -> None:
        """Keep the counts that are known, when one quad comes."""
        if None in self._counts:
            found = self._engine.quads_for_pattern(*quad.triple, None)
            if self._forms or next(found, None) is not None:
                del self._counts[None]
            else:
                self._counts[None] += 1
        if quad.graph_name in self._counts:
            self._counts[quad.graph_name] += 1

    # --- removing ---------------------------------------------------------------------------

    def remove(self, triple: Any, context: Any = None) -> None:
        """Remove all triples that match.

        Args:
            triple: subject, predicate and object; None for any.
            context: the graph; None for all graphs.

        Raises:
            InputError: if it is read-only.
        """
        self._writable()
        if tuple(triple) == _ANY:
            self._clear(self._names() if context is None else [self._name(context)])
        else:
            self._take(self._going(triple, context))
        if self.dispatcher.get_map():
            self._tell(TripleRemovedEvent, triple, context)

    def _going(self, triple: Any, context: Any) -> list[ox.Quad]:
        """The quads that the engine does not hold any more when what matches is gone."""
        if not self._forms:
            try:
                name = None if context is None else self._name(context)
                return [q for q in self._quads(triple, name) if q.graph_name != UNION]
            except (InputError, TypeError):  # such a term is in no triple
                return []
        return [
            quad
            for quad, forms in list(self._matches(triple, context))
            if not isinstance(forms[0], Literal)
            or self._forms.remove(quad, self._terms[quad.object], forms)
        ]

    def _clear(self, names: list[Any]) -> None:
        self._drop_union()
        for name in names:
            if name == DEFAULT or self._engine.contains_named_graph(name):
                self._engine.clear_graph(name)
        self._forms.forget(quad for quad in self._forms if quad.graph_name in names)
        self._changed()

    def _take(self, quads: list[ox.Quad]) -> None:
        """Remove quads from the engine."""
        held = list(quads)
        if self._union:
            held += [
                quad_of(triple, UNION)
                for triple in {quad.triple for quad in quads}
                if not self._elsewhere(triple, set(quads))
            ]
        with self._writes():
            if self._in_one_step and len(held) > 1 and not any(map(has_blank, held)):
                self._engine.update(f"DELETE DATA {{ {' '.join(map(_line, held))} }}")
            else:
                for quad in held:
                    self._engine.remove(quad)
        self._changed()

    def _elsewhere(self, triple: ox.Triple, gone: set[ox.Quad]) -> bool:
        found = self._engine.quads_for_pattern(*triple, None)
        return any(quad.graph_name != UNION and quad not in gone for quad in found)

    def _forget_forms(self) -> None:
        """Forget the forms of quads that the engine does not hold any more."""
        self._forms.forget([quad for quad in self._forms if quad not in self._engine])
        self._changed()

    @contextlib.contextmanager
    def _writes(self) -> Iterator[None]:
        """Tell in words what keeps the engine from writing."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            self._forget_forms()
            raise FileError("store", f"cannot be written: {error}") from None

    def _changed(self) -> None:
        """Forget what was counted."""
        self._filled = None
        self._counts.clear()
        self._forms.keep()

    # --- graphs and prefixes ----------------------------------------------------------------

    def add_graph(self, graph: Any) -> None:
        """Add a graph that is still empty; a store that is read-only has all that it can have."""
        name = self._name(graph)
        if not self._read_only and name != DEFAULT:
            self._engine.add_graph(name)

    def remove_graph(self, graph: Any) -> None:
        """Remove a graph with all its triples."""
        self.remove(_ANY, graph)
        name = self._name(graph)
        if name != DEFAULT:
            self._engine.remove_graph(name)

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        """Bind a prefix; on disk, it stays bound."""
        self._prefixes.bind(prefix, URIRef(namespace), override=override)

    def prefix(self, namespace: URIRef) -> str | None:
        """Return the prefix of a namespace."""
        return self._prefixes.of.get(URIRef(namespace))

    def namespace(self, prefix: str) -> URIRef | None:
        """Return the namespace of a prefix."""
        return self._prefixes.namespaces.get(prefix)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """Yield prefixes and namespaces."""
        return iter(self._prefixes)

    # --- the union --------------------------------------------------------------------------

    def _drop_union(self) -> None:
        if self._union:
            self._engine.remove_graph(UNION)
            self._union = False

    def _unite(self) -> None:
        """Make the union of all graphs, each triple once; the engine would repeat them."""
        if self._read_only:  # then what cannot be written is copied
            copy = ox.Store()
            copy.bulk_extend(self._engine)
            self._engine = copy
        self._engine.bulk_extend(quad_of(quad, UNION) for quad in self._engine)
        self._union = True


def _line(quad: ox.Quad) -> str:
    if quad.graph_name == DEFAULT:
        return f"{quad.triple} ."
    return f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
