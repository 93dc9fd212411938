"""A store of a graph that was made just now: the same answers as from one that is read whole."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.dossier import read_dossiers
from aiactors.rdf import to_trig, to_turtle
from aiactors.store import FORMATS, Store
from aiactors.store.lazy import LazyStore


@pytest.fixture(scope="module")
def whole(world: Path) -> Store:
    """The small world, read whole."""
    store = Store()
    store.load(to_trig(read_dossiers(world)).encode(), FORMATS[".trig"])
    return store


@pytest.fixture
def late(world: Path) -> LazyStore:
    """The small world, whose named graphs come late."""
    dossiers = read_dossiers(world)
    return LazyStore(
        to_turtle(dossiers).encode(), lambda: to_trig(dossiers).encode(), "here, as of a day"
    )


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?p ?o { ?s ?p ?o }",
        "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?s { ?s ai:founded ?o }",
        "SELECT ?s FROM dossier:people { ?s a ai:Company }",
        "SELECT ?l { ai:founded rdfs:label ?l }",
    ],
)
def test_answers_are_the_same(query: str, late: LazyStore, whole: Store) -> None:
    """Of the union and of named graphs, the first time and again."""
    expected, answer, again = whole.query(query), late.query(query), late.query(query)
    assert isinstance(expected, ox.QuerySolutions)
    assert isinstance(answer, ox.QuerySolutions)
    assert isinstance(again, ox.QuerySolutions)
    rows = sorted(map(str, expected))
    assert sorted(map(str, answer)) == sorted(map(str, again)) == rows
    assert rows


def test_named_graphs_are_read_when_they_are_needed() -> None:
    """Once, and not before."""
    read: list[int] = []

    def named() -> bytes:
        read.append(1)
        return b"<urn:g> { <urn:s> <urn:p> 1 }"

    store = LazyStore(b"<urn:s> <urn:p> 1 .", named)
    assert bool(store.query("ASK { ?s <urn:p> 1 }"))
    assert read == []
    for _ in range(2):
        assert bool(store.query("ASK { GRAPH ?g { ?s <urn:p> 1 } }"))
    assert read == [1]
    assert (store.graphs(), len(store), store.place) == (["urn:g"], 1, "in memory")


def test_it_holds_what_the_other_one_holds(late: LazyStore, whole: Store) -> None:
    """Quad by quad."""
    assert late.place == "here, as of a day"
    assert set(late.quads()) == set(whole.quads())
    assert set(late.inner) == set(whole.inner)
