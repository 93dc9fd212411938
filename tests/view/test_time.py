"""The two clocks, the timeline and "as told by", by keyboard, pointer and touch."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from aiactors.network.model import Edge, Network
from aiactors.view import render_page
from tests.view.conftest import FAMILIES, MODALITIES, STATUSES, both, edge, node, said

Open = Callable[..., Any]

ANY = "any time"
MONTH = 100
"""Milliseconds of a month, when a clock runs; three times as many where less motion is welcome."""

OBSERVED = """new Promise((done) => new IntersectionObserver((_, observer) => {
  observer.disconnect(); done(); }).observe(document.body))"""
"""Resolves when sizes were observed: browsers do it before they look at what intersects."""

NAMES = {"ada": "Ada North", "acme": "Acme", "etoile": "Étoile", "bo": "Bo South"}

Told = tuple[tuple[str, str, str], ...]


def dated(id_: str, when: str | None, known: str | None, *, told: Told = (), **more: Any) -> Edge:
    """Return a relation of Ada and Acme with a date, and the days that follow from it."""
    start, end = bounds(when)
    more = {"start": start, "end": end} | more
    ends = {"source": more.pop("source", "ada"), "target": more.pop("target", "acme")}
    relation = more.pop("relation", "funded")
    return edge(
        id_,
        ends["source"],
        relation,
        ends["target"],
        when=when,
        known_since=known,
        told=told,
        **more,
    )


def bounds(when: str | None) -> tuple[str | None, str | None]:
    """Return first and last day of a date or an interval as these tests write them."""
    if when is None:
        return None, None
    first, _, last = when.rstrip("~").partition("/")
    until = last if "/" in when else first
    return (first + "-01-01"[len(first) - 4 :] or None) if first else None, {
        0: None,
        4: f"{until}-12-31",
        7: f"{until}-28",
        10: until,
    }[len(until)]


def told(*words: tuple[str, str]) -> Told:
    """Return who tells it, by slug and status."""
    return tuple((f"id:{slug}", NAMES.get(slug, slug.title()), status) for slug, status in words)


EDGES = (
    dated("e-2015", "2015-12-11", "2015-12-11", told=told(("ada", "reported"), ("acme", "denied"))),
    dated("e-2016", "2016", "2016-05-01", told=told(("ada", "reported"))),
    dated("e-about", "2016-03~", "2016-06-30", told=told(("ada", "disputed"))),
    dated("e-job", "2016-07/2018-02", "2016-08-02", relation="works-for", aspect="state"),
    dated("e-sued", "2018-03-05", "2018-03-06", relation="sued", status="claimed"),
    dated("e-late", "2015-06", "2018-06-01", told=told(("acme", "reported"))),
    dated("e-end", "/2017", "2017-12-31", source="bo"),
    dated("e-none", None, None, source="bo", target="etoile", told=told(("ada", "denied"))),
)


def network_of(edges: tuple[Edge, ...]) -> str:
    """Return the page of some relations."""
    nodes = (
        node("ada", "person", NAMES["ada"], degree=6),
        node("acme", "organization", NAMES["acme"], degree=7),
        node("etoile", "organization", NAMES["etoile"], degree=1),
        node("bo", "person", NAMES["bo"], degree=2),
    )
    network = Network(
        title=both(("A matter of time", "Une affaire de temps")),
        nodes=nodes,
        edges=edges,
        families={key: both(pair) for key, pair in FAMILIES.items()},
        statuses={key: both(pair) for key, pair in STATUSES.items()},
        modalities={key: both(pair) for key, pair in MODALITIES.items()},
    )
    places = {
        "ada": (-200.0, -100.0),
        "acme": (0.0, 0.0),
        "etoile": (200.0, 90.0),
        "bo": (-90.0, 150.0),
    }
    return render_page(network, places)


@pytest.fixture(scope="module")
def story() -> str:
    """The page of a few relations over three years."""
    return network_of(EDGES)


@pytest.fixture(scope="module")
def long_story() -> str:
    """The page of three thousand relations over twenty years."""
    days = (f"{2000 + i % 20}-{1 + i % 12:02}-{1 + i % 28:02}" for i in itertools.count())
    return network_of(
        tuple(
            dated(f"e{i}", day, day, source=source, target=target)
            for i, day, (source, target) in zip(
                range(3000),
                days,
                itertools.cycle([("ada", "acme"), ("bo", "etoile")]),
                strict=False,
            )
        )
    )


def slider(opened: Any, name: str = "Held on") -> Any:
    """Return one of the sliders."""
    return opened.page.get_by_role("slider", name=name, exact=True)


def words(opened: Any, name: str = "Held on") -> str:
    """Return where a clock stands, in words."""
    found: str = slider(opened, name).get_attribute("aria-valuetext")
    return found


def shown(opened: Any) -> set[str]:
    """Return the relations that are shown."""
    return set(opened.kg("visible")["edges"])


# ---- the clocks ------------------------------------------------------------------------------


def test_both_clocks_rest_at_any_time(opened: Open, story: str) -> None:
    """They say so, and nothing is left out."""
    page = opened(story)
    for name in ("Held on", "Known by"):
        assert words(page, name) == ANY
        clock = slider(page, name)
        low, now, high = (
            int(clock.get_attribute(f"aria-value{which}")) for which in ("min", "now", "max")
        )
        assert low < now == high
    assert shown(page) == {edge.id for edge in EDGES}


def test_keys_go_by_the_step(opened: Open, story: str) -> None:
    """To the last day of each; pages are bigger; Home and End; Delete goes back to any time."""
    page = opened(story)
    clock = slider(page)
    clock.press("Home")
    assert words(page) == "31 January 2015"
    for key, then in (
        ("ArrowRight", "28 February 2015"),
        ("ArrowUp", "31 March 2015"),
        ("ArrowLeft", "28 February 2015"),
        ("ArrowDown", "31 January 2015"),
        ("ArrowDown", "1 January 2015"),
        ("PageUp", "31 December 2015"),
        ("End", "31 March 2018"),
        ("PageDown", "31 March 2017"),
    ):
        clock.press(key)
        assert words(page) == then, key
    page.page.get_by_role("radio", name="Year").check()
    clock.press("ArrowLeft")
    assert words(page) == "31 December 2016"
    page.page.get_by_role("radio", name="Day").check()
    clock.press("ArrowRight")
    assert words(page) == "1 January 2017"
    assert page.kg("state")["heldOn"] == "2017-01-01"
    clock.press("Delete")
    assert words(page) == ANY
    assert page.kg("state")["heldOn"] is None


def test_what_held_and_what_was_known(opened: Open, story: str) -> None:
    """The one goes by the dates of relations, the other by those of documents."""
    page = opened(story, at="#held=2018-03-31")
    everything = {edge.id for edge in EDGES}
    assert shown(page) == everything - {"e-job"}  # it had ended
    slider(page).press("Delete")
    page.kg("go", "known=2018-03-31")
    assert shown(page) == everything - {"e-late", "e-none"}
    assert words(page, "Known by") == "31 March 2018"


def test_a_key_is_a_step_that_can_be_undone(opened: Open, story: str) -> None:
    """And so is a drag, however far it goes."""
    page = opened(story)
    slider(page).press("End")
    slider(page).press("ArrowLeft")
    page.kg("undo")
    assert words(page) == "31 March 2018"
    page.kg("undo")
    assert words(page) == ANY
    box = slider(page, "Known by").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.page.mouse.move(box["x"] + 40, middle)
    page.page.mouse.down()
    for x in range(50, 150, 10):
        page.page.mouse.move(box["x"] + x, middle)
    assert words(page, "Known by") != ANY
    page.page.mouse.up()
    there = words(page, "Known by")
    page.kg("undo")
    assert words(page, "Known by") == ANY
    page.kg("redo")
    assert words(page, "Known by") == there
    assert slider(page, "Known by").evaluate("e => e === document.activeElement")


@pytest.mark.parametrize(
    ("typed", "day", "said_as"),
    [
        ("2016", "2016-12-31", "31 December 2016"),
        ("2016-02", "2016-02-29", "29 February 2016"),
        (" 2016-2-3 ", "2016-02-03", "3 February 2016"),
        ("1815-06-18", "1815-06-18", "18 June 1815"),
    ],
)
def test_exact_dates(opened: Open, story: str, typed: str, day: str, said_as: str) -> None:
    """As precise as one likes: a year or a month counts with its last day."""
    page = opened(story)
    field = page.page.get_by_role("textbox", name="Known by: exact date")
    field.fill(typed)
    field.press("Enter")
    assert page.kg("state")["knownBy"] == day
    assert words(page, "Known by") == said_as
    assert field.input_value() == day
    field.fill("")
    field.press("Enter")
    assert page.kg("state")["knownBy"] is None


@pytest.mark.parametrize(
    "typed", ["2016-13", "2016-02-30", "yesterday", "16", "2016/03", "<b>1", "2016-00"]
)
def test_what_is_no_date_is_told(opened: Open, story: str, typed: str) -> None:
    """Beside the field and to the ears; the clock stays where it is."""
    page = opened(story, at="#held=2016-03-31")
    field = page.page.get_by_role("textbox", name="Held on: exact date")
    field.fill(typed)
    field.press("Enter")
    assert page.kg("state")["heldOn"] == "2016-03-31"
    assert field.get_attribute("aria-invalid") == "true"
    trouble = page.page.locator("#clock-held-trouble")
    assert typed in trouble.inner_text()
    assert typed in page.page.locator("#live").inner_text()
    field.press("Escape")
    assert field.input_value() == "2016-03-31"
    assert not trouble.is_visible()


def test_back_to_any_time(opened: Open, story: str) -> None:
    """By a button that is only there where it does something."""
    page = opened(story, at="#held=2016-03-31")
    clear = page.page.get_by_role("button", name="Back to any time")
    assert clear.count() == 1
    clear.click()
    assert words(page) == ANY
    assert clear.count() == 0
    assert slider(page).evaluate("e => e === document.activeElement")


def test_playing_goes_to_the_end_and_stops(opened: Open, story: str) -> None:
    """From the beginning, month by month; it is no step of undo."""
    page = opened(story, reduced_motion="no-preference", stopped=True)
    page.page.get_by_role("button", name="Play: Known by").click()
    pause = page.page.get_by_role("button", name="Pause: Known by")
    assert pause.is_visible()
    page.pass_time(40 * MONTH)
    assert page.kg("state")["knownBy"] == "2018-06-30"
    assert pause.count() == 0
    assert not page.kg("state")["canUndo"]
    assert page.page.locator("#live").inner_text() == "Known by: 30 June 2018"
    page.page.get_by_role("button", name="Play: Known by").click()  # and again from the beginning
    page.pass_time(5 * MONTH)
    assert page.kg("state")["knownBy"] == "2015-06-30"
    slider(page, "Known by").press("ArrowRight")
    assert pause.count() == 0


def test_only_one_clock_runs(opened: Open, story: str) -> None:
    """The other one pauses; so does one that is led elsewhere."""
    page = opened(story, stopped=True)
    page.page.get_by_role("button", name="Play: Known by").click()
    page.page.get_by_role("button", name="Play: Held on").click()
    assert page.page.get_by_role("button", name="Play: Known by").is_visible()
    page.pass_time(4 * MONTH)
    assert words(page) != ANY
    assert words(page, "Known by") == ANY
    page.kg("go", "held=2016-03-31")
    assert page.page.get_by_role("button", name="Play: Held on").is_visible()
    assert page.kg("state")["heldOn"] == "2016-03-31"


def test_bars_tell_what_they_count(opened: Open, story: str) -> None:
    """Lighter where only the year or a span is known; they say so under the pointer."""
    page = opened(story)
    box = slider(page).bounding_box()
    page.page.mouse.move(box["x"] + box["width"] * 0.36, box["y"] + 20)
    hint = page.page.locator(".clock-held .clock-hint")
    assert re.fullmatch(r".*2016 · .*began.*", hint.inner_text()), hint.inner_text()
    bars = {
        (clock, path): (
            page.page.locator(f".clock-{clock} .bars-{path}").get_attribute("d") or ""
        ).count("M")
        for clock in ("held", "known")
        for path in ("sure", "vague")
    }
    # Months in which something surely began; all months of 2016; months in which it became known.
    assert bars == {
        ("held", "sure"): 4,
        ("held", "vague"): 12,
        ("known", "sure"): 7,
        ("known", "vague"): 0,
    }
    page.page.mouse.move(4, 4)
    assert not hint.is_visible()


def test_a_scale_over_ages(opened: Open) -> None:
    """Most of the width goes to the years in which most happens; all days can be reached."""
    days = [f"{2000 + i % 20}-{1 + i % 12:02}-10" for i in range(300)]
    edges = [dated(f"e{i}", day, day) for i, day in enumerate(days)]
    ancient = dated("e-old", "0030", "1440-01-01")
    page = opened(network_of((*edges, ancient, dated("e-far", "9000-01-01", None))))
    clock = slider(page)
    box = clock.bounding_box()
    page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 10)
    assert "2005" < page.kg("state")["heldOn"] < "2015"
    clock.press("End")
    assert page.kg("state")["heldOn"] == "9000-01-31"
    clock.press("Home")
    assert page.kg("state")["heldOn"] == "0030-01-31"
    assert words(page) == "31 January 30"
    assert shown(page) == {"e-old"}


def test_bars_are_drawn_anew_only_for_filters(opened: Open, story: str) -> None:
    """Whatever the clocks say: a step costs no counting."""
    page = opened(story, stopped=True)
    mark = "document.querySelectorAll('.clock-bars svg').forEach((s) => { s.dataset.old = '1'; })"
    old = "document.querySelectorAll('.clock-bars svg[data-old]').length"
    page.page.evaluate(OBSERVED)  # the bars are drawn once it is known how wide they are
    page.pass_time(1000)
    assert page.page.locator(".clock-bars svg").count() == 2
    page.page.evaluate(mark)
    for name in ("Held on", "Known by"):
        slider(page, name).press("End")
        slider(page, name).press("ArrowLeft")
    page.pass_time(1000)
    assert page.page.evaluate(old) == 2
    page.kg("go", "no-family=money-relation")
    page.pass_time(1000)
    assert page.page.evaluate(old) == 0


def test_clocks_in_french(opened: Open, story: str) -> None:
    """Names, days and hints."""
    page = opened(story, at="#lang=fr&held=2016-03-31")
    assert words(page, "En vigueur le") == "31 mars 2016"
    assert words(page, "Connu au") == "à tout moment"
    field = page.page.get_by_role("textbox", name="Connu au: date exacte")
    field.fill("hier")
    field.press("Enter")
    assert "n’est pas une date" in page.page.locator("#live").inner_text()


def test_clocks_on_a_phone(opened: Open, story: str) -> None:
    """One line that says where they stand, and opens; large enough for fingers."""
    page = opened(
        story, width=390, height=844, has_touch=True, is_mobile=True, at="#held=2016-03-31"
    )
    line = page.page.locator(".clocks-fold")
    assert line.inner_text() == "Held on 31 March 2016"
    assert line.get_attribute("aria-expanded") == "false"
    assert not slider(page).is_visible()
    line.tap()
    assert line.get_attribute("aria-expanded") == "true"
    for role, name in (
        ("slider", "Held on"),
        ("slider", "Known by"),
        ("button", "Play: Held on"),
        ("textbox", "Known by: exact date"),
    ):
        box = page.page.get_by_role(role, name=name).bounding_box()
        assert box["height"] >= 40
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    box = slider(page, "Known by").bounding_box()
    page.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 20)
    assert re.fullmatch(r"\d\d \w+ 201[67]", words(page, "Known by"))
    assert page.wide() == []


# ---- the timeline ----------------------------------------------------------------------------


def rows(opened: Any) -> list[str]:
    """Return the relations of the timeline that are drawn, from top to bottom."""
    found: list[str] = opened.page.evaluate(
        "[...document.querySelectorAll('#timeline [role=option]')].sort((a, b) =>"
        " a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
        ".map((row) => kg.data().edges.id[row.dataset.edge])"
    )
    return found


def headings(opened: Any) -> list[str]:
    """Return the headings of the timeline, from top to bottom."""
    found: list[str] = opened.page.evaluate(
        "[...document.querySelectorAll('.timeline-rows > [aria-hidden]')].sort((a, b) =>"
        " a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
        ".map((row) => row.textContent)"
    )
    return found


def test_the_timeline_is_in_order(opened: Open, story: str) -> None:
    """What is only known to the year before its months; what has no date at the end."""
    page = opened(story, at="#side=timeline", height=1300)
    expected = ["e-late", "e-2015", "e-2016", "e-about", "e-job", "e-end", "e-sued", "e-none"]
    assert rows(page) == expected
    years = [
        "2015",
        "June",
        "December",
        "2016",
        "March",
        "July",
        "2017",
        "2018",
        "March",
        "No date",
    ]
    assert headings(page) == years
    page.page.get_by_role("radio", name="When it became known").check()
    assert rows(page) == [
        "e-2015", "e-2016", "e-about", "e-job", "e-end", "e-sued", "e-late", "e-none",
    ]  # fmt: skip
    assert headings(page)[-1] == "Not known since when it is public"
    assert (
        page.page.locator(".timeline-sum").inner_text() == "8 relations, 1 of them without a date"
    )


def test_rows_tell_what_is_known(opened: Open, story: str) -> None:
    """The sentence, the date as precise as it is, and what must be known before it is a fact."""
    page = opened(story, at="#side=timeline", height=1300)
    options = page.page.get_by_role("option")
    texts = [" ".join(text.split()) for text in options.all_inner_texts()]
    assert "Ada North funded Acme 2016" in texts
    assert "Ada North funded Acme about March 2016" in texts
    assert "Ada North works for Acme July 2016 to February 2018" in texts
    assert "Ada North sued Acme 5 March 2018 claimed" in texts
    assert "Bo South funded Étoile No date" in texts


def test_the_timeline_follows_the_clocks(opened: Open, story: str) -> None:
    """It lists what is shown, and says where nothing is."""
    page = opened(story, at="#side=timeline&held=2015-12-31")
    assert rows(page) == ["e-late", "e-2015", "e-end", "e-none"]
    page.kg("go", "side=timeline&no-kind=person,organization")
    assert page.page.get_by_text("Nothing passes the filters and the clocks.").last.is_visible()
    assert page.page.locator(".timeline-list").is_hidden()


def test_pointing_lights_and_choosing_opens(opened: Open, story: str) -> None:
    """By pointer, and by keyboard."""
    page = opened(story, at="#side=timeline")
    page.page.get_by_role("option").nth(1).hover()
    assert page.kg("state")["lit"]["edges"] == ["e-2015"]
    page.page.mouse.move(500, 300)
    assert page.kg("state")["lit"] is None
    box = page.page.get_by_role("listbox", name="Relations in order of time")
    box.focus()
    box.press("ArrowDown")
    assert page.kg("state")["lit"]["edges"] == ["e-2015"]
    box.press("End")
    assert page.kg("state")["lit"]["edges"] == ["e-none"]
    assert (
        "No date"
        in page.page.locator(f"#{box.get_attribute('aria-activedescendant')}").inner_text()
    )
    box.press("Home")
    box.press("Enter")
    assert page.kg("selected") == "e-late"
    assert page.kg("state")["side"] == "read"


def test_what_is_pointed_at_in_the_network_is_marked(opened: Open) -> None:
    """It comes into sight, and is marked as long as the pointer is on it."""
    page = opened(story_of_two(), at="#side=timeline")
    page.rest()
    lit = page.page.locator("#timeline .lit")
    assert lit.count() == 0
    page.page.mouse.move(*page.kg("edgeAt", "e-b"))
    assert [row.get_attribute("data-edge") for row in lit.all()] == ["1"]
    page.page.mouse.move(*page.kg("nodeAt", "acme"))
    assert lit.count() == 2
    page.page.mouse.move(2, 2)
    assert lit.count() == 0


def story_of_two() -> str:
    """Return the page of two relations that lie apart."""
    apart: dict[str, Any] = {"source": "acme", "target": "bo"}
    return network_of((dated("e-a", "2016", None), dated("e-b", "2017", None, **apart)))


def test_what_is_chosen_is_marked_and_in_sight(opened: Open, long_story: str) -> None:
    """Wherever it stands among thousands, of which few are drawn."""
    page = opened(long_story, at="#side=timeline&relation=e2999")
    assert "e2999" in rows(page)
    assert len(rows(page)) < 60
    chosen = page.page.get_by_role("option", selected=True)
    assert chosen.count() == 1
    assert chosen.get_attribute("aria-setsize") == "3000"
    bounds_of = page.page.locator(".timeline-list").bounding_box()
    row = chosen.bounding_box()
    assert bounds_of["y"] <= row["y"] <= bounds_of["y"] + bounds_of["height"] - row["height"]


def test_the_long_timeline_by_keyboard(opened: Open, long_story: str) -> None:
    """From one end to the other; the year of what is at the top stands there."""
    page = opened(long_story, at="#side=timeline")
    box = page.page.get_by_role("listbox")
    box.focus()
    box.press("End")
    last = page.page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert last.get_attribute("aria-posinset") == "3000"
    assert page.page.locator(".timeline-now").inner_text() == "2019"
    box.press("PageUp")
    last = page.page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert last.get_attribute("aria-posinset") == "2992"
    assert len(rows(page)) < 60


# ---- as told by ------------------------------------------------------------------------------


def test_the_network_as_a_party_tells_it(opened: Open, story: str) -> None:
    """What it asserts, what it denies, and how much it leaves out."""
    page = opened(story)
    field = page.page.get_by_role("combobox", name="As told by")
    assert field.input_value() == "everyone"
    field.click()
    options = page.page.locator("#told-by-list [role=option]")
    texts = [" ".join(text.split()) for text in options.all_inner_texts()]
    assert texts == ["everyone 8", "Ada North 4, denies 1", "Acme 2, denies 1"]
    options.nth(1).click()
    assert page.kg("state")["stance"] == "ada"
    assert shown(page) == {"e-2015", "e-2016", "e-about", "e-none"}
    legend = page.page.locator(".stance-legend")
    assert legend.locator("> span").all_inner_texts() == [
        "asserts 2", "says and denies 1", "denies 1", "leaves out 4 (not shown)",
    ]  # fmt: skip
    assert "asserts 2" in page.page.locator("#live").inner_text()
    page.kg("undo")
    assert field.input_value() == "everyone"
    assert not legend.is_visible()


def test_the_stance_by_keyboard(opened: Open, story: str) -> None:
    """A short list is picked from; letters lead to names; Escape changes nothing."""
    page = opened(story)
    field = page.page.get_by_role("combobox", name="As told by")
    field.focus()
    assert field.get_attribute("readonly") is not None
    field.press("ArrowDown")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == "told-by-0"
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    assert page.kg("state")["stance"] == "acme"
    assert field.input_value() == "Acme"
    field.press("Enter")
    field.press("e")
    assert field.get_attribute("aria-activedescendant") == "told-by-0"
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert page.kg("state")["stance"] == "acme"


def test_many_parties_are_found_by_typing(opened: Open) -> None:
    """Without accents and case; the others are told of."""
    tellers = [f"party-{i:03}" for i in range(100)]
    many = dated("e-many", "2016", "2016-01-01", told=told(*((t, "reported") for t in tellers)))
    page = opened(network_of((*EDGES, many)))
    field = page.page.get_by_role("combobox", name="As told by")
    field.click()
    options = page.page.locator("#told-by-list [role=option]")
    assert options.count() == 61
    assert options.last.inner_text() == "43 more: type a name"
    field.fill("ÁDA n")
    assert options.count() == 1
    field.press("Enter")
    assert page.kg("state")["stance"] == "ada"
    field.fill("nobody at all")
    assert options.all_inner_texts() == ["No party of that name"]
    field.press("Enter")
    field.press("Escape")
    assert field.input_value() == "Ada North"


def test_without_parties_there_is_no_choice(opened: Open) -> None:
    """And without dates no clock."""
    page = opened(
        network_of((edge("e", "ada", "sued", "acme", when=None, attributions=(said(),)),))
    )
    assert page.page.get_by_role("combobox", name="As told by").count() == 0
    assert page.page.get_by_role("slider").count() == 0
    assert page.page.locator("#clocks").is_hidden()


# ---- for everyone ----------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(opened: Open, story: str, scheme: str, width: int) -> None:
    """In the clocks, the timeline and the stance, open and closed."""
    page = opened(
        story, width=width, at="#side=timeline&held=2017-03-31&told=ada", color_scheme=scheme
    )
    page.page.get_by_role("textbox", name="Known by: exact date", include_hidden=True).evaluate(
        "e => { e.value = 'bad'; e.dispatchEvent(new Event('change')); }"
    )
    if width < 720:
        page.page.locator(".clocks-fold").click()
    for select in ("#clocks", "#timeline", "#stance"):
        assert findings(page, select) == []
    page.page.get_by_role("combobox", name="As told by").click()
    assert findings(page, "#stance") == []
    assert page.wide() == []


def findings(opened: Any, select: str) -> list[str]:
    """Return what axe finds in a part of the page."""
    found = Axe().run(opened.page, context=select)
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found.response["violations"]]


def test_hostile_names_stay_names(opened: Open) -> None:
    """In the timeline and among the parties: markup, direction, length."""
    evil = "<img src=x onerror=alert(1)>\u202e" + "x" * 10_000
    parties = (("id:evil", evil, "reported"), ("id:script", "</script><script>", "denied"))
    nodes = (node("ada", "person", evil), node("acme", "organization", "</script>\u2067"))
    network = Network(
        title=both(("Evil", "Mal")),
        nodes=nodes,
        edges=(dated("e", "2016", "2016-01-01", told=parties),),
    )
    page = opened(
        render_page(network, {"ada": (0, 0), "acme": (90, 50)}), at="#side=timeline&told=evil"
    )
    row = page.page.get_by_role("option").first
    assert row.inner_text().startswith("<img src=x onerror=alert(1)>")
    assert row.bounding_box()["height"] <= 64
    assert row.locator("bdi").count() == 2
    page.page.get_by_role("combobox", name="As told by").click()
    assert page.page.locator("#told-by-list").bounding_box()["width"] <= 400
    assert page.page.locator("img").count() == 0
    assert page.wide() == []
