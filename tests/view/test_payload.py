"""What the page is told: columns whose places fit, and nothing lost on the way."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.network.model import Edge, Network, Node, Relay
from aiactors.view import to_pyvis
from aiactors.view.inert import as_json, inert
from aiactors.view.payload import STANDINGS, Payload, day_number, slug, standing
from aiactors.view.records import Records, node_record
from aiactors.view.sources import CHUNK, MOST, Sources
from tests.view.conftest import PLACES, both, edge, node, said

EPOCH = date(1970, 1, 1)


def told(network: Network, **more: Any) -> Any:
    """Return the payload of a network, as the page reads it."""
    places = {n.id: PLACES.get(n.id, (0.0, 0.0)) for n in network.nodes}
    drawn = to_pyvis(network, places)
    return json.loads(as_json(Payload(network, drawn.nodes, drawn.edges).data(**more)))


@pytest.fixture(scope="module")
def payload(network: Network) -> Any:
    """The payload of the small network."""
    return told(network, lang="en", home="")


def ids_of(payload: Any) -> list[str]:
    """The ids of the actors, those that follow from their names put back."""
    nodes = payload["nodes"]
    return [id_ or slug(name) for id_, name in zip(nodes["id"], nodes["name"], strict=True)]


def days(iso: str) -> int:
    """A day as the page counts."""
    return (date.fromisoformat(iso) - EPOCH).days


def test_it_has_what_the_contract_names(payload: Any) -> None:
    """The columns are as long as there are actors and relations."""
    assert payload["version"] == 2
    nodes, edges = payload["nodes"], payload["edges"]
    assert {len(column) for name, column in nodes.items() if name != "community"} == {5}
    assert nodes["community"] == []
    assert {len(column) for column in edges.values()} == {8}


def test_places_lead_back_to_what_was_meant(payload: Any, network: Network) -> None:
    """Ends, relation, family, status, modality and date of every relation."""
    columns, ids = payload["edges"], ids_of(payload)
    for i, one in enumerate(network.edges):
        relation = payload["relations"][columns["relation"][i]]
        assert ids[columns["from"][i]] == one.source
        assert ids[columns["to"][i]] == one.target
        assert relation["key"] == one.relation
        assert relation["names"] == one.labels
        assert relation["inverse"] == one.inverse_labels
        assert payload["families"][relation["family"]]["key"] == one.family
        assert relation["occurrence"]
        assert payload["statuses"][columns["status"][i]]["key"] == one.status
        assert payload["modalities"][columns["modality"][i]]["key"] == one.modality
        when = columns["when"][i]
        assert (payload["dates"][when] if when >= 0 else None) == one.when
        assert columns["sources"][i] == one.source_count


def test_ids_that_follow_from_names_are_left_out(payload: Any, network: Network) -> None:
    """And no others."""
    assert ids_of(payload) == [n.id for n in network.nodes]
    left_out = [
        n.id for n, id_ in zip(network.nodes, payload["nodes"]["id"], strict=True) if not id_
    ]
    assert left_out == ["ada-north", "acme", "bo-south", "model-one"]


def test_relations_that_differ_are_not_one(network: Network) -> None:
    """The same key, mutual or not."""
    one = network.edges[0]
    other = dataclasses.replace(one, id="other", directed=False)
    payload = told(dataclasses.replace(network, edges=(one, other)))
    assert [relation["directed"] for relation in payload["relations"]] == [False, True]
    assert payload["edges"]["relation"] == [1, 0]


def test_names_stand_once_where_they_are_the_same(payload: Any) -> None:
    """In every language, or by language."""
    names = dict(zip(ids_of(payload), payload["nodes"]["name"], strict=True))
    assert names["acme"] == "Acme"
    assert names["model-one"] == {"en": "Model One", "fr": "Modèle Un"}
    assert payload["aliases"] == {"0": ["A. N."], "2": ["Star Labs"]}


def test_days_are_numbers(network: Network) -> None:
    """What is no day is none; ends are counted from starts."""
    dated = dataclasses.replace(
        network.edges[0], start="1969-12-31", end="2024-02-29", known_since="someday"
    )
    columns = told(dataclasses.replace(network, edges=(dated,)))["edges"]
    assert (columns["start"], columns["end"], columns["known"]) == (
        [-1],
        [days("2024-02-29") + 1],
        [None],
    )
    half = dataclasses.replace(dated, start=None)
    columns = told(dataclasses.replace(network, edges=(half,)))["edges"]
    assert (columns["start"], columns["end"]) == ([None], [days("2024-02-29")])


@given(st.dates())
def test_any_day_is_counted(day: date) -> None:
    """Before and after the epoch."""
    assert day_number(day.isoformat()) == (day - EPOCH).days


def test_histories_stand_where_they_say_more_than_the_columns(network: Network) -> None:
    """What has changed, and what counts for less than it does today; else the first day says it."""
    plain = edge("plain", "ada-north", "founded", "acme", history=(("2020-01-01", "reported"),))
    changed = edge(
        "changed",
        "ada-north",
        "founded",
        "acme",
        status="disputed",
        history=(("2020-01-01", "claimed"), ("2021-01-01", "disputed")),
    )
    undated = edge(
        "undated",
        "ada-north",
        "founded",
        "acme",
        status="established",
        history=(("2020-01-01", "reported"),),
    )
    never = edge("never", "ada-north", "founded", "acme", known_since="2020-01-01", history=())
    old = edge("old", "ada-north", "founded", "acme", known_since="2020-01-01")
    payload = told(dataclasses.replace(network, edges=(plain, changed, undated, never, old)))
    first = days("2020-01-01")
    assert payload["edges"]["known"] == [first, first, first, None, first]
    keys = [term["key"] for term in payload["statuses"]]
    histories = {
        int(i): [(day, keys[status]) for day, status in history]
        for i, history in payload["history"].items()
    }
    assert histories == {
        1: [(first, "claimed"), (days("2021-01-01"), "disputed")],
        2: [(first, "reported")],
    }


def test_parties_are_those_who_tell_something(network: Network) -> None:
    """Those who tell most first; actors of the page are pointed at."""
    press = ("id:press", both(("The Press", "La Presse")), "reported")
    edges = (
        edge("a", "ada-north", "founded", "acme", told=(("id:acme", "Acme", "denied"), press)),
        edge("b", "ada-north", "sued", "acme", told=(press,)),
        edge("c", "bo-south", "sued", "acme"),
    )
    payload = told(dataclasses.replace(network, edges=edges))
    assert payload["parties"] == [
        {"id": "press", "name": {"en": "The Press", "fr": "La Presse"}, "node": -1},
        {"id": "acme", "name": "Acme", "node": 1},
    ]
    keys = [term["key"] for term in payload["statuses"]]
    named = {i: [(p, keys[s]) for p, s in pairs] for i, pairs in payload["told"].items()}
    assert named == {"0": [(1, "denied"), (0, "reported")], "1": [(0, "reported")]}


def test_what_has_no_name_is_called_by_its_key() -> None:
    """A network may name none of its keys."""
    nodes = (node("a", "person", "A"), node("b", "person", "B"))
    one = edge("e", "a", "founded", "b", modality="planned", status="claimed")
    payload = told(Network(title={"en": "T"}, nodes=nodes, edges=(one,)))
    assert payload["statuses"] == [{"key": "claimed", "names": {"en": "claimed"}}]
    assert payload["modalities"] == [{"key": "planned", "names": {"en": "planned"}}]
    assert [family["key"] for family in payload["families"]] == ["role-relation"]


def test_large_networks_have_communities() -> None:
    """One for every actor, the largest first."""
    ids = [f"n{i}" for i in range(2001)]
    nodes = tuple(Node(id=i, iri=i, kind="person", labels={"en": i}) for i in ids)
    edges = tuple(edge(f"e{i}", ids[i], "founded", ids[i // 2]) for i in range(1, 2001))
    column = told(Network(title={"en": "T"}, nodes=nodes, edges=edges))["nodes"]["community"]
    assert len(column) == 2001
    sizes = [column.count(i) for i in range(max(column) + 1)]
    assert sizes == sorted(sizes, reverse=True)


def test_records_hold_who_says_so(network: Network) -> None:
    """By their stance, and with nothing that is not there, or stands elsewhere."""
    one = edge(
        "e",
        "a",
        "sued",
        "b",
        attributions=(said("Acme", "denies", where=None), said(via=Relay(title="Elsewhere"))),
        qualifiers=(("role", both(("chair", "présidente"))),),
    )
    records = Records(dataclasses.replace(network, edges=(one,)), {"denies": 4, "asserts": 1})
    gist = {"en": "It is so.", "fr": "FR It is so."}
    assert records.edge(one) == {
        "qualifiers": [("role", {"en": "chair", "fr": "présidente"})],
        "said": [
            {"doc": 0, "by": "Acme", "stance": 4, "gist": gist},
            {"doc": 0, "stance": 1, "via": {"doc": 1}, "where": "paragraph 2", "gist": gist},
        ],
    }
    [chunk] = records.sources.chunks()
    assert json.loads(chunk) == [
        {
            "title": "The report of the day",
            "publisher": "The Gazette",
            "url": "https://gazette.example/report",
            "date": "2024-03-01",
        },
        {"title": "Elsewhere"},
    ]
    assert node_record(node("a", "person", "A")) == {"types": (), "same": ()}


def test_addresses_of_others_are_kept(network: Network) -> None:
    """Only what follows from the id is left out."""
    one = dataclasses.replace(network.edges[0], iri="https://other.example/1")
    assert Records(network, {"asserts": 0}).edge(one)["iri"] == "https://other.example/1"
    other = dataclasses.replace(network.nodes[0], iri="x")
    assert node_record(other)["iri"] == "x"


def many_documents(network: Network, count: int) -> Network:
    """A network of one relation that so many documents tell."""
    told = tuple(said(document=f"Report {n}") for n in range(count))
    return dataclasses.replace(
        network, edges=(edge("e", "acme", "sued", "etoile", attributions=told),)
    )


def test_documents_are_read_so_many_together(network: Network) -> None:
    """Each once, in the order in which they are cited."""
    large = many_documents(network, CHUNK + 1)
    first, second = map(json.loads, Sources(large).chunks())
    assert (len(first), len(second)) == (CHUNK, 1)
    assert second[0]["title"] == f"Report {CHUNK}"
    assert Sources(large).cited(large.edges[0].attributions[-1]) == {"doc": CHUNK}


def test_where_there_are_very_many_each_record_has_its_own(network: Network) -> None:
    """A click reads one block then, and not all documents."""
    large = many_documents(network, MOST + 1)
    sources = Sources(large)
    assert list(sources.chunks()) == []
    assert sources.cited(large.edges[0].attributions[-1])["title"] == f"Report {MOST}"


def test_an_empty_network_has_one_block() -> None:
    """And no columns that are longer than it."""
    records = Records(Network(title={}, nodes=(), edges=()), {})
    assert list(records.blocks()) == ['{"edges":[],"nodes":[]}']
    assert list(records.sources.chunks()) == []


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_stand_in_the_page(text: str) -> None:
    """It can be written as UTF-8, ends no element, and reads as it was but for what is unseen."""
    held = inert(as_json({"text": text, text: 1}))
    held.encode()
    assert "<" not in held
    read = json.loads(held)["text"]
    assert len(read) == len(text)
    for before, after in zip(text, read, strict=True):
        assert after == before or (
            after == "\ufffd" and (before < " " or before == "\x7f" or not before.isprintable())
        )
    assert not set(read) & set("\x00\x08\x0b\x0c\x1f\x7f\ud800\udfff\ufffe\uffff")


@pytest.mark.parametrize("status", ["established", "reported", "claimed", "disputed", "denied"])
@pytest.mark.parametrize("modality", ["actual", "attempted", "planned", "conditional"])
def test_only_facts_are_drawn_as_facts(status: str, modality: str) -> None:
    """A solid line means that it is so."""
    found = standing(status, modality)
    assert found in STANDINGS
    assert (found == "firm") == (modality == "actual" and status in ("established", "reported"))


def test_edges_without_names_are_allowed() -> None:
    """Whoever makes a network may know only keys."""
    bare = Edge(
        id="e",
        iri="",
        source="a",
        target="a",
        relation="r",
        labels={},
        inverse_labels={},
        family="",
    )
    alone = Node(id="a", iri="", kind="event", labels={})
    payload = told(Network(title={}, nodes=(alone,), edges=(bare,)))
    assert payload["nodes"]["name"] == ["a"]
    assert payload["relations"][0]["names"] == {}
