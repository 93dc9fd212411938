"""Rows read from the engine's text: the same values as of its terms, whatever they hold."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.query import Result, rows, to_python
from aiactors.query.rows import Rows
from aiactors.query.values import of_cell
from aiactors.store import Store
from aiactors.store.limit import rows_again
from aiactors.vocabulary import PREFIXES, iri
from tests.strategies import TEXT, examples

Row = tuple[Any, ...]


def plain(table: list[Row]) -> list[Row]:
    """Values as they are made of the engine's terms, one by one."""
    return [tuple(map(to_python, row)) for row in table]


def literal(text: str, kind: str) -> ox.Literal:
    """A literal of a datatype of XSD."""
    return ox.Literal(text, datatype=ox.NamedNode(iri(f"xsd:{kind}")))


A = ox.NamedNode("urn:a")
TERMS = [
    None,
    ox.NamedNode(iri("id:orion")),
    ox.NamedNode(PREFIXES["id"]),
    ox.NamedNode(iri("ai:founded")),
    ox.NamedNode("https://a.example/é?a=%20'()*"),
    ox.BlankNode("a.b-c"),
    ox.Literal(""),
    ox.Literal("a\tb\nc\rd\"e'\\f \\t \x00\x01\x0b\x0c\x1c\x7f\x85\u2028\ufeff🤖"),
    ox.Literal("<https://w3id.org/ai-actors/id/x>\\"),
    ox.Literal('a"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ox.Literal("oui", language="fr"),
    ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL),
    *(
        literal(text, "integer")
        for text in ("7", "01", "+1", "-0", "many", "", " 1 ", "1_0", "\uff11")
    ),
    literal("9" * 5000, "integer"),
    *(literal(text, "decimal") for text in ("1.50", ".5", "-.5", "5", "1.", "many", "1e3")),
    *(literal(text, "double") for text in ("1e3", "-1.5E-7", "1", "INF", "NaN", "1e999", "x")),
    *(literal(text, "boolean") for text in ("true", "false", "1", "0", "TRUE")),
    *(literal(text, "date") for text in ("2024-02-29", "2024-02-30", "2024-02-29Z", "-0044-03-15")),
    literal("2024-02-29T00:00:00Z", "dateTime"),
    literal("1", "int"),
    ox.Literal("2015-12~", datatype=ox.NamedNode(iri("edtf:EDTF"))),
    ox.Triple(A, A, ox.Literal('a "b" \t\n\\ )>>')),
    ox.Triple(A, A, ox.Triple(ox.BlankNode("x"), A, literal("1", "integer"))),
]


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_every_kind_of_term(term: Any) -> None:
    """The same value, of the same type; and the term itself."""
    found = Rows(rows_again(["x", "y"], [(term, term)]))
    ((value, again),) = found.values
    expected = to_python(term)
    assert repr(value) == repr(again) == repr(expected)
    assert type(value) is type(expected)
    assert found.terms() == [(term, term)]
    assert found.columns == ("x", "y")


TEXTS = st.one_of(TEXT, st.text(st.sampled_from("\t\n\r\"\\'<>^@_?:1.e\x00 "), max_size=8))
KINDS = st.sampled_from(["string", "integer", "decimal", "double", "boolean", "date", "other"])
ANY_TERM = st.one_of(
    st.none(),
    st.sampled_from(TERMS),
    TEXTS.map(ox.Literal),
    st.builds(literal, TEXTS, KINDS),
    st.builds(lambda text: ox.Literal(text, language="en-gb"), TEXTS),
    st.integers().map(ox.Literal),
    st.floats(allow_nan=False).map(ox.Literal),
    st.decimals(allow_nan=False, allow_infinity=False).map(
        lambda number: literal(f"{number:f}", "decimal")
    ),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[Row]]:
    """Columns and rows."""
    columns = [f"c{number}" for number in range(draw(st.integers(0, 4)))]
    row = st.tuples(*[ANY_TERM] * len(columns))
    return columns, draw(st.lists(row, max_size=12))


@examples(300)
@given(tables(), st.sampled_from([1, 30, 2**18]), st.sampled_from([0, 3, 500]))
def test_any_table(table: tuple[list[str], list[Row]], block: int, few: int) -> None:
    """Read in pieces or at once, with a memory of its cells that may overflow, or none."""
    columns, expected = table
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_BLOCK", block)
        patch.setattr(rows, "_FEW", few)
        patch.setattr(rows, "_MOST_KNOWN", 4)
        found = Rows(rows_again(columns, expected))
    assert found.columns == tuple(columns)
    assert repr(found.values) == repr(plain(expected))
    assert found.terms() == expected


def test_many_rows_in_many_pieces() -> None:
    """As many as the engine gives, in its order."""
    store = Store()
    triples = "".join(f'<urn:s{n}> <urn:p> "{"x" * (n % 50)}\\t{n}" .\n' for n in range(20_000))
    store.inner.bulk_load(triples.encode(), ox.RdfFormat.N_TRIPLES)
    sparql = "SELECT ?s ?p ?o ?none { ?s ?p ?o }"
    answer: Any = store.inner.query(sparql)
    expected = plain([tuple(row) for row in answer])
    found = Result(store.query(sparql))
    assert list(found) == expected
    assert len(found.terms()) == len(found) == 20_000


@pytest.mark.parametrize(
    ("sparql", "columns", "values"),
    [
        ("SELECT * {}", (), [()]),
        ("SELECT * { FILTER (false) }", (), []),
        ("SELECT ?x { FILTER (false) }", ("x",), []),
        ("SELECT ?x { }", ("x",), [(None,)]),
        ("SELECT ?x { VALUES ?x { UNDEF '' UNDEF } }", ("x",), [(None,), ("",), (None,)]),
        ("SELECT ?é ?日本 { BIND (1 AS ?é) }", ("é", "日本"), [(1, None)]),
    ],
)
def test_little(sparql: str, columns: tuple[str, ...], values: list[Row]) -> None:
    """No columns, no rows, nothing bound, and names in any script."""
    found = Result(Store().query(sparql))
    assert (found.columns, list(found)) == (columns, values)
    assert [tuple(map(to_python, row)) for row in found.terms()] == values


def test_reading_can_be_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two pieces: Ctrl-C ends a query that would go on for hours."""
    pieces: list[int] = []

    def write(self: Rows, data: bytes) -> int:
        pieces.append(len(data))
        if len(pieces) >= 3:
            raise KeyboardInterrupt
        return len(data)

    monkeypatch.setattr(Rows, "write", write)
    many = " ".join(map(str, range(3000)))
    endless = f"SELECT * {{ VALUES ?a {{ {many} }} VALUES ?b {{ {many} }} VALUES ?c {{ {many} }} }}"
    with pytest.raises(KeyboardInterrupt):
        Result(Store().query(endless))
    assert len(pieces) < 10


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("", None),
        ("true", True),
        ('"a\\tb"', "a\tb"),
        ("-7", -7),
        ("_:b0", "b0"),
        ("<urn:a>", "urn:a"),
    ],
)
def test_a_cell(cell: str, value: Any) -> None:
    """As the engine writes it."""
    assert of_cell(cell) == value
