"""Turtle with the prefixes that it needs, the same each time."""

from __future__ import annotations

import pyoxigraph as ox

from aiactors.store.prefixed import prefixed_turtle, used_prefixes
from aiactors.vocabulary import PREFIXES, iri


def triple(subject: str, predicate: str, object_: str) -> ox.Triple:
    """Return a triple of short names."""
    return ox.Triple(*(ox.NamedNode(iri(name)) for name in (subject, predicate, object_)))


TRIPLES = [
    triple("id:ada", "ai:founded", "id:orion"),
    triple("id:ada", "rdf:type", "foaf:Person"),
    triple("st:one", "rdf:subject", "id:ada"),
]


def test_only_what_is_used_is_declared() -> None:
    """In the order of the vocabulary."""
    used = used_prefixes(TRIPLES)
    assert used == {p: PREFIXES[p] for p in PREFIXES if p in {"ai", "id", "st", "foaf", "rdf"}}


def test_the_same_triples_give_the_same_bytes() -> None:
    """The prefixes come first, in order, and nothing is lost."""
    text = prefixed_turtle(TRIPLES)
    head = [line for line in text.splitlines() if line.startswith(b"@prefix")]
    assert head == sorted(head)
    assert {prefixed_turtle(TRIPLES) for _ in range(20)} == {text}
    assert {quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)} == set(TRIPLES)


def test_nothing_is_nothing() -> None:
    """No triples, no prefixes."""
    assert prefixed_turtle([]).strip() == b""
