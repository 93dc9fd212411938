"""What the text of a query tells: its prefixes, and whether it names graphs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.errors import QueryError
from aiactors.query import named_queries
from aiactors.store.prepared import names_graphs, prepared
from aiactors.vocabulary import PREFIXES
from tests.strategies import examples


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { graph<urn:g>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1e5GRAPH?g{ } }",
        "SELECT * { ?s ?p trueGRAPHid:g{ } }",
        "SELECT * FROM <urn:g> { ?s ?p ?o }",
        "SELECT *FROM NAMED <urn:g> { ?s ?p ?o }",
        "SELECT * FROMid:g { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o<'a>b') GRAPH ?g { } FILTER(?o>'c') }",
        "SELECT * { ?s <urn:x#y> ?o . GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o<?s)GRAPH?g{ } FILTER(?o>?p) }",
    ],
)
def test_graphs_that_are_named(query: str) -> None:
    """Whatever stands around the word: the engine reads keywords without their ends."""
    assert names_graphs(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?graph { ?graph ?from $graph }",
        "SELECT * { ?s ai:graph ?o ; ai:from-graph ?x }",
        "SELECT * { ?s <urn:graph:from> ?o . <http://graph.example/#from> ?p 'from' }",
        '# from the graph\nSELECT * { ?s ?p """GRAPH ?g { }""" }',
    ],
)
def test_the_word_alone_names_none(query: str) -> None:
    """As a variable, a name, in an address, a text or a comment."""
    assert not names_graphs(query)


@pytest.mark.parametrize(
    ("query", "prefixes"),
    [
        ("ASK { ?s ?p ?o }", []),
        ("ASK { id:x a ai:Company ; rdfs:label ?l }", ["ai", "id", "rdfs"]),
        ("ASK{?s ?p 1e5id:x}", ["id"]),
    ],
)
def test_prefixes_that_are_used(query: str, prefixes: list[str]) -> None:
    """All of them, whatever stands before."""
    found = prepared(query)
    assert prefixes == [prefix for prefix in sorted(found.prefixes) if prefix in prefixes]
    assert all(PREFIXES[prefix] == name for prefix, name in found.prefixes.items())


PREFIXED = st.sampled_from([f"{prefix}:a " for prefix in PREFIXES])
PIECES = st.sampled_from(
    "id:|?s |a |'ai:x' |{|} |GRAPH |\\u0069d:x |SELECT * |FROM |"
    "FILTER |(|)|# |\n|<urn:a> |@en |.".split("|")
)


def parsed(query: str, prefixes: dict[str, str]) -> bool:
    """Whether the engine reads a query."""
    try:
        ox.Store().query(query, prefixes=prefixes)
    except SyntaxError:
        return False
    return True


@examples(300)
@given(st.lists(PIECES | PREFIXED, max_size=12).map(lambda pieces: f"ASK {{ {''.join(pieces)} }}"))
def test_the_engine_reads_the_same_with_fewer_prefixes(query: str) -> None:
    """None is left out that a query needs, nor any graph that the engine finds named in it."""
    try:
        found = prepared(query)
    except QueryError:
        return
    assert parsed(query, found.prefixes) == parsed(query, PREFIXES)


def test_what_is_refused_is_refused_each_time() -> None:
    """Nothing of it is remembered."""
    for _ in range(2):
        with pytest.raises(QueryError, match="SERVICE"):
            prepared("ASK { SERVICE <urn:x> {} }")


def test_every_named_query() -> None:
    """The engine needs no other prefixes for it."""
    for query in named_queries().values():
        assert parsed(query.sparql, prepared(query.sparql).prefixes)
