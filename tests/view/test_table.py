"""The table of all relations shown: the same as on the map, for who reads rather than looks."""

from __future__ import annotations

import pytest

from aiactors.network.model import Network
from aiactors.view import render_page
from tests.view.conftest import PLACES, WORDS, Open, Opened, edge, node

HEADINGS = ["Subject", "Relation", "Object", "When", "Standing", "Sources"]


def large(count: int) -> Network:
    """Return a network of two actors with many relations between them."""
    edges = tuple(
        edge(
            f"e{i:05}",
            "ada-north",
            "founded",
            "acme",
            when=f"{1000 + i}",
            start=f"{1000 + i}-01-01",
            source_count=i % 7,
        )
        for i in range(count)
    )
    nodes = (node("ada-north", "person", "Ada North"), node("acme", "organization", "Acme"))
    return Network(title={"en": "Many"}, nodes=nodes, edges=edges)


def open_table(shown: Opened) -> None:
    """Open the table as most people do."""
    shown.page.get_by_role("button", name="Table", exact=True).click()
    shown.page.get_by_role("dialog", name="All relations shown").wait_for()


def rows(shown: Opened) -> list[str]:
    """Return the ids of the relations in the rows."""
    ids: list[str] = shown.page.locator("#rows tbody tr").evaluate_all(
        "(all) => all.map((row) => kg.data().edges.id[row.dataset.edge])"
    )
    return ids


def test_it_holds_what_the_map_shows(opened: Open, html: str, network: Network) -> None:
    """Every relation that is shown, once, with all its columns; and no other."""
    shown = opened(html, at="#no-family=conflict-relation")
    open_table(shown)
    assert sorted(rows(shown)) == sorted(shown.kg("visible")["edges"])
    assert len(rows(shown)) == 7
    table = shown.page.get_by_role("table", name="All relations shown")
    heads = [text.strip() for text in table.get_by_role("columnheader").all_inner_texts()]
    assert heads == HEADINGS
    merger = table.get_by_role("row").filter(has_text="merged with")
    cells = [" ".join(text.split()) for text in merger.get_by_role("cell").all_inner_texts()]
    assert cells == ["Étoile", "merged with", "Acme", "2024", "attempted, disputed", "1"]
    assert shown.page.inner_text(".table-count") == "7 relations"
    labels = {one.id: WORDS[one.relation][0] for one in network.edges}
    relations = table.locator("tbody button").all_inner_texts()
    assert relations == [labels[id_] for id_ in rows(shown)]


def test_headings_sort(opened: Open, html: str) -> None:
    """Up, and down again; the heading says which."""
    shown = opened(html)
    open_table(shown)
    subject = shown.page.get_by_role("columnheader", name="Subject")
    subject.get_by_role("button").click()
    assert subject.get_attribute("aria-sort") == "ascending"
    names = shown.page.locator("#rows td:first-child").all_inner_texts()
    assert names == sorted(names, key=lambda name: name.replace("É", "E"))
    subject.get_by_role("button").click()
    assert subject.get_attribute("aria-sort") == "descending"
    assert shown.page.locator("#rows td:first-child").all_inner_texts() == names[::-1]
    assert shown.page.evaluate("document.activeElement.textContent") == "Subject"
    shown.page.get_by_role("button", name="Sources").click()
    assert rows(shown)[0] == "e-sued"
    assert rows(shown)[-1] == "e-denied"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("etoile", {"e-merge", "e-denied", "e-tried"}),
        ("ADA founded", {"e-founded"}),
        ("february 2024", {"e-sued"}),
        ("2015-12", {"e-founded", "e-funded"}),
        ("disputed", {"e-merge"}),
        ("nothing of the sort", set()),
    ],
)
def test_a_word_filters(opened: Open, html: str, typed: str, found: set[str]) -> None:
    """Names, relations, dates in words and in figures, standings; accents and case aside."""
    shown = opened(html)
    open_table(shown)
    shown.page.get_by_role("searchbox", name="Filter the rows").fill(typed)
    count = "8 relations" if len(found) == 8 else f"{len(found)} of 8 relations"
    shown.page.get_by_text(count, exact=True).wait_for()
    if found:
        assert set(rows(shown)) == found
    else:
        assert "No relation matches." in shown.page.inner_text("#rows")


def test_a_row_leads_to_its_relation(opened: Open, html: str) -> None:
    """By its button, or anywhere on it; pointing at it lights it on the map."""
    shown = opened(html)
    open_table(shown)
    row = shown.page.locator("#rows tr").filter(has_text="released")
    before = shown.kg("state")["frames"]
    row.hover()
    shown.page.mouse.move(0, 0, steps=2)
    row.hover()
    shown.until("kg.state().frames > given", before)
    row.get_by_role("button").focus()
    shown.page.keyboard.press("Enter")
    assert shown.kg("selected") == "e-released"
    assert not shown.page.get_by_role("dialog").is_visible()
    open_table(shown)
    assert shown.page.locator("#rows [aria-current=true]").inner_text().startswith("Acme")
    shown.page.locator("#rows tr").filter(has_text="works for").locator("td").last.click()
    assert shown.kg("selected") == "e-works"


def test_it_opens_and_closes_by_keyboard(opened: Open, html: str) -> None:
    """It is the first stop of the page, and gives the focus back."""
    shown = opened(html)
    shown.page.keyboard.press("Tab")
    assert shown.page.evaluate("document.activeElement.id") == "skip"
    shown.page.keyboard.press("Enter")
    shown.page.get_by_role("dialog", name="All relations shown").wait_for()
    assert shown.page.evaluate("document.activeElement.id") == "table-filter"
    shown.page.keyboard.press("Escape")
    assert not shown.page.get_by_role("dialog").is_visible()
    assert shown.page.evaluate("document.activeElement.id") == "skip"


def test_it_speaks_french(opened: Open, html: str) -> None:
    """Headings, dates and standings."""
    shown = opened(html, locale="fr-FR")
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Enter")
    dialog = shown.page.get_by_role("dialog", name="Toutes les relations affichées")
    text = " ".join(dialog.inner_text().split())
    for part in (
        "Sujet",
        "Solidité",
        "8 relations",
        "a fusionné avec",
        "tenté, contesté",
        "vers 2023",
    ):
        assert part in text, part


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_long_tables_come_in_pages(opened: Open, width: int, height: int) -> None:
    """The browser never holds more than 500 rows; sorting and filtering reach all of them."""
    shown = opened(render_page(large(1203), PLACES), width=width, height=height)
    shown.page.evaluate("document.getElementById('table').showModal()")
    shown.page.get_by_text("Rows 1 to 500 of 1,203").wait_for()
    assert len(rows(shown)) == 500
    assert rows(shown)[0] == "e01202"
    assert shown.page.get_by_role("button", name="Previous").is_disabled()
    shown.page.get_by_role("button", name="Next").click()
    shown.page.get_by_role("button", name="Next").click()
    assert shown.page.get_by_text("Rows 1,001 to 1,203 of 1,203").is_visible()
    assert shown.page.get_by_role("button", name="Next").is_disabled()
    assert rows(shown)[-1] == "e00000"
    shown.page.get_by_role("button", name="When").click()
    assert shown.page.get_by_text("Rows 1 to 500 of 1,203").is_visible()
    assert rows(shown)[0] == "e00000"
    shown.page.get_by_role("searchbox").fill("2199")
    shown.page.get_by_text("1 of 1,203 relations").wait_for()
    assert rows(shown) == ["e01199"]
    wide = shown.page.evaluate(
        "['#table', '#rows'].filter((s) => {"
        " const e = document.querySelector(s); return e.scrollWidth > e.clientWidth + 1; })"
    )
    assert wide == []


def test_it_follows_what_is_shown(opened: Open, html: str) -> None:
    """While it is open, too."""
    shown = opened(html)
    open_table(shown)
    assert len(rows(shown)) == 8
    shown.kg("go", "no-standing=disputed,denied")
    assert sorted(rows(shown)) == sorted(shown.kg("visible")["edges"])
    assert len(rows(shown)) == 6
