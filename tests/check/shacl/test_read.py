"""Shapes are read whole, or refused: nobody may believe that something was checked."""

from __future__ import annotations

import pytest

from aiactors.check.shacl import COMPONENTS, read_shapes
from aiactors.errors import RdfError
from tests.check.shacl.conftest import shapes_text

HEAD = """
@prefix : <urn:x:> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def test_all_that_the_ontology_demands_is_known() -> None:
    """And each component is used there, so that none is kept for nothing."""
    used: set[str] = set()
    shapes = list(read_shapes(shapes_text()))
    while shapes:
        for part, constraint in shapes.pop().demands():
            used.add(constraint.name)
            shapes += [*constraint.shapes, *part.properties]
    assert used == set(COMPONENTS.values())


def test_a_shape_tells_what_it_is_about() -> None:
    """Its parts are named after it, and messages are those in English."""
    [shape] = read_shapes(
        f"""{HEAD}
        :s sh:targetClass :Cat ; sh:targetSubjectsOf :purrs ; sh:severity sh:Warning ;
          sh:nodeKind sh:IRI ; sh:message "Non."@fr , "No."@en ; rdfs:comment "Cats." ;
          sh:property [ sh:path :name ; sh:minCount 1 ; sh:message "Nom."@fr ] .
        :unused a sh:NodeShape ; sh:nodeKind sh:Literal .
        """.encode()
    )
    assert (shape.name, shape.messages, shape.error) == ("<urn:x:s>", ("No.",), False)
    assert [c.value for c in (*shape.classes, *shape.subjects_of)] == ["urn:x:Cat", "urn:x:purrs"]
    [part] = shape.properties
    assert (part.name, part.messages, part.error) == ("<urn:x:s> <urn:x:name>", ("Nom.",), True)


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("sh:closed true", "<urn:x:s> has sh:closed, which is not known here"),
        ("sh:not [ sh:class :C ]", "has sh:not, which is not known"),
        ("sh:targetNode :n", "has sh:targetNode, which is not known"),
        ("sh:deactivated true", "has sh:deactivated, which is not known"),
        ("sh:sparql [ sh:select 'SELECT' ]", "has sh:sparql, which is not known"),
        (
            "sh:property [ sh:path :p ; sh:flags 'i' ; sh:pattern 'a' ]",
            "<urn:x:s> <urn:x:p> has sh:",
        ),
        ("sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ]", "has a value of sh:path"),
        ("sh:property [ sh:path :p , :q ]", "two values of sh:path"),
        ("sh:property [ sh:minCount 1 ]", "has sh:minCount without sh:path"),
        ("sh:property [ sh:class :C ]", "a property without sh:path"),
        (
            "sh:property [ sh:path :p ; sh:property [ sh:path :q ] ]",
            "sh:property within a property",
        ),
        ("sh:property [ sh:path :p ; sh:minCount -1 ]", "other than one number under sh:minCount"),
        ("sh:property [ sh:path :p ; sh:minCount 1 , 2 ]", "other than one number"),
        ("sh:property [ sh:path :p ; sh:uniqueLang false ]", "sh:uniqueLang other than true"),
        ("sh:property [ sh:path :p ; sh:qualifiedMinCount 1 ]", "has no sh:qualifiedValueShape"),
        ("sh:property [ sh:path :p ; sh:in ( [] ) ]", "a blank node under sh:in"),
        ("sh:property [ sh:path :p ; sh:in :no ]", "has a list that is broken"),
        ("sh:nodeKind :Odd", "sh:nodeKind"),
        ("sh:node :nobody", "<urn:x:nobody> is no shape"),
        ("sh:node :s", "<urn:x:s> refers to itself"),
        ("sh:node [ sh:property [ sh:path :p ; sh:node :s ] ]", "refers to itself"),
        ("a rdfs:Class ; sh:nodeKind sh:IRI", "is a class as well"),
        ("sh:path :p ; sh:minCount 1", "has a target of its own and sh:path"),
    ],
)
def test_what_would_not_be_checked_is_refused(shape: str, why: str) -> None:
    """With the address of the shape."""
    text = f"{HEAD} :s sh:targetClass :C ; {shape} ."
    with pytest.raises(RdfError) as caught:
        read_shapes(text.encode(), "own.ttl")
    assert why in str(caught.value)
    assert str(caught.value).startswith("own.ttl: ")
    assert str(caught.value).endswith("what it demands would not be checked")


def test_turtle_that_does_not_parse_is_told_with_its_line() -> None:
    """As everywhere."""
    with pytest.raises(RdfError, match=r"own\.ttl:2: "):
        read_shapes(b"<urn:s> <urn:p> <urn:o> .\n <urn:s>", "own.ttl")
