"""Answers as data frames and networks."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import networkx as nx
import polars as pl
import pyarrow as pa
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.errors import InputError, MissingExtraError
from aiactors.query import Result
from aiactors.store import Store
from tests.strategies import TEXT, examples

STORE = Store()
STORE.load(
    b"""
@prefix id: <https://w3id.org/ai-actors/id/> .
@prefix ai: <https://w3id.org/ai-actors/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:mira ai:founded id:orion ; ai:leads id:orion ; ai:headcount 3 ; skos:prefLabel "Mira", "M" .
id:tom ai:founded id:orion .
""",
    ox.RdfFormat.TURTLE,
)


def column(*values: str) -> Result:
    """An answer of one column, of values as SPARQL writes them."""
    rows = " ".join(f"({value})" for value in values)
    return Result(Store().query(f"SELECT ?x {{ VALUES (?x) {{ {rows} }} }}"))


@pytest.mark.parametrize(
    ("values", "type_", "made"),
    [
        (["1", "UNDEF", "-2"], pa.int64(), [1, None, -2]),
        (["9223372036854775807"], pa.int64(), [2**63 - 1]),
        (["9223372036854775808"], pa.decimal128(19, 0), [Decimal(2**63)]),
        (["-9223372036854775809"], pa.decimal128(19, 0), [Decimal(-(2**63) - 1)]),
        (["1.5", "UNDEF", "2.25"], pa.float64(), [1.5, None, 2.25]),
        (["1", "2.5"], pa.float64(), [1.0, 2.5]),
        (["1.5", "2e3"], pa.float64(), [1.5, 2000.0]),
        (
            ["0.123456789012345678", "1", "1200000000000.5"],
            pa.decimal128(31, 18),
            [Decimal("0.123456789012345678"), Decimal(1), Decimal("1200000000000.5")],
        ),
        (["9007199254740993", "1e0"], pa.string(), ["9007199254740993", "1.0"]),
        (["true", "UNDEF", "false"], pa.bool_(), [True, None, False]),
        (['"2024-02-29"^^xsd:date', "UNDEF"], pa.date32(), [date(2024, 2, 29), None]),
        (['"0001-01-01"^^xsd:date'], pa.date32(), [date(1, 1, 1)]),
        (['"9999-12-31"^^xsd:date'], pa.date32(), [date(9999, 12, 31)]),
        (['"a"', '"b"@fr', "UNDEF", "id:orion"], pa.string(), ["a", "b", None, "id:orion"]),
        (["1", '"a"'], pa.string(), ["1", "a"]),
        (["true", "1"], pa.string(), ["true", "1"]),
        (['"2024-02-29"^^xsd:date', "2"], pa.string(), ["2024-02-29", "2"]),
        (["UNDEF", "UNDEF"], pa.string(), [None, None]),
        ([], pa.string(), []),
        ([f'"{"9" * 39}"^^xsd:integer'], pa.string(), ["9" * 39]),
        (['"2024-02-30"^^xsd:date', '"2024-02-29"^^xsd:date'], pa.string(), None),
    ],
)
def test_types_of_columns(values: list[str], type_: Any, made: list[Any] | None) -> None:
    """What all values of a column have in common."""
    table = column(*values).to_arrow()
    assert table.column_names == ["x"]
    assert table.schema.field("x").type == type_
    if made is not None:
        assert table["x"].to_pylist() == made


def test_infinity_is_a_float() -> None:
    """And so is what is no number."""
    table = column('"INF"^^xsd:double', '"NaN"^^xsd:double').to_arrow()
    assert table.schema.field("x").type == pa.float64()


@examples(100)
@given(st.lists(st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=6)))
def test_no_digit_is_lost(values: list[Decimal | None]) -> None:
    """Whatever type a column of decimals gets."""
    result = column()
    result._rows = [(value,) for value in values]
    made = result.to_arrow()["x"].to_pylist()
    for value, read in zip(values, made, strict=True):
        assert (read is None) == (value is None)
        if value is not None:
            assert Decimal(repr(read) if isinstance(read, float) else read) == value


@examples(100)
@given(st.lists(st.none() | TEXT | st.integers() | st.booleans() | st.dates() | st.floats()))
def test_any_column_is_one(values: list[Any]) -> None:
    """In Arrow, polars and pandas; as many rows, and gaps where they were."""
    result = column()
    result._rows = [(value,) for value in values]
    table = result.to_arrow()
    assert [v is None for v in table["x"].to_pylist()] == [v is None for v in values]
    assert result.to_polars().height == len(values)
    assert len(result.to_pandas()) == len(values)


def test_a_data_frame_of_polars() -> None:
    """With the types of polars."""
    frame = column("1", "UNDEF", "3").to_polars()
    assert frame.schema == {"x": pl.Int64}
    assert frame["x"].to_list() == [1, None, 3]


def test_a_data_frame_of_pandas() -> None:
    """A gap makes no float of a whole number, and dates stay dates."""
    frame = column("1", "UNDEF", "3").to_pandas()
    assert str(frame["x"].dtype) == "int64[pyarrow]"
    assert int(frame["x"].sum()) == 4
    assert str(column('"2024-02-29"^^xsd:date').to_pandas()["x"].dtype) == "date32[day][pyarrow]"


def test_truth_and_triples_as_frames() -> None:
    """One column of truth; three of text."""
    truth = Result(STORE.query("ASK {}"))
    assert truth.to_polars().to_dict(as_series=False) == {"answer": [True]}
    triples = Result(STORE.query("CONSTRUCT WHERE { ?s ai:founded ?o }")).to_arrow()
    assert triples.column_names == ["subject", "predicate", "object"]
    assert set(triples["object"].to_pylist()) == {"id:orion"}


@pytest.mark.parametrize(
    ("package", "call"),
    [("polars", "to_polars"), ("pandas", "to_pandas")],
)
def test_without_the_extra(package: str, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'aiactors\[frames\]'"):
        getattr(column("1"), call)()


# --- networks -------------------------------------------------------------------------------


def test_triples_as_a_network() -> None:
    """Relations are edges; what is no address belongs to its subject."""
    sparql = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER (?s IN (id:mira, id:tom)) }"
    graph = Result(STORE.query(sparql)).to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert sorted(graph.edges(keys=True)) == [
        ("id:mira", "id:orion", "ai:founded"),
        ("id:mira", "id:orion", "ai:leads"),
        ("id:tom", "id:orion", "ai:founded"),
    ]
    assert graph.edges["id:tom", "id:orion", "ai:founded"] == {"relation": "ai:founded"}
    assert graph.nodes["id:mira"] == {"ai:headcount": 3, "skos:prefLabel": ["M", "Mira"]}


def test_rows_as_a_network() -> None:
    """Two columns of entities; the relation by its own column, the rest as attributes."""
    sparql = """SELECT ?n ?who ?how ?what {
        VALUES (?who ?how ?what ?n) {
            (id:mira ai:founded id:orion 1) (id:mira ai:founded id:orion 2)
            (id:mira ai:leads id:orion UNDEF) (id:alone UNDEF UNDEF 3) } }"""
    graph = Result(STORE.query(sparql)).to_networkx()
    assert graph.edges["id:mira", "id:orion", "ai:founded"] == {"relation": "ai:founded", "n": 1}
    assert graph.edges["id:mira", "id:orion", "ai:founded 2"] == {"relation": "ai:founded", "n": 2}
    assert graph.edges["id:mira", "id:orion", "ai:leads"] == {"relation": "ai:leads"}
    assert "id:alone" in graph
    assert graph.number_of_edges() == 3


def test_rows_without_a_relation_as_a_network() -> None:
    """An edge needs no name; a column that is called as one of our own words is no harm."""
    sparql = "SELECT ?a ?b ?key { VALUES (?a ?b ?key) { (id:a id:b 'x') (id:a id:b 'y') } }"
    graph = Result(STORE.query(sparql)).to_networkx()
    assert [data["key"] for *_, data in graph.edges(data=True)] == ["x", "y"]


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ("SELECT ?n ?s { ?s skos:prefLabel ?n }", "here s is one"),
        ("SELECT ?n { ?s skos:prefLabel ?n }", "here no column is one"),
        ("SELECT ?s ?p { ?s ?p 3 }", "here s is one"),
        ("SELECT ?a ?b { ?a ai:nonsense ?b }", "here no column is one"),
        ("ASK {}", "two columns of entities, or triples of a CONSTRUCT"),
    ],
)
def test_what_is_no_network_says_so(sparql: str, says: str) -> None:
    """And what the query would have to answer with."""
    with pytest.raises(InputError) as caught:
        Result(STORE.query(sparql)).to_networkx()
    assert says in str(caught.value)


def test_no_triples_are_a_network_too() -> None:
    """An empty one."""
    assert len(Result(STORE.query("CONSTRUCT WHERE { ?s ai:nonsense ?o }")).to_networkx()) == 0


# --- notebooks ------------------------------------------------------------------------------


def test_a_notebook_shows_a_table() -> None:
    """At most a hundred rows, and how many more there are."""
    few = column("1", '"<b>x</b>"')._repr_html_()
    assert "<td>&lt;b&gt;x&lt;/b&gt;</td>" in few
    assert "<p>2 rows</p>" in few
    many = column(*map(str, range(1250)))._repr_html_()
    assert many.count("<td") == 100
    assert "<p>… and 1,150 more</p>" in many
    assert "more" not in column(*map(str, range(100)))._repr_html_()
