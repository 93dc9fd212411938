"""Answers as text in several formats."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pyarrow.parquet
import pyoxigraph as ox
import pytest
import rdflib

from aiactors.errors import InputError
from aiactors.query import serialize
from aiactors.query.serialize import ROW_FORMATS, TRIPLE_FORMATS
from aiactors.store import Store
from aiactors.vocabulary import iri

STORE = Store()
STORE.load(
    b"""
@prefix id: <https://w3id.org/ai-actors/id/> .
@prefix ai: <https://w3id.org/ai-actors/ns#> .
id:mira ai:founded id:orion ; ai:note "a \\"b\\", c\\n=cmd()"@en .
id:tom ai:founded id:orion .
""",
    ox.RdfFormat.TURTLE,
)
ROWS = (
    "SELECT ?who ?note { ?who ai:founded id:orion OPTIONAL { ?who ai:note ?note } } ORDER BY ?who"
)
TRIPLES = "CONSTRUCT { ?who ai:founded id:orion } WHERE { ?who ai:founded id:orion }"
SPARQL = "{http://www.w3.org/2005/sparql-results#}"


def test_csv_and_tsv() -> None:
    """As the standard of SPARQL writes them: full addresses, texts quoted."""
    [head, mira, tom] = csv.reader(io.StringIO(serialize(STORE.query(ROWS), "csv").decode()))
    assert head == ["who", "note"]
    assert mira == [iri("id:mira"), 'a "b", c\n=cmd()']
    assert tom == [iri("id:tom"), ""]
    tsv = serialize(STORE.query(ROWS), "tsv").decode().split("\n")
    assert tsv[0] == "?who\t?note"
    assert tsv[1] == f'<{iri("id:mira")}>\t"a \\"b\\", c\\n=cmd()"@en'


def test_json() -> None:
    """SPARQL's own JSON for rows and truth."""
    rows = json.loads(serialize(STORE.query(ROWS), "json"))
    assert rows["head"]["vars"] == ["who", "note"]
    assert rows["results"]["bindings"][1] == {"who": {"type": "uri", "value": iri("id:tom")}}
    assert json.loads(serialize(STORE.query("ASK { }"), "json"))["boolean"] is True


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_truth_in_one_word(format_: str) -> None:
    """The standard has no table for it."""
    assert serialize(STORE.query("ASK { }"), format_) == b"true\n"
    assert serialize(STORE.query("ASK { FILTER (false) }"), format_) == b"false\n"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize(
    ("format_", "name"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")]
)
def test_triples_as_rdf(format_: str, name: str) -> None:
    """In order, with the prefixes that they need and no others; another tool reads them."""
    data = serialize(STORE.query(TRIPLES), format_).decode()
    assert data == serialize(STORE.query(TRIPLES), format_).decode()
    graph = rdflib.Graph().parse(data=data, format=name)
    assert {str(s) for s in graph.subjects()} == {iri("id:mira"), iri("id:tom")}
    if format_ == "ttl":
        declared = [line.split()[1] for line in data.splitlines() if line.startswith("@prefix")]
        assert declared == ["ai:", "id:"]
    assert json.loads(serialize(STORE.query(TRIPLES), "json"))


@pytest.mark.parametrize("format_", ["ttl", "nt", "jsonld", "ods", "", "CSV"])
@pytest.mark.parametrize("query", [ROWS, "ASK { }"])
def test_formats_that_do_not_fit_rows(format_: str, query: str) -> None:
    """Those that do are named."""
    with pytest.raises(InputError) as caught:
        serialize(STORE.query(query), format_)
    assert str(caught.value) == (
        f"the query answers with rows, which cannot be {format_!r}: use {', '.join(ROW_FORMATS)}"
    )


@pytest.mark.parametrize("format_", ["csv", "tsv", "xml", "md", "html", "parquet", ""])
def test_formats_that_do_not_fit_triples(format_: str) -> None:
    """Those that do are named."""
    with pytest.raises(InputError) as caught:
        serialize(STORE.query(TRIPLES), format_)
    assert str(caught.value) == (
        "the query answers with triples, which cannot be "
        f"{format_!r}: use {', '.join(TRIPLE_FORMATS)}"
    )


def test_xml() -> None:
    """SPARQL's own XML for rows and truth."""
    root = ElementTree.fromstring(serialize(STORE.query(ROWS), "xml"))
    names = [variable.get("name") for variable in root.iter(f"{SPARQL}variable")]
    assert names == ["who", "note"]
    assert [uri.text for uri in root.iter(f"{SPARQL}uri")] == [iri("id:mira"), iri("id:tom")]
    [note] = root.iter(f"{SPARQL}literal")
    assert note.text == 'a "b", c\n=cmd()'
    [truth] = ElementTree.fromstring(serialize(STORE.query("ASK {}"), "xml")).iter(
        f"{SPARQL}boolean"
    )
    assert truth.text == "true"


def test_xml_that_parsers_take() -> None:
    """What XML cannot hold is replaced, and a carriage return stays one."""
    query = 'SELECT ("a\\u0001\\uFFFE\\u0000<&\\r\\n]]>é人🤖" AS ?x) {}'
    root = ElementTree.fromstring(serialize(STORE.query(query), "xml"))
    [value] = root.iter(f"{SPARQL}literal")
    assert value.text == "a\ufffd\ufffd\ufffd<&\r\n]]>é人🤖"


def test_tables_for_people() -> None:
    """Addresses short, nothing of a value read as markup."""
    assert serialize(STORE.query(ROWS), "md").decode().splitlines() == [
        "| who | note |",
        "| --- | --- |",
        '| id:mira | a "b", c<br>=cmd() |',
        "| id:tom |  |",
    ]
    made = serialize(STORE.query(ROWS), "html", title="Who <founded> it?").decode()
    assert made.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert "<title>Who &lt;founded&gt; it?</title>" in made
    assert "<td>a &quot;b&quot;, c\n=cmd()</td>" in made
    assert "<script" not in made


def test_truth_for_people() -> None:
    """One row."""
    assert serialize(STORE.query("ASK {}"), "md") == b"| answer |\n| --- |\n| yes |\n"


def test_parquet() -> None:
    """A file that others open, with types."""
    query = "SELECT * { VALUES (?n ?t) { (1 'a') (UNDEF 'b') } } ORDER BY ?t"
    data = serialize(STORE.query(query), "parquet")
    table = pyarrow.parquet.read_table(io.BytesIO(data))
    assert table.to_pydict() == {"n": [1, None], "t": ["a", "b"]}
