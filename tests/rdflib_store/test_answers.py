"""SPARQL is answered as rdflib itself answers it over its own memory."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef, Variable
from rdflib.plugins.sparql import prepareQuery

from aiactors.errors import FileError, QueryError
from aiactors.rdflib_store import RdflibStore
from tests.strategies import examples

if TYPE_CHECKING:
    from rdflib.query import Result

EX = rdflib.Namespace("http://x.example/")
K = BNode("k")
NAMES = [EX.a, EX.b, EX.c, K]
OBJECTS = [*NAMES, Literal("1"), Literal(1), Literal(2), Literal("x", lang="en")]
PREFIX = "PREFIX : <http://x.example/> "

TRIPLES = st.tuples(st.sampled_from(NAMES), st.sampled_from([EX.p, EX.q]), st.sampled_from(OBJECTS))
QUADS = st.lists(st.tuples(TRIPLES, st.sampled_from([None, EX.g, EX.h])), max_size=10)

QUERIES = [
    "SELECT ?s ?p ?o { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o }",
    "SELECT DISTINCT ?s { ?s ?p ?o . ?o ?q ?r }",
    "SELECT ?s ?r { ?s :p ?o OPTIONAL { ?o :q ?r } }",
    "SELECT ?s { { ?s :p ?o } UNION { ?o :q ?s } }",
    "SELECT ?s ?o { ?s ?p ?o FILTER (isIRI(?o) || (isNumeric(?o) && ?o > 1)) }",
    "SELECT ?s { ?s :p ?o MINUS { ?s :q ?o } }",
    "SELECT ?s { ?s :p ?o FILTER NOT EXISTS { ?s :q ?x } }",
    "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s",
    "SELECT ?s ?o { ?s :p+ ?o . ?s ?p ?x }",
    # Without DISTINCT, rdflib has a row for each way from ?s to ?o, and the engine may have one.
    "SELECT DISTINCT ?s ?o { ?s (:p|^:q)/:p ?o }",
    "SELECT ?s ?v { VALUES ?v { 1 2 } ?s ?p ?o FILTER (?o = ?v) }",
    "SELECT ?s ?n { ?s :p ?o { SELECT ?s (COUNT(*) AS ?n) { ?s ?x ?y } GROUP BY ?s } }",
    "ASK { ?s :p ?s }",
    "ASK { :a ?p ?o }",
    "CONSTRUCT { ?o :r ?s } WHERE { ?s :p ?o FILTER (!isLiteral(?o)) }",
]
NAMED = [
    "SELECT ?g ?s ?o { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s { ?s :p ?o GRAPH :g { ?s ?q ?r } }",
]


def answer(result: Result) -> Any:
    """Return what two answers must have in common."""
    if result.type == "ASK":
        return bool(result)
    if result.type == "CONSTRUCT":
        return set(result)
    names = sorted(map(str, result.vars or []))
    rows = [[row.get(Variable(name)) for name in names] for row in result.bindings]
    # Of no rows, rdflib makes a group without a count.
    return names, Counter(tuple(r) for r in rows if "n" not in names or r[names.index("n")])


def both(quads: Any, *, union: bool) -> tuple[rdflib.Dataset, rdflib.Dataset]:
    """Return the same dataset in memory and over the engine."""
    made = []
    for store in ("default", RdflibStore()):
        dataset = rdflib.Dataset(store=store, default_union=union)
        for triple, name in quads:
            (dataset if name is None else dataset.graph(name)).add(triple)
        made.append(dataset)
    return made[0], made[1]


@pytest.mark.filterwarnings("ignore:Dataset.contexts is deprecated:DeprecationWarning")
@examples(120)
@given(QUADS, st.sampled_from(QUERIES + NAMED), st.booleans())
def test_datasets_answer_the_same(quads: Any, query: str, union: bool) -> None:
    """With the default graph alone, or with the union of all graphs as it."""
    memory, ours = both(quads, union=union)
    assert answer(ours.query(PREFIX + query)) == answer(memory.query(PREFIX + query))


@examples(80)
@given(QUADS, st.sampled_from(QUERIES))
def test_graphs_answer_the_same(quads: Any, query: str) -> None:
    """Each of several graphs in one store."""
    memory, ours = both(quads, union=False)
    for name in (EX.g, EX.h):
        one, other = (dataset.graph(name).query(PREFIX + query) for dataset in (memory, ours))
        assert answer(other) == answer(one)


BOUND = [
    ("SELECT ?s ?o { ?s :p ?o }", ("s", "o")),
    ("SELECT ?o { ?s :p ?o }", ("s",)),
    ("SELECT * { ?s :p ?o }", ("s", "o")),
    ("SELECT ?s { ?s ?p ?o FILTER (?o = ?v) }", ("v",)),
    ("SELECT ?s ?o { ?s :p ?o OPTIONAL { ?s :q ?r FILTER (?r = ?v) } }", ("v", "s")),
    ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s ORDER BY ?s", ("s",)),
    ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", ("s", "o")),
    ("SELECT ?o { { SELECT ?o { ?s :p ?o } } }", ("o",)),
    ("SELECT ?s { ?s ?p ?o FILTER EXISTS { ?s :q ?v } }", ("v",)),
    ("ASK { ?s ?p ?o }", ("s", "o")),
    ("CONSTRUCT { ?s :r ?o } WHERE { ?s :p ?o FILTER (!isLiteral(?s)) }", ("s", "o")),
    ('SELECT ?o { ?s :p ?o FILTER (?o != "?s") } # ?s', ("s",)),
]


@examples(200)
@given(QUADS, st.sampled_from(BOUND), st.data())
def test_values_of_variables(quads: Any, asked: Any, data: st.DataObject) -> None:
    """Of any kind, whether the query answers with the variable or not."""
    memory, ours = both(quads, union=True)
    query, names = asked
    values: Any = {}
    for name in data.draw(st.sets(st.sampled_from(names), min_size=1), label="names"):
        values[name] = data.draw(st.sampled_from(OBJECTS), label=name)
    found = answer(ours.query(PREFIX + query, initBindings=values))
    assert found == answer(memory.query(PREFIX + query, initBindings=values))


@pytest.fixture
def graph() -> Any:
    """A small graph."""
    made: Any = rdflib.Graph(store=RdflibStore())
    made.bind("ex", EX)
    for number in range(5):
        made.add((EX[f"s{number}"], EX.p, Literal(number)))
    return made


def test_prepared_queries_know_their_prefixes(graph: Any) -> None:
    """They go to the engine as well."""
    query = prepareQuery("SELECT ?o { ?s own:p ?o }", initNs={"own": EX})
    assert len(graph.query(query)) == 5
    assert [int(row.o) for row in graph.query(query, initBindings={"s": EX.s3})] == [3]


def test_prefixes_of_the_graph_and_of_the_call(graph: Any) -> None:
    """Those of the call go first."""
    assert len(graph.query("SELECT * { ?s ex:p ?o }")) == 5
    assert len(graph.query("SELECT * { ?s own:p ?o }", initNs={"own": EX})) == 5
    assert len(graph.query("SELECT * { ?s ex:p ?o }", initNs={"ex": URIRef("urn:no:")})) == 0
    assert len(graph.query("SELECT * { ?s <p> ?o }", base="http://x.example/")) == 5


def test_rows_are_read_when_they_are_needed(graph: Any) -> None:
    """A row is made when it is asked for, and can be looked at again."""
    result = graph.query("SELECT ?s ?o { ?s ex:p ?o } ORDER BY ?o")
    first = next(iter(result))
    assert (first.o, first["o"], first[1]) == (Literal(0), Literal(0), Literal(0))
    assert len(result._rows) == 1
    assert bool(result)
    one, other = iter(result), iter(result)
    assert [next(one), next(other), next(other), next(one)] == [*list(result)[:1] * 2] + [
        list(result)[1]
    ] * 2
    assert len(list(result)) == len(result) == len(result.bindings) == 5
    assert first.asdict() == {"s": EX.s0, "o": Literal(0)}
    assert b"http://x.example/s4" in (result.serialize(format="csv") or b"")


def test_triples_are_read_when_they_are_needed(graph: Any) -> None:
    """And each comes once."""
    query = "CONSTRUCT { ?s a ex:Thing . ex:a a ex:Thing } WHERE { ?s ex:p ?o }"
    result = graph.query(query)
    assert bool(result)
    assert len(list(result)) == len(list(result)) == len(result) == 6
    assert result.graph is not None
    assert b"Thing" in (graph.query(query).serialize(format="nt") or b"")
    assert {t[0] for t in graph.query("DESCRIBE ex:s1")} == {EX.s1}


CALL = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


def _twice(number: Any) -> Literal:
    return Literal(number * 2)


def test_rdflib_answers_what_the_engine_cannot(graph: Any) -> None:
    """Functions that were registered with rdflib, values in places where SPARQL takes none."""
    twice: Any = _twice
    rdflib.plugins.sparql.operators.register_custom_function(EX.twice, twice)
    try:
        rows = graph.query("SELECT (ex:twice(?o) AS ?n) { ex:s2 ex:p ?o }")
        assert len(rows) == 1
    finally:
        rdflib.plugins.sparql.operators.unregister_custom_function(EX.twice)
    rows = graph.query("SELECT ?s { ?s ?p ?o FILTER (BOUND(?s)) }", initBindings={"s": EX.s1})
    assert {row.s for row in rows} == {EX.s1}


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p }", "expected"),
        ("SELECT * " + "{" * 200 + "}" * 200, "nests deeper"),
        ("SELECT * { ?s nothing:p ?o }", "expected|[Pp]refix"),
        # To rdflib, four digits or eight are a quotation mark that ends the text.
        (f"SELECT (ex:nobody() AS ?n) {{ ?s ?p '\\u0027 {CALL} #' }}", "SERVICE"),
        (f"SELECT (ex:nobody() AS ?n) {{ ?s ?p '\\u00000027 {CALL} #' }}", "SERVICE"),
        ("SELECT (ex:nobody() AS ?n) { ?s ?p '\\u00110000' }", "nvalid"),
    ],
)
def test_bad_queries_are_refused(graph: Any, query: str, why: str) -> None:
    """Before they reach the engine, or by it; always in words."""
    with pytest.raises(QueryError, match=why):
        graph.query(query)


def test_values_stand_where_variables_stood(graph: Any) -> None:
    """Beside signs, in texts and comments, in the order and in the choice of columns."""
    values = {"v": Literal(3), "s": EX.s2}
    query = """PREFIX a: <http://x.example/?v=?s> # ?v
        SELECT ?s $v (STR(?v) AS ?t) ("?v" AS ?u) { ?x ex:p ?o . ?s ex:p ?n
            FILTER (?o<?v&&?v>0 && ?n != '?s') } ORDER BY ?v DESC(?s) ?o"""
    rows = list(graph.query(query, initBindings=values))
    assert [(row.s, row.v, str(row.t), str(row.u)) for row in rows] == [
        (EX.s2, Literal(3), "3", "?v")
    ] * 3


def test_a_store_that_cannot_write(graph: Any) -> None:
    """It says so, and keeps no form of what is not there."""

    class Full:
        def __getattr__(self, name: str) -> Any:
            if name == "extend":
                raise OSError("no space left")
            return getattr(engine, name)

        def __contains__(self, quad: Any) -> bool:
            return quad in engine

    engine = graph.store._engine
    graph.store._engine = Full()
    with pytest.raises(FileError, match="no space left"):
        graph.add((EX.a, EX.p, Literal("1", datatype=rdflib.XSD.int)))
    assert not graph.store._forms


def test_words_that_are_no_words(graph: Any) -> None:
    """A graph is asked for itself, whatever its terms are called."""
    graph.add((EX.a, EX["b-from"], Literal("from")))
    for pattern in ("?s ex:b-from 'from'", "?from ex:b-from ?graph", "?s from:b-from ?o"):
        query = f"SELECT * {{ {pattern} }} # from"
        assert len(graph.query(query, initNs={"ex": EX, "from": EX})) == 1
    other = rdflib.Graph(graph.store, EX.other)
    other.add((EX.a, EX.q, EX.b))
    assert len(graph.query("SELECT * FROM <http://x.example/other> { ?s ?p ?o }")) == 1


def test_values_do_not_carry_code(graph: Any) -> None:
    """A value stays a value, whatever its text."""
    hostile = Literal('") } SERVICE <http://127.0.0.1:9/> { ?a ?b ("')
    graph.add((EX.a, EX.p, hostile))
    rows = graph.query("SELECT ?s { ?s ex:p ?v }", initBindings={"v": hostile})
    assert [row.s for row in rows] == [EX.a]
    with pytest.raises(QueryError, match="SERVICE"):
        graph.query(
            "SELECT ?s { ?s ex:p ?v SERVICE ?s { } }", initBindings={"v": BNode(), "s": EX.a}
        )
    with pytest.raises(QueryError, match="SERVICE"):
        graph.query("SELECT (1 AS ?s) { SERVICE ?e { } }", initBindings={"s": EX.a})
