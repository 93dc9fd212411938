"""Random graphs, broken in every way, give the same findings as pySHACL."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiactors.check.shacl import COMPONENTS
from aiactors.resources import ontology_path
from aiactors.store import Store
from aiactors.vocabulary import iri
from tests.check.shacl.conftest import Agree, ours, shapes_text, theirs
from tests.ontology.conftest import PREFIXES
from tests.ontology.test_shapes import BROKEN, SOUND

HEAD = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())
STRUCTURE = [
    iri(name) for name in ("rdf:type", "rdfs:subClassOf", "skos:inScheme", "skos:prefLabel")
]


def read(turtle: str) -> list[ox.Triple]:
    """Read Turtle."""
    return [quad.triple for quad in ox.parse((HEAD + turtle).encode(), ox.RdfFormat.TURTLE)]


ONTOLOGY = [
    quad.triple
    for quad in ox.parse((ontology_path() / "ai.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    if quad.predicate.value in STRUCTURE
]
WHOLE = read(
    SOUND
    + """
    id:lab ai:owner id:rival ; ai:tier ai:OutletTier ; skos:altLabel "L"@en ; skos:note "N"@en .
    id:rival a ai:ResearchLab , ai:Company ; skos:prefLabel "R"@en , "R"@fr ;
      <http://xmlns.com/foaf/0.1/homepage> <https://rival.example/> .
    id:book a ai:Document , ai:Book ; skos:prefLabel "B"@de ; dcterms:title "B"@de .
    st:if a ai:Statement ; rdf:subject id:lab ; rdf:predicate ai:headcount ; rdf:object 12 ;
      ai:modality ai:Planned ; ai:rank ai:Preferred ; ai:status ai:Established ;
      ai:editorStatus ai:Established ; ai:editorReason "Why"@en ; ai:condition st:owns ;
      ai:earliestEnd "2019-01-01"^^xsd:date ; ai:latestEnd "2019-12-31"^^xsd:date ;
      ai:knownSince "2020-01-01"^^xsd:date ; ai:sourceCount 1 ; ai:role "r"@en ;
      ai:attribution at:two .
    at:two a ai:Attribution ; ai:stance ai:Denies ; ai:saidIn id:book ; ai:evidence ev:two .
    ev:two a ai:Evidence ; oa:hasSource id:book ; ai:quote "Q" .
    """
)
SUBJECTS = [*sorted({t.subject for t in WHOLE}, key=str), ox.NamedNode(iri("id:nobody"))]
PREDICATES = sorted({t.predicate for t in WHOLE}, key=str)
VALUES: list[Any] = sorted({t.object for t in WHOLE}, key=str) + [
    triple.object
    for triple in read(
        """
        id:x id:y "2024-03-05"^^xsd:date , "2011-01-01"^^xsd:date , "2024-02-30"^^xsd:date ,
          "2017"^^edtf:EDTF , "soon"^^edtf:EDTF , -1 , 0 , 1 , 12 , 2.5 , -0.5 , "x"^^xsd:integer ,
          true , "plain" , "USD" , "usd" , "en" , "sha256:0" , "un"@fr , "one"@en , "uno"@es ,
          "two"@en-GB , ai:Nothing , ai:Denied , ai:OutletTier , [] , id:nobody , ai:Statement ,
          <https://rival.example/> , ai:Company , ai:Article .
        """
    )
]
COMPARED = {
    iri(f"ai:{name}")
    for name in (
        "earliestStart",
        "latestStart",
        "earliestEnd",
        "latestEnd",
        "start",
        "end",
        "share",
        "value",
        "sourceCount",
    )
}
"""Properties whose values are compared."""


def comparable(old: Any, new: Any) -> bool:
    """Whether rdflib compares both as SPARQL does: it finds an order between numbers and dates."""
    return (
        isinstance(new, ox.Literal)
        and isinstance(old, ox.Literal)
        and new.datatype == old.datatype
        and new.value not in ("x", "2024-02-30")
    )


@st.composite
def changed(draw: st.DrawFn) -> list[ox.Triple]:
    """The sound graph, with some triples dropped, altered or added."""
    triples = list(WHOLE)
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["drop", "alter", "add", "copy"]))
        at = draw(st.integers(0, len(triples) - 1))
        old = triples[at]
        subject, value = draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(VALUES))
        predicate = draw(st.sampled_from(PREDICATES)) if kind == "add" else old.predicate
        if kind == "drop":
            del triples[at]
            continue
        if predicate.value in COMPARED and not comparable(old.object, value):
            continue
        if kind == "alter":
            triples[at] = ox.Triple(old.subject, old.predicate, value)
        elif kind == "copy":
            triples.append(ox.Triple(subject, old.predicate, old.object))
        else:
            triples.append(ox.Triple(subject, predicate, value))
    return triples


def filled(triples: list[ox.Triple]) -> Store:
    """A store of some triples, beside the classes and concepts of the ontology."""
    store = Store()
    store.inner.extend(ox.Quad(t.subject, t.predicate, t.object) for t in ONTOLOGY + triples)
    return store


@settings(max_examples=40)
@given(changed())
@pytest.mark.heavy
def test_random_graphs_give_the_same_findings(triples: list[ox.Triple]) -> None:
    """With a survey and without, in the same order."""
    store = filled(triples)
    found = theirs(store, shapes_text())
    assert ours(store, shapes_text()) == found
    assert ours(store, shapes_text(), survey=False) == found


CASES = {
    "an instance by way of a class beneath": "sh:class :Animal",
    "two classes, each for itself": "sh:class :Animal ; sh:class :Plant",
    "a literal is of no class": "sh:class :Animal ; sh:nodeKind sh:IRIOrLiteral",
    "kinds of terms": "sh:nodeKind sh:BlankNodeOrIRI",
    "neither more nor fewer": "sh:minCount 2 ; sh:maxCount 2",
    "at most none": "sh:maxCount 0",
    "no fewer than none": "sh:minCount 0",
    "several at least": "sh:minCount 3",
    "a value that must be there": "sh:hasValue :tom",
    "a number that must be there": "sh:hasValue 1",
    "one of some": "sh:in ( :tom 1 'x'@en )",
    "languages and their regions": "sh:languageIn ( 'en' 'de' )",
    "a pattern on addresses and texts": "sh:pattern 'o'",
    "two patterns": "sh:pattern '^[a-z]' , 'x$'",
    "whole numbers": "sh:datatype xsd:integer",
    "days": "sh:datatype xsd:date",
    "truth": "sh:datatype xsd:boolean",
    "some of a kind": "sh:qualifiedValueShape [ sh:class :Animal ] ; sh:qualifiedMinCount 2",
    "one or the other": "sh:or ( [ sh:nodeKind sh:Literal ] [ sh:class :Animal ] )",
    "properties of values": (
        "sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ; sh:class :Plant ] ]"
    ),
    "the same language twice": "sh:uniqueLang true",
    "nothing of another property": "sh:disjoint :q",
    "a shape in a shape in a shape": (
        "sh:node [ sh:or ( [ sh:property [ sh:path :q ; sh:hasValue 7 ] ] [ sh:node "
        "[ sh:property [ sh:path :p ; sh:maxCount 1 ; sh:uniqueLang true ] ] ] ) ]"
    ),
}
"""What a property may be asked for."""

DATA = """
@prefix : <urn:x:> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Cat rdfs:subClassOf :Pet . :Pet rdfs:subClassOf :Animal . :Fern rdfs:subClassOf :Plant .
:tom a :Cat , :Thing . :fern a :Fern . :both a :Cat , :Fern . :odd a :Thing , :Unknown .
:a a :Sub ; :p :tom , :fern , 1 ; :q :tom , 7 .
:b a :Root , :Sub ; :p 'x'@en , 'y'@en , 'x'@EN-gb , 'x' , 'box' ; :q 'x' .
:c a :Root ; :p :both , :tom , [] , 2.5 .
:d a :Root . :e a :Root ; :p 'x'^^xsd:integer , '2024-02-30'^^xsd:date ,
  '2024-02-29'^^xsd:date , true . :stranger :p 1 , 2 , 3 , :odd .
:Sub rdfs:subClassOf :Root .
:tom :q :fern ; :p 'one'@en , 'two'@en .
:both :q :tom , :fern . :odd :q 7 ; :p 'one'@en , 'uno'@es .
"""


@pytest.mark.parametrize("demand", CASES.values(), ids=CASES)
def test_each_component_by_itself(demand: str, agree: Agree) -> None:
    """Of a property of all instances of a class, of those of a class beneath it as well."""
    head = "@prefix : <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> ."
    shape = f"sh:property [ sh:path :p ; sh:severity sh:Warning ; sh:message 'No.'@en ; {demand} ]"
    targets = "sh:targetClass :Root , :Sub ; sh:targetSubjectsOf :q"
    xsd = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    agree(DATA, f"{head} {xsd} :s a sh:NodeShape ; {targets} ; {shape} .".encode())


@pytest.mark.parametrize(
    "demand",
    [
        "sh:class :Animal",
        "sh:nodeKind sh:BlankNode",
        "sh:or ( [ sh:class :Animal ] [ sh:property [ sh:path :q ; sh:minCount 1 ] ] )",
        "sh:node [ sh:class :Animal ; sh:property [ sh:path :q ; sh:class :Plant ] ]",
        "sh:in ( :a :tom )",
        "sh:pattern 'o'",
    ],
)
def test_each_component_of_an_entity_itself(demand: str, agree: Agree) -> None:
    """The entity is the value."""
    head = "@prefix : <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> ."
    targets = "sh:targetClass :Animal , :Root , :Thing"
    found = agree(
        DATA, f"{head} :s a sh:NodeShape ; {targets} ; sh:message 'No.' ; {demand} .".encode()
    )
    assert found
    assert all(one.focus == one.value for one in found)


def test_the_random_graphs_break_what_they_can() -> None:
    """So that agreeing means something: the cases with a name break most components."""
    names = {shape_constraint for broken in BROKEN for *_, shape_constraint in broken.found}
    assert len(names & set(COMPONENTS.values())) > 12
