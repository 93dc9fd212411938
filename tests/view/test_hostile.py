"""Names and addresses are written by strangers: on the page they stay text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest

from aiactors.network.model import Attributed, Edge, Network, Node, Relay
from aiactors.view import render_page

Open = Callable[..., Any]

RUN = "window.bad=(window.bad||0)+1"
HOSTILE = {
    "script": f"<script>{RUN}</script>",
    "image": f'"><img src=x onerror="{RUN}">',
    "end of script": f"</script><script>{RUN}</script>",
    "comment": f"<!--<script>{RUN}//-->]]></style>",
    "template": "{{ 7 * 7 }}{% raw %}${7*7}",
    "backwards": "\u202egnp.exe\u2066 \u2029\u2028 after",
    "unseen": "nul \x00 bell \x07 lone \ud800 surrogate",
    "link": f"javascript:{RUN}",
    "href": f'<a href="javascript:{RUN}">href</a>',
    "long": "W" * 10_000,
}
PLACES = {"a": (0.0, 0.0), "b": (300.0, 120.0)}


def network(text: str) -> Network:
    """Return a network in which everything that comes from outside is a text."""
    pair = {"en": text, "fr": text}
    via = Relay(title=text, publisher=text, url=text, date=text)
    attributed = Attributed(
        by=text,
        stance=text,
        stance_labels=pair,
        document=text,
        publisher=text,
        date=text,
        url=text,
        via=via,
        where=text,
        gist=text,
        quote=text,
    )
    denied = dataclasses.replace(attributed, stance="denies", by=None)
    a = Node(
        id="a",
        iri=text,
        kind="person",
        labels=pair,
        types=((text, text),),
        aliases=(text,),
        same_as=(text,),
        homepage=text,
        note=text,
        degree=2,
    )
    edge = Edge(
        id="e",
        iri=text,
        source="a",
        target="b",
        relation=text,
        labels=pair,
        inverse_labels=pair,
        family=text,
        aspect=text,
        modality=text,
        status="disputed",
        when=text,
        as_written=text,
        start=text,
        end=text,
        known_since=text,
        source_count=1,
        qualifiers=((text, text),),
        attributions=(attributed, denied),
    )
    return Network(
        title=pair,
        nodes=(a, dataclasses.replace(a, id="b", kind="organization")),
        edges=(edge, dataclasses.replace(edge, id=text, source="b", target="a")),
        families={text: pair},
        statuses={text: pair},
        modalities={text: pair},
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_hostile_text_stays_text(opened: Open, text: str, width: int, height: int) -> None:
    """Nothing runs, nothing is asked for, nothing scrolls sideways, wherever the text stands."""
    shown = opened(render_page(network(text), PLACES), width=width, height=height)
    actions: list[Callable[[], object]] = [
        lambda: shown.page.mouse.move(*shown.kg("edgeAt", "e")),
        lambda: shown.click_edge("e"),
        lambda: shown.page.evaluate("location.hash = 'focus=a'"),
        lambda: shown.page.locator("#q").fill(text[:20].strip() or "x"),
        lambda: shown.page.keyboard.press("Escape"),
        lambda: shown.page.evaluate("document.getElementById('open-table').click()"),
    ]
    for act in actions:
        act()
        shown.page.wait_for_timeout(60)
        assert shown.wide() == []
    seen = shown.page.evaluate("kg.data().nodes[0].names.en")
    assert seen == re.sub("[\x00\x07\ud800]", "\ufffd", text)
    assert shown.page.evaluate("window.bad") is None
    assert shown.page.locator("img, #panel script, #panel a, #table a").count() == 0
    assert shown.page.locator("body script").count() == 3


def test_a_page_with_a_hostile_headline(opened: Open) -> None:
    """The headline is the one text that stands in the HTML itself."""
    text = HOSTILE["end of script"] + HOSTILE["image"]
    shown = opened(render_page(network("x"), PLACES, title=text))
    assert shown.page.title() == text
    assert shown.page.get_by_role("heading", level=1).inner_text() == text
    assert shown.page.evaluate("window.bad") is None


def test_text_that_runs_backwards_turns_nothing_else_round(opened: Open) -> None:
    """Each name is kept apart from what stands around it."""
    shown = opened(render_page(network(HOSTILE["backwards"]), PLACES), at="#edge=e")
    apart = shown.page.evaluate(
        "[...document.querySelectorAll('#reading bdi')].every("
        "(e) => ['isolate', 'isolate-override'].includes(getComputedStyle(e).unicodeBidi))"
    )
    assert apart
    assert "\u202e" not in shown.page.locator("#live").inner_text()
