"""Paths: the same as those of aiactors.paths, and what a reader makes of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import aiactors
from aiactors.graph import Graph
from aiactors.network.model import Network
from aiactors.view import render_page
from tests.view.conftest import both, edge, node, said
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., Any]

ROOT = Path(__file__).resolve().parent.parent
STORIES = {"golden": ROOT / "golden", "world": ROOT / "world"}

Found = list[tuple[str, str, str]]
"""Of each tie: its actors, its relations (of each hop the best one first), its weakest hop."""

ANSWER = """key => {
  const panel = document.querySelector("#paths");
  if (panel.querySelector(".found").dataset.answered !== key) return null;
  const ties = [...panel.querySelectorAll(".tie")].map((tie) => tie.dataset);
  return { ties: ties.map((data) => [data.actors, data.relations, data.weakest]) };
}"""


def found(page: Page, ends: list[str], *, firm: bool = True, more: str = "") -> Found:
    """Return the ties that the page finds."""
    address = f"scope=all&side=paths&path={','.join(ends)}{'&firm=1' if firm else ''}{more}"
    page.evaluate("address => kg.go(address)", address)
    key = f"{' '.join(ends)}{' firm' if firm else ''}"
    answer = until(lambda: page.evaluate(ANSWER, key), f"{key} is answered")
    return [(a, r, w) for a, r, w in answer["ties"]]


def expected(graph: Graph, ends: list[str], *, disputed: bool = False, **more: Any) -> Found:
    """Return the ties that the graph finds."""
    first, second, *rest = (f"id:{end}" for end in ends)
    ties = graph.paths(first, second, *rest, disputed=disputed, **more)
    return [
        (
            " ".join(ref.removeprefix("id:") for ref in tie.refs),
            ", ".join(
                " ".join(one.statement.removeprefix("st:") for one in hop.supports)
                for hop in tie.hops
            ),
            str(tie.weakest),
        )
        for tie in ties
    ]


def opened_page(browser: Browser, network: Network, path: Path) -> Iterator[Page]:
    """Open the page of a network."""
    places = {n.id: (40.0 * (i % 60), 25.0 * (i // 60)) for i, n in enumerate(network.nodes)}
    path.write_text(render_page(network, places), "utf-8", newline="\n")
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("kg.ready")
    yield page
    context.close()


@pytest.fixture(scope="module", params=sorted(STORIES))
def told(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Graph, Network, Page]]:
    """A graph and its page."""
    graph = aiactors.open(STORIES[request.param])
    network = graph.network()
    path = tmp_path_factory.mktemp("paths") / "page.html"
    for page in opened_page(browser, network, path):
        yield graph, network, page


@pytest.mark.parametrize("disputed", [False, True])
def test_the_same_ties_as_the_graph_has(told: tuple[Graph, Network, Page], disputed: bool) -> None:
    """The same ways in the same order, over the same statements, with the same weakest hop."""
    graph, network, page = told
    pairs = list(combinations(sorted(n.id for n in network.nodes), 2))
    for pair in random.Random(5).sample(pairs, min(40, len(pairs))):
        ends = list(pair)
        assert found(page, ends, firm=not disputed) == expected(graph, ends, disputed=disputed)


def test_the_same_on_a_day_and_among_several(told: tuple[Graph, Network, Page]) -> None:
    """The clock is a condition; several actors are tied two by two."""
    graph, network, page = told
    ids = sorted(n.id for n in network.nodes)
    for at, day in enumerate(("2015-06-30", "2018-02-20", "2023-11-20")):
        ends = random.Random(at).sample(ids, min(4, len(ids)))
        got = found(page, ends, more=f"&held={day}")
        assert got == expected(graph, ends, as_of=day)


def test_the_same_on_the_release(browser: Browser, shared_release: Graph, tmp_path: Path) -> None:
    """A sample of what ships: the most connected, and any."""
    graph = shared_release
    network = graph.network()
    ranked = sorted(network.nodes, key=lambda n: -n.degree)
    chance = random.Random(11)
    for page in opened_page(browser, network, tmp_path / "page.html"):
        for n in range(16):
            among = ranked[:80] if n % 2 else ranked
            ends = [one.id for one in chance.sample(among, 2)]
            assert found(page, ends, firm=n % 4 < 3) == expected(graph, ends, disputed=n % 4 == 3)


# ---- the panel ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page() -> str:
    """Ada and Zoe: tied by a firm way of three hops and a claimed one of two."""
    names = {
        "ada": ("person", "Ada"), "zoe": ("person", "Zoe"), "acme": ("organization", "Acme"),
        "bank": ("organization", "Bank"), "lab": ("organization", "Lab"),
        "lone": ("person", "Lone"),
    }  # fmt: skip
    nodes = tuple(node(id_, kind, name) for id_, (kind, name) in names.items())
    edges = (
        edge("a1", "ada", "founded", "acme", status="established", source_count=3),
        edge("a2", "bank", "funded", "acme", source_count=1),
        edge("a3", "zoe", "works-for", "bank", source_count=2, when="2019/.."),
        edge("a4", "zoe", "founded", "bank", source_count=2),
        edge("b1", "ada", "funded", "lab", status="disputed"),
        edge(
            "b2", "zoe", "works-for", "lab", attributions=(said("Lab", url="javascript:alert(1)"),)
        ),
        edge("c1", "ada", "merged-with", "zoe", modality="attempted"),
    )
    network = Network(
        title=both(("T", "T")),
        nodes=nodes,
        edges=edges,
        families={
            key: both((name, name))
            for key, name in (("role-relation", "roles"), ("money-relation", "money"),
                              ("control", "control"))
        },
        statuses={
            key: both((key, key)) for key in ("established", "reported", "claimed", "disputed")
        },
        modalities={key: both((key, key)) for key in ("actual", "attempted")},
    )  # fmt: skip
    return render_page(network, {n.id: (90.0 * i, 50.0 * (i % 2)) for i, n in enumerate(nodes)})


def ways(it: Any) -> list[str]:
    """Return the actors of the ties that are listed."""
    found_: list[str] = it.page.evaluate(
        "[...document.querySelectorAll('#paths .tie')].map((tie) => tie.dataset.actors)"
    )
    return found_


def ask(it: Any, *names: str) -> None:
    """Ask for paths by the field of the panel."""
    for name in names:
        field = it.page.get_by_role("combobox", name="Add an actor")
        field.fill(name)
        it.until("document.querySelector('#path-end-list [data-node]')")
        it.page.keyboard.press("Enter")
    it.until("document.querySelector('#paths .found').dataset.answered")


def test_a_reader_asks_and_reads(opened: Open, page: str) -> None:
    """Names in a field, ties with their sources, the weakest hop marked; by keyboard alone."""
    it = opened(page)
    it.page.get_by_role("tab", name="Paths").click()
    assert "Add two actors" in it.page.locator("#paths").inner_text()
    ask(it, "ada", "zoe")
    it.until("document.querySelectorAll('#paths .tie').length === 1")
    assert ways(it) == ["ada acme bank zoe"]
    tie = it.page.locator("#paths .tie")
    text = " ".join(tie.inner_text().split())
    assert "Ada ↓ founded 2024 · established · 3 independent sources" in text
    assert "The Gazette, The report of the day, 1 March 2024" in text
    assert "↑ funded by" in text
    assert "and 1 more relation" in text
    assert it.page.locator("#paths .hop.weakest .relation").inner_text() == "↑ funded by"
    assert it.kg("state")["side"] == "paths"


def test_what_is_disputed_can_be_let_in(opened: Open, page: str) -> None:
    """The switch, its place in the address, and the shorter way."""
    it = opened(page, at="#side=paths&path=ada,zoe&firm=1")
    it.until("document.querySelectorAll('#paths .tie').length === 1")
    switch = it.page.get_by_role("checkbox", name="Leave out what is disputed or only claimed")
    assert switch.is_checked()
    switch.uncheck()
    it.until("document.querySelectorAll('#paths .tie').length === 2")
    assert ways(it) == ["ada lab zoe", "ada acme bank zoe"]
    assert it.page.locator("#paths .hop.weakest .tag.disputed").inner_text() == "disputed"
    assert "firm" not in it.kg("state")["hash"]
    assert it.page.locator("#paths a[href^='javascript']").count() == 0


def test_what_was_never_so_is_no_hop(opened: Open, page: str) -> None:
    """Ada and Zoe did not merge: it was only tried."""
    it = opened(page, at="#side=paths&path=ada,zoe")
    it.until("document.querySelectorAll('#paths .tie').length === 2")
    assert "ada zoe" not in ways(it)


def test_a_chosen_path_comes_in_and_is_lit(opened: Open, page: str) -> None:
    """What is not shown comes into the network, and one step of undo takes the question back."""
    it = opened(page, at="#focus=lone&hops=1&side=paths")
    assert it.kg("visible")["nodes"] == ["lone"]
    ask(it, "ada", "zoe")
    it.until("document.querySelectorAll('#paths .tie').length === 1")
    assert set(it.kg("visible")["nodes"]) == {"ada", "acme", "bank", "zoe"}
    assert set(it.kg("state")["lit"]["edges"]) == {"a1", "a2", "a3", "a4"}
    it.page.get_by_role("checkbox", name="Leave out").uncheck()
    it.until("document.querySelectorAll('#paths .tie').length === 2")
    it.page.get_by_role("button", name="Show path 2").click()
    it.until("kg.state().lit.nodes.includes('bank')")
    assert it.kg("state")["path"]["rank"] == 1
    assert it.page.get_by_role("button", name="Show path 2").get_attribute("aria-pressed") == "true"
    it.page.get_by_role("button", name="Start again").click()
    assert it.kg("state")["path"] is None
    assert it.kg("state")["lit"] is None


def test_a_link_keeps_its_own_scope(opened: Open, page: str) -> None:
    """What an address says is shown, and no more."""
    address = "focus=ada&hops=1&path=ada,zoe&firm=1&side=paths"
    it = opened(page, at=f"#{address}")
    it.until("document.querySelectorAll('#paths .tie').length === 1")
    assert "bank" not in it.kg("visible")["nodes"]
    it.page.get_by_role("button", name="Show on the map").click()
    assert set(it.kg("visible")["nodes"]) == {"ada", "acme", "bank", "zoe"}
    assert it.page.get_by_role("button", name="Show on the map").count() == 0


def test_settings_are_conditions_unless_told_otherwise(opened: Open, page: str) -> None:
    """Filters count, the panel says so, and one click looks past them."""
    it = opened(page, at="#side=paths&path=ada,zoe&no-family=money-relation")
    panel = it.page.locator("#paths")
    it.until("document.querySelector('#paths .nothing')")
    assert "as your settings let it through (without money)" in panel.inner_text()
    panel.get_by_role("button", name="Search everything").click()
    it.until("document.querySelectorAll('#paths .tie').length === 2")
    assert "whatever the settings" in panel.inner_text()


def test_nothing_ties_them(opened: Open, page: str) -> None:
    """It says so, and offers to look again with what is disputed."""
    it = opened(page, at="#side=paths&path=ada,lone&firm=1")
    it.until("document.querySelector('#paths .nothing button')")
    it.page.get_by_role("button", name="Look again with it").click()
    it.until("document.querySelector('#paths .nothing') && !kg.state().path.firm")
    it.until("!document.querySelector('#paths .nothing button')")


def test_from_what_is_selected(opened: Open, page: str) -> None:
    """An actor or both ends of a relation, by one click; a chip takes one out again."""
    it = opened(page, at="#relation=b2&side=paths")
    panel = it.page.locator("#paths")
    panel.get_by_role("button", name="Add what is selected").click()
    assert it.kg("state")["path"]["ends"] == ["zoe", "lab"]
    panel.get_by_role("button", name="Leave out Zoe").click()
    assert it.kg("state")["path"]["ends"] == ["lab"]
    assert "Add one more actor" in panel.inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits_a_phone(opened: Open, page: str, theme: str) -> None:
    """Nothing is cut off, and fingers find what can be touched."""
    it = opened(page, width=390, height=844, has_touch=True, color_scheme=theme,
                at="#side=paths&path=ada,zoe")  # fmt: skip
    it.until("document.querySelectorAll('#paths .tie').length === 2")
    small = it.page.evaluate(
        "[...document.querySelectorAll('#paths button')].filter((e) => e.offsetHeight"
        " && e.offsetHeight < 40).map((e) => e.className + e.textContent)"
    )
    assert small == []
    assert it.wide() == []


def test_hostile_names(opened: Open) -> None:
    """They stay text; a relation, a status and a source may be hostile too."""
    bad = "\u202e<img src=x onerror=alert(1)></script>"
    nodes = (node("a", "person", bad), node("b", "person", "x" * 10_000), node("c", "event", "C"))
    evil = said(bad, gist=bad, document=bad, publisher=bad, url="javascript:alert(1)")
    edges = (
        edge("e1", "a", "funded", "c", attributions=(evil,)),
        edge("e2", "b", "sued", "c", attributions=(evil,), when=bad),
    )
    network = Network(
        title=both(("T", "T")), nodes=nodes, edges=edges,
        families={k: both((bad, bad)) for k in ("money-relation", "conflict-relation")},
        statuses={"reported": both((bad, bad))}, modalities={"actual": both((bad, bad))},
    )  # fmt: skip
    places = {"a": (0.0, 0.0), "b": (90.0, 0.0), "c": (50.0, 50.0)}
    it = opened(render_page(network, places), at="#side=paths&path=a,b&firm=1")
    it.until("document.querySelector('#paths .tie')")
    it.until("document.querySelector('#paths .hop-source').textContent")
    assert it.page.locator("#paths :is(img, script, a)").count() == 0
    assert it.wide() == []
