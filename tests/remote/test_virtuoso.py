"""Virtuoso's own ways: what it answers wrongly is answered rightly here, and it is told apart."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from aiactors.errors import ServerError
from aiactors.query import Result
from aiactors.remote import Settings
from aiactors.remote.store import RemoteStore
from aiactors.store import FORMATS, Store
from tests.servers import CAP, Served

CYCLE = b"""
<urn:g> {
  <urn:a> <urn:p> <urn:b> . <urn:b> <urn:p> <urn:c> . <urn:c> <urn:p> <urn:a> , <urn:d> .
  <urn:a> <urn:from> "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
  <urn:b> <urn:from> "2021-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
}
<urn:h> { <urn:a> <urn:p> <urn:b> }
"""
WRONG = [
    "SELECT ?x { <urn:a> <urn:p>+ ?x }",
    "SELECT ?x { <urn:a> <urn:p>* ?x }",
    "SELECT ?s ?x { VALUES ?s { <urn:a> <urn:b> } ?s <urn:p>+ ?x }",
    "SELECT ?s { ?s <urn:from> ?d FILTER (?d <= '2020-06-01'^^xsd:date) }",
    "SELECT ?s (YEAR(?d) AS ?y) { ?s <urn:p> ?o OPTIONAL { ?s <urn:from> ?d } }",
    "SELECT (COALESCE(CONCAT('x', ?no), 'right') AS ?y) { <urn:c> <urn:p> <urn:d> }",
]
PLAIN = [
    "SELECT ?s { ?s <urn:p> <urn:b> }",
    "SELECT ?s ('\\u0061' AS ?a) { ?s <urn:\\u0070> <\\u0075rn:b> } # \\u0061",
]
TRIG = FORMATS[".trig"]


@pytest.fixture
def store(virtuoso: Served) -> RemoteStore:
    """A store with a cycle, and a triple in two graphs."""
    store = virtuoso.cleared()
    store.replace(CYCLE, TRIG)
    return store


@pytest.fixture(scope="module")
def right() -> Store:
    """The same, embedded."""
    store = Store()
    store.load(CYCLE, TRIG)
    return store


@pytest.mark.parametrize("sparql", [*WRONG, *PLAIN])
def test_answers_are_right(store: RemoteStore, right: Store, sparql: str) -> None:
    """From whichever of the two they come."""
    one, other = (sorted(map(str, Result(s.query(sparql)).terms())) for s in (store, right))
    assert one == other


def test_a_cycle_is_still_answered_wrongly(store: RemoteStore, right: Store) -> None:
    """When this fails, a newer Virtuoso may need less of a copy: see docs/server.md."""
    fields = [("default-graph-uri", "urn:g")]
    raw = Result(store.server.select(WRONG[0], ("x",), fields))
    assert len(raw) < len(Result(right.query(WRONG[0])))


def test_who_may_not_write_is_told(virtuoso: Served, store: RemoteStore) -> None:
    """Without a name, and with a wrong password, which is not repeated."""
    for user, words in (("", "does not allow it"), ("dba:wr0ng", "AIACTORS_STORE_USER")):
        other = RemoteStore(virtuoso.address, Settings(user=user, tries=1))
        assert len(other) == 7
        with pytest.raises(ServerError, match=words) as error:
            other.replace(CYCLE.replace(b"urn:d", b"urn:e"), TRIG)
        assert "wr0ng" not in str(error.value)
    assert bool(store.query("ASK { <urn:c> <urn:p> <urn:d> }"))


def test_many_rows_come_in_pages(virtuoso: Served) -> None:
    """Of a server that was filled by others, and of one predicate with more than it gives."""
    store = virtuoso.cleared()
    many = CAP * 2 + 345
    lines = [f'<urn:s{n % 1000}> <urn:p> {n} , "{n}"@fr .' for n in range(many // 2)]
    store.server.put("urn:many", "\n".join(lines).encode())
    try:
        size = 2 * (many // 2)
        sparql = "SELECT ?s ?o { GRAPH <urn:many> { ?s <urn:p> ?o } }"
        rows = Result(store.query(sparql))
        assert len(rows) == len(set(rows.terms())) == size
        assert len(Result(store.query(sparql + f" LIMIT {CAP + 17} OFFSET 3"))) == CAP + 17
        ordered = Result(store.query(sparql + " ORDER BY DESC(STR(?o)) ?s"))
        texts = [str(term.value) for _, term in ordered.terms()]
        assert texts == sorted(texts, reverse=True)
        triples = Result(store.query("CONSTRUCT { ?o <urn:q> ?s } { ?s <urn:p> ?o }"))
        assert len(triples) == 0  # no literal can be a subject
        made = store.query("CONSTRUCT { ?s <urn:q> ?o } { GRAPH <urn:many> { ?s <urn:p> ?o } }")
        assert len(Result(made)) == size
        assert len([q for q in store.quads() if q.graph_name == ox.NamedNode("urn:many")]) == size
    finally:
        store.server.update("DROP SILENT GRAPH <urn:many>")
