"""A graph from a standpoint: queries, networks and records see what there is from there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import aiactors
from aiactors.errors import DateError, NotFoundError
from aiactors.graph import Graph
from aiactors.record import RecordMaker
from aiactors.vocabulary import DERIVED

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
FOUNDERS = "SELECT ?who { ?who ai:founded id:orion }"


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The golden story."""
    return aiactors.open(GOLDEN)


def test_direct_triples_are_those_of_the_day(graph: Graph) -> None:
    """A day may be text; whatever is asked, of the union or of the derived graph."""
    for day, founders in ((date(2015, 11, 30), []), ("2015-12-01", [("id:mira",)])):
        seen = graph.at(as_of=day)
        assert list(seen.query(FOUNDERS)) == founders
        named = f"SELECT ?who {{ GRAPH <{DERIVED}> {{ ?who ai:founded id:orion }} }}"
        assert list(seen.query(named)) == founders
    assert list(graph.query(FOUNDERS)) == [("id:mira",)]


def test_statuses_are_those_that_were_known(graph: Graph) -> None:
    """In the store, in the model, and in what a named query answers."""
    seen = graph.at(known_by="2024-02-29")
    [row] = seen.query("founders", organization="Orion")
    assert row[-1] == "reported"
    assert [row[-1] for row in graph.query("founders", organization="Orion")] == ["established"]
    assert {a.status for a in seen.derived.assessments.values()} < {
        a.status for a in graph.derived.assessments.values()
    } | {"Reported"}


def test_a_party_by_any_of_its_names(graph: Graph) -> None:
    """What it says nothing about is not there; what it is called still is."""
    for name in ("Mireille", "mira", "id:mira"):
        seen = graph.at(told_by=name)
        assert list(seen.query(FOUNDERS)) == []
        assert list(seen.query("SELECT ?what { id:mira ai:investedIn ?what }")) == [("id:orion",)]
        assert seen.find("Orion Lab") == "id:orion"


def test_the_model_and_the_network_go_with_it(graph: Graph) -> None:
    """Edges of what is there, and no others; places stay."""
    seen = graph.at(told_by="Mira")
    assert {edge.relation for edge in seen.network().edges} == {"invested-in"}
    assert {s.predicate for s in seen.statements("Orion")} == {"investedIn", "valuation"}
    assert seen.positions == graph.positions
    assert graph.network().edges != seen.network().edges


def test_from_a_standpoint_one_can_look_from_another(graph: Graph) -> None:
    """In either order it is the same; what is asked anew goes before."""
    one = graph.at(told_by="Mira").at(as_of="2017-01-01")
    other = graph.at(as_of="2017-01-01", told_by="Mira")
    assert one.derived == other.derived
    assert one.dossiers == other.dossiers
    assert graph.at(as_of="2000-01-01").at(as_of="2017-01-01").derived == (
        graph.at(as_of="2017-01-01").derived
    )
    assert other.store.place == "in memory, as of 2017-01-01, as told by id:mira"


def test_without_a_standpoint_it_is_the_same_graph(graph: Graph) -> None:
    """Nothing is made anew."""
    assert graph.at() is graph


@pytest.mark.parametrize("day", ["2024", "2024-02-30", "", "today"])
def test_a_day_that_is_none(day: str, graph: Graph) -> None:
    """Is told as one."""
    with pytest.raises(DateError):
        graph.at(as_of=day)
    with pytest.raises(DateError):
        graph.at(known_by=day)


def test_a_party_that_is_unknown(graph: Graph) -> None:
    """With the nearest names."""
    with pytest.raises(NotFoundError, match="Did you mean Orion"):
        graph.at(told_by="Orionn")


@pytest.mark.heavy
def test_records_of_the_release_can_be_made_from_anywhere(shared_release: Graph) -> None:
    """Nothing of a standpoint refers to what is not there."""
    release = shared_release
    for seen in (
        release.at(as_of="2018-01-01"),
        release.at(known_by="2024-03-01"),
        release.at(told_by="Elon Musk"),
    ):
        assert len(seen.dossiers.statements) < len(release.dossiers.statements)
        make = RecordMaker(seen.projector, "en").record
        for ref in ("id:elon-musk", "id:openai", "id:microsoft"):
            assert make(ref).name
        assert seen.network().nodes
