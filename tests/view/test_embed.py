"""The map in a frame of another page, and on paper."""

from __future__ import annotations

from aiactors.network.model import Network
from aiactors.view import render_page
from tests.view.conftest import PLACES, Open, Opened

CHROME = ("#top", "#legend", "#panel", "#clocks", "#over")


def share_of_map(opened: Opened) -> float:
    """How much of the window the map takes."""
    box = opened.page.locator("#map").bounding_box()
    size = opened.page.viewport_size
    assert box is not None and size is not None
    return box["width"] * box["height"] / (size["width"] * size["height"])


def test_a_frame_shows_the_map_and_a_caption(opened: Open, html: str) -> None:
    """No chrome: title, one sentence, the date, and a link to the whole."""
    page = opened(html, at="?embed#focus=acme", width=800, height=500)
    assert page.kg("state")["embed"] is True
    assert [part for part in CHROME if page.page.locator(part).is_visible()] == []
    assert share_of_map(page) > 0.8
    caption = page.page.locator("#caption")
    text = caption.inner_text()
    assert "A small affair" in text
    assert "5 actors, 8 relations shown." in text
    assert "As known on 1 March 2024." in text
    link = caption.get_by_role("link", name="Open full").get_attribute("href") or ""
    assert link.endswith(".html#focus=acme&hops=1")


def test_the_address_alone_makes_a_frame(opened: Open, html: str) -> None:
    """``embed=1`` after the hash does the same, and the caption follows the state."""
    page = opened(html, at="#embed=1", width=390, height=500)
    assert share_of_map(page) > 0.6
    page.go("embed=1&held=2016-01-01&known=2025-01-01")
    assert "held on 1 January 2016, known by 1 January 2025" in (
        page.page.locator("#caption").inner_text()
    )
    assert page.wide() == []


def test_the_caption_is_not_there_otherwise(opened: Open, html: str) -> None:
    """In the whole page."""
    page = opened(html)
    assert page.page.locator("#caption").is_hidden()
    assert page.page.locator("#panel").is_visible()


def test_the_link_leads_home(network: Network, opened: Open) -> None:
    """To where the whole page stands; never to an address that is none of the web."""
    page = opened(render_page(network, PLACES, home="https://map.example/"), at="#embed=1").page
    href = page.get_by_role("link", name="Open full").get_attribute("href") or ""
    assert href.startswith("https://map.example/")
    page = opened(render_page(network, PLACES, home="javascript:alert(1)"), at="#embed=1").page
    href = page.get_by_role("link", name="Open full").get_attribute("href") or ""
    assert href.startswith("file:")


def test_paper_holds_relations_sources_and_the_address(opened: Open, html: str) -> None:
    """The picture of the map in the colours of paper, and no controls."""
    page = opened(html, color_scheme="dark", at="#step=year")
    page.page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.page.locator("#take-button").click()
    page.page.locator("#take .choice").filter(has_text="Print").click()
    page.page.locator("#map > .picture").wait_for(state="attached")
    page.page.emulate_media(media="print")
    sheet = page.page.locator("#print")
    sheet.wait_for()
    text = sheet.inner_text()
    assert "Ada North sued Acme (29 February 2024)" in text
    assert "Étoile merged with Acme (2024 · attempted, disputed)" in text
    assert "The Gazette, The report of the day, 2024-03-01, https://gazette.example/report" in text
    assert text.rstrip().endswith(".html#step=year")
    assert page.page.locator("#map > .picture").is_visible()
    for part in ("#tools", "#search", "#panel", "#clocks", "#map > canvas"):
        assert page.page.locator(part).is_hidden()
    assert page.page.evaluate("document.documentElement.dataset.theme") == "light"
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.page.emulate_media(media="screen")
    assert page.page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.page.locator("#print").is_hidden()
    assert page.page.locator("#map > .picture").count() == 0


def test_the_browsers_own_printing_has_the_list_as_well(opened: Open, html: str) -> None:
    """Without waiting for anything: the canvas, and the relations."""
    page = opened(html, at="#scope=all")
    pdf = page.page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.page.locator("#print li").count() == 8
