"""Names and addresses are written by strangers: on the page they stay text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest

from aiactors.network.model import Attributed, Edge, Network, Node, Relay
from aiactors.view import render_page
from aiactors.view.story import Step, Story

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
    "query": "> } ; DROP ALL # \\u003E '''\" ?x \\",
    "address": "a&b=c,d:e#f%41%",
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
        history=(("2020-01-01", text), ("2021-01-01", "disputed")),
        told=((f"id:{text}", text, text), ("id:a", text, "denied")),
    )
    return Network(
        title=pair,
        nodes=(a, dataclasses.replace(a, id="b", kind="organization")),
        edges=(edge, dataclasses.replace(edge, id=text, source="b", target="a")),
        families={text: pair},
        statuses={text: pair},
        modalities={text: pair},
    )


def page_of(text: str) -> str:
    """Return a page with a story and the engine of SPARQL, all of it about a text."""
    pair = {"en": text, "fr": text}
    step = Step(title=pair, text=pair, state=f"actor=a&told={text}")
    story = Story(title=pair, steps=(step, step))
    return render_page(network(text), PLACES, story=story, sparql=True, home=text)


def scripts(shown: Any) -> int:
    """Count the scripts of a page."""
    found: int = shown.page.locator("script").count()
    return found


def dialogs(shown: Any) -> None:
    """Open the table of the relations shown, and close it."""
    shown.page.locator("#tools button").first.evaluate("button => button.click()")
    shown.page.keyboard.press("Escape")


ON_PHONES = ("image", "backwards", "long")
"""What could break the narrow page in its own way."""


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [(name, 1440, 900) for name in HOSTILE] + [(name, 390, 844) for name in ON_PHONES],
)
def test_hostile_text_stays_text(opened: Open, name: str, width: int, height: int) -> None:
    """Nothing runs, nothing is asked for, nothing scrolls sideways, wherever the text stands."""
    text = HOSTILE[name]
    shown = opened(page_of(text), width=width, height=height, at="#side=read")
    clean = re.sub("[\x00\x07\ud800]", "\ufffd", text)

    def search() -> None:
        box = shown.page.get_by_role("combobox", name="Search")
        box.fill(text[:20].replace("\ud800", "").replace("\x00", "").strip() or "x")
        shown.page.keyboard.press("Escape")

    actions: list[Callable[[], object]] = [
        lambda: shown.page.mouse.move(*shown.kg("edgeAt", "e")),
        lambda: shown.kg("go", "relation=e&camera=0,0,1"),
        lambda: shown.kg("go", "actor=a"),
        lambda: shown.kg("go", "actor=a&side=timeline"),
        lambda: shown.kg("go", "actor=a&side=paths&path=a,b"),
        lambda: shown.kg("go", "side=ask"),
        lambda: shown.kg("go", "told=a&relation=e&side=read"),
        lambda: shown.kg("go", "known=2020-06-01&held=2020-06-01"),
        lambda: shown.kg("go", "actor=a&story=1"),
        lambda: shown.kg("go", "actor=a&embed=1"),
        lambda: shown.kg("go", "embed=0&lang=fr&theme=dark"),
        lambda: shown.kg("go", "lang=en&theme=light"),
        search,
        lambda: dialogs(shown),
    ]
    for act in actions:
        act()
        shown.rest()
        assert shown.wide() == []
    data = shown.kg("data")
    assert data["nodes"]["name"][0] == clean
    assert data["edges"]["id"][1] == clean
    assert shown.page.evaluate("window.bad") is None
    foreign = (
        "img, iframe, object, embed, base, meta[http-equiv=refresh], form[action], [style*=url]"
    )
    assert shown.page.locator(foreign).evaluate_all("all => all.map((e) => e.outerHTML)") == []
    links = shown.page.locator("a").evaluate_all("all => all.map((e) => e.href)")
    assert [link for link in links if not link.startswith(("file:", "blob:"))] == []
    assert scripts(shown) == page_of("x").count("<script")


@pytest.mark.parametrize("text", [HOSTILE["address"], HOSTILE["image"], HOSTILE["unseen"]])
def test_hostile_ids_can_be_linked_to(opened: Open, text: str) -> None:
    """Whatever an id is made of, the address of what is chosen leads back to it."""
    clean = re.sub("[\x00\x07\ud800]", "\ufffd", text)
    shown = opened(render_page(network(text), PLACES))
    data = shown.kg("data")["edges"]["id"]
    assert clean in data
    shown.page.evaluate("id => kg.go('relation=' + encodeURIComponent(id))", clean)
    assert shown.kg("selected") == clean
    again = opened(render_page(network(text), PLACES), at=f"#{shown.kg('state')['hash']}")
    assert again.kg("selected") == clean


def test_a_page_with_a_hostile_headline(opened: Open) -> None:
    """The headline is the one text that stands in the HTML itself."""
    text = HOSTILE["end of script"] + HOSTILE["image"]
    shown = opened(render_page(network("x"), PLACES, title=text))
    assert shown.page.title() == text
    assert shown.page.get_by_role("heading", level=1).inner_text() == text
    assert shown.page.evaluate("window.bad") is None


def test_text_that_runs_backwards_turns_nothing_else_round(opened: Open) -> None:
    """Each name is kept apart from what stands around it."""
    shown = opened(render_page(network(HOSTILE["backwards"]), PLACES), at="#relation=e")
    apart = shown.page.evaluate(
        "[...document.querySelectorAll('#read bdi')].every("
        "(e) => ['isolate', 'isolate-override'].includes(getComputedStyle(e).unicodeBidi))"
    )
    assert apart
    loose = shown.page.evaluate(
        r"""(() => {
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const found = [];
          for (let text = walk.nextNode(); text; text = walk.nextNode()) {
            const around = text.parentElement;
            const { unicodeBidi, display } = getComputedStyle(around);
            const apart = unicodeBidi.startsWith("isolate") || !display.startsWith("inline");
            const turns = /[\u202a-\u202e\u2066-\u2069]/.test(text.data);
            if (turns && !apart) found.push(around.tagName);
          }
          return found;
        })()"""
    )
    assert loose == []
