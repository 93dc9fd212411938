"""Results are compared as SPARQL means it."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.results import (
    Row,
    Table,
    csv_value,
    expected,
    parse_rows,
    same_graph,
    same_rows,
    value,
)

NAMES = frozenset("ab")
TERMS = st.one_of(
    st.sampled_from([ox.BlankNode(name) for name in "xyz"]),
    st.sampled_from([ox.NamedNode("urn:a"), ox.Literal("a"), ox.Literal(1)]),
)
ROWS = st.lists(st.dictionaries(st.sampled_from("ab"), TERMS), max_size=6)


def renamed(rows: list[Row]) -> list[Row]:
    """The same rows, with other names of blank nodes."""
    return [
        {
            name: ox.BlankNode(term.value + "-renamed") if isinstance(term, ox.BlankNode) else term
            for name, term in row.items()
        }
        for row in rows
    ]


@given(ROWS, st.randoms(use_true_random=False))
def test_order_and_names_of_blank_nodes_do_not_count(
    rows: list[Row], chance: random.Random
) -> None:
    """Unless the order was asked for."""
    other = renamed(rows)
    assert same_rows(Table(NAMES, rows), Table(NAMES, other), ordered=True)
    chance.shuffle(other)
    assert same_rows(Table(NAMES, rows), Table(NAMES, other), ordered=False)


@given(ROWS, ROWS)
def test_what_differs_is_told_apart(one: list[Row], other: list[Row]) -> None:
    """As the slow way has it: some renaming makes them the same."""
    wanted = slow(one) == slow(other)
    assert same_rows(Table(NAMES, one), Table(NAMES, other), ordered=False) is wanted


def slow(rows: list[Row]) -> list[list[tuple[str, str]]]:
    """The least of all ways to write rows, over all names of their blank nodes."""

    def written(names: dict[str, str]) -> list[list[tuple[str, str]]]:
        return sorted(
            sorted(
                (name, names[term.value] if isinstance(term, ox.BlankNode) else str(term))
                for name, term in row.items()
            )
            for row in rows
        )

    used = sorted({t.value for row in rows for t in row.values() if isinstance(t, ox.BlankNode)})
    marks = [f"_:{number}" for number, _ in enumerate(used)]
    return min(written(dict(zip(used, order, strict=True))) for order in permutations(marks))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([{"a": ox.Literal(1)}], [], False),
        ([{"a": ox.Literal(1)}] * 2, [{"a": ox.Literal(1)}], False),
        ([{"a": ox.Literal(1)}], [{"b": ox.Literal(1)}], False),
        ([{"a": ox.Literal("1")}], [{"a": ox.Literal(1)}], False),
        ([{"a": ox.BlankNode("x")}], [{"a": ox.NamedNode("urn:x")}], False),
        ([{}], [{}], True),
    ],
)
def test_rows(one: list[Row], other: list[Row], same: bool) -> None:
    """One by one."""
    for ordered in (True, False):
        assert same_rows(Table(NAMES, one), Table(NAMES, other), ordered=ordered) is same


def test_the_names_count() -> None:
    """Even where nothing is bound to them."""
    assert not same_rows(Table(NAMES, []), Table(frozenset("a"), []), ordered=False)


def literal(text: str, kind: str) -> ox.Literal:
    """A literal of XML Schema."""
    return ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))


def test_values_of_numbers() -> None:
    """They may be written in several ways, but are of one kind."""
    assert value(literal("2.0", "decimal")) == value(literal("2.00", "decimal"))
    assert value(literal("1e0", "double")) == value(literal("1.0E0", "double"))
    assert value(literal("1", "boolean")) == value(literal("true", "boolean"))
    assert value(literal("2", "decimal")) != value(literal("2", "integer"))
    assert value(literal("x", "integer")) == literal("x", "integer")
    assert csv_value(ox.Literal("1.0")) == csv_value(ox.Literal("1"))
    assert csv_value(ox.Literal("a")) == ox.Literal("a")


def test_graphs() -> None:
    """The same but for names of blank nodes."""

    def graph(text: str) -> list[ox.Triple]:
        return [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)]

    one = graph("_:a <urn:p> _:b . _:b <urn:p> 1 .")
    assert same_graph(one, graph("_:x <urn:p> 1 . _:y <urn:p> _:x ."))
    assert not same_graph(one, graph("_:x <urn:p> 1 . _:y <urn:p> _:y ."))


RS = "@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> ."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "a,b\r\n1,\r\n_:x,_:x\r\n"),
        ("a.tsv", "?a\t?b\n\"1\"\t\n_:x\t_:x\n"),
        ("a.ttl", RS + "[] a rs:ResultSet ; rs:resultVariable 'a', 'b' ; rs:solution"
         " [ rs:binding [ rs:variable 'a' ; rs:value '1' ] ] ,"
         " [ rs:binding [ rs:variable 'a' ; rs:value _:x ] ,"
         " [ rs:variable 'b' ; rs:value _:x ] ] ."),
    ],
)  # fmt: skip
def test_files(name: str, text: str, tmp_path: Path) -> None:
    """In each format the same rows."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = expected(path, "http://a.example/")
    assert isinstance(found, Table)
    x = ox.BlankNode("x")
    rows: list[Row] = [{"a": ox.Literal("1")}, {"a": x, "b": x}]
    assert same_rows(found, Table(NAMES, rows), ordered=False)


def test_truth_values_and_graphs_are_read(tmp_path: Path) -> None:
    """They are results as well."""
    assert parse_rows(b'{"head":{},"boolean":true}', ".srj") is True
    path = tmp_path / "a.ttl"
    path.write_text("<a> <urn:p> 1 .", encoding="utf-8")
    found = expected(path, "http://a.example/")
    assert isinstance(found, list)
    assert str(found[0].subject) == "<http://a.example/a>"
