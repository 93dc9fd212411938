"""What the tests of the ontology share: its files, and a graph held in both engines at once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import XSD

ONTOLOGY = Path(__file__).resolve().parent.parent.parent / "ontology"
BASE = "https://w3id.org/ai-actors/"
PREFIXES = {
    "ai": BASE + "ns#",
    "id": BASE + "id/",
    "st": BASE + "statement/",
    "at": BASE + "attribution/",
    "ev": BASE + "evidence/",
    "money": BASE + "money/",
    "dossier": BASE + "dossier/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Row = tuple[str, ...]


def short(address: str) -> str:
    """Return an address with its prefix, where it has one."""
    for prefix, namespace in PREFIXES.items():
        if address.startswith(namespace):
            return f"{prefix}:{address[len(namespace) :]}"
    return address


def text(term: object) -> str:
    """Return a term of either engine as one text; a variable without a value is empty."""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return short(term.value)
    return "" if term is None else short(str(term))


@functools.cache
def ontology_graph() -> rdflib.Graph:
    """The ontology, read once."""
    return rdflib.Graph().parse(ONTOLOGY / "ai.ttl")


@dataclass(frozen=True)
class Both:
    """The ontology and some data, in rdflib and in pyoxigraph."""

    graph: rdflib.Graph
    store: ox.Store

    def select(self, query: str) -> list[Row]:
        """Return the rows of a query, in order, the same in both engines."""
        in_rdflib = sorted(tuple(map(text, row)) for row in self._rows(query))
        solutions = self.store.query(query)
        assert isinstance(solutions, ox.QuerySolutions)
        in_oxigraph = sorted(tuple(map(text, row)) for row in solutions)
        assert in_rdflib == in_oxigraph
        return in_oxigraph

    def _rows(self, query: str) -> list[tuple[object, ...]]:
        # Iterated as it is, a row of rdflib leaves nothing out.
        return [tuple(row) for row in self.graph.query(query) if isinstance(row, tuple)]

    def construct(self, query: str, day: date | None = None) -> set[Row]:
        """Return the triples that a query makes, the same in both engines.

        Args:
            query: a CONSTRUCT query.
            day: what to bind ?day to, if anything.
        """
        value = rdflib.Literal(day)
        made = self.graph.query(query, initBindings={"day": value} if day else None).graph
        assert made is not None
        day_term = ox.Literal(str(value), datatype=ox.NamedNode(str(XSD.date)))
        triples = self.store.query(
            query, substitutions={ox.Variable("day"): day_term} if day else None
        )
        assert isinstance(triples, ox.QueryTriples)
        in_oxigraph: set[Row] = {
            (text(t.subject), text(t.predicate), text(t.object)) for t in triples
        }
        assert {(text(s), text(p), text(o)) for s, p, o in made} == in_oxigraph
        return in_oxigraph


@pytest.fixture(scope="session")
def ontology() -> rdflib.Graph:
    """The ontology."""
    return ontology_graph()


@pytest.fixture(scope="session", name="short")
def short_() -> Callable[[str], str]:
    """What gives an address its prefix."""
    return short


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of the ontology."""
    return ONTOLOGY


@pytest.fixture(scope="session")
def both() -> Callable[[str], Both]:
    """Read Turtle, beside the ontology, into both engines; the usual prefixes are declared."""
    head = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())

    def read(turtle: str) -> Both:
        graph = rdflib.Graph()
        graph += ontology_graph()
        store = ox.Store()
        store.bulk_load(path=str(ONTOLOGY / "ai.ttl"), format=ox.RdfFormat.TURTLE)
        store.load((head + turtle).encode(), format=ox.RdfFormat.TURTLE)
        return Both(graph.parse(data=head + turtle, format="turtle"), store)

    return read
