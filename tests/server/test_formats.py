"""The format of an answer: by the header, by parameters, and as widely used clients ask for it."""

from __future__ import annotations

import itertools
import urllib.request
import warnings
from typing import Any
from urllib.parse import quote

import pandas as pd
import pyoxigraph as ox
import pytest
import rdflib
from SPARQLWrapper import GET, POST, POSTDIRECTLY, URLENCODED, SPARQLWrapper
from SPARQLWrapper.Wrapper import _allowedFormats

from aiactors.server.formats import ROWS, TRIPLES, media_of
from aiactors.server.reply import HttpError
from tests.server.conftest import Running

EX = "http://a.example/"
SELECT = f"SELECT ?s ?o {{ ?s <{EX}p> ?o }} ORDER BY ?o"
CONSTRUCT = f"CONSTRUCT WHERE {{ ?s <{EX}p> ?o }}"
QUERIES = {
    "select": SELECT,
    "ask": "ASK { ?s ?p ?o }",
    "construct": CONSTRUCT,
    "describe": f"DESCRIBE <{EX}s>",
}

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
NT = "application/n-triples"
JSON_LD = "application/ld+json"
RDF_XML = "application/rdf+xml"


@pytest.mark.parametrize(
    ("names", "rows", "triples"),
    [
        ("json", JSON, JSON_LD),
        ("srj sparql-results+json application/sparql-results+json", JSON, ""),
        ("xml", XML, RDF_XML),
        ("srx sparql-results+xml application/sparql-results+xml", XML, ""),
        ("csv text/csv", CSV, ""),
        ("tsv text/tab-separated-values", TSV, ""),
        ("ttl turtle text/turtle application/x-turtle application/turtle", "", TURTLE),
        ("nt ntriples n-triples application/n-triples", "", NT),
        ("n3 text/n3 application/n3", "", "text/n3"),
        ("text/rdf+n3", "", "text/rdf+n3"),
        ("jsonld json-ld ld+json application/ld+json application/x-json+ld", "", JSON_LD),
        ("rdf rdfxml rdf+xml rdf/xml application/rdf+xml", "", RDF_XML),
        ("application/json", "application/json", "application/json"),
        ("application/xml", "application/xml", "application/xml"),
        ("html text/html exe nq trig x/y ; ,, = /", "", ""),
    ],
)
def test_names_of_formats(names: str, rows: str, triples: str) -> None:
    """Whatever its case; what the answer cannot be is left to the header."""
    for name in names.split():
        for spelt in (name, name.upper(), name.replace("+", " "), f"{name};q=0.5", f"exe, {name}"):
            for wanted, offered in ((rows, ROWS), (triples, TRIPLES)):
                last = list(offered)[-1]
                assert media_of(last, [spelt], offered) == (wanted or last)
                assert media_of("", ["exe", spelt], offered) == (wanted or next(iter(offered)))


def test_what_nobody_accepts() -> None:
    """It is told with what there is."""
    with pytest.raises(HttpError, match="cannot be had as exe, csv, image/png; ask for text/turt"):
        media_of("image/png", ["exe", "csv"], TRIPLES)


@pytest.mark.parametrize("media", TRIPLES)
def test_all_formats_say_the_same(readable: Running, media: str) -> None:
    """Turtle is valid N3, so N3 is Turtle."""
    answer = readable.ask(CONSTRUCT, media)
    assert (answer.status, answer.media) == (200, media)
    found = {quad.triple for quad in ox.parse(answer.body, TRIPLES[media])}
    assert len(found) == 2
    if "n3" in media:
        assert len(rdflib.Graph().parse(data=answer.body, format="n3")) == 2


@pytest.mark.parametrize("parameter", ["format", "output", "results"])
def test_the_parameters_of_formats(readable: Running, parameter: str) -> None:
    """In the address and in a form; the header is heard where they name nothing that fits."""
    target = f"/sparql?query={quote(SELECT)}&{parameter}="
    assert readable.send("GET", f"{target}csv", {"accept": JSON}).media == CSV
    assert readable.send("GET", f"{target}turtle", {"accept": TSV}).media == TSV
    assert readable.send("GET", f"{target}turtle", {"accept": TURTLE}).status == 406
    form = {"content-type": "application/x-www-form-urlencoded", "accept": JSON}
    body = f"query={quote(SELECT)}&{parameter}=tsv"
    assert readable.send("POST", "/sparql", form, body).media == TSV


FITTING = {
    ("json", True): JSON,
    ("xml", True): XML,
    ("csv", True): CSV,
    ("tsv", True): TSV,
    ("json", False): JSON_LD,
    ("json-ld", False): JSON_LD,
    ("xml", False): RDF_XML,
    ("rdf", False): RDF_XML,
    ("rdf+xml", False): RDF_XML,
    ("turtle", False): TURTLE,
    ("n3", False): "text/n3",
}
"""Format of SPARQLWrapper, and whether rows are asked → what comes; else what comes first."""

WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]


@pytest.mark.parametrize(("method", "way"), WAYS)
@pytest.mark.parametrize("kind", QUERIES)
def test_sparqlwrapper(readable: Running, kind: str, method: str, way: str) -> None:
    """All its formats by all its methods, with its parameters and without them."""
    is_rows = kind in ("select", "ask")
    for format_, bare in itertools.product(_allowedFormats, (False, True)):
        client = SPARQLWrapper(f"{readable.base}/sparql")
        client.setQuery(QUERIES[kind])
        client.setMethod(method)
        client.setRequestMethod(way)
        client.setReturnFormat(format_)
        client.setOnlyConneg(bare)
        with warnings.catch_warnings():
            # It warns of formats that do not fit, and uses what rdflib has put away.
            warnings.simplefilter("ignore")
            result = client.query()
            media = result.response.headers.get_content_type()
            converted: Any = result.convert()
        unfit = JSON if is_rows else TURTLE
        wanted = FITTING.get((format_, is_rows), unfit)
        if bare and (format_, is_rows) in {("json", False), ("rdf", False), ("n3", False)}:
            wanted = TURTLE  # for these its header says */*, or all that N3 may be called
        assert media == wanted, format_
        assert isinstance(converted, bytes) or converted, format_


def test_pandas(readable: Running) -> None:
    """It opens the address of a query as a table, with what its own client sends: no ``Accept``."""
    for more in ("", "&format=csv"):
        table = pd.read_csv(f"{readable.base}/sparql?query={quote(SELECT)}{more}")
        assert list(table.columns) == ["s", "o"]
        assert list(table.o) == [1, 2]


def test_who_accepts_anything_gets_json(readable: Running) -> None:
    """As do truth values, for which there is no table."""
    assert readable.ask(SELECT, "*/*").media == JSON
    assert readable.send("GET", "/sparql", query="ASK {}").media == JSON
    with urllib.request.urlopen(f"{readable.base}/sparql?query={quote(SELECT)}") as answer:
        assert answer.headers.get_content_type() == CSV
    assert readable.send("GET", "/sparql", query=CONSTRUCT).media == TURTLE
