"""The legend, which is the filter: what it counts, and what it takes away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from aiactors.network.model import Network
from aiactors.view import render_page
from tests.view.conftest import PLACES, both, edge, node

Open = Callable[..., Any]


def counts(opened: Any) -> dict[str, int]:
    """Return the count of each row, by facet and key."""
    found: dict[str, int] = opened.page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('#legend .row')].map((row) => {"
        " const { facet, key } = row.querySelector('input').dataset;"
        " const count = row.querySelector('.n').textContent.replace(/\\D/g, '');"
        " return [`${facet} ${key}`, Number(count)]; }))"
    )
    return found


def box(opened: Any, facet: str, key: str) -> Any:
    """Return the box of a row."""
    return opened.page.locator(f"#legend input[data-facet={facet}][data-key={key}]")


def test_it_says_what_each_sign_means(opened: Open) -> None:
    """A name, a sign, a count and a box for everything that occurs, in three groups."""
    it = opened()
    legend = it.page.locator("#legend")
    assert legend.get_by_role("group").count() == 3
    assert counts(it) == {
        "kind person": 2,
        "kind organization": 2,
        "kind product": 1,
        "standing firm": 4,
        "standing claimed": 1,
        "standing unrealised": 1,
        "standing disputed": 1,
        "standing denied": 1,
        "family role-relation": 3,
        "family money-relation": 2,
        "family control": 1,
        "family conflict-relation": 1,
        "family product-relation": 1,
    }
    assert legend.locator(".row svg.glyph").count() == 13
    assert it.page.get_by_role("checkbox", name="person").is_checked()


def test_a_box_takes_away_and_brings_back(opened: Open) -> None:
    """The network follows, the counts of the other groups follow, and it can be undone."""
    it = opened()
    box(it, "standing", "disputed").uncheck()
    assert "e-merge" not in it.kg("visible")["edges"]
    now = counts(it)
    assert now["family control"] == 0
    assert now["standing disputed"] == 1  # how many it would bring back
    assert "disputed" in it.kg("state")["off"]["standing"]
    it.page.keyboard.press("Control+z")
    assert "e-merge" in it.kg("visible")["edges"]
    assert box(it, "standing", "disputed").is_checked()
    it.page.keyboard.press("Control+Shift+z")
    assert not box(it, "standing", "disputed").is_checked()


def test_only_this(opened: Open) -> None:
    """By its button, or by a double click, which is one step of undo."""
    it = opened(stopped=True)
    it.page.get_by_role("button", name="Only this: conflict").click()
    assert it.kg("visible")["edges"] == ["e-sued"]
    it.page.locator("#legend .all").click()
    assert len(it.kg("visible")["edges"]) == 8
    assert it.page.locator("#legend .all").is_hidden()
    it.page.locator("#legend label", has_text="money").dblclick()
    assert set(it.kg("visible")["edges"]) == {"e-funded", "e-tried"}
    it.kg("undo")
    assert len(it.kg("visible")["edges"]) == 8


def test_a_group_of_boxes_by_keyboard(opened: Open) -> None:
    """Tab goes from box to box, Space turns one; the focus stays, and the change is told."""
    it = opened()
    box(it, "kind", "person").focus()
    it.page.keyboard.press("Space")
    assert it.page.evaluate("document.activeElement.dataset.key") == "person"
    assert "ada-north" not in it.kg("visible")["nodes"]
    assert "actors" in it.page.locator("#live").inner_text()


def test_counts_follow_the_clock(opened: Open) -> None:
    """They count what the network can show now."""
    it = opened()
    it.go("known=2024-03-02")
    now = counts(it)
    assert now["family conflict-relation"] == 1
    assert now["family role-relation"] == 0


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_in_both_languages(opened: Open, lang: str) -> None:
    """Words change, boxes stay."""
    it = opened(at=f"#lang={lang}&no-kind=person")
    text = it.page.locator("#legend").inner_text()
    assert ("organisation" in text) and (("argent" in text) == (lang == "fr"))
    assert not box(it, "kind", "person").is_checked()
    assert it.page.get_by_role(
        "button", name="Lever les filtres" if lang == "fr" else "Clear the filters"
    ).count()


def test_on_a_phone_it_is_a_drawer(opened: Open) -> None:
    """It is drawn out by a button; what is in it can be hit by a finger."""
    it = opened(width=390, height=844, has_touch=True)
    legend = it.page.locator("#legend")
    assert not legend.is_visible()
    it.page.locator("#drawers").get_by_role("button", name="Legend").tap()
    assert legend.is_visible()
    row = it.page.locator("#legend label", has_text="person").bounding_box()
    only = it.page.get_by_role("button", name="Only this: person").bounding_box()
    assert row["height"] >= 40
    assert only["height"] >= 40
    assert only["x"] >= row["x"] + row["width"] - 1
    it.page.get_by_role("button", name="Only this: person").tap()
    assert it.kg("state")["off"]["kind"] == ["organization", "product"]
    assert it.wide() == []


def test_hostile_names_of_families(opened: Open, network: Network) -> None:
    """They stay text, and do not break the column."""
    bad = "\u202e<img src=x onerror=alert(1)>" + "x" * 500
    families = {**network.families, "money-relation": both((bad, bad))}
    text = Network(
        title=network.title,
        nodes=network.nodes,
        edges=network.edges,
        families=families,
        statuses=network.statuses,
        modalities=network.modalities,
    )
    it = opened(render_page(text, PLACES))
    assert it.page.locator("#legend img").count() == 0
    assert it.wide() == []


def test_it_counts_many(opened: Open) -> None:
    """Ten thousand actors are counted, filtered and counted again."""
    nodes = tuple(node(f"n{i}", "person" if i % 3 else "product", f"N{i}") for i in range(10_000))
    edges = tuple(
        edge(f"e{i}", f"n{i % 9_999}", "funded" if i % 2 else "sued", f"n{(i * 7919 + 1) % 10_000}")
        for i in range(25_000)
    )
    families = {key: both((key, key)) for key in ("money-relation", "conflict-relation")}
    network = Network(
        title=both(("Many", "Beaucoup")), nodes=nodes, edges=edges, families=families,
        statuses={"reported": both(("reported", "rapporté"))},
        modalities={"actual": both(("actual", "effectif"))},
    )  # fmt: skip
    places = {n.id: (float(i % 100) * 9, float(i // 100) * 9) for i, n in enumerate(nodes)}
    it = opened(render_page(network, places), at="#scope=all")
    all_ = Counter(e.family for e in edges)
    assert counts(it)["family money-relation"] == all_["money-relation"]
    it.page.locator("#legend input[data-key=money-relation]").click()
    shown = it.kg("visible")["edges"]
    assert len(shown) == all_["conflict-relation"]
    assert counts(it)["family money-relation"] == all_["money-relation"]
