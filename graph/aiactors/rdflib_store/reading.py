"""What a store of rdflib tells: triples, graphs, how many there are."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Literal

from aiactors.errors import InputError
from aiactors.rdflib_store.forms import Forms
from aiactors.rdflib_store.terms import PRIVATE, Terms, kept, same, to_engine

UNION = ox.NamedNode(PRIVATE + "union")
"""The graph that holds the union of all, where there are several; nobody sees it."""

DEFAULT = ox.DefaultGraph()
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_COUNT_UNION = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"

Found = Iterator[tuple[Any, Iterator[Any]]]


class Reading(rdflib.store.Store):
    """The half of a store that changes nothing.

    Args:
        engine: the engine's store.
        forms: the forms of literals that the engine would change.
        united: whether the engine's default graph is the union of the named ones.
    """

    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def _start(self, engine: ox.Store, forms: Forms, *, united: bool = False) -> None:
        self._engine: Any = engine
        self._forms, self._united = forms, united
        self._terms = Terms()
        self._places: dict[Any, rdflib.Graph] = {}
        self._filled: set[Any] | None = None
        self._counts: dict[Any, int] = {}
        self._union = False

    # --- graphs -----------------------------------------------------------------------------

    def _name(self, context: Any) -> Any:
        """What the engine calls a graph, or the identifier of one."""
        identifier = getattr(context, "identifier", context)
        if identifier == DATASET_DEFAULT_GRAPH_ID and not self._united:
            return DEFAULT
        name = to_engine(identifier)
        if isinstance(name, ox.Literal):
            raise InputError(f"{identifier!r} names no graph: give an address or a blank node")
        return name

    def _place(self, name: Any) -> rdflib.Graph:
        """The graph of rdflib with the engine's name."""
        found = self._places.get(name)
        if found is None:
            identifier = DATASET_DEFAULT_GRAPH_ID if name == DEFAULT else self._terms[name]
            found = self._places[name] = rdflib.Graph(self, identifier)
        return found

    def _names(self) -> list[Any]:
        """All graphs that can be seen; empty ones as well, but for the default graph."""
        names = [name for name in self._engine.named_graphs() if name != UNION]
        return names if self._united or not self._any(DEFAULT) else [DEFAULT, *names]

    def _any(self, name: Any) -> bool:
        return next(self._engine.quads_for_pattern(None, None, None, name), None) is not None

    def _filled_graphs(self) -> set[Any]:
        """The graphs that hold something."""
        if self._filled is None:
            self._filled = {name for name in self._names() if name == DEFAULT or self._any(name)}
        return self._filled

    def _whole(self) -> Any:
        """The one graph that holds all triples; None if there is none yet."""
        if self._united:
            return DEFAULT
        if self._union:
            return UNION
        filled = self._filled_graphs()
        return next(iter(filled), DEFAULT) if len(filled) < 2 else None

    def contexts(self, triple: Any = None) -> Generator[Any, None, None]:
        """Yield all graphs, or those that hold a triple."""
        if triple is None or triple == (None, None, None):
            yield from map(self._place, self._names())
            return
        for name in dict.fromkeys(quad.graph_name for quad, _ in self._matches(triple, None)):
            yield self._place(name)

    # --- triples ----------------------------------------------------------------------------

    def triples(self, triple_pattern: Any, context: Any = None) -> Found:
        """Yield triples that match, each with the graphs that hold it.

        Of a triple that was asked for in one graph, only that graph is told.

        Args:
            triple_pattern: subject, predicate and object; None for any.
            context: the graph; None for the union of all.

        Returns:
            An iterator over what was there when it was asked for.
        """
        try:
            name = self._whole() if context is None else self._name(context)
            if self._forms:
                return self._with_forms(triple_pattern, context)
            quads = self._quads(triple_pattern, name)
        except (InputError, TypeError):  # such a term is in no triple
            return iter(())
        if context is not None or not (name is None or self._union or self._united):
            return self._in_one(quads, self._place(name))
        if tuple(triple_pattern) == (None, None, None):
            return self._everything()
        return self._with_contexts(quads) if name is not None else self._once(quads)

    def _quads(self, pattern: Any, name: Any) -> Iterator[ox.Quad]:
        """The engine's quads that match, where no forms are known."""
        s, p, o = (None if term is None else to_engine(term) for term in pattern)
        if isinstance(o, ox.Literal):
            o = kept(o)
            own = self._terms[o]
            if not same(own, pattern[2]):
                return iter(())
        found: Iterator[ox.Quad] = self._engine.quads_for_pattern(s, p, o, name)
        return found

    def _in_one(self, quads: Iterator[ox.Quad], place: rdflib.Graph) -> Found:
        terms, places = self._terms, (place,)
        for quad in quads:
            yield (
                (terms[quad.subject], terms[quad.predicate], terms[quad.object]),
                iter(places),
            )

    def _with_contexts(self, quads: Iterator[ox.Quad]) -> Found:
        terms = self._terms
        for quad in quads:
            yield (
                (terms[quad.subject], terms[quad.predicate], terms[quad.object]),
                self._holding(quad.triple, None),
            )

    def _everything(self) -> Found:
        """Each triple of several graphs once; where it is need not be looked up one by one."""
        names, seen, shared = self._names(), set[ox.Triple](), set[ox.Triple]()
        graphs = {name: self._engine.quads_for_pattern(None, None, None, name) for name in names}
        for name in names:
            for quad in self._engine.quads_for_pattern(None, None, None, name):
                if _known(quad.triple, seen):
                    shared.add(quad.triple)
        for name, quads in graphs.items():
            own = quads if not shared else (q for q in quads if q.triple not in shared)
            yield from self._in_one(own, self._place(name))
        for triple in shared:
            yield self._converted(triple), self._holding(triple, None)
        if self._united:
            for quad in self._engine.quads_for_pattern(None, None, None, DEFAULT):
                if quad.triple not in seen:
                    yield self._converted(quad.triple), iter(())

    def _converted(self, triple: ox.Triple) -> Any:
        s, p, o = triple
        return self._terms[s], self._terms[p], self._terms[o]

    def _once(self, quads: Iterator[ox.Quad]) -> Found:
        """Each triple once, of several graphs without a union."""
        seen: set[ox.Triple] = set()
        return self._with_contexts(q for q in quads if not _known(q.triple, seen))

    def _with_forms(self, pattern: Any, context: Any) -> Found:
        """Each triple once, in all its forms."""
        seen: set[Any] = set()
        for quad, forms in self._matches(pattern, context):
            s, p = self._terms[quad.subject], self._terms[quad.predicate]
            for form in forms:
                triple = (s, p, form)
                if context is not None:
                    yield triple, iter((self._place(quad.graph_name),))
                elif not _known(triple, seen):
                    yield triple, self._holding(quad.triple, form)

    def _matches(self, pattern: Any, context: Any) -> Iterator[tuple[ox.Quad, tuple[Any, ...]]]:
        """Quads of the graphs that can be seen, each with those of its objects that match."""
        try:
            s, p, o = (None if term is None else to_engine(term) for term in pattern)
            literal = isinstance(o, ox.Literal)
            name = None if context is None else self._name(context)
            quads = self._engine.quads_for_pattern(
                s,
                p,
                kept(o) if isinstance(o, ox.Literal) else o,
                name,
            )
        except (InputError, TypeError):
            return
        for quad in quads:
            if quad.graph_name == UNION or (self._united and quad.graph_name == DEFAULT):
                continue
            own = self._terms[quad.object]
            forms = self._forms.of(quad, own) if isinstance(own, Literal) else (own,)
            if literal:
                forms = tuple(form for form in forms if same(form, pattern[2]))
            if forms:
                yield quad, forms

    def _holding(self, triple: ox.Triple, form: Any) -> Iterator[Any]:
        """The graphs that hold a triple; with a form, those that hold it in that form."""
        for quad in self._engine.quads_for_pattern(*triple, None):
            name = quad.graph_name
            if name == UNION or (self._united and name == DEFAULT):
                continue
            if isinstance(form, Literal):
                forms = self._forms.of(quad, self._terms[quad.object])
                if not any(same(form, one) for one in forms):
                    continue
            yield self._place(name)

    # --- counts -----------------------------------------------------------------------------

    def __len__(self, context: Any = None) -> int:
        """Return the number of triples of a graph, or of the union of all."""
        name = self._whole() if context is None else self._name(context)
        if context is None and name in (None, UNION):
            name = None
        if self._united:  # others may change it
            return self._count(name)
        if name not in self._counts:
            self._counts[name] = self._count(name)
        return self._counts[name]

    def _count(self, name: Any) -> int:
        if name is not None:
            number = self._number(_COUNT, default_graph=[name])
            return number + sum(
                len(self._forms.of(quad, Literal(""))) - 1
                for quad in self._forms
                if quad.graph_name == name
            )
        if self._union:
            number = self._number(_COUNT, default_graph=[UNION])
        else:
            number = self._number(_COUNT_UNION, use_default_graph_as_union=True)
        return number + sum(self._more(triple) for triple in {q.triple for q in self._forms})

    def _more(self, triple: ox.Triple) -> int:
        """How many triples a triple of the engine stands for, less one."""
        found: set[Any] = set()
        for quad in self._engine.quads_for_pattern(*triple, None):
            if quad.graph_name != UNION:
                found.update(self._forms.of(quad, self._terms[quad.object]))
        return len(found) - 1

    def _number(self, sparql: str, **scope: Any) -> int:
        answer: Any = self._engine.query(sparql, **scope)
        return int(next(answer)[0].value)


def _known(item: Any, seen: set[Any]) -> bool:
    """Tell whether an item was seen before, and remember it."""
    if item in seen:
        return True
    seen.add(item)
    return False
