"""RDF that is not the model: said in words, with the name of the file."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.errors import RdfError
from aiactors.model import DossierSet
from aiactors.rdf import from_quads, from_text
from aiactors.vocabulary import PREFIXES

GOLDEN = (Path(__file__).resolve().parents[1] / "golden" / "story.trig").read_text("utf-8")
HEAD = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())


def read(text: str, format_: ox.RdfFormat = ox.RdfFormat.TRIG) -> DossierSet:
    """Read a text that is named story.trig."""
    return from_text(text.encode(), format_, file="story.trig")


def test_the_story_itself_is_read() -> None:
    """Or the tests below would test something else."""
    assert {d.name for d in read(GOLDEN).dossiers} == {"orion", "press"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rdf:subject id:fear ;", ""),
        ("rdf:subject id:fear ;", "rdf:subject <http://evil.example/> ;"),
        ("rdf:predicate ai:describedAs ;", ""),
        ("rdf:object id:fear ;", ""),
        ("rdf:predicate ai:describedAs ;", "rdf:predicate ai:inventedHere ;"),
        ("ai:modality ai:Supposed ;", "ai:modality ai:Dreamt ;"),
        ("ai:stance ai:Reports ;", "ai:stance ai:Shouts ;"),
        ("id:mira a ai:Person ;", "id:mira a ai:Wizard ;"),
        ("id:mira a ai:Person ;", "id:mira a foaf:Person ;"),
        ('"2018/.."^^edtf:EDTF', '"2018/2017"^^edtf:EDTF'),
        ('"2024-03-05"^^xsd:date', '"yesterday"^^xsd:date'),
        ('ai:share "0.25"^^xsd:decimal', 'ai:share "a quarter"^^xsd:decimal'),
        ('ai:share "0.25"^^xsd:decimal', 'ai:share "1e-999999999"^^xsd:decimal'),
        ('ai:share "0.25"^^xsd:decimal', 'ai:share "7"^^xsd:decimal'),
        ('ai:value "44000000"^^xsd:decimal', 'ai:value "1e999999999"^^xsd:decimal'),
        ('ai:value "44000000"^^xsd:decimal', 'ai:value "many"'),
        ('ai:currency "USD" ;', ""),
        ("ai:start 10 ;", ""),
        ("ai:start 10 ;", 'ai:start "ten" ;'),
        ("ai:start 10 ;", f'ai:start "{"9" * 5000}"^^xsd:integer ;'),
        ("rdf:object 1200 ;", 'rdf:object "many"^^xsd:integer ;'),
        ("ai:saidIn id:courier-2 ;", ""),
        ("ai:evidence ev:7da367cc2c72a065ce8e", "ai:evidence ev:00000000000000000000"),
        ('ai:quote "Jamais."', 'ai:quote "Toujours."'),
        ('dcterms:title "Orion for sale"@en ;', 'skos:prefLabel ""@en ;'),
        ("<https://orion.example/>", "<javascript:alert(1)>"),
        ("ai:condition st:61b98f31ad2b1ac5f661", "ai:condition id:mira"),
        ("dossier:press {", "<http://evil.example/Not A Dossier> {"),
        ("dossier:press {", "<http://evil.example/g> {"),
        ("id:suit a ai:Lawsuit ;", "id:Bad%20Id a ai:Lawsuit ;"),
    ],
)
def test_what_is_not_the_model(old: str, new: str) -> None:
    """One line, with the file; nothing is made of half a statement."""
    assert old in GOLDEN
    with pytest.raises(RdfError) as caught:
        read(GOLDEN.replace(old, new, 1))
    message = str(caught.value)
    assert message.startswith("story.trig:")
    assert "\n" not in message
    assert "pydantic" not in message
    assert len(message) < 400


def test_the_message_names_the_graph_and_what_is_missing() -> None:
    """As much as can be said."""
    with pytest.raises(RdfError) as caught:
        read(GOLDEN.replace("rdf:predicate ai:describedAs ;", "", 1))
    assert str(caught.value) == (
        "story.trig: graph 'press': this is not the model: predicate: nothing is not a text"
    )


def test_syntax_errors_have_their_line() -> None:
    """As the parser gives it."""
    with pytest.raises(RdfError) as caught:
        read("<x:a> <x:b>\n\n<x:c>")
    assert str(caught.value).startswith("story.trig:3: ")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "text",
    [
        "GRAPH dossier:a { id:x skos:exactMatch [ a ai:Person ] }",
        "GRAPH dossier:a { [] ai:founded id:x }",
        "GRAPH dossier:a { _:b ai:founded id:x }",
        "GRAPH dossier:a { id:x ai:founded <<( id:x ai:left id:y )>> }",
    ],
)
def test_blank_nodes_and_triples_of_triples_are_refused(text: str) -> None:
    """The model has none; dropped without a word, they would be lost."""
    with pytest.raises(RdfError, match="blank node"):
        read(HEAD + text)


def test_two_graphs_must_not_declare_one_entity() -> None:
    """As in dossiers."""
    entity = 'id:x a ai:Person ; skos:prefLabel "X"@en .'
    with pytest.raises(RdfError, match="two entities have the id 'x'"):
        read(f"{HEAD}GRAPH dossier:a {{ {entity} }} GRAPH dossier:b {{ {entity} }}")


def test_other_rdf_is_an_empty_model() -> None:
    """What says nothing in the words of the model is passed over."""
    found = from_quads(
        ox.parse(b"<http://a.example/x> <http://a.example/p> 1 .", ox.RdfFormat.TURTLE)
    )
    assert (found.entities, found.statements) == ({}, {})


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"\x00" * 100])
@pytest.mark.parametrize("format_", [ox.RdfFormat.TURTLE, ox.RdfFormat.N_QUADS])
def test_bytes_that_are_no_text(data: bytes, format_: ox.RdfFormat) -> None:
    """Nothing at all is an empty model; anything else is an error."""
    if not data:
        assert from_text(data, format_) == DossierSet()
    else:
        with pytest.raises(RdfError):
            from_text(data, format_)
