"""Values of variables, written into a query: into its places and nowhere else."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given

from aiactors.store import Store
from aiactors.store.values import fill
from tests.strategies import TEXT, examples

X = ox.NamedNode("http://x.example/")


@pytest.mark.parametrize(
    ("query", "filled"),
    [
        ("ASK { ?v ?p ?o }", "ASK { <http://x.example/> ?p ?o }"),
        ("ASK { $v ?p ?o }", "ASK { <http://x.example/> ?p ?o }"),
        ("ASK { ?vv ?v1 ?o }", "ASK { ?vv ?v1 ?o }"),
        ("ASK { ?s ?p '?v' }", "ASK { ?s ?p '?v' }"),
        ('ASK { ?s ?p """a "?v" b""" }', 'ASK { ?s ?p """a "?v" b""" }'),
        ("ASK { ?s ?p <http://a.example/?v> }", "ASK { ?s ?p <http://a.example/?v> }"),
        ("ASK { ?s ?p ?o # ?v\n}", "ASK { ?s ?p ?o # ?v\n}"),
        ("ASK { ?s ex:a\\?v ?o }", "ASK { ?s ex:a\\?v ?o }"),
        (
            "ASK { ?s ?p ?o FILTER(?o<?v&&?p>?s) }",
            "ASK { ?s ?p ?o FILTER(?o<<http://x.example/>&&?p>?s) }",
        ),
        ("VALUES ?v { UNDEF } ?v ?p ?o", "VALUES ?v { <http://x.example/> } ?v ?p ?o"),
        ("VALUES ?w { UNDEF } ?v ?p ?o", "VALUES ?w { UNDEF } <http://x.example/> ?p ?o"),
    ],
)
def test_where_a_value_is_written(query: str, filled: str) -> None:
    """In the place of the variable, or in the data that hold a place for it."""
    assert fill(query, {"v": X}) == filled


@examples(100)
@given(TEXT, TEXT)
def test_no_value_breaks_out(text: str, other: str) -> None:
    """Whatever a text holds, it is compared as it is."""
    store = Store()
    for query in (
        "ASK { VALUES ?given { UNDEF } FILTER (?given = ?other) }",
        "ASK { FILTER (?given = ?other) }",
    ):
        values = {"given": ox.Literal(text), "other": ox.Literal(other)}
        assert bool(store.query(query, values)) == (text == other)
