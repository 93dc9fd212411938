"""The page in real Chromium: what holds it together. Its parts have tests of their own."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from aiactors.network.model import Network
from aiactors.view import render_page
from tests.view.conftest import edge, node

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Opened = Any
Open = Callable[..., Opened]

SIZES = [(1440, 900), (1024, 768), (390, 844)]
PLACES = ("", "actor=acme", "relation=e-merge", "side=timeline", "side=paths", "side=ask")


def test_it_opens_without_a_network_and_without_complaints(opened: Open) -> None:
    """Zero requests and an empty console, under the strict policy: the fixture asserts both."""
    shown = opened()
    assert shown.page.title() == "A small affair"
    assert shown.page.get_by_role("heading", level=1).inner_text() == "A small affair"
    header = shown.page.inner_text("header")
    for text in ("5 actors", "8 relations", "disputed"):
        assert text in header
    assert len(shown.kg("visible")["nodes"]) == 5
    assert shown.kg("state")["frames"] > 0
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


@pytest.mark.parametrize("data", ["", "{", '{"version": 1}', "[]"])
def test_a_broken_page_says_so(browser: Browser, html: str, data: str, tmp_path: Path) -> None:
    """And not only to those who look into the console."""
    start = 'id="kg-data" data-encoding="none">'
    head, rest = html.split(start, 1)
    path = tmp_path / "broken.html"
    path.write_text(head + start + data + "</script>" + rest.split("</script>", 1)[1], "utf-8")
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        page.get_by_role("alert").wait_for()
        assert "This page could not be read" in page.get_by_role("alert").inner_text()


def test_a_line_opens_its_evidence(opened: Open) -> None:
    """Pointing and clicking, on the line itself."""
    shown = opened()
    shown.click_edge("e-sued")
    assert shown.kg("selected") == "e-sued"
    assert shown.page.get_by_role("complementary", name="Evidence").is_visible()
    assert "Ada North sued Acme" in shown.panel()
    lit = shown.kg("state")["lit"]
    assert lit == {"nodes": ["acme", "ada-north"], "edges": ["e-sued"]}


def test_an_actor_opens_its_record(opened: Open) -> None:
    """And its relations and neighbours are lit, those that are shown."""
    shown = opened(at="#no-family=money-relation")
    shown.click_node("etoile")
    assert shown.kg("selected") == "etoile"
    assert "Étoile" in shown.panel()
    lit = shown.kg("state")["lit"]
    assert lit == {"nodes": ["acme", "bo-south", "etoile"], "edges": ["e-denied", "e-merge"]}


def test_parallel_lines_can_be_told_apart(opened: Open) -> None:
    """Three relations between the same two: each has a place of its own to click on."""
    shown = opened()
    for id_ in ("e-founded", "e-sued", "e-funded"):
        shown.kg("frame", ["ada-north", "acme"])
        shown.rest()
        shown.click_edge(id_)
        assert shown.kg("selected") == id_
        shown.kg("go", "")
        assert shown.kg("selected") is None


def test_the_map_works_by_keyboard(opened: Open) -> None:
    """Arrows walk along relations, announced; Enter reads on, Escape leaves."""
    shown = opened()
    shown.page.get_by_role("application", name="Network map").focus()
    shown.page.keyboard.press("ArrowRight")
    first = shown.until("kg.selected() || document.getElementById('live').textContent")
    assert first
    shown.page.keyboard.press("ArrowRight")
    shown.until("document.getElementById('live').textContent.length > 3")
    shown.page.keyboard.press("Enter")
    shown.until("document.activeElement.closest('#panel') !== null")
    assert shown.kg("selected") is not None
    shown.page.keyboard.press("Escape")
    shown.until("document.activeElement.tagName === 'CANVAS'")


def test_the_map_is_one_stop_of_the_tab_key(opened: Open) -> None:
    """Whoever walks through the page by keyboard reaches everything, and the map once."""
    shown = opened()
    stops = []
    for _ in range(90):
        shown.page.keyboard.press("Tab")
        stops.append(
            shown.page.evaluate(
                "(() => { const e = document.activeElement;"
                " if (e.tagName === 'CANVAS') return 'map';"
                " return e.closest('#skip, #search, #tools, #legend, #clocks, #panel, #zoom')?.id"
                " || e.tagName; })()"
            )
        )
    assert stops[0] == "skip"
    walk = "".join("m" if stop == "map" else "." for stop in stops).split("m")
    assert len(walk) in (2, 3), "the map is one stop"  # it comes again if all was walked through
    for part in ("search", "tools", "legend", "clocks", "panel", "zoom"):
        assert part in stops, part


def test_the_table_holds_the_same_relations(opened: Open) -> None:
    """For readers who do not see the drawing."""
    shown = opened(at="#no-family=conflict-relation")
    shown.page.get_by_role("button", name="Table", exact=True).click()
    table = shown.page.get_by_role("dialog", name="All relations shown")
    assert len(shown.kg("visible")["edges"]) == 7
    shown.until("document.querySelectorAll('#table tbody tr').length === 7")
    text = table.inner_text()
    for word in ("Bo South", "released", "Model One"):
        assert word in text
    assert "sued" not in text


def test_the_interface_follows_the_browser_and_can_be_switched(opened: Open) -> None:
    """English and French; names fall back."""
    shown = opened(locale="fr-CA")
    assert shown.page.evaluate("document.documentElement.lang") == "fr"
    assert shown.page.title() == "Une petite affaire"
    assert "5 acteurs" in shown.page.inner_text("header")
    shown.go("relation=e-founded")
    assert "Ada North a fondé Acme" in shown.panel()
    shown.until("document.querySelector('#read').innerText.includes('FR It is so.')")
    shown.page.get_by_role("button", name="English").click()
    assert "Ada North founded Acme" in shown.panel()
    assert shown.kg("state")["lang"] == "en"
    other = opened(locale="de-DE")
    assert other.page.evaluate("document.documentElement.lang") == "en"


def test_no_word_is_missing_in_either_language(opened: Open) -> None:
    """A key of the word list is never shown for the word."""
    for lang in ("en", "fr"):
        shown = opened(at=f"#lang={lang}")
        for place in PLACES:
            shown.go(f"lang={lang}&{place}")
            seen = shown.page.evaluate(
                "[...document.querySelectorAll('body *')].flatMap((e) => [e.ariaLabel, e.title,"
                " e.placeholder, ...[...e.childNodes].filter((n) => n.nodeType === 3"
                " && !e.closest('script, style')).map((n) => n.data)]).filter(Boolean)"
            )
            keys = {
                text
                for text in (str(text).strip() for text in seen)
                if text.islower()
                and "-" in text
                and " " not in text
                and text.isascii()
                and "/" not in text
            }
            assert keys <= {"well-known", "e-mail", "co-founder"}, (lang, place)


def test_the_state_is_in_the_address(opened: Open) -> None:
    """A link brings back what was chosen."""
    shown = opened()
    shown.click_edge("e-works")
    shown.page.get_by_role("checkbox", name="money").uncheck()
    state = shown.kg("state")
    shown.until("location.hash === '#' + kg.state().hash")
    again = opened(at=shown.page.evaluate("location.hash"))
    for key in ("relation", "off", "scope", "hash"):
        assert again.kg("state")[key] == state[key], key
    assert "Bo South works for Acme" in again.panel()
    again.page.evaluate("location.hash = 'actor=etoile'")
    again.until("kg.selected() === 'etoile'")


def test_it_is_dark_where_the_reader_likes_it_dark(opened: Open) -> None:
    """Following the system, and by button; what is chosen stays when the system changes."""
    shown = opened(color_scheme="dark")
    assert shown.kg("state")["theme"] == "dark"
    shown.page.emulate_media(color_scheme="light")
    shown.until("kg.state().theme === 'light'")
    shown.page.emulate_media(color_scheme="dark")
    shown.until("kg.state().theme === 'dark'")
    shown.page.get_by_role("button", name="Light").click()
    assert shown.kg("state")["theme"] == "light"
    assert shown.page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(251, 250, 247)"
    )
    shown.page.emulate_media(color_scheme="light")
    shown.page.emulate_media(color_scheme="dark")
    assert shown.kg("state")["theme"] == "light"


def test_links_lead_only_to_the_web(opened: Open) -> None:
    """And they do not tell where the reader comes from."""
    shown = opened(at="#actor=acme")
    shown.until("document.querySelectorAll('#read a').length >= 2")
    for link in shown.page.locator("#panel a").all():
        assert (link.get_attribute("href") or "").startswith("https://")
        assert link.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_scrolls_sideways(opened: Open, width: int, height: int, scheme: str) -> None:
    """At any of the usual widths, whatever is open."""
    shown = opened(width=width, height=height, color_scheme=scheme)
    for place in PLACES:
        shown.go(place)
        assert shown.wide() == [], place


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_axe_finds_nothing(opened: Open, width: int, height: int, scheme: str) -> None:
    """In every part of the page, in both themes, on a screen and on a phone."""
    shown = opened(width=width, height=height, color_scheme=scheme)
    for place in PLACES:
        shown.go(place)
        found = Axe().run(shown.page).response["violations"]
        told = [(rule["id"], [n["html"][:160] for n in rule["nodes"]]) for rule in found]
        assert told == [], place


def test_a_phone_shows_the_evidence_without_covering_the_actors(opened: Open) -> None:
    """The panel is a sheet at the bottom; a tap opens it."""
    shown = opened(width=390, height=844, has_touch=True, is_mobile=True)
    before = shown.page.locator("#panel").bounding_box()["y"]
    shown.page.touchscreen.tap(*shown.kg("nodeAt", "acme"))
    shown.until("kg.selected() === 'acme'")
    top = "document.getElementById('panel').getBoundingClientRect().top"
    shown.until(f"{top} < given - 100", before)
    shown.rest()
    top = shown.page.locator("#panel").bounding_box()["y"]
    assert shown.kg("nodeAt", "acme")[1] < top


def test_a_phone_has_the_legend_in_a_drawer(opened: Open) -> None:
    """It can be opened, used and closed."""
    shown = opened(width=390, height=844)
    assert not shown.page.locator("#legend").is_visible()
    shown.page.get_by_role("button", name="Legend").click()
    shown.page.get_by_role("checkbox", name="person").uncheck()
    assert len(shown.kg("visible")["nodes"]) == 3
    shown.page.keyboard.press("Escape")
    shown.page.locator("#legend").wait_for(state="hidden")


def test_embedded_it_is_the_map_alone(opened: Open) -> None:
    """Without what stands around it, so that another page can frame it."""
    shown = opened(width=800, height=500, at="#embed=1&actor=acme")
    box = shown.page.locator("#map canvas").bounding_box()
    assert box["width"] * box["height"] > 0.6 * 800 * 500
    assert not shown.page.get_by_role("combobox", name="Search").is_visible()


# ---- what is in the network ------------------------------------------------------------------


def star(count: int) -> Network:
    """Return a network of so many actors around one, and a pair apart from them."""
    nodes = [node(f"n{i:03}", "person", f"Actor {i}") for i in range(count)]
    edges = [edge(f"e{i}", "n000", "works-for", f"n{i:03}") for i in range(1, count - 2)]
    edges.append(edge("apart", f"n{count - 2:03}", "works-for", f"n{count - 1:03}"))
    return Network(
        title={"en": "A star"},
        nodes=tuple(dataclasses.replace(n, degree=1) for n in nodes),
        edges=tuple(edges),
    )


def star_page(count: int, **more: Any) -> str:
    """Return the page of a star."""
    places = {f"n{i:03}": (float(i % 20) * 50, float(i // 20) * 50) for i in range(count)}
    return render_page(star(count), places, **more)


def test_it_opens_with_as_much_as_can_be_read(opened: Open) -> None:
    """Everything of a little, the most connected of more, and what is around a focus."""
    assert len(opened(star_page(100)).kg("visible")["nodes"]) == 100
    shown = opened(star_page(300))
    assert shown.kg("state")["scope"]["base"] == "top"
    assert len(shown.kg("visible")["nodes"]) == 60
    shown = opened(star_page(300, focus=["n299"]))
    assert shown.kg("visible") == {"nodes": ["n298", "n299"], "edges": ["apart"]}
    assert shown.kg("state")["hash"] == ""


def test_what_is_searched_for_comes_into_the_network(opened: Open) -> None:
    """Though it was not among what was shown; and undo leads back."""
    shown = opened(star_page(300))
    shown.page.get_by_role("combobox", name="Search").fill("Actor 299")
    shown.page.keyboard.press("Enter")
    shown.until("kg.selected() === 'n299'")
    shown.rest()
    assert shown.kg("visible")["nodes"] == ["n298", "n299"]
    assert shown.kg("nodeAt", "n299") is not None
    shown.kg("undo")
    assert len(shown.kg("visible")["nodes"]) == 60


def test_what_was_expanded_and_hidden(opened: Open) -> None:
    """Neighbours are added; what was taken out stays out."""
    page = star_page(300)
    shown = opened(page, at="#focus=n001&hops=0&more=n001&less=n001")
    assert shown.kg("visible")["nodes"] == ["n000"]
    shown.kg("go", "focus=n298&hops=0&more=n000&less=n005")
    assert len(shown.kg("visible")["nodes"]) == 298 - 1 + 1
    assert shown.kg("nodeAt", "n005") is None


def test_counts_tell_what_each_filter_would_show(opened: Open, network: Network) -> None:
    """Those of one facet follow the other two, and not its own."""
    shown = opened(at="#no-family=role-relation&no-kind=product")
    counts = shown.kg("state")["counts"]
    kinds = {n.id: n.kind for n in network.nodes}
    for family, count in counts["family"].items():
        expected = [
            e
            for e in network.edges
            if e.family == family and "product" not in (kinds[e.source], kinds[e.target])
        ]
        assert count == len(expected), family
    left = [e for e in network.edges if e.family != "role-relation"]
    both = [e for e in left if "product" not in (kinds[e.source], kinds[e.target])]
    assert sum(counts["standing"].values()) == len(both) == counts["relations"]
    assert counts["kind"]["product"] == 1
    shown.kg("go", "no-family=role-relation")
    assert shown.kg("state")["counts"]["relations"] == len(left)


def test_communities_unfold(opened: Open) -> None:
    """They are counted and filtered while they are folded; whoever is looked for unfolds one."""
    shown = opened(star_page(2100), at="#scope=communities")
    assert shown.kg("visible") == {"nodes": [], "edges": []}
    counts = shown.kg("state")["counts"]
    assert counts["kind"]["person"] == 2100
    assert counts["standing"]["firm"] == 2098
    assert "2,100 actors, 2,098 relations" in shown.page.inner_text("#dek")
    shown.page.get_by_role("combobox", name="Search").fill("Actor 2099")
    shown.page.keyboard.press("Enter")
    shown.until("kg.selected() === 'n2099'")
    assert "n2098" in shown.kg("visible")["nodes"]
    scope = shown.kg("state")["scope"]
    assert scope["base"] == "communities"
    assert len(scope["opened"]) == 1
    again = opened(star_page(2100), at=f"#{shown.kg('state')['hash']}")
    assert again.kg("visible") == shown.kg("visible")
