"""Values of variables, written into a query: into its places and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.query import named_queries
from aiactors.store import Store
from aiactors.store.guard import QUIET
from aiactors.store.values import Term, fill
from tests.strategies import TEXT, examples

X = ox.NamedNode("http://x.example/")


@pytest.mark.parametrize(
    ("query", "filled"),
    [
        ("ASK { ?v ?p ?o }", "ASK { <http://x.example/> ?p ?o }"),
        ("ASK { $v ?p ?o }", "ASK { <http://x.example/> ?p ?o }"),
        ("ASK { ?vv ?v1 ?o }", "ASK { ?vv ?v1 ?o }"),
        ("ASK { ?s ?p '?v' }", "ASK { ?s ?p '?v' }"),
        ('ASK { ?s ?p """a "?v" b""" }', 'ASK { ?s ?p """a "?v" b""" }'),
        ("ASK { ?s ?p <http://a.example/?v> }", "ASK { ?s ?p <http://a.example/?v> }"),
        ("ASK { ?s ?p ?o # ?v\n}", "ASK { ?s ?p ?o # ?v\n}"),
        ("ASK { ?s ex:a\\?v ?o }", "ASK { ?s ex:a\\?v ?o }"),
        (
            "ASK { ?s ?p ?o FILTER(?o<?v&&?p>?s) }",
            "ASK { ?s ?p ?o FILTER(?o<<http://x.example/>&&?p>?s) }",
        ),
        ("VALUES ?v { UNDEF } ?v ?p ?o", "VALUES ?v { <http://x.example/> } ?v ?p ?o"),
        ("VALUES ?w { UNDEF } ?v ?p ?o", "VALUES ?w { UNDEF } <http://x.example/> ?p ?o"),
    ],
)
def test_where_a_value_is_written(query: str, filled: str) -> None:
    """In the place of the variable, or in the data that hold a place for it."""
    assert fill(query, {"v": X}) == filled


@examples(100)
@given(TEXT, TEXT)
def test_no_value_breaks_out(text: str, other: str) -> None:
    """Whatever a text holds, it is compared as it is."""
    store = Store()
    for query in (
        "ASK { VALUES ?given { UNDEF } FILTER (?given = ?other) }",
        "ASK { FILTER (?given = ?other) }",
    ):
        values = {"given": ox.Literal(text), "other": ox.Literal(other)}
        assert bool(store.query(query, values)) == (text == other)


_VARIABLE = re.compile(rf"{QUIET} | [?$](?P<name>\w+)", re.VERBOSE)
_SLOT = re.compile(r"(VALUES\s+[?$](\w+)\s*\{\s*)UNDEF(?=\s*\})")


def plainly(sparql: str, values: Mapping[str, Term]) -> str:
    """Values written in step by step: those with a place of their own, then the others."""
    slots = {match[2] for match in _SLOT.finditer(sparql)} & values.keys()
    text = _SLOT.sub(lambda m: f"{m[1]}{values[m[2]]}" if m[2] in slots else m[0], sparql)
    replaced = {name: str(term) for name, term in values.items() if name not in slots}
    return _VARIABLE.sub(lambda m: replaced.get(m["name"] or "", m[0]), text)


PIECES = st.sampled_from(
    "?a|$b|?ab | VALUES ?a { UNDEF }| VALUES $c{UNDEF}| VALUES ?a { 1 }|'?a'|UNDEF| { | } |"
    "<http://x.example/?a>|<?b>|ex:a\\?b| VALUES|?c.| ".split("|")
)
VALUES = st.dictionaries(
    st.sampled_from("abc"),
    st.one_of(st.just(X), TEXT.map(ox.Literal), st.integers().map(ox.Literal)),
)


@examples(300)
@given(st.lists(PIECES, max_size=12).map("".join), VALUES)
def test_the_places_of_a_text_are_known_once(query: str, values: dict[str, Term]) -> None:
    """Filled the first time or again, it is what filling it step by step gives."""
    for _ in range(2):
        assert fill(query, values) == plainly(query, values)


def test_named_queries_are_filled_as_ever() -> None:
    """With a value for each parameter, for some and for none."""
    for query in named_queries().values():
        names = [parameter.name for parameter in query.parameters]
        for given_ in (names, names[:1], []):
            values: dict[str, Term] = {name: ox.Literal(f'a "{name}"') for name in given_}
            assert fill(query.sparql, values) == plainly(query.sparql, values)


def test_places_that_are_none() -> None:
    """In a comment or a text; and a value with a quotation mark in its address."""
    assert fill("# VALUES ?v { UNDEF }\n?v ?p 1", {"v": X}) == (
        "# VALUES ?v { UNDEF }\n<http://x.example/> ?p 1"
    )
    values = {"v": ox.NamedNode("urn:it's"), "w": X}
    assert fill("VALUES ?v { UNDEF } ?w ?p '?w'", values) == (
        "VALUES ?v { <urn:it's> } <http://x.example/> ?p '?w'"
    )
