"""Answers that are cut: right whatever the query is."""

from __future__ import annotations

import itertools
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.errors import InputError
from aiactors.query import serialize
from aiactors.store import Store
from aiactors.store.limit import limited, rows_again, triples_again
from aiactors.store.store import Results
from tests.strategies import TEXT, examples

NUMBERS = " ".join(f"id:n{n:02} ai:headcount {n} ." for n in range(20))
STORE = Store()
STORE.load(
    f"""
    @prefix id: <https://w3id.org/ai-actors/id/> .
    @prefix ai: <https://w3id.org/ai-actors/ns#> .
    {NUMBERS}
    """.encode(),
    ox.RdfFormat.TURTLE,
)
ROWS = [
    "SELECT ?s ?n { ?s ai:headcount ?n } ORDER BY ?n",
    "SELECT ?s ?n { ?s ai:headcount ?n } ORDER BY DESC(?n) LIMIT 7",
    "SELECT ?s ?n { ?s ai:headcount ?n } ORDER BY ?n LIMIT 7 OFFSET 5",
    "SELECT ?s ?n { ?s ai:headcount ?n } ORDER BY ?n OFFSET 15 # LIMIT 1",
    "SELECT * { { SELECT ?s ?n { ?s ai:headcount ?n } ORDER BY ?n LIMIT 9 } } ORDER BY ?n",
    "SELECT ?s ?n { ?s ai:headcount ?n } ORDER BY ?n VALUES ?n { 3 4 5 }",
    "PREFIX x: <https://w3id.org/ai-actors/ns#> SELECT ?n { ?s x:headcount ?n } ORDER BY ?n # end",
    "BASE <https://w3id.org/ai-actors/id/> SELECT ?n { <n07> ai:headcount ?n } # n",
    "SELECT ?text { BIND ('} LIMIT 1 #' AS ?text) ?s ai:headcount ?n }",
    "SELECT (COUNT(*) AS ?count) { ?s ai:headcount ?n }",
    "SELECT ?s (SUM(?n) AS ?sum) { ?s ai:headcount ?n } GROUP BY ?s HAVING (?sum > 2) ORDER BY ?s",
    "SELECT DISTINCT ?x { ?s ai:headcount ?n OPTIONAL { ?n ai:nothing ?x } }",
    "SELECT ?s ?limit { ?s ai:headcount ?limit } ORDER BY ?limit",
    "SELECT * { id:n01 ai:headcount 1 }",
    "SELECT ?s { ?s ai:nothing ?n }",
]
TRIPLES = [
    "CONSTRUCT WHERE { ?s ai:headcount ?n }",
    "CONSTRUCT { ?s ai:headcount ?n } WHERE { ?s ai:headcount ?n } LIMIT 6",
    "CONSTRUCT { id:a ai:headcount 1 ; ai:note ?n } WHERE { ?s ai:headcount ?n } ORDER BY ?n",
    "DESCRIBE id:n01 id:n02 id:n03",
    "DESCRIBE ?s { ?s ai:headcount ?n }",
]


def rows(answer: Results) -> list[tuple[Any, ...]]:
    """The rows of an answer."""
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(row) for row in answer]


@pytest.mark.parametrize("most", [0, 1, 5, 1000])
@pytest.mark.parametrize("query", ROWS)
def test_rows_are_cut(query: str, most: int) -> None:
    """After so many, in the order of the answer, with the columns that it has."""
    whole, cut = STORE.query(query), limited(STORE.query(query), most)
    assert isinstance(whole, ox.QuerySolutions)
    assert isinstance(cut, ox.QuerySolutions)
    assert [v.value for v in cut.variables] == [v.value for v in whole.variables]
    assert rows(cut) == rows(whole)[:most]


@pytest.mark.parametrize("most", [0, 1, 5, 1000])
@pytest.mark.parametrize("query", TRIPLES)
def test_triples_are_cut(query: str, most: int) -> None:
    """After so many different ones: a CONSTRUCT may make one of them many times."""
    whole, cut = STORE.query(query), limited(STORE.query(query), most)
    assert isinstance(whole, ox.QueryTriples)
    assert isinstance(cut, ox.QueryTriples)
    every, some = set(whole), list(cut)
    assert len(some) == len(set(some)) == min(most, len(every))
    assert set(some) <= every


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_value_stays(truth: bool) -> None:
    """There is nothing to cut."""
    assert bool(limited(STORE.query(f"ASK {{ FILTER ({str(truth).lower()}) }}"), 0)) is truth


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml"])
@pytest.mark.parametrize("query", ROWS)
def test_what_is_not_cut_is_written_the_same(query: str, format_: str) -> None:
    """Byte by byte, in every format of the engine."""
    whole = serialize(STORE.query(query), format_)
    assert serialize(limited(STORE.query(query), 1000), format_) == whole
    assert serialize(limited(STORE.query(query), None), format_) == whole


@pytest.mark.parametrize("format_", ["ttl", "nt", "jsonld"])
def test_triples_that_are_not_cut_are_written_the_same(format_: str) -> None:
    """Byte by byte."""
    for query in TRIPLES:
        whole = serialize(STORE.query(query), format_)
        assert serialize(limited(STORE.query(query), 1000), format_) == whole


def test_less_than_nothing_cannot_be() -> None:
    """And says what can."""
    with pytest.raises(InputError, match="limit of -1 rows cannot be: write 0 or more"):
        limited(STORE.query(ROWS[0]), -1)


def test_the_engine_is_asked_no_more() -> None:
    """A join that would take for ever is cut at once; each row is told when it comes."""
    told = itertools.count()
    query = f"SELECT * {{ {' '.join(f'?s{n} ?p{n} ?o{n} .' for n in range(6))} }}"
    assert len(rows(limited(STORE.query(query), 3, lambda: next(told)))) == 3
    assert next(told) <= 4


TERMS = st.one_of(
    st.builds(ox.NamedNode, st.sampled_from(["https://a.example/é", "urn:x:y"])),
    st.builds(ox.BlankNode, st.sampled_from(["a", "b1"])),
    st.builds(ox.Literal, TEXT),
    st.builds(lambda text: ox.Literal(text, language="zh-hant"), TEXT),
    st.builds(
        lambda text: ox.Literal(text, language="ar", direction=ox.BaseDirection.RTL),
        TEXT,
    ),
    st.builds(lambda text: ox.Literal(text, datatype=ox.NamedNode("https://a.example/type")), TEXT),
    st.just(ox.Literal(1)),
)
ODD = st.just(ox.Literal("01", datatype=ox.Literal(1).datatype))  # a store writes it as 1
INNER = st.builds(ox.Triple, st.just(ox.NamedNode("urn:s")), st.just(ox.NamedNode("urn:p")), TERMS)


@examples(200)
@given(st.lists(st.tuples(st.none() | TERMS | INNER, st.none() | TERMS | ODD), max_size=5))
def test_no_term_is_changed(table: list[tuple[Any, Any]]) -> None:
    """Not its language, not its datatype, not a letter."""
    assert [tuple(row) for row in rows_again(["a", "b"], table)] == table


@examples(100)
@given(st.lists(TERMS, max_size=5))
def test_no_triple_is_changed(objects: list[Any]) -> None:
    """Blank nodes keep their names, so that they can be put together again."""
    subject, predicate = ox.BlankNode("s"), ox.NamedNode("urn:p")
    triples = [ox.Triple(subject, predicate, object_) for object_ in objects]
    assert set(triples_again(triples)) == set(triples)
