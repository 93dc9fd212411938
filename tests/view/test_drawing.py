"""What stands on the canvas, and what hands can do to it: in real Chromium, by pixels."""

from __future__ import annotations

import itertools
import math
import re
import struct
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aiactors.network.layout import layout
from aiactors.network.model import Edge, Network, Node
from aiactors.view import assets, render_page
from tests.view.conftest import FRAME

Open = Callable[..., Any]
Point = tuple[float, float]

KINDS = ("person", "organization", "product", "event", "group")
HOSTILE = '</text><script>alert(1)</script>"><img src=x onerror=alert(1)>&\u202e\x07'

WATCH = """
window.names = []; window.strokes = []; window.fills = new Set();
const proto = CanvasRenderingContext2D.prototype;
const { fillText, stroke, fill, fillRect } = proto;
proto.fillText = function (text, x, y) {
  const m = this.getTransform();
  const w = this.measureText(text).width * m.a;
  const size = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
  names.push([text, m.a * x + m.e, m.d * y + m.f, w, size]);
  fillText.call(this, text, x, y);
};
proto.stroke = function (...path) {
  strokes.push([this.getLineDash(), this.strokeStyle]);
  stroke.apply(this, path);
};
proto.fill = function (...path) { fills.add(this.fillStyle); fill.apply(this, path); };
proto.fillRect = function (x, y, w, h) {
  if (w >= this.canvas.clientWidth) { names = []; strokes = []; fills = new Set(); }
  fillRect.call(this, x, y, w, h);
};
"""
"""Keeps what the last repaint drew: each begins with a sheet of paper over everything."""


def person(id_: str, name: str, kind: Any = "person") -> Node:
    """Return an actor."""
    return Node(id=id_, iri="", kind=kind, labels={"en": name}, degree=2)


def knows(id_: str, source: str, target: str, **more: Any) -> Edge:
    """Return a relation of the simplest sort."""
    return Edge(
        id=id_,
        iri="",
        source=source,
        target=target,
        relation="knows",
        labels={"en": "knows"},
        inverse_labels={"en": "known by"},
        family="role-relation",
        **more,
    )


def crowd(count: int) -> Network:
    """Return a network of many actors with long names around a few."""
    ids = [f"actor-{i}" for i in range(count)]
    ends = [(i, i % 7) for i in range(7, count)] + [(i, i * i % count) for i in range(count)]
    nodes = tuple(
        person(id_, f"Somebody Longname {i}", KINDS[i % len(KINDS)]) for i, id_ in enumerate(ids)
    )
    edges = tuple(
        knows(f"e{n}", ids[a], ids[b], start=f"{2000 + n % 20}-01-01")
        for n, (a, b) in enumerate(ends)
        if a != b
    )
    return Network(
        title={"en": "A crowd"},
        nodes=nodes,
        edges=edges,
        families={"role-relation": {"en": "roles"}},
        statuses={"reported": {"en": "reported"}},
        modalities={"actual": {"en": "actual"}},
    )


def pair(count: int, name: str = "Ben") -> Network:
    """Return two actors with so many relations between them, and a third."""
    edges = tuple(knows(f"e{n}", *(("a", "b") if n % 2 else ("b", "a"))) for n in range(count))
    return Network(
        title={"en": name},
        nodes=(person("a", "Ann"), person("b", name), person("c", "Cat", "organization")),
        edges=(*edges, knows("other", "a", "c")),
        families={"role-relation": {"en": "roles"}},
        statuses={"reported": {"en": "reported"}},
        modalities={"actual": {"en": "actual"}},
    )


def page_of(network: Network) -> str:
    """Return the page of a network, laid out."""
    ends = [(edge.source, edge.target) for edge in network.edges]
    return render_page(network, layout([node.id for node in network.nodes], ends))


@pytest.fixture(scope="module")
def crowded() -> str:
    """The page of a hundred and fifty."""
    return page_of(crowd(150))


def watched(opened: Open, *given: Any, **more: Any) -> Any:
    """Open a page and keep what it draws."""
    shown = opened(*given, **more)
    shown.page.add_init_script(WATCH)
    shown.page.reload()
    shown.page.evaluate("kg.ready")
    shown.rest()
    return shown


def pixel(shown: Any, at: Point) -> str:
    """Return the colour of the canvas at a point of the window."""
    found: str = shown.page.evaluate(
        "([x, y]) => { const c = document.querySelector('#map > canvas');"
        " const b = c.getBoundingClientRect(); const k = c.width / b.width;"
        " const dot = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });"
        " dot.drawImage(c, -Math.floor((x - b.left) * k), -Math.floor((y - b.top) * k));"
        " const d = dot.getImageData(0, 0, 1, 1).data;"
        " return '#' + [...d.slice(0, 3)].map((v) => v.toString(16).padStart(2, '0')).join(''); }",
        list(at),
    )
    return found


def colours(theme: str) -> dict[str, str]:
    """Return the colours of the kinds, as the palette has them."""
    text = (assets.VIEW / "src" / "palette.ts").read_text("utf-8")
    table = text[text.index("KIND_SIGNS") : text.index("FAMILY_COLOURS")]
    return dict(re.findall(rf'(\w+): {{ shape[^}}]*{theme}: "(#\w+)"', table))


def places(shown: Any) -> dict[str, Point]:
    """Return where all visible actors are in the window."""
    ids: list[str] = shown.kg("visible")["nodes"]
    return {id_: shown.kg("nodeAt", id_) for id_ in ids}


def apart(one: dict[str, Point], two: dict[str, Point]) -> float:
    """Return how far an actor of both moved at most."""
    return max(math.dist(one[id_], two[id_]) for id_ in one.keys() & two.keys())


def middle(shown: Any) -> Point:
    """Return the middle of the map."""
    box = shown.page.locator("#map > canvas").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# ---- what is drawn ---------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shapes_have_the_colour_of_their_kind(opened: Open, network: Network, theme: str) -> None:
    """On both papers."""
    shown = opened(color_scheme=theme)
    shown.rest()
    expected = colours(theme)
    for node in network.nodes:
        assert pixel(shown, shown.kg("nodeAt", node.id)) == expected[node.kind]
    paper = {"light": "#fbfaf7", "dark": "#14161a"}[theme]
    box = shown.page.locator("#map > canvas").bounding_box()
    assert pixel(shown, (box["x"] + 4, box["y"] + box["height"] - 4)) == paper


def test_lines_are_where_the_page_says_and_can_be_picked(opened: Open, network: Network) -> None:
    """Each of them, by its own point."""
    shown = opened()
    shown.rest()
    for edge in network.edges:
        at = shown.kg("edgeAt", edge.id)
        near = {pixel(shown, (at[0] + dx, at[1] + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        if edge.modality == "actual" and edge.status != "claimed":  # no dashes
            assert near != {"#fbfaf7"}, edge.id
        shown.page.mouse.click(*at)
        assert shown.kg("selected") == edge.id
        shown.page.keyboard.press("Escape")
        shown.kg("go", "")
        shown.rest()


def test_nothing_but_a_fact_is_drawn_as_one(opened: Open) -> None:
    """Dashes, dots, the sign of a dispute and the cross of a denial reach the canvas."""
    shown = watched(opened)
    dashes = {tuple(dash) for dash, _ in shown.page.evaluate("strokes")}
    assert {(), (9, 5), (1.5, 4)} <= dashes
    assert "#b3261e" in shown.page.evaluate("[...fills]"), "the sign of a dispute"
    assert "#6b675e" in {colour for _, colour in shown.page.evaluate("strokes")}, "a cross"


def test_three_relations_are_three_lines(opened: Open) -> None:
    """Between the same two, whichever way they point; none moves when another is filtered out."""
    shown = opened(render_page(pair(3), {"a": (0, 0), "b": (300, 0), "c": (0, 250)}))
    shown.rest()
    points = [shown.kg("edgeAt", f"e{n}") for n in range(3)]
    for one, two in itertools.combinations(points, 2):
        assert math.dist(one, two) > 6
    for n, at in enumerate(points):
        shown.page.mouse.click(*at)
        assert shown.kg("selected") == f"e{n}"


def test_many_relations_are_one_line_with_a_count_and_a_list(opened: Open) -> None:
    """From which one of them is chosen, by mouse or keyboard."""
    html = render_page(pair(14), {"a": (0, 0), "b": (300, 0), "c": (0, 250)})
    shown = watched(opened, html)
    assert "14" in {name for name, *_ in shown.page.evaluate("names")}
    shown.page.mouse.click(*shown.kg("edgeAt", "e5"))
    options = shown.page.get_by_role("listbox", name="choose one").get_by_role("option")
    assert options.count() == 14
    assert shown.kg("selected") is None
    shown.page.keyboard.press("ArrowDown")
    shown.page.keyboard.press("Enter")
    assert shown.kg("selected") == "e1"
    assert options.count() == 0


def test_names_never_lie_on_each_other(opened: Open, crowded: str) -> None:
    """Far off, near, around one actor, on a phone; more of them the nearer one is."""
    for width in (1440, 390):
        shown = watched(opened, crowded, width=width, height=844)
        counts = []
        steps = ("", "focus=actor-3", "focus=actor-3&actor=actor-3", "scope=all&actor=actor-4")
        for step in steps:
            shown.go(step)
            names = shown.page.evaluate("names")
            for (one, ax, ay, aw, size), (two, bx, by, bw, _) in itertools.combinations(names, 2):
                free = ax + aw <= bx or bx + bw <= ax or abs(ay - by) >= size * 0.9
                assert free, (width, step, one, two)
            counts.append(len(names))
        assert min(counts) > 5
        shown.go("scope=all")
        far = len(shown.page.evaluate("names"))
        share = far / len(shown.kg("visible")["nodes"])
        shown.page.mouse.move(*middle(shown))
        for _ in range(6):
            shown.page.mouse.wheel(0, -200)
        shown.rest()
        inside = [at for at in places(shown).values() if math.dist(at, middle(shown)) < 180]
        near = len(shown.page.evaluate("names"))
        assert near / max(len(inside), 1) > share


def test_all_neighbours_are_named_around_one(opened: Open) -> None:
    """Where there is room for them."""
    shown = watched(opened, page_of(crowd(24)), at="#actor=actor-2")
    lit = shown.kg("state")["lit"]["nodes"]
    named = {name for name, *_ in shown.page.evaluate("names")}
    assert {f"Somebody Longname {id_.removeprefix('actor-')}" for id_ in lit} <= named


def test_a_hostile_name_is_only_a_name(opened: Open) -> None:
    """On the canvas, in the tip, in the list, in the drawing that is taken away."""
    html = render_page(pair(14, HOSTILE * 40), {"a": (0, 0), "b": (300, 0), "c": (0, 250)})
    shown = watched(opened, html)
    assert max(len(name) for name, *_ in shown.page.evaluate("names")) <= 40
    assert not any("\u202e" in name for name, *_ in shown.page.evaluate("names"))
    shown.page.mouse.move(*shown.kg("nodeAt", "b"))
    shown.until("!document.querySelector('#tip').hidden")
    assert "<script>" in shown.page.locator("#tip").inner_text()
    assert shown.page.locator("#tip script, #tip img").count() == 0
    shown.page.mouse.click(*shown.kg("edgeAt", "e5"))
    assert shown.page.locator("#chooser script, #chooser img").count() == 0


# ---- where things are ------------------------------------------------------------------------


def test_the_same_link_shows_the_same_picture(opened: Open, crowded: str) -> None:
    """Places follow from the scope alone."""
    first = places(opened(crowded, at="#focus=actor-3"))
    second = opened(crowded)
    second.go("focus=actor-5")
    second.go("focus=actor-3")
    assert apart(first, places(second)) < 0.6


def test_what_is_spread_fills_the_map_and_lies_on_nothing(opened: Open, crowded: str) -> None:
    """And the actor that one looks at stands in the middle."""
    shown = opened(crowded, at="#focus=actor-3")
    shown.rest()
    points = places(shown)
    assert len(points) > 20
    for one, two in itertools.combinations(points.values(), 2):
        assert math.dist(one, two) > 12
    box = shown.page.locator("#map > canvas").bounding_box()
    across = max(x for x, _ in points.values()) - min(x for x, _ in points.values())
    down = max(y for _, y in points.values()) - min(y for _, y in points.values())
    assert across > box["width"] * 0.55
    assert down > box["height"] * 0.55
    assert math.dist(points["actor-3"], middle(shown)) < 0.16 * box["width"]


def test_filters_clocks_and_selection_move_nobody(opened: Open, crowded: str) -> None:
    """Whoever stays is where he was."""
    shown = opened(crowded, at="#scope=all")
    shown.rest()
    before = places(shown)
    for step in ("no-kind=event", "held=2010-01-01", "actor=actor-3", "no-standing=firm"):
        shown.go(f"scope=all&{step}")
        assert apart(before, places(shown) or before) < 0.01, step


def test_actors_that_are_dragged_stay(opened: Open, crowded: str) -> None:
    """Alone, for good, and until it is undone."""
    shown = opened(crowded)
    shown.rest()
    before = places(shown)
    x, y = before["actor-3"]
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    shown.page.mouse.move(x + 30, y + 20, steps=3)
    shown.page.mouse.move(x + 70, y - 60, steps=4)
    shown.page.mouse.up()
    shown.rest()
    after = places(shown)
    assert math.dist(after["actor-3"], (x + 70, y - 60)) < 2
    assert apart({**before, "actor-3": after["actor-3"]}, after) < 0.01
    assert list(shown.kg("state")["pinned"]) == ["actor-3"]
    assert shown.kg("selected") is None
    again = opened(crowded, at=f"#{shown.kg('state')['hash']}")
    assert apart(after, places(again)) < 2
    shown.kg("undo")
    shown.rest()
    assert apart(before, places(shown)) < 0.6


# ---- hands -----------------------------------------------------------------------------------


def test_the_wheel_zooms_to_where_the_pointer_is(opened: Open) -> None:
    """What lies under it stays there."""
    shown = opened()
    shown.rest()
    before = places(shown)
    at = before["acme"]
    shown.page.mouse.move(*at)
    shown.page.mouse.wheel(0, -240)
    shown.rest()
    after = places(shown)
    assert math.dist(after["acme"], at) < 1
    factor = math.dist(after["etoile"], at) / math.dist(before["etoile"], at)
    assert factor > 1.2
    for id_ in before:
        assert abs(math.dist(after[id_], at) - factor * math.dist(before[id_], at)) < 1
    shown.until("kg.state().camera !== null")
    assert "camera=" in shown.kg("state")["hash"]
    shown.page.get_by_role("button", name="Show everything").click()
    shown.rest()
    assert apart(before, places(shown)) < 1


def test_dragging_the_map_moves_it_and_every_step_is_drawn(opened: Open, crowded: str) -> None:
    """No bitmap is pushed around: a repaint is counted when it is one."""
    shown = opened(crowded, stopped=True)
    before = places(shown)
    box = shown.page.locator("#map > canvas").bounding_box()
    x, y = box["x"] + 6, box["y"] + box["height"] - 6
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    for step in range(1, 11):
        frames = shown.kg("state")["frames"]
        shown.page.mouse.move(x + 9 * step, y - 7 * step)
        shown.pass_time(FRAME)
        assert shown.kg("state")["frames"] == frames + 1
        at = shown.kg("nodeAt", "actor-3")
        moved = (before["actor-3"][0] + 9 * step, before["actor-3"][1] - 7 * step)
        assert math.dist(at, moved) < 1.5
    shown.page.mouse.up()
    shown.pass_time(1000)
    assert pixel(shown, shown.kg("nodeAt", "actor-3")) in colours("light").values()
    shown.page.mouse.move(*middle(shown))
    shown.pass_time(1000)
    still = shown.kg("state")["frames"]
    shown.pass_time(10_000)
    assert shown.kg("state")["frames"] == still, "nothing is drawn while nothing happens"


def test_two_fingers_zoom_and_one_moves(opened: Open) -> None:
    """On a phone; and a tap picks."""
    shown = opened(width=390, height=844, has_touch=True, is_mobile=True)
    shown.rest()
    cdp = shown.page.context.new_cdp_session(shown.page)

    def touch(kind: str, *points: Point) -> None:
        fingers = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    before = places(shown)
    x, y = before["acme"]
    touch("touchStart", (x - 30, y), (x + 30, y))
    for far in (40, 50, 60):
        touch("touchMove", (x - far, y), (x + far, y))
    touch("touchEnd")
    shown.rest()
    after = places(shown)
    assert math.dist(after["acme"], (x, y)) < 6
    grown = math.dist(after["acme"], after["etoile"]) / math.dist(before["acme"], before["etoile"])
    assert grown == pytest.approx(2, rel=0.15)
    start = (x + 60, y + 40)
    touch("touchStart", start)
    for step in range(1, 6):
        touch("touchMove", (start[0] - 12 * step, start[1] - 6 * step))
    touch("touchEnd")
    shown.rest()
    assert math.dist(shown.kg("nodeAt", "acme"), (x - 60, y - 30)) < 16
    shown.page.touchscreen.tap(*shown.kg("nodeAt", "acme"))
    assert shown.kg("selected") == "acme"


def test_the_pointer_is_told_what_it_is_over(opened: Open) -> None:
    """Actor, relation, nothing."""
    shown = opened()
    shown.rest()
    tip = shown.page.locator("#tip")
    shown.page.mouse.move(*shown.kg("nodeAt", "acme"))
    shown.until("!document.querySelector('#tip').hidden")
    assert "Acme" in tip.inner_text()
    shown.page.mouse.move(*shown.kg("edgeAt", "e-sued"))
    shown.until("document.querySelector('#tip').textContent.includes('sued')")
    assert "Ada North" in tip.inner_text()
    box = shown.page.locator("#map > canvas").bounding_box()
    shown.page.mouse.move(box["x"] + 5, box["y"] + box["height"] - 5)
    shown.until("document.querySelector('#tip').hidden")


def test_a_double_click_adds_the_neighbours(opened: Open, crowded: str) -> None:
    """And on paper it zooms in."""
    shown = opened(crowded, at="#focus=actor-30&hops=1")
    shown.rest()
    few = len(shown.kg("visible")["nodes"])
    shown.page.mouse.dblclick(*shown.kg("nodeAt", "actor-2"))
    shown.rest()
    assert len(shown.kg("visible")["nodes"]) > few
    box = shown.page.locator("#map > canvas").bounding_box()
    before = places(shown)
    shown.page.mouse.dblclick(box["x"] + 5, box["y"] + box["height"] - 5)
    shown.rest()
    after = places(shown)
    pairs = [(d[a], d[b]) for d in (before, after) for a, b in [("actor-30", "actor-2")]]
    assert math.dist(*pairs[1]) == pytest.approx(2 * math.dist(*pairs[0]), rel=0.02)


# ---- by and by -------------------------------------------------------------------------------


def test_lines_fade_and_actors_walk_only_where_motion_is_welcome(
    opened: Open, crowded: str
) -> None:
    """One repaint where it is not."""
    frames = {}
    for wish in ("reduce", "no-preference"):
        shown = opened(crowded, reduced_motion=wish, at="#scope=all", stopped=True)
        start = shown.kg("state")["frames"]
        shown.kg("go", "scope=all&held=2010-01-01")
        shown.pass_time(1000)
        frames[wish] = shown.kg("state")["frames"] - start
        shown.kg("go", "focus=actor-3")
        shown.pass_time(1000)
        places_now = places(shown)
        shown.pass_time(1000)
        assert apart(places_now, places(shown)) == 0
    assert frames["reduce"] == 1 < frames["no-preference"]


def test_theme_size_and_density_are_followed(opened: Open) -> None:
    """The canvas is as sharp as the screen, and as large as the map."""
    shown = opened(device_scale_factor=2)
    shown.rest()
    size = "(() => { const c = document.querySelector('#map > canvas'); return [c.width, c.height,"
    size += " c.clientWidth, c.clientHeight, c.parentElement.clientWidth]; })()"
    width, height, css_width, css_height, room = shown.page.evaluate(size)
    assert (width, height) == (2 * css_width, 2 * css_height)
    assert css_width == room
    shown.page.set_viewport_size({"width": 1100, "height": 700})
    shown.until(f"{size}[3] < {css_height}")
    shown.rest()
    box = shown.page.locator("#map > canvas").bounding_box()
    for x, y in places(shown).values():
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
    shown.page.emulate_media(color_scheme="dark")
    shown.until("document.documentElement.dataset.theme === 'dark'")
    shown.rest()
    assert pixel(shown, shown.kg("nodeAt", "acme")) == colours("dark")["organization"]


# ---- to take away ----------------------------------------------------------------------------


def taken(shown: Any, name: str, folder: Path) -> Path:
    """Save what is drawn by the menu, and return the file."""
    shown.page.get_by_role("button", name="Take away").click()
    with shown.page.expect_download() as download:
        shown.page.get_by_role("button", name=name).click()
    path: Path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_svg_is_what_is_drawn(opened: Open, crowded: str, tmp_path: Path) -> None:
    """Well formed, a shape for each actor, names as text, and nothing that runs."""
    shown = opened(crowded, at="#focus=actor-3")
    shown.rest()
    root = ET.fromstring(taken(shown, "SVG", tmp_path).read_text("utf-8"))
    parts = Counter(element.get("class") for element in root)
    assert parts["actor"] == len(shown.kg("visible")["nodes"])
    assert parts["line"] >= len(shown.kg("visible")["edges"])
    assert parts["name"] > 10
    tags = {element.tag.split("}")[1] for element in root.iter()}
    assert tags <= {"svg", "title", "path", "rect", "text"}
    fills = {element.get("fill") for element in root if element.get("class") == "actor"}
    assert fills <= set(colours("light").values())


def test_svg_holds_hostile_names_as_text(opened: Open, tmp_path: Path) -> None:
    """Whatever they say."""
    shown = opened(render_page(pair(2, HOSTILE), {"a": (0, 0), "b": (300, 0), "c": (0, 250)}))
    shown.rest()
    text = taken(shown, "SVG", tmp_path).read_text("utf-8")
    root = ET.fromstring(text)
    assert "<script" not in text
    names = [element.text or "" for element in root if element.tag.endswith("text")]
    assert any(name.startswith("</text><script>") for name in names)


def test_png_is_twice_the_size(opened: Open, tmp_path: Path) -> None:
    """Of the map on the screen."""
    shown = opened()
    shown.rest()
    data = taken(shown, "PNG", tmp_path).read_bytes()
    assert data.startswith(b"\x89PNG")
    box = shown.page.locator("#map > canvas").bounding_box()
    size = struct.unpack(">II", data[16:24])
    assert size == (round(2 * box["width"]), round(2 * box["height"]))


# ---- large networks --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large() -> str:
    """The page of six thousand actors in thirty rings, each tied to the next."""
    count, ring = 6000, 200
    ids = [f"actor-{i}" for i in range(count)]
    nodes = tuple(person(id_, f"Member {i}", KINDS[i % 5]) for i, id_ in enumerate(ids))
    ends = [(i, i - i % ring + (i + step) % ring) for i in range(count) for step in (1, 7)]
    ends += [(i, i - i % ring) for i in range(count) if i % ring and i % 3 == 0]
    ends += [(i * ring, (i + 1) * ring % count) for i in range(count // ring) for _ in range(3)]
    edges = tuple(knows(f"e{n}", ids[a], ids[b]) for n, (a, b) in enumerate(ends))
    spots = {}
    for i, id_ in enumerate(ids):
        around, turn = 2 * math.pi * (i // ring) / 30, 2 * math.pi * (i % ring) / ring
        spots[id_] = (
            6000 * math.cos(around) + 500 * math.cos(turn),
            6000 * math.sin(around) + 500 * math.sin(turn),
        )
    network = Network(
        title={"en": "Rings"},
        nodes=nodes,
        edges=edges,
        families={"role-relation": {"en": "roles"}},
        statuses={"reported": {"en": "reported"}},
        modalities={"actual": {"en": "actual"}},
    )
    return render_page(network, spots)


def test_a_large_network_opens_as_communities_that_unfold(opened: Open, large: str) -> None:
    """By click; and fold again when that is undone."""
    shown = watched(opened, large)
    assert shown.kg("state")["scope"]["base"] == "communities"
    assert shown.kg("visible") == {"nodes": [], "edges": []}
    names = [name for name in shown.page.evaluate("names") if name[0].startswith("Member")]
    assert len(names) >= 5
    box = shown.page.locator("#map > canvas").bounding_box()
    name, x, y, width, _ = names[-1]
    at = (box["x"] + x + width / 2, box["y"] + y)
    shown.page.mouse.move(*at)
    shown.until("!document.querySelector('#tip').hidden")
    assert f"Around {name}" in shown.page.locator("#tip").inner_text()
    shown.page.mouse.click(*at)
    shown.rest()
    members = shown.kg("visible")["nodes"]
    assert 20 < len(members) < 1000
    head = f"actor-{name.removeprefix('Member ')}"
    assert head in members
    assert pixel(shown, shown.kg("nodeAt", head)) in colours("light").values()
    assert shown.kg("state")["scope"]["opened"] == [head]
    shown.kg("undo")
    shown.rest()
    assert shown.kg("visible")["nodes"] == []


def test_communities_unfold_by_keyboard(opened: Open, large: str) -> None:
    """Arrows go from one to another and say which; Enter unfolds, and the walk goes on there."""
    shown = opened(large)
    shown.rest()
    shown.page.get_by_role("application", name="Network map").focus()
    said = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        shown.page.keyboard.press(key)
        said.add(shown.page.locator("#live").inner_text())
    assert len(said) > 1
    assert all("Around Member" in text for text in said)
    shown.page.keyboard.press("Enter")
    shown.rest()
    members = shown.kg("visible")["nodes"]
    assert len(members) > 20
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        shown.page.keyboard.press(key)
    assert shown.kg("selected") in members


def test_thousands_are_drawn_as_they_are(opened: Open, large: str) -> None:
    """Hairs and dots, where the page says; zoomed in, with all that belongs to them."""
    shown = watched(opened, large, at="#scope=all")
    assert len(shown.kg("visible")["nodes"]) == 6000
    kinds = set(colours("light").values())
    hits = 0
    for i in range(100, 6000, 590):
        x, y = shown.kg("nodeAt", f"actor-{i}")
        near = {pixel(shown, (x + dx, y + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        hits += bool(near & kinds)
    assert hits >= 6, "but for those that a name lies on"
    assert len(shown.page.evaluate("names")) > 20
    shown.kg("frame", ["actor-401", "actor-402", "actor-403"])
    shown.rest()
    assert pixel(shown, shown.kg("nodeAt", "actor-402")) in kinds
    edge = next(i for i, e in enumerate(shown.kg("data")["edges"]["from"]) if e == 402)
    shown.page.mouse.click(*shown.kg("edgeAt", shown.kg("data")["edges"]["id"][edge]))
    assert shown.kg("selected") == shown.kg("data")["edges"]["id"][edge]
