"""Quads become terms of rdflib one by one, and none is changed on the way."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import XSD

from aiactors.export import to_dataset
from aiactors.vocabulary import PREFIXES

S, P, G = (ox.NamedNode(f"http://x.example/{name}") for name in "spg")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (ox.NamedNode("http://x.example/o"), rdflib.URIRef("http://x.example/o")),
        (ox.BlankNode("b1"), rdflib.BNode("b1")),
        (ox.Literal("plain"), rdflib.Literal("plain")),
        (ox.Literal("procès", language="fr"), rdflib.Literal("procès", lang="fr")),
        (ox.Literal(""), rdflib.Literal("")),
        (
            ox.Literal("2024-03~", datatype=ox.NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")),
            rdflib.Literal("2024-03~", datatype="http://id.loc.gov/datatypes/edtf/EDTF"),
        ),
    ],
)
def test_a_term_stays_what_it_is(
    term: ox.NamedNode | ox.BlankNode | ox.Literal, expected: rdflib.term.Identifier
) -> None:
    """Whatever kind of term it is."""
    dataset = to_dataset([ox.Quad(S, P, term, G)])
    (found,) = dataset.objects()
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(("text", "type_"), [("01", "integer"), ("38.0", "decimal"), ("x", "date")])
def test_numbers_keep_their_digits(text: str, type_: str) -> None:
    """Left to itself, rdflib writes 01 as 1, and the files would differ."""
    literal = ox.Literal(text, datatype=ox.NamedNode(str(XSD[type_])))
    (found,) = to_dataset([ox.Quad(S, P, literal, G)]).objects()
    assert str(found) == text
    assert found.datatype == XSD[type_]


def test_named_graphs_stay_apart_and_the_default_is_their_union() -> None:
    """The same triple in two graphs is one in the union."""
    other = ox.NamedNode("http://x.example/h")
    dataset = to_dataset([ox.Quad(S, P, S, G), ox.Quad(S, P, S, other), ox.Quad(S, P, P)])
    assert len(dataset.graph(rdflib.URIRef(G.value))) == 1
    assert len(dataset.graph(rdflib.URIRef(other.value))) == 1
    assert len(set(dataset.triples((None, None, None)))) == 2
    assert bool(dataset.query("ASK { ?x ?y ?x }"))


def test_prefixes_are_known() -> None:
    """All of the project, and under these names."""
    bound = {prefix: str(name) for prefix, name in to_dataset([]).namespaces()}
    assert bound.items() >= PREFIXES.items()
