"""Answers as Python values, and as text in several formats."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from aiactors.errors import InputError
from aiactors.query import Result, serialize, to_python
from aiactors.query.result import RESULT_FORMATS, TRIPLE_FORMATS
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


def literal(text: str, kind: str) -> ox.Literal:
    """A literal of a datatype of XSD."""
    return ox.Literal(text, datatype=ox.NamedNode(iri(f"xsd:{kind}")))


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (ox.NamedNode(iri("id:orion")), "id:orion"),
        (ox.NamedNode(iri("ai:founded")), "ai:founded"),
        (ox.NamedNode("https://a.example/x"), "https://a.example/x"),
        (ox.BlankNode("b1"), "b1"),
        (ox.Literal("a"), "a"),
        (ox.Literal("oui", language="fr"), "oui"),
        (literal("7", "integer"), 7),
        (literal("-7", "integer"), -7),
        (literal("1" * 50, "integer"), int("1" * 50)),
        (literal("0.25", "decimal"), Decimal("0.25")),
        (literal("1e3", "double"), 1000.0),
        (literal("INF", "double"), float("inf")),
        (literal("2024-02-29", "date"), date(2024, 2, 29)),
        (literal("true", "boolean"), True),
        (literal("0", "boolean"), False),
        (ox.Literal("2015-12~", datatype=ox.NamedNode(iri("edtf:EDTF"))), "2015-12~"),
        # What its own datatype does not allow stays text.
        (literal("many", "integer"), "many"),
        (literal("9" * 5000, "integer"), "9" * 5000),
        (literal("many", "decimal"), "many"),
        (literal("many", "double"), "many"),
        (literal("2024-02-30", "date"), "2024-02-30"),
        (literal("2024-02-29Z", "date"), "2024-02-29Z"),
        (literal("-0044-03-15", "date"), "-0044-03-15"),
    ],
)
def test_terms_as_python_values(term: Any, value: Any) -> None:
    """Of the type that their datatype has in Python."""
    made = to_python(term)
    assert made == value
    assert type(made) is type(value)


def test_rows() -> None:
    """Tuples, with None for what is not bound; the columns by name."""
    result = Result(STORE.query(ROWS))
    assert (result.kind, result.columns, len(result)) == ("rows", ("who", "note"), 2)
    assert list(result) == [("id:mira", 'a "b", c\n=cmd()'), ("id:tom", None)]
    assert result[-1] == ("id:tom", None)
    assert result[:1] == [("id:mira", 'a "b", c\n=cmd()')]
    assert ("id:tom", None) in result
    assert result.dicts()[1] == {"who": "id:tom", "note": None}
    assert result.triples() == []
    assert repr(result) == "<Result: 2 rows of who, note>"
    assert result


def test_no_rows() -> None:
    """Nothing is false, and still has its columns."""
    result = Result(STORE.query("SELECT ?x { ?x ai:founded id:nothing }"))
    assert not result
    assert (len(result), result.columns, result.dicts()) == (0, ("x",), [])


@pytest.mark.parametrize("answer", [True, False])
def test_truth(answer: bool) -> None:
    """One row; the result itself is true or false."""
    result = Result(STORE.query(f"ASK {{ FILTER ({str(answer).lower()}) }}"))
    assert (result.kind, list(result), result.dicts()) == (
        "truth",
        [(answer,)],
        [{"answer": answer}],
    )
    assert bool(result) is answer


def test_triples() -> None:
    """As rows of three, and as the engine's terms."""
    result = Result(STORE.query(TRIPLES))
    assert (result.kind, result.columns) == ("triples", ("subject", "predicate", "object"))
    assert sorted(result) == [
        ("id:mira", "ai:founded", "id:orion"),
        ("id:tom", "ai:founded", "id:orion"),
    ]
    assert {t.predicate for t in result.triples()} == {ox.NamedNode(iri("ai:founded"))}


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


@pytest.mark.parametrize("format_", ["ttl", "nt", "jsonld", "xml", "", "CSV"])
@pytest.mark.parametrize("query", [ROWS, "ASK { }"])
def test_formats_that_do_not_fit_rows(format_: str, query: str) -> None:
    """Those that do are named."""
    with pytest.raises(InputError) as caught:
        serialize(STORE.query(query), format_)
    assert str(caught.value) == (
        f"the query answers with rows, which cannot be {format_!r}: use {', '.join(RESULT_FORMATS)}"
    )


@pytest.mark.parametrize("format_", ["csv", "tsv", "xml", ""])
def test_formats_that_do_not_fit_triples(format_: str) -> None:
    """Those that do are named."""
    with pytest.raises(InputError) as caught:
        serialize(STORE.query(TRIPLES), format_)
    assert str(caught.value) == (
        "the query answers with triples, which cannot be "
        f"{format_!r}: use {', '.join(TRIPLE_FORMATS)}"
    )
