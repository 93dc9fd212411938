"""What the page holds of a reader's choices: in the address, in its undo, and against the graph."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aiactors
from aiactors.graph import Graph
from aiactors.network.model import Kind, Network
from aiactors.rdf.standpoint import can_hold
from aiactors.view import render_page
from tests.view.conftest import PLACES, edge, node
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., Any]

ROOT = Path(__file__).resolve().parent.parent
STORIES = {"golden": ROOT / "golden", "world": ROOT / "world"}
KINDS = get_args(Kind)

ACTORS = sorted(PLACES)
RELATIONS = ["e-founded", "e-sued", "e-funded", "e-merge", "e-works", "e-denied", "e-released"]
FAMILIES = ["role-relation", "money-relation", "control", "conflict-relation", "product-relation"]
STANDINGS = ["firm", "claimed", "unrealised", "disputed", "denied"]

PASSING = ("frames", "canUndo", "canRedo")
"""What is not part of the state, though it is told with it."""


# ---- the address -----------------------------------------------------------------------------


def lists(values: list[str]) -> st.SearchStrategy[str]:
    """Return some of the values, as they stand in an address."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(",".join)


def days() -> st.SearchStrategy[str]:
    """Return days as they stand in an address."""
    return st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)


def number() -> st.SearchStrategy[str]:
    """Return numbers as people and programs write them."""
    return st.one_of(
        st.floats(-5000, 5000).map(lambda n: repr(round(n, 3))),
        st.integers(-5000, 5000).map(str),
    )


def pins() -> st.SearchStrategy[str]:
    """Return actors that were put somewhere."""
    pin = st.tuples(st.sampled_from(ACTORS), number(), number()).map(":".join)
    return st.lists(pin, min_size=1, max_size=3).map(",".join)


VALUES: dict[str, st.SearchStrategy[str]] = {
    "scope": st.sampled_from(["top", "all", "communities", "focus"]),
    "focus": lists(ACTORS),
    "hops": st.integers(0, 12).map(str),
    "more": lists(ACTORS),
    "less": lists(ACTORS),
    "pin": pins(),
    "no-kind": lists(list(KINDS)),
    "no-family": lists(FAMILIES),
    "no-standing": lists(STANDINGS),
    "held": days(),
    "known": days(),
    "step": st.sampled_from(["day", "month", "year"]),
    "told": st.sampled_from(["acme", "etoile"]),
    "actor": st.sampled_from(ACTORS),
    "relation": st.sampled_from(RELATIONS),
    "path": lists(ACTORS),
    "firm": st.just("1"),
    "rank": st.integers(1, 9).map(str),
    "side": st.sampled_from(["read", "timeline", "paths", "ask"]),
    "camera": st.tuples(number(), number(), st.floats(0.01, 30).map(repr)).map(",".join),
    "embed": st.just("1"),
    "lang": st.sampled_from(["en", "fr"]),
    "theme": st.sampled_from(["light", "dark"]),
}
ADDRESSES = st.fixed_dictionaries({}, optional=VALUES)


def written(parts: dict[str, str]) -> str:
    """Return an address."""
    return "&".join(f"{key}={value}" for key, value in parts.items())


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One page for many states."""
    edges = (
        edge("e-founded", "ada-north", "founded", "acme", told=(("id:acme", "Acme", "reported"),)),
        edge("e-sued", "ada-north", "sued", "acme", status="disputed"),
        edge("e-funded", "ada-north", "funded", "acme", status="claimed"),
        edge("e-merge", "etoile", "merged-with", "acme", modality="attempted"),
        edge("e-works", "bo-south", "works-for", "acme"),
        edge("e-denied", "bo-south", "founded", "etoile", status="denied"),
        edge("e-released", "acme", "released", "model-one", told=(("id:etoile", "É", "denied"),)),
    )
    kinds: dict[str, Kind] = {"ada-north": "person", "bo-south": "person", "model-one": "product"}
    nodes = tuple(node(id_, kinds.get(id_, "organization"), id_) for id_ in PLACES)
    network = Network(title={"en": "States"}, nodes=nodes, edges=edges)
    path = tmp_path_factory.mktemp("state") / "page.html"
    path.write_text(render_page(network, PLACES), "utf-8", newline="\n")
    context = browser.new_context(locale="en-GB", offline=True, reduced_motion="reduce")
    shown = context.new_page()
    complaints: list[str] = []
    shown.on("console", lambda message: complaints.append(message.text))
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.goto(path.as_uri())
    shown.evaluate("kg.ready")
    yield shown
    context.close()
    assert complaints == []


def state(page: Page, *calls: str) -> dict[str, Any]:
    """Call functions of the page, and return the state that it is in then."""
    told: dict[str, Any] = page.evaluate(f"() => {{ {'; '.join(calls)}; return kg.state(); }}")
    return {key: value for key, value in told.items() if key not in PASSING}


def go(page: Page, address: str) -> dict[str, Any]:
    """Follow a link, from the state in which the page opens."""
    return state(
        page, "kg.go('lang=en&theme=light&step=month&embed=0')", f"kg.go({json.dumps(address)})"
    )


UNHURRIED = settings(
    max_examples=60,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@UNHURRIED
@given(parts=ADDRESSES)
def test_every_state_comes_back_from_its_address(page: Page, parts: dict[str, str]) -> None:
    """What the page writes, it reads as the same; and writes the same again."""
    first = go(page, written(parts))
    again = go(page, first["hash"])
    assert again == first


@UNHURRIED
@given(parts=ADDRESSES, junk=st.text(max_size=30))
def test_what_is_not_there_is_dropped(page: Page, parts: dict[str, str], junk: str) -> None:
    """An address may hold anything: what names nothing changes nothing."""
    address = written(parts)
    noise = f"x={junk}&={junk}&held-on={junk}&no-colour={junk}&%E0%A4=%E0%A4&"
    clean = go(page, address)
    assert go(page, noise.replace("&lang", "&x") + address) == clean


@pytest.mark.parametrize(
    "address",
    [
        "actor=%3Cimg%20src=x%3E&relation=__proto__&lang=xx&no-kind=%00,constructor",
        "focus=nobody&hops=-1&camera=1,2&pin=acme:1&held=2024-02-30&known=yesterday",
        "scope=focus&story=1&told=nobody&path=nobody&side=elsewhere&step=week&theme=pink",
        "camera=NaN,0,1&hops=1e3&rank=x&embed=yes&open=acme&more=%E0%A4%A",
        "camera=0,0,0&held=12024-01-01&scope=__proto__&camera=1,1,-2",
    ],
)
def test_links_to_nothing_do_no_harm(page: Page, address: str) -> None:
    """They open the page as it opens without one."""
    start = go(page, "")
    assert go(page, address) == start
    assert start["counts"]["relations"] == 7


def test_addresses_can_be_read(page: Page) -> None:
    """Slugs and days, nothing that only a program could have written."""
    address = (
        "focus=ada-north,acme&hops=2&more=etoile&less=bo-south&pin=acme:12.5:-40"
        "&no-family=conflict-relation&held=2018-02-20&known=2024-03-01&step=day&told=acme"
        "&actor=acme&path=ada-north,etoile&firm=1&rank=2&side=paths&camera=12,-8.5,1.4"
        "&lang=fr&theme=dark"
    )
    told = go(page, address)
    assert told["hash"] == address
    assert told["scope"] == {
        "base": "focus",
        "focus": ["ada-north", "acme"],
        "hops": 2,
        "expanded": ["etoile"],
        "hidden": ["bo-south"],
        "opened": [],
    }
    assert (told["heldOn"], told["knownBy"], told["stance"]) == ("2018-02-20", "2024-03-01", "acme")
    assert told["path"] == {"ends": ["ada-north", "etoile"], "firm": True, "rank": 1}


def test_the_state_is_written_to_the_address(page: Page) -> None:
    """Soon after it changed: browsers refuse to be told all the time."""
    go(page, "actor=acme&no-kind=person")
    wanted = "#no-kind=person&actor=acme&lang=en&theme=light"
    until(lambda: page.evaluate("location.hash") == wanted, f"the address is {wanted}")


# ---- undo ------------------------------------------------------------------------------------


@UNHURRIED
@given(steps=st.lists(ADDRESSES, min_size=1, max_size=6), back=st.integers(1, 6))
def test_steps_can_be_taken_back_and_taken_again(
    page: Page, steps: list[dict[str, str]], back: int
) -> None:
    """Undo leads to the states in turn, redo forward through the same ones."""
    what = ("scope", "off", "heldOn", "knownBy", "stance", "actor", "relation", "path", "pinned")
    go(page, "")

    def told(call: str) -> dict[str, Any]:
        found = state(page, call)
        return {key: found[key] for key in what}

    states = [told("0")]
    for parts in steps:
        now = told(f"kg.go({json.dumps(written(parts))})")
        if now != states[-1]:
            states.append(now)
    many = min(back, len(states) - 1)
    for before in itertools.islice(reversed(states[:-1]), many):
        assert told("kg.undo()") == before
    for after in states[len(states) - many :]:
        assert told("kg.redo()") == after


def test_reset_brings_back_the_start_and_can_be_undone(page: Page) -> None:
    """Language and theme are the reader's, and stay."""
    before = go(page, "focus=acme&no-family=control&held=2020-01-01&lang=fr&theme=dark")
    start = state(page, "kg.reset()")
    assert start["hash"] == "lang=fr&theme=dark"
    assert start["counts"]["relations"] == 7
    back = state(page, "kg.undo()")
    assert back["scope"] == before["scope"]
    assert back["heldOn"] == "2020-01-01"


# ---- the two clocks and the stance, against the graph ------------------------------------------


@pytest.fixture(scope="module", params=sorted(STORIES))
def told(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Graph, Page]]:
    """A graph and its page."""
    graph = aiactors.open(STORIES[request.param])
    network = graph.network(kinds=KINDS, bulk=True)
    places = {n.id: (40.0 * i, 25.0 * (i % 7)) for i, n in enumerate(network.nodes)}
    path = tmp_path_factory.mktemp("clocks") / "page.html"
    path.write_text(render_page(network, places), "utf-8", newline="\n")
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("kg.ready")
    yield graph, page
    context.close()


def shown(page: Page, address: str) -> dict[str, str]:
    """Return the relations that the page shows, with their statuses."""
    found: dict[str, str] = page.evaluate(
        "address => { kg.go(`scope=all&${address}`);"
        " return Object.fromEntries("
        "kg.visible().edges.map((id) => [id, kg.standing(id).status])); }",
        address,
    )
    return found


def expected(graph: Graph, as_of: date | None, known: date | None, told: str | None) -> Any:
    """Return the relations that the graph has from a standpoint, with their statuses."""
    statements = graph.dossiers.statements
    seen = graph.at(as_of=as_of, known_by=known, told_by=told)
    edges = seen.network(kinds=KINDS, bulk=True).edges if seen.dossiers.statements else ()
    return {
        e.id: e.status
        for e in edges
        # What did not hold then, but is what something else is about, stays in the graph.
        if as_of is None or can_hold(statements[f"st:{e.id}"], as_of)
    }


def turning_days(page: Page, *columns: str) -> list[date]:
    """Return all days on which something begins, ends or becomes known, and those around them."""
    found: list[int] = page.evaluate(
        "columns => { const d = kg.data(); const all = columns.flatMap((c) => c === 'history'"
        " ? Object.values(d.history).flat().map(([day]) => day) : c === 'told'"
        " ? Object.values(d.told).flat().map(([, , day]) => day ?? null) : d.edges[c]);"
        " return [...new Set(all.filter((day) => day !== null))]; }",
        list(columns),
    )
    epoch = date(1970, 1, 1)
    return sorted({epoch + timedelta(day + off) for day in found for off in (-1, 0, 1)})


def test_held_on_is_what_the_graph_has_as_of(told: tuple[Graph, Page]) -> None:
    """On every day on which something changes, and the days around it."""
    graph, page = told
    days = turning_days(page, "start", "end")
    assert days
    for day in days:
        assert shown(page, f"held={day}") == expected(graph, day, None, None), day


def test_known_by_is_what_the_graph_knew(told: tuple[Graph, Page]) -> None:
    """With the statuses of then."""
    graph, page = told
    days = turning_days(page, "known", "history")
    assert days
    for day in days:
        assert shown(page, f"known={day}") == expected(graph, None, day, None), day


def test_both_clocks_go_together(told: tuple[Graph, Page]) -> None:
    """What had been told by one day of what held on another."""
    graph, page = told
    held, known = turning_days(page, "start", "end"), turning_days(page, "known", "history")
    for as_of, day in zip(held[::5], itertools.cycle(known[::3]), strict=False):
        found = shown(page, f"held={as_of}&known={day}")
        assert found == expected(graph, as_of, day, None), (as_of, day)


def test_the_stance_is_what_a_party_tells(told: tuple[Graph, Page]) -> None:
    """Of every party that tells anything: what it says, with the status of its word."""
    graph, page = told
    parties: list[str] = page.evaluate("kg.data().parties.map((party) => party.id)")
    assert parties
    for party in parties:
        assert shown(page, f"told={party}") == expected(graph, None, None, f"id:{party}"), party
        for day in turning_days(page, "start", "end")[::9]:
            found = shown(page, f"told={party}&held={day}")
            assert found == expected(graph, day, None, f"id:{party}"), (party, day)


def test_nobody_says_anything_before_they_said_it(told: tuple[Graph, Page]) -> None:
    """The word of each party as it was on every day on which anything became known."""
    graph, page = told
    parties: list[str] = page.evaluate("kg.data().parties.map((party) => party.id)")
    days = turning_days(page, "known", "history", "told")
    for party, day in itertools.product(parties, days[::4]):
        found = shown(page, f"told={party}&known={day}")
        assert found == expected(graph, None, day, f"id:{party}"), (party, day)


def test_everything_stands_as_it_does_today(told: tuple[Graph, Page]) -> None:
    """Without clocks and stance, the page is the network."""
    graph, page = told
    network = graph.network(kinds=KINDS, bulk=True)
    assert shown(page, "") == {e.id: e.status for e in network.edges}
