"""Answers as Python values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest

from aiactors.query import Result, to_python
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
