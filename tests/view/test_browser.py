"""The page in real Chromium: what a reader sees and can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aiactors.network.model import Network

Opened = Any
Open = Callable[..., Opened]

SIZES = [(1440, 900), (1024, 768), (390, 844)]


def test_it_opens_without_a_network_and_without_complaints(opened: Open) -> None:
    """Zero requests and an empty console, under the strict policy: the fixture asserts both."""
    shown = opened()
    assert shown.page.title() == "A small affair"
    assert shown.page.get_by_role("heading", level=1).inner_text() == "A small affair"
    assert "5 actors, 8 relations, 1 of them disputed" in shown.page.inner_text("header")
    assert len(shown.kg("visible")["nodes"]) == 5
    assert "where accounts differ" in shown.panel().casefold()


def test_its_policy_stops_other_code(opened: Open) -> None:
    """What could ever get into the page as HTML would not run."""
    shown = opened()
    shown.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
        " document.body.append(s); }"
    )
    assert shown.page.evaluate("window.bad") is None
    assert "Content Security Policy" in shown.complaints.pop()


def test_a_line_opens_its_evidence(opened: Open) -> None:
    """Who says so, where, since when, how well it stands."""
    shown = opened()
    shown.click_edge("e-sued")
    assert shown.kg("selected") == "e-sued"
    panel = shown.panel()
    for text in (
        "Ada North sued Acme",
        "29 February 2024",
        "In the words of the source: “on Thursday”",
        "1 March 2024",
        "reported. A source says so in its own voice",
        "2 independent sources",
        "as a founder",
        "The Gazette asserts, in its own voice",
        "It is so.",
        "The report of the day",
        "paragraph 2",
        "gazette.example/report",
    ):
        assert text in panel.replace("\n", " "), text
    between = shown.page.locator("#reading .list").last.inner_text()
    assert "Ada North founded Acme" in between
    assert "Ada North funded Acme" in between


def test_the_two_sides_of_a_dispute_stand_next_to_each_other(opened: Open) -> None:
    """That is what the page is for, on a phone too."""
    for width, height in SIZES:
        shown = opened(width=width, height=height, at="#edge=e-merge")
        sides = shown.page.locator(".ledger .side")
        first, second = (sides.nth(i).bounding_box() for i in (0, 1))
        assert first["y"] == pytest.approx(second["y"], abs=1)
        assert first["x"] + first["width"] <= second["x"] + 1
        assert "A merger was tried." in sides.nth(0).inner_text()
        assert "Acme denies" in sides.nth(1).inner_text()
        assert "Read in What Acme replied" in sides.nth(1).inner_text()
        assert "attempted, disputed" in shown.panel()


def test_parallel_lines_can_be_told_apart(opened: Open) -> None:
    """Three relations between the same two: each has a place of its own to click on."""
    shown = opened()
    shown.kg("frame", ["ada-north", "acme"])
    for id_ in ("e-founded", "e-sued", "e-funded"):
        shown.click_edge(id_)
        assert shown.kg("selected") == id_
        shown.page.get_by_role("button", name="Close").click()
        assert shown.kg("selected") is None


def test_an_actor_opens_its_record(opened: Open) -> None:
    """Grouped by relation, read from its side."""
    shown = opened()
    shown.click_node("acme")
    assert shown.kg("state")["focus"] == "acme"
    panel = shown.panel()
    for text in ("Acme", "company", "6 relations", "Makes models.", "acme.example", "Ada North"):
        assert text in panel, text
    headings = [text.casefold() for text in shown.page.locator("#reading h3").all_inner_texts()]
    assert headings == [
        "founded by 1",
        "funded by 1",
        "employs 1",
        "released 1",
        "merged with 1",
        "sued by 1",
    ]
    shown.page.locator("#reading [data-edge=e-works]").click()
    assert "Bo South works for Acme" in shown.panel().replace("\n", " ")
    assert "since 2019" in shown.panel()
    shown.page.locator("#reading .sentence [data-node=bo-south]").click()
    assert shown.kg("selected") == "bo-south"


def test_the_legend_filters_and_its_counts_are_exact(opened: Open, network: Network) -> None:
    """Boxes hide, `only` shows one kind, a button brings everything back."""
    shown = opened()
    rows = dict(
        zip(
            shown.page.locator("#filters .word").all_inner_texts(),
            shown.page.locator("#filters .n").all_inner_texts(),
            strict=True,
        )
    )
    assert rows["person"] == "2"
    assert rows["disputed"] == "1"
    assert rows["attempted, planned or supposed"] == "1"
    assert rows["denied, unknown or withdrawn"] == "1"
    assert rows["roles"] == "3"
    shown.page.get_by_role("checkbox", name="conflict").uncheck()
    assert len(shown.kg("visible")["edges"]) == 7
    assert "1 set aside by the filters" in shown.page.inner_text("#dek")
    shown.page.get_by_role("checkbox", name="person").uncheck()
    kinds = {node.id: node.kind for node in network.nodes}
    left = [e.id for e in network.edges if "person" not in (kinds[e.source], kinds[e.target])]
    assert sorted(shown.kg("visible")["edges"]) == sorted(left)
    assert set(shown.kg("visible")["nodes"]) == {"acme", "etoile", "model-one"}
    shown.page.get_by_role("button", name="Show all").click()
    assert len(shown.kg("visible")["edges"]) == 8
    shown.page.get_by_role("button", name="only: disputed").click()
    assert shown.kg("visible") == {"nodes": ["acme", "etoile"], "edges": ["e-merge"]}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("etoile", "etoile"),
        ("STAR l", "etoile"),
        ("modele un", "model-one"),
        ("a. n.", "ada-north"),
    ],
)
def test_search_finds_any_name(opened: Open, typed: str, found: str) -> None:
    """Accents and case aside, other names and other languages too."""
    shown = opened()
    shown.page.keyboard.press("/")
    shown.page.keyboard.type(typed)
    box = shown.page.get_by_role("combobox", name="Search")
    assert box.get_attribute("aria-expanded") == "true"
    shown.page.keyboard.press("Enter")
    assert shown.kg("selected") == found
    assert box.get_attribute("aria-expanded") == "false"


def test_search_says_when_nothing_is_found(opened: Open) -> None:
    """An empty list would leave the reader wondering."""
    shown = opened()
    shown.page.get_by_role("combobox").fill("nobody")
    assert "Nothing found" in shown.page.get_by_role("listbox").inner_text()
    shown.page.keyboard.press("Escape")
    assert shown.page.get_by_role("combobox").input_value() == ""


def test_the_map_works_by_keyboard(opened: Open) -> None:
    """Arrows walk along relations, E steps through them, Enter reads on, Escape leaves."""
    shown = opened()
    shown.page.locator("#map").focus()
    shown.page.keyboard.press("ArrowRight")
    assert shown.kg("selected") == "acme"
    shown.page.keyboard.press("ArrowRight")
    assert shown.kg("selected") in {"etoile", "model-one"}
    shown.page.keyboard.press("ArrowLeft")
    assert shown.kg("selected") in {"acme", "bo-south"}
    shown.page.keyboard.press("e")
    assert shown.kg("state")["edge"] is not None
    assert shown.page.locator("#live").inner_text()
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.tagName") == "H2"
    shown.page.keyboard.press("Escape")
    assert shown.kg("selected") is None
    assert shown.page.evaluate("document.activeElement.id") == "map"


def test_the_map_is_one_stop_of_the_tab_key(opened: Open) -> None:
    """Whoever walks through the page by keyboard reaches everything, and the map once."""
    shown = opened()
    stops = []
    for _ in range(60):
        shown.page.keyboard.press("Tab")
        stops.append(
            shown.page.evaluate(
                "document.activeElement.id || document.activeElement.closest('[id]')?.id || ''"
            )
        )
        if stops[-1] == "reading":
            break
    assert stops[0] == "skip"
    assert stops.count("map") == 1
    for control in ("q", "open-table", "theme", "filters", "zoom-in", "fit", "reading"):
        assert control in stops, control


def test_the_table_holds_the_same_relations(opened: Open) -> None:
    """For readers who do not see the drawing."""
    shown = opened(at="#no-family=conflict-relation")
    shown.page.get_by_role("button", name="Table", exact=True).click()
    table = shown.page.get_by_role("dialog")
    assert table.get_by_role("row").count() == 1 + 7
    assert table.get_by_role("row").nth(4).inner_text().split("\t")[:1] == ["Bo South"]
    table.get_by_role("button", name="released").click()
    assert shown.kg("selected") == "e-released"
    assert "about 2023" in shown.panel()


def test_the_interface_follows_the_browser_and_can_be_switched(opened: Open) -> None:
    """English and French; names fall back."""
    shown = opened(locale="fr-CA")
    assert shown.page.evaluate("document.documentElement.lang") == "fr"
    assert shown.page.title() == "Une petite affaire"
    assert "5 acteurs, 8 relations, dont 1 contestée" in shown.page.inner_text("header")
    shown.click_edge("e-founded")
    assert "Ada North a fondé Acme" in shown.panel().replace("\n", " ")
    assert "11 décembre 2015" in shown.panel()
    assert "FR It is so." in shown.panel()
    shown.page.get_by_role("button", name="English").click()
    assert "Ada North founded Acme" in shown.panel().replace("\n", " ")
    assert shown.kg("state")["lang"] == "en"
    other = opened(locale="de-DE")
    assert other.page.evaluate("document.documentElement.lang") == "en"


def test_the_state_is_in_the_address(opened: Open) -> None:
    """A link brings back what was chosen; one that names nothing does no harm."""
    shown = opened()
    shown.click_edge("e-works")
    shown.page.get_by_role("checkbox", name="money").uncheck()
    fragment = shown.page.evaluate("location.hash")
    again = opened(at=fragment)
    assert again.kg("state") == shown.kg("state")
    assert "Bo South works for Acme" in again.panel().replace("\n", " ")
    again.page.evaluate("location.hash = 'focus=etoile'")
    again.page.wait_for_timeout(100)
    assert again.kg("selected") == "etoile"
    lost = opened(at="#focus=%3Cimg%20src=x%3E&edge=__proto__&lang=xx&no-kind=%00")
    assert lost.kg("selected") is None
    assert len(lost.kg("visible")["edges"]) == 8


def test_it_is_dark_where_the_reader_likes_it_dark(opened: Open) -> None:
    """Following the system, and by button."""
    shown = opened(color_scheme="dark")
    assert shown.kg("state")["theme"] == "dark"
    shown.page.get_by_role("button", name="Light").click()
    assert shown.kg("state")["theme"] == "light"
    assert shown.page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(251, 250, 247)"
    )


def test_links_lead_only_to_the_web(opened: Open) -> None:
    """And they do not tell where the reader comes from."""
    shown = opened(at="#focus=acme")
    links = shown.page.locator("#panel a")
    assert links.count() == 2
    for link in links.all():
        assert (link.get_attribute("href") or "").startswith("https://")
        assert link.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_scrolls_sideways(opened: Open, width: int, height: int, scheme: str) -> None:
    """At any of the usual widths, whatever is open."""
    shown = opened(width=width, height=height, color_scheme=scheme)
    assert shown.wide() == []
    for fragment in ("focus=acme", "edge=e-merge"):
        shown.page.evaluate("there => { location.hash = there; }", fragment)
        shown.page.wait_for_timeout(100)
        assert shown.wide() == [], fragment


def test_a_phone_shows_the_evidence_without_covering_the_actors(opened: Open) -> None:
    """The panel is a sheet at the bottom; a tap opens it, its button closes it."""
    shown = opened(width=390, height=844, has_touch=True, is_mobile=True)
    x, y = shown.kg("nodeAt", "acme")
    shown.page.touchscreen.tap(x, y)
    shown.page.wait_for_timeout(500)
    assert shown.kg("selected") == "acme"
    top = shown.page.locator("#panel").bounding_box()["y"]
    assert top < 600
    assert shown.kg("nodeAt", "acme")[1] < top
    shown.page.get_by_role("button", name="Close").click()
    shown.page.wait_for_timeout(300)
    assert shown.page.locator("#panel").bounding_box()["y"] > 780
    assert shown.page.evaluate("document.getElementById('reading').inert")


def test_a_phone_has_the_legend_in_a_drawer(opened: Open) -> None:
    """It can be opened, used and closed."""
    shown = opened(width=390, height=844)
    assert not shown.page.locator("#legend").is_visible()
    shown.page.get_by_role("button", name="Legend").click()
    shown.page.get_by_role("checkbox", name="person").uncheck()
    assert len(shown.kg("visible")["nodes"]) == 3
    shown.page.keyboard.press("Escape")
    shown.page.wait_for_timeout(300)
    assert not shown.page.locator("#legend").is_visible()
