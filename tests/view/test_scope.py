"""What is in the network: focus, expand, hide, pin, undo, by toolbar and by menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aiactors.network.model import Network
from aiactors.view import render_page
from tests.view.conftest import both, edge, node

Open = Callable[..., Any]

FEW = 170
"""Actors of the page: more than are shown from the start."""


@pytest.fixture(scope="module")
def page() -> str:
    """A chain of hubs: each has ten actors around it, and is tied to the next one."""
    nodes, edges = [], []
    for hub in range(17):
        nodes.append(node(f"hub{hub:02}", "organization", f"Hub {hub}"))
        for i in range(9):
            nodes.append(node(f"leaf{hub:02}-{i}", "person", f"Leaf {hub} {i}"))
            edges.append(edge(f"l{hub}-{i}", f"leaf{hub:02}-{i}", "works-for", f"hub{hub:02}"))
        if hub:
            edges.append(edge(f"h{hub}", f"hub{hub - 1:02}", "funded", f"hub{hub:02}"))
    network = Network(
        title=both(("Hubs", "Pivots")),
        nodes=tuple(nodes),
        edges=tuple(edges),
        families={k: both((k, k)) for k in ("role-relation", "money-relation")},
        statuses={"reported": both(("reported", "rapporté"))},
        modalities={"actual": both(("actual", "effectif"))},
    )
    assert len(nodes) == FEW
    places = {n.id: (70.0 * (i // 10), 45.0 * (i % 10)) for i, n in enumerate(nodes)}
    return render_page(network, places)


def caption(it: Any) -> str:
    """Return what the page says that it shows."""
    return " ".join(it.page.locator("#scope .caption").inner_text().split())


def button(it: Any, name: str) -> Any:
    """Return a button of the toolbar."""
    return it.page.get_by_role("toolbar").get_by_role("button", name=name)


def nodes(it: Any) -> set[str]:
    """Return the actors that are shown."""
    return set(it.kg("visible")["nodes"])


def test_it_says_what_is_shown(opened: Open, page: str) -> None:
    """In one line, whatever the scope is."""
    it = opened(page)
    assert caption(it) == "60 most connected of 170 actors"
    it.go("focus=hub03&hops=1")
    assert caption(it) == "12 actors around Hub 3"
    it.go("focus=hub03,hub05&hops=1")
    assert caption(it) == "23 actors around Hub 3 and 1 more"
    it.go("scope=all")
    assert caption(it) == "All 170 actors"
    it.go("scope=all&no-kind=person&less=hub00")
    assert caption(it) == "16 of 170 actors · filtered · 1 hidden"
    it.go("scope=all&lang=fr")
    assert caption(it) == "Les 170 acteurs"


def test_focus_expand_fold_hide(opened: Open, page: str) -> None:
    """Each is one step, says what it did, and can be undone and done again."""
    it = opened(page)
    it.go("actor=hub03")
    button(it, "Focus on Hub 3").click()
    assert it.kg("state")["scope"]["focus"] == ["hub03"]
    assert len(nodes(it)) == 12
    it.go("focus=hub03&hops=1&actor=hub04")
    expand = button(it, "Add neighbours of Hub 4: 10 are not shown")
    assert "+10" in expand.inner_text()
    expand.click()
    assert len(nodes(it)) == 22
    assert "10 actors added" in it.page.locator("#live").inner_text()
    button(it, "Take the neighbours of Hub 4 out again").click()
    assert len(nodes(it)) == 12
    button(it, "Undo").click()
    assert len(nodes(it)) == 22
    button(it, "Hide Hub 4").click()
    assert "hub04" not in nodes(it)
    assert it.kg("selected") is None
    it.page.keyboard.press("Control+z")
    assert "hub04" in nodes(it)
    it.page.keyboard.press("Control+y")
    assert "hub04" not in nodes(it)
    button(it, "Show the hidden ones again").click()
    assert "hub04" in nodes(it)


def test_hops(opened: Open, page: str) -> None:
    """The reach around who is in the middle; the ends of the range cannot be passed."""
    it = opened(page, at="#focus=hub03&hops=1")
    reach = it.page.get_by_role("group", name="Steps around")
    assert "1 step" in reach.inner_text()
    button(it, "One step more").click()
    assert it.kg("state")["scope"]["hops"] == 2
    assert len(nodes(it)) == 3 * 10 + 2
    for _ in range(3):
        button(it, "One step less").dispatch_event("click")
    assert it.kg("state")["scope"]["hops"] == 0
    assert button(it, "One step less").get_attribute("aria-disabled") == "true"
    assert nodes(it) == {"hub03"}


def test_pin_and_let_go(opened: Open, page: str) -> None:
    """An actor is held where it stands."""
    it = opened(page, at="#focus=hub03&hops=1&actor=hub04")
    button(it, "Pin Hub 4 to its place").click()
    assert list(it.kg("state")["pinned"]) == ["hub04"]
    button(it, "Let go of Hub 4").click()
    assert it.kg("state")["pinned"] == {}


def test_overview_all_and_reset(opened: Open, page: str) -> None:
    """Filters stay with the overview; a reset takes everything back, and is a step itself."""
    it = opened(page)
    assert not button(it, "Overview").is_visible()
    it.go("focus=hub03&hops=1&no-family=money-relation")
    button(it, "Show all").click()
    assert it.kg("state")["scope"]["base"] == "all"
    button(it, "Overview").click()
    assert it.kg("state")["scope"]["base"] == "top"
    assert it.kg("state")["off"]["family"] == ["money-relation"]
    button(it, "Reset everything").click()
    assert it.kg("state")["off"]["family"] == []
    it.page.keyboard.press("Control+z")
    assert it.kg("state")["off"]["family"] == ["money-relation"]


def test_the_toolbar_is_one_stop_of_tab(opened: Open, page: str) -> None:
    """Arrow keys go from button to button, past those that are not there."""
    it = opened(page, at="#focus=hub03&hops=1&actor=hub04")
    button(it, "Undo").focus()
    names = []
    for _ in range(6):
        it.page.keyboard.press("ArrowRight")
        names.append(it.page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert names[:3] == ["Redo", "One step less", "One step more"]
    assert names[3].startswith("Focus on")
    it.page.keyboard.press("Home")
    assert it.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Undo"
    stops = it.page.evaluate("document.querySelectorAll('#scope button[tabindex=\"0\"]').length")
    assert stops == 1


def test_the_menu_of_an_actor(opened: Open, page: str) -> None:
    """Right click: the same actions; by keyboard within it; it leaves nothing behind."""
    it = opened(page, at="#focus=hub03&hops=1")
    it.rest()
    it.page.mouse.click(*it.kg("nodeAt", "hub04"), button="right")
    menu = it.page.get_by_role("menu", name="Actions on Hub 4")
    words = [" ".join(item.inner_text().split()) for item in menu.get_by_role("menuitem").all()]
    assert words == ["Read", "Focus F", "Expand +10 X", "Hide H", "Pin P", "Paths from here"]
    assert it.kg("selected") is None
    it.page.keyboard.press("ArrowDown")
    it.page.keyboard.press("h")
    assert it.page.evaluate("document.activeElement.textContent").startswith("Hide")
    it.page.keyboard.press("Enter")
    assert "hub04" not in nodes(it)
    assert menu.count() == 0
    it.page.mouse.click(*it.kg("nodeAt", "hub03"), button="right")
    it.page.keyboard.press("Escape")
    assert it.page.get_by_role("menu").count() == 0
    assert it.page.evaluate("document.activeElement.tagName") == "CANVAS"


def test_the_menu_of_the_map(opened: Open, page: str) -> None:
    """Where nobody stands, it is about everything."""
    it = opened(page, at="#focus=hub03&hops=0")
    it.rest()
    x, y = it.kg("nodeAt", "hub03")
    it.page.mouse.click(x + 200, y + 100, button="right")
    menu = it.page.get_by_role("menu")
    menu.get_by_role("menuitem", name="Most connected").click()
    assert it.kg("state")["scope"]["base"] == "top"


def test_paths_from_here(opened: Open, page: str) -> None:
    """The menu puts an actor among the ends."""
    it = opened(page, at="#focus=hub03&hops=1")
    it.rest()
    for name in ("hub03", "hub04"):
        it.page.mouse.click(*it.kg("nodeAt", name), button="right")
        it.page.get_by_role("menuitem", name="Paths from here").click()
        it.rest()
    assert it.kg("state")["path"]["ends"] == ["hub03", "hub04"]
    it.until("document.querySelector('#paths .tie')")


def test_a_long_press_opens_it(opened: Open, page: str) -> None:
    """A finger that stays; what it would have chosen is not chosen."""
    it = opened(page, width=390, height=844, has_touch=True, at="#focus=hub03&hops=1", stopped=True)
    x, y = it.kg("nodeAt", "hub03")
    client = it.page.context.new_cdp_session(it.page)
    touch = {"touchPoints": [{"x": x, "y": y}]}
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", **touch})
    it.pass_time(450)
    assert it.page.get_by_role("menu").count() == 0
    it.pass_time(50)
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    it.pass_time(1000)
    assert it.page.get_by_role("menu", name="Actions on Hub 3").is_visible()
    assert it.kg("selected") is None
    assert all(i.bounding_box()["height"] >= 40 for i in it.page.get_by_role("menuitem").all())
    it.page.get_by_role("menuitem", name="Hide").tap()
    assert "hub03" not in nodes(it)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_fits_a_phone(opened: Open, page: str, lang: str) -> None:
    """The toolbar stays within the window."""
    it = opened(page, width=390, height=844, has_touch=True,
                at=f"#focus=hub03&hops=2&less=hub09&lang={lang}")  # fmt: skip
    assert it.wide() == []
    boxes = [b.bounding_box() for b in it.page.locator("#scope button").all() if b.is_visible()]
    assert boxes
    assert all(box["x"] + box["width"] <= 390 and box["height"] >= 40 for box in boxes)


def test_hostile_names(opened: Open) -> None:
    """In the caption, in labels of buttons, in the menu."""
    names = ["\u202e<img src=x onerror=alert(1)>", "x" * 10_000]
    actors = tuple(node(f"n{i}", "person", name) for i, name in enumerate(names))
    network = Network(
        title=both(("T", "T")), nodes=actors, edges=(edge("e", "n0", "funded", "n1"),),
        families={"money-relation": both(("money", "argent"))},
        statuses={"reported": both(("reported", "rapporté"))},
        modalities={"actual": both(("actual", "effectif"))},
    )  # fmt: skip
    it = opened(render_page(network, {"n0": (0.0, 0.0), "n1": (90.0, 0.0)}), at="#focus=n1&hops=1")
    it.rest()
    assert len(caption(it)) < 100
    it.page.mouse.click(*it.kg("nodeAt", "n0"), button="right")
    menu = it.page.get_by_role("menu")
    assert menu.locator("img").count() == 0
    assert menu.locator(".title bdi").inner_text().startswith("\u202e<img")
    it.page.keyboard.press("Escape")
    it.page.mouse.click(*it.kg("nodeAt", "n1"), button="right")
    assert menu.bounding_box()["width"] <= 330
    assert it.wide() == []
