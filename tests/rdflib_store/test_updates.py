"""SPARQL updates change what rdflib would change."""

from __future__ import annotations

from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal
from rdflib.plugins.sparql import prepareUpdate

from aiactors.errors import QueryError
from aiactors.rdflib_store import RdflibStore
from tests.rdflib_store.test_answers import EX, PREFIX, QUADS, both
from tests.strategies import examples

UPDATES = [
    "INSERT DATA { :a :p :b, 1 . }",
    "DELETE DATA { :a :p :b }",
    "DELETE WHERE { ?s :p ?o }",
    "DELETE { ?s :p ?o } INSERT { ?s :q ?o } WHERE { ?s :p ?o }",
    "INSERT { ?o :r ?s } WHERE { ?s :p ?o FILTER (!isLiteral(?o)) }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER (isLiteral(?o)) }",
    "INSERT DATA { :n :p 1 } ; DELETE WHERE { :n :p ?o } ; INSERT DATA { :n :q 2 }",
    "PREFIX x: <http://x.example/> INSERT DATA { x:a x:p 'DELETE WHERE { }' } # ; }",
]
NAMED = [
    "INSERT DATA { :a :p :b GRAPH :g { :a :p :c } :a :q :c }",
    "DELETE DATA { GRAPH :g { :a :p :b } }",
    "INSERT { GRAPH :h { ?s ?p ?o } } WHERE { GRAPH :g { ?s ?p ?o } }",
    "WITH :g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER (isIRI(?o)) }",
    "CLEAR SILENT GRAPH :g",
]


def quads(dataset: rdflib.Dataset) -> set[Any]:
    """Return all quads."""
    return set(dataset.quads())


@examples(120)
@given(QUADS, st.lists(st.sampled_from(UPDATES), min_size=1, max_size=3))
def test_graphs_change_the_same(before: Any, updates: list[str]) -> None:
    """One graph of several; the others stay as they are."""
    memory, ours = both(before, union=False)
    for update in updates:
        for dataset in (memory, ours):
            dataset.graph(EX.g).update(PREFIX + update)
        assert quads(ours) == quads(memory)
        assert len(ours.graph(EX.g)) == len(memory.graph(EX.g))


def default_and_named(dataset: rdflib.Dataset, update: str) -> None:
    """Update a dataset; of rdflib's own, the default graph alone, since it takes others along."""
    if isinstance(dataset.store, RdflibStore) or any(
        w in update for w in ("GRAPH", "WITH", "CLEAR")
    ):
        dataset.update(update)
    else:
        dataset.default_graph.update(update)


@examples(120)
@given(QUADS, st.lists(st.sampled_from(UPDATES[:-1] + NAMED[1:]), min_size=1, max_size=3))
def test_datasets_change_the_same(before: Any, updates: list[str]) -> None:
    """Their default graph, and the graphs that are named."""
    memory, ours = both(before, union=False)
    for update in updates:
        for dataset in (memory, ours):
            default_and_named(dataset, PREFIX + update)
        assert quads(ours) == quads(memory)
        assert len(ours) == len(memory)


@pytest.mark.parametrize("union", [False, True])
def test_data_goes_where_it_says(union: bool) -> None:
    """Into the default graph, or into a graph that is named; to the letter."""
    dataset = rdflib.Dataset(store=RdflibStore(), default_union=union)
    dataset.bind("", EX)
    dataset.update("INSERT DATA { :a :p 01 GRAPH :g { :a :p 1.50 . :a :p true } . :a :q 'x'@en }")
    found = {(str(o), str(g)) for *_, o, g in dataset.quads()}
    default = "urn:x-rdflib:default"
    assert {(o, g == str(EX.g)) for o, g in found} == {
        ("01", False), ("x", False), ("1.50", True), ("true", True)
    }  # fmt: skip
    assert {g for o, g in found if o == "x"} <= {default, "None"}
    dataset.update("DELETE DATA { :a :p 1 GRAPH :g { :a :p true } }")
    assert {str(o) for *_, o, _ in dataset.quads()} == {"01", "x", "1.50"}
    dataset.update("DELETE DATA { :a :p 01 }")
    assert {str(o) for *_, o, _ in dataset.quads()} == {"x", "1.50"}


def test_of_a_union_all_graphs_are_changed() -> None:
    """What goes goes everywhere, what comes comes into the default graph."""
    dataset = rdflib.Dataset(store=RdflibStore(), default_union=True)
    for name in (EX.g, EX.h):
        dataset.graph(name).add((EX.a, EX.p, EX.b))
    dataset.update(PREFIX + "DELETE { ?s :p ?o } INSERT { ?s :q ?o } WHERE { ?s :p ?o }")
    assert len(dataset) == 1
    assert [o for *_, o in dataset.default_graph] == [EX.b]
    assert len(dataset.query("SELECT * { ?s ?p ?o }")) == 1


def test_values_of_variables() -> None:
    """Addresses and literals are written into the text, and prepared updates know theirs."""
    graph = rdflib.Graph(store=RdflibStore())
    update = prepareUpdate("INSERT { ?s own:p ?v } WHERE { }", initNs={"own": EX})
    graph.update(update, initBindings={"s": EX.a, "v": Literal("x\"'\\")})
    assert list(graph) == [(EX.a, EX.p, Literal("x\"'\\"))]
    blank = rdflib.BNode()
    graph.add((blank, EX.p, EX.b))
    graph.update("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", initBindings={"s": blank})
    assert list(graph.subjects()) == [EX.a]


def test_patterns_forget_the_forms_of_what_is_gone() -> None:
    """A literal that comes back later is what is then written."""
    graph = rdflib.Graph(RdflibStore(), rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
    graph.bind("", EX)
    for update in ("DELETE WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        graph.update("INSERT DATA { :a :p 01 }")
        assert [str(o) for o in graph.objects()] == ["01"]
        graph.update(update)
        graph.update("INSERT DATA { :a :p 1 }")
        assert [str(o) for o in graph.objects()] == ["1"]
        graph.remove((None, None, None))


@pytest.mark.parametrize("union", [False, True])
def test_whole_graphs(union: bool) -> None:
    """They are made, copied and dropped by the engine."""
    dataset = rdflib.Dataset(store=RdflibStore(), default_union=union)
    dataset.graph(EX.g).add((EX.a, EX.p, Literal("01", datatype=rdflib.XSD.int)))
    dataset.bind("", EX)
    dataset.update("CREATE GRAPH :new ; COPY :g TO :h ; DROP GRAPH :g")
    assert {graph.identifier for graph in dataset.graphs()} >= {EX.h, EX.new}
    assert {g for *_, g in dataset.quads()} == {EX.h}
    dataset.update("CLEAR ALL")
    assert len(dataset) == 0


def test_nothing_is_loaded_on_the_way() -> None:
    """Where rdflib would answer, what it would load from the web is refused."""
    graph = rdflib.Graph(store=RdflibStore())
    using = "DELETE { ?s ?p ?o } USING <http://127.0.0.1:9/x> WHERE { ?s ?p ?o }"
    with pytest.raises(QueryError, match="would load what USING names"):
        graph.update(using)
    query = "SELECT ?o FROM <http://127.0.0.1:9/x> { ?s ?p ?o FILTER (BOUND(?s)) }"
    with pytest.raises(QueryError, match="would load what FROM names"):
        graph.query(query, initBindings={"s": EX.a})


@pytest.mark.parametrize("union", [False, True])
@pytest.mark.parametrize(
    ("update", "why"),
    [
        ("LOAD <http://127.0.0.1:9/x>", "LOAD"),
        ("LOADSILENT<http://127.0.0.1:9/x>", "LOAD"),
        ("PREFIX a: <http://127.0.0.1:9/> LOADa:x", "LOAD"),
        ("INSERT DATA { } ; load silent <http://127.0.0.1:9/x> into graph <urn:g>", "LOAD"),
        ("INSERT { } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { <urn:a> <urn:b> }", "does not parse"),
        ("INSERT DATA { ?a <urn:b> <urn:c> }", "does not parse"),
        ("DELETE { ?s ?p } WHERE { ?s ?p ?o }", "expected"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c>", "expected"),
        ("INSERT DATA { } }{", "expected"),
        ("}{", "expected"),
        ("INSERT DATA { } .", "expected"),
        ("DELETE DATA { _:a <urn:b> <urn:c> }", "blank node"),
        ("INSERT DATA { <urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> }", "triple terms"),
    ],
)
def test_bad_updates_are_refused(update: str, why: str, union: bool) -> None:
    """And nothing is changed."""
    dataset = rdflib.Dataset(store=RdflibStore(), default_union=union)
    dataset.add((EX.a, EX.p, EX.b))
    with pytest.raises(QueryError, match=why):
        dataset.update(update)
    assert len(dataset) == 1


def test_rdflib_loads_nothing_that_the_engine_does_not_see() -> None:
    """To rdflib, which has more to do with unions, eight digits are a mark that ends the text."""
    dataset = rdflib.Dataset(store=RdflibStore(), default_union=True)
    insert = "INSERT { GRAPH <urn:g> { ?s ?p '\\u00000027 } } WHERE { }"
    with pytest.raises(QueryError, match="LOAD"):
        dataset.update(f"{insert} ; LOAD <http://127.0.0.1:9/> #' }} }} WHERE {{ ?s ?p ?o }}")


@pytest.mark.parametrize("union", [False, True])
def test_addresses_may_be_written_with_numbers(union: bool) -> None:
    """Also where one of them has a sign that would begin a comment or a text elsewhere."""
    dataset = rdflib.Dataset(store=RdflibStore(), default_union=union)
    data = "INSERT DATA { <http://x.example/\\u0061#it's> <urn:p> 1 }"
    dataset.update(f"{data} ; {data.replace('61#', '62#')}")
    assert {str(subject) for subject in dataset.subjects()} == {
        "http://x.example/a#it's",
        "http://x.example/b#it's",
    }


def test_data_may_be_longer_than_a_query() -> None:
    """The limits of queries guard the engine's stack, and data does not touch it."""
    graph = rdflib.Graph(store=RdflibStore())
    lines = " ".join(f"<urn:s> <urn:p> {number} ." for number in range(20_000))
    graph.update(f"INSERT DATA {{ {lines} }}")
    assert len(graph) == 20_000
