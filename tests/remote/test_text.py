"""Queries, made ready for servers: prefixes, and pages that are together the whole."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiactors.query import Result
from aiactors.remote.text import Parts, declared, has_from
from aiactors.remote.virtuoso import is_doubtful
from aiactors.store import Store

FORMS = [
    "SELECT ?s ?o { ?s <urn:p> ?o }",
    "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY DESC(?o)",
    "SELECT DISTINCT ?s (COUNT(*) AS ?o) WHERE { ?s ?p ?x } GROUP BY ?s HAVING (COUNT(*) > 1)",
    "PREFIX u: <urn:> SELECT ?s ?o { ?s u:p ?o . { SELECT ?s { ?s ?p ?x } ORDER BY ?x LIMIT 9 } }",
    "SELECT ?s ?o { ?s <urn:p> ?o . FILTER (STR(?o) != 'LIMIT 1 OFFSET 2 }') } # LIMIT 3",
    "SELECT ?s ?o WHERE { ?s <urn:limit>|<urn:p> ?o } ORDER BY (STRLEN(STR(?s))) ?s",
]


def numbers() -> Store:
    """A store of some numbers."""
    store = Store()
    lines = (f"<urn:s{i % 7}> <urn:p> {i}, {i * i} ." for i in range(60))
    store.load("\n".join(lines).encode(), ox.RdfFormat.TURTLE)
    return store


STORE = numbers()


def test_addresses_are_spelt_out() -> None:
    """Virtuoso knows no numbers of characters in them; what an address may not hold stays."""
    text = declared(
        "ASK { <urn:\\u0061\\U00000062> ?p '\\u0061', <urn:\\u003E\\u005C> } # <\\u0061>"
    )
    assert text == "ASK { <urn:ab> ?p '\\u0061', <urn:\\u003E\\u005C> } # <\\u0061>"


@settings(max_examples=60)
@given(
    form=st.sampled_from(FORMS),
    size=st.integers(3, 40),
    limit=st.none() | st.integers(0, 90),
    offset=st.integers(0, 50),
    values=st.booleans(),
    wrapped=st.booleans(),
)
def test_pages_are_together_the_whole(
    form: str, size: int, limit: int | None, offset: int, values: bool, wrapped: bool
) -> None:
    """Each row once, whatever the query has of its own."""
    text = form + (f"\nOFFSET {offset}" if offset else "")
    text += f"\nLIMIT {limit}" if limit is not None else ""
    text += "\nVALUES ?s { <urn:s1> <urn:s2> <urn:s3> }" if values else ""
    whole = Result(STORE.query(text))
    parts = Parts.of(text)
    assert (parts.limit, parts.offset) == (limit, offset)
    assert list(Result(STORE.query(parts.text()))) == list(whole)
    rows: list[object] = []
    for begin in range(0, 300, size):
        left = size if limit is None else max(0, min(size, limit - begin))
        page = Result(STORE.query(parts.page(whole.columns, begin, left, wrapped=wrapped)))
        if not page:
            break
        rows += page
    assert len(rows) == len(whole)
    if limit is None and not offset:  # without an order, any of them may be the first ones
        assert sorted(map(str, rows)) == sorted(map(str, whole))


@pytest.mark.parametrize(
    ("sparql", "variables"),
    [
        ("CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s <urn:p> ?o FILTER (?x = 1) }", ("s", "o")),
        ("CONSTRUCT WHERE { ?s <urn:p> ?o }", ("s", "o")),
        ("CONSTRUCT { ?s a 'x ?y' } { ?s <urn:p> ?o } LIMIT 4", ("s",)),
        ("PREFIX w: <urn:where> CONSTRUCT { ?s w:a ?s } FROM <urn:g> WHERE { ?s ?p ?o }", ("s",)),
    ],
)
def test_a_construct_is_the_rows_that_fill_it(sparql: str, variables: tuple[str, ...]) -> None:
    """Rows come in pages, triples do not."""
    parts = Parts.of(sparql)
    assert parts.variables == variables
    rows = STORE.query(parts.solutions().text())
    assert isinstance(rows, ox.QuerySolutions)
    assert tuple(v.value for v in rows.variables) == variables


@pytest.mark.parametrize(
    ("sparql", "prefixes"),
    [
        ("ASK { id:a ai:p 'st:x' }", ["ai", "id"]),
        ("PREFIX ai: <urn:> ASK { id:a ai:p <http://ev:1/> } # at:x", ["id"]),
        ("prefix id:<urn:> ASK { id:a a xsd:b ; ?ai:x }", ["xsd"]),
        ("ASK {}", []),
        ("SELECT ?ai { ?ai ?p _:id }", []),
    ],
)
def test_prefixes_that_are_used_are_declared(sparql: str, prefixes: list[str]) -> None:
    """And no line is added: errors name lines."""
    text = declared(sparql)
    assert [word[:-1] for word in text.removesuffix(sparql).split() if word[-1] == ":"] == prefixes
    assert text.count("\n") == sparql.count("\n")


def test_from() -> None:
    """As a keyword alone."""
    assert has_from("SELECT * FROM <urn:g> {}") and has_from("ASK\nfrom named<urn:g> {}")
    assert not has_from("SELECT ?from { ?from a:from 'from' } # from")


@pytest.mark.parametrize(
    ("sparql", "doubtful"),
    [
        ("SELECT * { ?s ?p ?o }", False),
        ("SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT *) AS ?m) { ?s a <http://x/a+b*> }", False),
        ("SELECT ?x { ?x ai:p 'a > b + c' FILTER EXISTS { ?x ?y ?z } }", False),
        ("ASK { ?s ai:p+ ?o }", True),
        ("ASK { ?s (ai:p|ai:q)* ?o }", True),
        ("ASK { ?s ai:p? ?o }", True),
        ("ASK { ?s ?p ?d FILTER (?d >= '2020-01-01'^^xsd:date) }", True),
        ("SELECT (YEAR(?d) AS ?y) { ?s ?p ?d }", True),
        ("SELECT (CONCAT(?a, ?b) AS ?y) { ?s ?a ?b }", True),
        ("ASK { ?s ?p ?o FILTER (EXISTS { ?s a ?x } || ?o = 1) }", True),
    ],
)
def test_what_virtuoso_may_answer_wrongly(sparql: str, doubtful: bool) -> None:
    """Such queries are answered from a copy."""
    assert is_doubtful(sparql) is doubtful
