"""What there is to search: every text of a store, read row by row into an index."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from aiactors.search.kinds import OF_STATEMENTS, parts_of
from aiactors.search.writer import IndexWriter
from aiactors.store import Store
from aiactors.vocabulary import curie

_KINDS = """
SELECT ?thing ?kind { ?thing a ?kind FILTER (STRSTARTS(STR(?thing), STR(id:)) && isIRI(?kind)) }
"""
_NAMES = """
SELECT ?thing ?part ?text {
  VALUES (?p ?part) { (skos:prefLabel "name") (skos:altLabel "alias") (skos:note "note") }
  ?thing ?p ?text
  FILTER (STRSTARTS(STR(?thing), STR(id:)) && isLiteral(?text))
}
"""
_STATEMENTS = """
SELECT ?s ?subject ?predicate ?object ?sources {
  ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
  OPTIONAL { ?s ai:sourceCount ?sources }
  FILTER isIRI(?s)
}
"""
_SAID = """
SELECT ?s ?part ?text {
  { ?s ai:attribution ?a . ?a ai:evidence ?e . ?e ai:gist ?text . BIND ("gist" AS ?part) }
  UNION { ?s a ai:Statement ; skos:note ?text . BIND ("note" AS ?part) }
  FILTER isLiteral(?text)
}
"""


def gather(store: Store, writer: IndexWriter) -> None:
    """Read all that can be searched; only references stay in memory."""
    _read_entities(store, writer)
    _read_statements(store, writer)


def _rows(store: Store, sparql: str) -> Any:
    return store.query(sparql)


def _read_entities(store: Store, writer: IndexWriter) -> None:
    kinds: dict[str, tuple[str, ...]] = {}
    for ref, kind in _rows(store, _KINDS):
        local = curie(kind.value).removeprefix("ai:")
        kinds[ref.value] = tuple(sorted({*kinds.get(ref.value, ()), local}))
    numbers: dict[str, int] = {}
    for ref, part, text in _rows(store, _NAMES):
        of = kinds.get(ref.value, ())
        if ref.value not in numbers:
            numbers[ref.value] = writer.thing(curie(ref.value), of)
        part_ = parts_of(of)[part.value]
        writer.text(numbers[ref.value], part_, text.language or "", text.value)


def _read_statements(store: Store, writer: IndexWriter) -> None:
    numbers: dict[str, int] = {}
    for row in _rows(store, _STATEMENTS):
        if ox.Triple in map(type, row):  # of RDF 1.2: nothing of ours is about one
            continue
        address, subject, predicate, object_ = (term.value for term in tuple(row)[:4])
        sources = row[4].value if row[4] is not None else ""
        triple = curie(subject), curie(predicate).removeprefix("ai:"), curie(object_)
        if address not in numbers:
            weight = int(sources) if sources.isdecimal() and len(sources) < 10 else 0
            numbers[address] = writer.thing(curie(address), OF_STATEMENTS, weight, triple)
    for ref, part, text in _rows(store, _SAID):
        if (number := numbers.get(ref.value)) is not None:
            writer.text(number, part.value, text.language or "", text.value)
