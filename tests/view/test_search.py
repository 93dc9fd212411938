"""The search: what is typed, and who is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aiactors.network.model import Network
from aiactors.view import render_page
from tests.view.conftest import both, edge, node

Open = Callable[..., Any]

HITS = "[...document.querySelectorAll('#search [role=option][data-node]')].map(e => e.dataset.node)"


@pytest.fixture(scope="module")
def page() -> str:
    """A page of names that are hard to spell."""
    names = {
        "meta": ("organization", "Meta", "Meta", ("Facebook", "FB")),
        "metaphor": ("organization", "Metaphor", "Metaphor", ()),
        "etoile": ("organization", "Étoile", "Étoile", ("Star Labs", "星")),
        "sutskever": ("person", "Ilya Sutskever", "Ilya Sutskever", ()),
        "zuckerberg": ("person", "Mark Zuckerberg", "Mark Zuckerberg", ()),
        "gpt": ("product", "GPT-4o", "GPT-4o", ()),
        "openai": ("organization", "OpenAI", "OpenAI", ("Open Artificial Intelligence",)),
        "lodz": ("organization", "Łódź Øre", "Łódź Øre", ()),
        "sued": ("event", "Board crisis", "Crise du conseil", ()),
        "musk": ("person", "Elon Musk", "Elon Musk", ()),
    }
    nodes = tuple(
        node(id_, kind, en, fr, aliases=aliases) for id_, (kind, en, fr, aliases) in names.items()
    )
    ties = [("meta", "zuckerberg"), ("meta", "musk"), ("openai", "musk"), ("openai", "sutskever")]
    edges = tuple(edge(f"e{i}", a, "funded", b) for i, (a, b) in enumerate(ties))
    network = Network(
        title=both(("Names", "Noms")),
        nodes=nodes,
        edges=edges,
        families={"money-relation": both(("money", "argent"))},
        statuses={"reported": both(("reported", "rapporté"))},
        modalities={"actual": both(("actual", "effectif"))},
    )
    return render_page(network, {n.id: (60.0 * i, 0.0) for i, n in enumerate(nodes)})


def hits(opened: Any, text: str) -> list[str]:
    """Type, and return whom the list shows."""
    opened.page.get_by_role("combobox", name="Search").fill(text)
    opened.until("document.querySelector('#search [role=listbox]').hidden === (given === '')", text)
    found: list[str] = opened.page.evaluate(HITS)
    return found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("meta", "meta"),
        ("META", "meta"),
        ("facebook", "meta"),
        ("etoile", "etoile"),
        ("Étoile", "etoile"),
        ("star labs", "etoile"),
        ("labs", "etoile"),
        ("星", "etoile"),
        ("lodz ore", "lodz"),
        ("sutskever", "sutskever"),
        ("sutzkever", "sutskever"),
        ("sutskevr", "sutskever"),
        ("ilia sutskever", "sutskever"),
        ("msuk", "musk"),
        ("musk elon", "musk"),
        ("zukerburg", "zuckerberg"),
        ("gpt4o", "gpt"),
        ("gpt 4", "gpt"),
        ("open ai", "openai"),
        ("opneai", "openai"),
        ("crise", "sued"),
        ("crsis", "sued"),
    ],
)
def test_names_are_found_as_people_type_them(
    opened: Open, page: str, typed: str, first: str
) -> None:
    """Accents, case, languages, other names, slips of the finger, words in another order."""
    assert hits(opened(page), typed)[0] == first


def test_whole_names_go_first_and_nothing_is_nothing(opened: Open, page: str) -> None:
    """Then beginnings; of those that fit alike, the more connected."""
    it = opened(page)
    assert hits(it, "meta") == ["meta", "metaphor"]
    assert hits(it, "m")[:4] == ["meta", "zuckerberg", "metaphor", "musk"]
    assert hits(it, "xyzzyx") == []
    assert it.page.get_by_text("No actor of that name").is_visible()
    assert hits(it, "") == []


def test_a_row_tells_the_kind_the_alias_and_the_relations(opened: Open, page: str) -> None:
    """What is known by another name says so."""
    it = opened(page)
    hits(it, "facebook")
    row = it.page.get_by_role("option").first
    assert " ".join(row.inner_text().split()) == "Meta as Facebook 2 relations"
    assert row.locator("svg.glyph").count() == 1


def test_it_is_a_combobox_by_keyboard_alone(opened: Open, page: str) -> None:
    """Slash, letters, arrows, Enter: as the ARIA Authoring Practices have it."""
    it = opened(page)
    box = it.page.get_by_role("combobox", name="Search")
    assert box.get_attribute("aria-expanded") == "false"
    it.page.keyboard.press("/")
    assert it.page.evaluate("document.activeElement.id") == "q"
    it.page.keyboard.type("meta")
    it.until("document.querySelectorAll('#search [role=option]').length === 2")
    assert box.get_attribute("aria-expanded") == "true"
    active = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
    for key, expected in [("", "meta"), ("ArrowDown", "metaphor"), ("ArrowDown", "meta"),
                          ("ArrowUp", "metaphor")]:  # fmt: skip
        if key:
            it.page.keyboard.press(key)
        assert it.page.evaluate(f"{active}.dataset.node") == expected
        assert it.page.evaluate(f"{active}.getAttribute('aria-selected')") == "true"
    it.page.keyboard.press("Enter")
    assert it.kg("selected") == "metaphor"
    assert box.input_value() == ""
    assert box.get_attribute("aria-expanded") == "false"
    assert it.page.evaluate("document.activeElement.tagName") == "CANVAS"


def test_escape_clears(opened: Open, page: str) -> None:
    """The list closes, the field is empty, and nothing is chosen."""
    it = opened(page)
    hits(it, "meta")
    it.page.keyboard.press("Escape")
    box = it.page.get_by_role("combobox", name="Search")
    assert box.input_value() == ""
    assert not it.page.get_by_role("listbox", name="Search").is_visible()
    assert it.kg("selected") is None


def test_a_click_chooses_who_is_filtered_out(opened: Open, page: str) -> None:
    """Who is looked for comes into the network, whatever was set."""
    it = opened(page, at="#no-kind=person&focus=meta&hops=1")
    assert "musk" not in it.kg("visible")["nodes"]
    hits(it, "musk")
    it.page.get_by_role("option").first.click()
    assert it.kg("selected") == "musk"
    assert "musk" in it.kg("visible")["nodes"]


def test_slash_is_a_letter_where_one_types(opened: Open, page: str) -> None:
    """It is not taken away from those who need it."""
    it = opened(page)
    hits(it, "a")
    it.page.keyboard.press("/")
    assert it.page.get_by_role("combobox", name="Search").input_value() == "a/"


def test_hostile_names_stay_text(opened: Open) -> None:
    """Markup, characters that turn text round, and names without end."""
    names = ['<img src=x onerror="alert(1)">', "\u202eevil", "x" * 10_000, "</script><script>"]
    nodes = tuple(node(f"n{i}", "person", text) for i, text in enumerate(names))
    network = Network(title=both(("N", "N")), nodes=nodes, edges=())
    it = opened(render_page(network, {n.id: (9.0 * i, 0.0) for i, n in enumerate(nodes)}))
    assert hits(it, "onerror") == ["n0"]
    assert hits(it, "evil") == ["n1"]
    assert it.page.locator("#search bdi").first.inner_text() == "\u202eevil"
    assert hits(it, "xxxxxx") == ["n2"]
    assert len(it.page.locator("#search bdi").first.inner_text()) < 100
    assert hits(it, "script") == ["n3"]
    assert it.page.locator("#search img, #search script").count() == 0
    assert it.wide() == []


def test_it_fits_a_phone(opened: Open, page: str) -> None:
    """The list lies within the window, and fingers find its rows."""
    it = opened(page, width=390, height=844, has_touch=True)
    hits(it, "meta")
    box = it.page.get_by_role("listbox", name="Search").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert all(row.bounding_box()["height"] >= 40 for row in it.page.get_by_role("option").all())
    assert it.wide() == []
    it.page.get_by_role("option").first.tap()
    assert it.kg("selected") == "meta"


def test_enter_before_all_names_are_read(opened: Open) -> None:
    """Whoever types faster than names are read is led to the best of them all the same."""
    nodes = tuple(node(f"n{i}", "person", f"Someone {i}") for i in range(10_000))
    network = Network(title=both(("Many", "Beaucoup")), nodes=nodes, edges=())
    places = {n.id: (float(i % 100), float(i // 100)) for i, n in enumerate(nodes)}
    it = opened(render_page(network, places))
    it.page.evaluate(
        "() => { const box = document.getElementById('q'); box.focus(); box.value = 'someone 9876';"
        " box.dispatchEvent(new Event('input'));"
        " box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})); }"
    )
    it.until("kg.selected() === 'n9876'")
