"""What the servers say of themselves."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from aiactors.resources import release_path
from aiactors.server.limits import Limits
from aiactors.server.void import Void
from aiactors.store import Store
from aiactors.vocabulary import SEARCH
from tests.server.conftest import Answer, Running

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
EX = "http://a.example/"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def graph(answer: Answer) -> Store:
    """What an answer says, to be asked."""
    assert answer.status == 200
    store = Store()
    store.inner.load(answer.body, FORMATS[answer.media])
    return store


def values(store: Store, query: str) -> list[str]:
    """The one column of a query."""
    found = store.query(f"PREFIX sd: <{SD}> PREFIX void: <{VOID}> {query}")
    assert isinstance(found, ox.QuerySolutions)
    return sorted(str(getattr(row[0], "value", "")) for row in found)


@pytest.mark.parametrize("media", FORMATS)
def test_the_service_in_every_format(readable: Running, media: str) -> None:
    """The same in all."""
    found = graph(readable.send("GET", "/sparql", {"accept": media}))
    assert values(found, "SELECT ?e { ?s a sd:Service ; sd:endpoint ?e }") == [
        f"{readable.base}/sparql"
    ]


def test_a_browser_is_led_to_the_page(readable: Running) -> None:
    """It has no use for RDF."""
    answer = readable.send("GET", "/sparql", {"accept": "text/html,*/*;q=0.8"})
    assert (answer.status, answer.headers["location"]) == (303, f"{readable.base}/query")


def test_other_formats_are_refused(readable: Running) -> None:
    """In words."""
    assert readable.send("GET", "/sparql", {"accept": "text/csv"}).status == 406


def test_a_server_that_is_read_only(readable: Running) -> None:
    """Its default graph is the union, and it has no updates."""
    found = graph(readable.send("GET", "/sparql"))
    assert values(found, "SELECT ?l { [] sd:supportedLanguage ?l }") == [SD + "SPARQL11Query"]
    assert values(found, "SELECT ?f { [] sd:feature ?f }") == [SD + "UnionDefaultGraph"]
    assert values(found, "SELECT ?f { [] sd:propertyFeature ?f }") == [SEARCH + "matches"]
    sizes = "SELECT ?n { [] sd:namedGraph [ sd:name <%s> ; sd:graph [ void:triples ?n ] ] }"
    assert values(found, sizes % f"{EX}one") == ["3"]
    assert values(found, sizes % f"{EX}two") == ["2"]
    default = values(found, "SELECT ?n { [] sd:defaultGraph [ void:triples ?n ] }")
    assert default == [readable.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text.split()[1]]


def test_a_server_that_is_written_to(writable: Running) -> None:
    """It tells what it takes, and graphs as soon as they are there."""
    writable.change(f"CREATE GRAPH <{EX}empty> ; INSERT DATA {{ <{EX}s> a 1 }}")
    found = graph(writable.send("GET", "/sparql"))
    languages = [SD + "SPARQL11Query", SD + "SPARQL11Update"]
    assert values(found, "SELECT ?l { [] sd:supportedLanguage ?l }") == languages
    assert values(found, "SELECT ?f { [] sd:feature ?f }") == [SD + "EmptyGraphs"]
    assert len(values(found, "SELECT ?f { [] sd:inputFormat ?f }")) == 4
    assert values(found, "SELECT ?g { [] sd:namedGraph [ sd:name ?g ] }") == [f"{EX}empty"]
    assert values(found, "SELECT ?n { [] sd:defaultGraph [ void:triples ?n ] }") == ["1"]


def test_what_is_held_is_counted(writable: Running) -> None:
    """Where no release describes it."""
    writable.change(f"INSERT DATA {{ <{EX}s> a <{EX}C> ; <{EX}p> 1 , 2 . <{EX}t> <{EX}p> 3 }}")
    found = graph(writable.send("GET", "/.well-known/void"))
    top = "SELECT ?n { ?d void:sparqlEndpoint ?e ; void:%s ?n }"
    assert values(found, top % "triples") == ["4"]
    assert values(found, top % "distinctSubjects") == ["2"]
    part = "SELECT ?n { [] void:propertyPartition [ void:property <%s> ; void:triples ?n ] }"
    assert values(found, part % f"{EX}p") == ["3"]
    part = "SELECT ?n { [] void:classPartition [ void:class <%s> ; void:entities ?n ] }"
    assert values(found, part % f"{EX}C") == ["1"]


def test_methods(readable: Running) -> None:
    """It is only read."""
    assert readable.send("POST", "/.well-known/void", body="x").status == 405
    assert readable.send("OPTIONS", "/.well-known/void").status == 204


def test_the_release_describes_itself() -> None:
    """Its own description is answered, with the endpoint."""
    void = Void("http://b.example", "text/turtle", release_path() / "description.ttl")
    reply = void(Store(), Limits())
    store = Store()
    store.inner.load(reply.body, ox.RdfFormat.TURTLE)
    assert values(store, "SELECT ?e { ?d a void:Dataset ; void:sparqlEndpoint ?e }") == [
        "http://b.example/sparql"
    ]
    assert values(store, "SELECT ?s { ?d void:uriSpace ?s }") == ["https://w3id.org/ai-actors/id/"]
