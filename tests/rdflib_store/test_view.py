"""A graph of this project, looked at through rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import XSD, Literal, URIRef

from aiactors.rdflib_store import as_dataset
from aiactors.resources import ontology_path
from aiactors.store import FORMATS, Store
from aiactors.vocabulary import PREFIXES, iri

S, P, G, H = (ox.NamedNode(f"http://x.example/{name}") for name in "spgh")


def looked_at(quads: list[ox.Quad]) -> Any:
    """Return a store of some quads, with a union, as a dataset."""
    store = Store()
    store.load(ox.serialize(quads, format=FORMATS[".nq"]) or b"", FORMATS[".nq"])
    return as_dataset(store)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (ox.NamedNode("http://x.example/o"), URIRef("http://x.example/o")),
        (ox.Literal("plain"), Literal("plain")),
        (ox.Literal("procès", language="fr"), Literal("procès", lang="fr")),
        (ox.Literal(""), Literal("")),
        (ox.Literal("x", datatype=ox.NamedNode(str(XSD.date))), Literal("x", datatype=XSD.date)),
        (
            ox.Literal("2024-03~", datatype=ox.NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")),
            Literal("2024-03~", datatype="http://id.loc.gov/datatypes/edtf/EDTF"),
        ),
    ],
)
def test_a_term_stays_what_it_is(
    term: ox.NamedNode | ox.Literal, expected: rdflib.term.Identifier
) -> None:
    """Whatever kind of term it is."""
    (found,) = looked_at([ox.Quad(S, P, term, G)]).objects(URIRef(S.value), URIRef(P.value))
    assert found == expected
    assert type(found) is type(expected)


def test_named_graphs_stay_apart_and_the_default_is_their_union() -> None:
    """The same triple in two graphs is one in the union, which the engine holds already."""
    dataset = looked_at([ox.Quad(S, P, S, G), ox.Quad(S, P, S, H), ox.Quad(S, P, P, H)])
    pattern = (URIRef(S.value), None, None)
    assert len(dataset.graph(URIRef(G.value))) == 1
    assert len(dataset.graph(URIRef(H.value))) == 2
    assert len(list(dataset.triples(pattern))) == 2
    assert len(list(dataset.quads((*pattern, None)))) == 3
    assert len(dataset.query("SELECT ?o { <http://x.example/s> ?p ?o }")) == 2
    assert len(dataset.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")) == 3
    assert {g.identifier for g in dataset.graphs()} >= {URIRef(G.value), URIRef(H.value)}
    assert len(dataset.default_graph) == 0


def test_the_default_graph_has_the_ontology() -> None:
    """As every query to the store; no named graph has it, so no file will."""
    dataset = looked_at([])
    assert bool(dataset.query("ASK { ai:founded rdfs:label ?label }"))
    assert (URIRef(iri("ai:founded")), None, None) in dataset
    ontology = rdflib.Graph().parse(ontology_path() / "ai.ttl")
    assert len(dataset) == len(ontology)
    assert set(dataset.quads()) == set()


def test_it_sees_what_is_loaded_later() -> None:
    """It is no copy."""
    store = Store()
    store.load(b"", FORMATS[".nq"])
    dataset: Any = as_dataset(store)
    before = len(dataset)
    store.load(b"<urn:s> <urn:p> <urn:o> <urn:g> .", FORMATS[".nq"])
    assert len(dataset) == before + 1
    assert (URIRef("urn:s"), None, None, URIRef("urn:g")) in dataset


def test_a_store_of_another_program_has_no_union(tmp_path: Path) -> None:
    """One is made for it where a query asks for it, in memory."""
    engine = ox.Store(str(tmp_path))
    engine.extend([ox.Quad(S, P, S, G), ox.Quad(S, P, S, H)])
    engine.flush()
    del engine
    dataset = as_dataset(Store.on_disk(tmp_path, read_only=True))
    assert len(dataset) == len(list(dataset.triples((None, None, None)))) == 1
    assert len(dataset.query("SELECT * { ?s ?p ?o }")) == 1


def test_prefixes_are_known() -> None:
    """All of the project, and under these names."""
    bound = {prefix: str(name) for prefix, name in looked_at([]).namespaces()}
    assert bound.items() >= PREFIXES.items()
