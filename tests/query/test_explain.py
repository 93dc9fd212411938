"""What is told of how a query was answered."""

from __future__ import annotations

import itertools
from pathlib import Path

import pyoxigraph as ox
import pytest

import aiactors
from aiactors.graph import Graph
from aiactors.query import named_queries, timed
from aiactors.query.explain import algebra
from aiactors.store import Store


@pytest.fixture(scope="module")
def graph(world: Path) -> Graph:
    """The small world."""
    return aiactors.open(world)


@pytest.mark.parametrize("name", named_queries())
def test_every_named_query_has_an_algebra(name: str) -> None:
    """One step a line, each beneath what it is a part of."""
    lines = algebra(named_queries()[name].sparql).split("\n")
    assert lines[0] == "SelectQuery"
    assert len(lines) > 5
    depths = [len(line) - len(line.lstrip()) for line in lines]
    for before, depth in itertools.pairwise(depths):
        assert depth <= before + 2
    assert not any("http://www.w3.org" in line for line in lines)


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("ASK { ?s a ai:Court }", ["AskQuery", "BGP", "?s rdf:type ai:Court"]),
        ("DESCRIBE id:a", ["DescribeQuery id:a"]),
        ("SELECT ?a { GRAPH ?g { ?a ai:x ?b } }", ["Graph ?g"]),
        ("SELECT ?a { ?a ^ai:x/ai:y* ?b }", ["?a ^ai:x/ai:y* ?b"]),
        ("SELECT ?a { ?a ai:x ?b } LIMIT 3 OFFSET 2", ["Slice from 2 at most 3"]),
        ("SELECT ?a { ?a ai:x ?b } OFFSET 2", ["Slice from 2"]),
        ("SELECT ?a { VALUES ?a { 1 2 } }", ["values", "2 rows"]),
        ("SELECT ?a { ?a ai:x ?b FILTER (?b > 3 || ?b < 1) }", []),
    ],
)
def test_the_steps_of_a_query(query: str, lines: list[str]) -> None:
    """As people read them."""
    made = [line.strip() for line in algebra(query).split("\n")]
    assert [line for line in lines if line not in made] == []


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p <<( ?a ?b ?c )>> }",
        "SELECT ?a { ?a ?p ?o LATERAL { ?o ?q ?r } }",
        "nonsense",
        "SELECT" + "(" * 3000,
    ],
)
def test_what_rdflib_does_not_read_is_said(query: str) -> None:
    """It makes the algebra, and no more."""
    assert algebra(query) == "rdflib cannot read this query, though the engine can"


def test_a_long_algebra_is_cut() -> None:
    """And the rest is counted."""
    made = algebra(f"SELECT * {{ ?a ai:p {', '.join(f'?b{n}' for n in range(400))} }}")
    assert made.endswith("lines more")
    assert made.count("\n") == 200


def test_an_explanation_tells_what_was_asked(graph: Graph) -> None:
    """Of whom, where, and how long it took."""
    made = graph.explain("founders", organization="MINDFUL ai")
    assert dict(made.bound) == {"organization": "id:mindful", "lang": "en"}
    assert (made.query, made.store, made.names_graphs) == ("founders", "in memory", False)
    assert made.timing.rows == len(graph.query("founders", organization="Mindful AI")) > 0
    assert made.timing.first is not None
    assert 0 < made.timing.first <= made.timing.total
    assert "?told rdf:object id:mindful" in made.algebra
    text = str(made)
    assert "parameter   organization = id:mindful\n" in text
    assert "graphs      the union of all graphs\n" in text


def test_a_query_of_named_graphs_is_told(graph: Graph) -> None:
    """They are read only where they are named."""
    made = graph.explain("SELECT ?g { GRAPH ?g { ?s a ai:Court } }")
    assert (made.query, made.names_graphs) == ("SPARQL", True)
    assert "graphs      named graphs" in str(made)


def test_answers_with_nothing_have_no_first_row() -> None:
    """A truth value is one row."""
    ask = Store().query
    assert timed(lambda: ask("SELECT * { ?s ?p ai:nothing }"))[1].first is None
    assert timed(lambda: ask("ASK {}"))[1].rows == 1
    answer, timing = timed(lambda: ask("SELECT ?n { VALUES ?n { 1 2 3 } }"), 2)
    assert isinstance(answer, ox.QuerySolutions)
    assert (len(list(answer)), timing.rows) == (2, 2)
