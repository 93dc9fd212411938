"""Triples, graphs, counts and prefixes: what the memory of rdflib does as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, BNode, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.auditable import AuditableStore
from rdflib.plugins.stores.memory import Memory
from rdflib.store import Store, TripleAddedEvent, TripleRemovedEvent

from aiactors.errors import InputError
from aiactors.rdflib_store import RdflibStore
from aiactors.rdflib_store.reading import UNION
from tests.strategies import examples

EX = rdflib.Namespace("http://x.example/")
NAMES = [EX.a, EX.b, BNode("c")]
GRAPHS: list[Any] = [DATASET_DEFAULT_GRAPH_ID, EX.g, EX.h, BNode("k")]
OBJECTS = [
    *NAMES,
    Literal("1"),
    Literal(1),
    Literal("01", datatype=rdflib.XSD.integer, normalize=False),
    Literal("1", datatype=rdflib.XSD.int),
    Literal("x", lang="en-GB"),
]
SUBJECTS, PREDICATES = st.sampled_from(NAMES), st.sampled_from([EX.p, EX.q])
THINGS, PLACES = st.sampled_from(OBJECTS), st.sampled_from(GRAPHS)
QUADS = st.tuples(SUBJECTS, PREDICATES, THINGS, PLACES)
PATTERNS = st.tuples(
    st.none() | SUBJECTS, st.none() | PREDICATES, st.none() | THINGS, st.none() | PLACES
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), QUADS),
        st.tuples(st.just("add all"), st.lists(QUADS, max_size=4)),
        st.tuples(st.just("remove"), PATTERNS),
        st.tuples(st.just("drop"), PLACES),
        st.tuples(st.just("look"), PATTERNS),
        st.tuples(st.just("unite"), st.none()),
    ),
    max_size=12,
)


def place(store: Any, name: Any) -> Any:
    """Return the graph of a store with a name."""
    return None if name is None else rdflib.Graph(store, name)


def step(store: Store, what: str, value: Any) -> None:
    """Do the same to any store."""
    if what == "add":
        store.add(value[:3], place(store, value[3]))
    elif what == "add all":
        store.addN((*quad[:3], place(store, quad[3])) for quad in value)
    elif what == "remove":
        store.remove(value[:3], place(store, value[3]))
    elif what == "drop":
        store.remove_graph(place(store, value))
    elif what == "unite" and isinstance(store, RdflibStore):
        assert store.query("SELECT * { ?s ?p ?o }", {}, {}, "__UNION__") is not None


def seen(store: Any, pattern: Any = (None, None, None), name: Any = None) -> Any:
    """Return triples, each with its graphs."""
    found = [(triple, graphs) for triple, graphs in store.triples(pattern, place(store, name))]
    assert len({triple for triple, _ in found}) == len(found)
    if name is not None:
        return {triple for triple, _ in found}
    return {triple: {graph.identifier for graph in graphs} for triple, graphs in found}


@examples(300)
@given(STEPS)
def test_the_same_as_in_memory(steps: list[tuple[str, Any]]) -> None:
    """Whatever is done, in whatever order, with or without a union that is kept."""
    memory, ours = rdflib.Dataset().store, RdflibStore()
    for what, value in steps:
        step(memory, what, value)
        step(ours, what, value)
        if what == "look":
            pattern, name = value[:3], value[3]
            assert seen(ours, pattern, name) == seen(memory, pattern, name)
        assert len(ours) == len(memory)
        for name in GRAPHS:
            assert ours.__len__(place(ours, name)) == memory.__len__(place(memory, name))
    assert seen(ours) == seen(memory)
    for triple in seen(memory):
        graphs = {graph.identifier for graph in ours.contexts(triple)}
        assert graphs == {graph.identifier for graph in memory.contexts(triple)}


@pytest.mark.filterwarnings("ignore:Dataset.contexts is deprecated:DeprecationWarning")
@examples(50)
@given(st.lists(QUADS, max_size=6))
def test_a_dataset_is_the_same_as_in_memory(quads: list[Any]) -> None:
    """Through the interface that people use."""
    memory, ours = rdflib.Dataset(), rdflib.Dataset(store=RdflibStore())
    for dataset in (memory, ours):
        dataset.addN(quads)
    assert set(ours.quads()) == set(memory.quads())
    assert {g.identifier for g in ours.graphs()} == {g.identifier for g in memory.graphs()}
    assert set(ours.triples((None, None, None))) == set(memory.triples((None, None, None)))
    lines = [sorted(d.serialize(format="nquads").splitlines()) for d in (ours, memory)]
    assert lines[0] == lines[1]


def test_it_is_found_by_its_name() -> None:
    """As any other store of rdflib."""
    graph = rdflib.Graph(store="Aiactors")
    assert isinstance(graph.store, RdflibStore)
    assert graph.store.context_aware
    assert graph.store.graph_aware
    assert not graph.store.formula_aware
    assert not graph.store.transaction_aware


def test_any_number_of_quads_is_read_bit_by_bit() -> None:
    """No more than one bit is in memory: what was read first is there before the last is read."""
    store = RdflibStore()
    graph, counts = rdflib.Graph(store, EX.g), []

    def quads() -> Iterator[Any]:
        for number in range(25_000):
            if number % 5_000 == 0:
                counts.append(sum(1 for _ in store._engine))
            yield EX[f"s{number}"], EX.p, Literal(number), graph

    store.addN(quads())
    assert counts[-1] == 20_000
    assert len(store) == 25_000


def test_a_graph_can_be_added_to_while_it_is_read() -> None:
    """What is read is what was there at the beginning."""
    graph: Any = rdflib.Graph(store=RdflibStore())
    graph.add((EX.a, EX.p, EX.b))
    for s, _, o in graph:
        graph.add((s, EX.q, o))
        graph.add((o, EX.q, s))
    graph.addN((s, EX.r, o, graph) for s, _, o in graph)
    assert len(graph) == 5


def test_triples_of_some_terms() -> None:
    """A list in the place of a term stands for any of them."""
    graph: Any = rdflib.Graph(store=RdflibStore())
    for number in range(4):
        graph.add((EX.a, EX.p, Literal(number)))
    chosen: Any = (EX.a, EX.p, [Literal(1), Literal(3), Literal(9)])
    assert {int(o) for _, _, o in graph.triples_choices(chosen)} == {1, 3}


def test_empty_graphs_are_known() -> None:
    """Until they are removed."""
    dataset: Any = rdflib.Dataset(store=RdflibStore())
    dataset.graph(EX.g)
    names = {graph.identifier for graph in dataset.graphs()}
    assert names == {EX.g, DATASET_DEFAULT_GRAPH_ID}
    dataset.remove_graph(EX.g)
    assert {graph.identifier for graph in dataset.graphs()} == {DATASET_DEFAULT_GRAPH_ID}


def test_nobody_sees_the_union() -> None:
    """Not as a graph, not in patterns, not in queries."""
    dataset: Any = rdflib.Dataset(store=RdflibStore(), default_union=True)
    dataset.add((EX.a, EX.p, EX.b, EX.g))
    dataset.add((EX.a, EX.p, EX.b, EX.h))
    assert len(dataset.query("SELECT * { ?s ?p ?o }")) == 1
    assert UNION in set(dataset.store._engine.named_graphs())
    assert {g for *_, g in dataset.quads()} == {EX.g, EX.h}
    asked = dataset.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert {row.g for row in asked} == {EX.g, EX.h}
    assert len(dataset.query("SELECT * FROM NAMED <http://x.example/g> { GRAPH ?g {} }")) == 1
    names = {graph.identifier for graph in dataset.graphs()}
    assert names == {EX.g, EX.h, DATASET_DEFAULT_GRAPH_ID}


@pytest.mark.parametrize("store", [Memory, RdflibStore])
def test_prefixes(store: Callable[[], Store]) -> None:
    """Bound, bound anew, and left alone: as in memory."""
    graph = rdflib.Graph(store(), bind_namespaces="none")
    graph.bind("ex", EX)
    graph.bind("ex", URIRef("http://y.example/"))
    graph.bind("why", URIRef("http://y.example/"))
    graph.bind("ex2", EX, override=False)
    graph.bind("rdf", RDF, replace=True)
    assert dict(graph.namespaces())["rdf"] == URIRef(str(RDF))
    assert graph.store.prefix(URIRef("http://y.example/")) == "why"
    assert graph.store.namespace("nothing") is None
    assert graph.store.prefix(URIRef("http://nothing.example/")) is None


def test_listeners_hear_of_changes() -> None:
    """The events of rdflib's stores are sent."""
    store, heard = RdflibStore(), []
    graph = rdflib.Graph(store)
    for event in (TripleAddedEvent, TripleRemovedEvent):
        store.dispatcher.subscribe(event, lambda e: heard.append(type(e).__name__))
    graph.add((EX.a, EX.p, EX.b))
    graph.addN([(EX.a, EX.p, EX.a, graph)])
    graph.remove((None, None, None))
    assert heard == ["TripleAddedEvent", "TripleAddedEvent", "TripleRemovedEvent"]


def test_there_is_nothing_to_roll_back_but_with_an_audit() -> None:
    """The store says so, and rdflib's own wrapper does it."""
    graph = rdflib.Graph(RdflibStore())
    with pytest.raises(InputError, match="AuditableStore"):
        graph.rollback()
    audited = rdflib.Graph(AuditableStore(RdflibStore()), EX.g)
    audited.add((EX.a, EX.p, Literal("01", datatype=rdflib.XSD.integer, normalize=False)))
    audited.commit()
    audited.remove((EX.a, None, None))
    audited.add((EX.b, EX.p, EX.b))
    audited.rollback()
    assert [str(o) for o in audited.objects()] == ["01"]


def test_what_it_has_no_place_for_is_refused() -> None:
    """Formulas, and graphs without a name."""
    store = RdflibStore()
    with pytest.raises(InputError, match="formulas"):
        store.add((EX.a, EX.p, EX.b), rdflib.Graph(store), quoted=True)
    with pytest.raises(InputError, match="names no graph"):
        store.add((EX.a, EX.p, EX.b), Literal("g"))


def test_an_engine_of_ones_own() -> None:
    """What is in it can be read at once."""
    engine = ox.Store()
    name = ox.NamedNode("http://x.example/a")
    engine.add(ox.Quad(name, name, ox.Literal("a"), name))
    dataset: Any = rdflib.Dataset(store=RdflibStore(engine=engine))
    assert list(dataset.quads()) == [(EX.a, EX.a, Literal("a"), EX.a)]
