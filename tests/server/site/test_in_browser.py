"""The pages in real Chromium: nothing is missing, nothing comes from elsewhere, all can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.server.conftest import Running

PATHS = ["/", "/start", "/id/mindful", "/search?q=gray", "/ns", "/dossier/story", "/query", "/api"]
LOOKS = [("light", 1280), ("dark", 390)]

Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: Running) -> Iterator[Open]:
    """A function that opens a page; no page may complain, or ask another server."""
    complaints: list[str] = []
    stack = ExitStack()

    def note(page: Page) -> None:
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((site.base, "data:", "blob:"))
                else complaints.append(request.url)
            ),
        )

    def open_page(path: str, look: str = "light", width: int = 1280, **settings: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=look,  # type: ignore[arg-type]
            locale=settings.pop("locale", "en-GB"),
            **settings,
        )
        stack.callback(context.close)
        page = context.new_page()
        note(page)
        page.goto(site.base + path, wait_until="networkidle")
        return page

    with stack:
        yield open_page
        assert complaints == []


@pytest.mark.parametrize(("look", "width"), LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_pages_fit_and_can_be_read_by_everyone(
    visit: Open, path: str, look: str, width: int
) -> None:
    """Light and dark, wide and narrow: nothing sticks out, and axe finds nothing."""
    page = visit(path, look, width)
    expect(page.locator("h1").first).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    if path != "/query":  # what Yasgui brings along is not ours to mend
        assert Axe().run(page).response["violations"] == []


def test_the_keyboard_leads_to_the_content(visit: Open) -> None:
    """The first tab stop skips the head of the page."""
    page = visit("/id/mindful")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()


def test_a_search_leads_to_an_entity(visit: Open) -> None:
    """From any page, without a script."""
    page = visit("/ns", java_script_enabled=False)
    page.get_by_role("searchbox").fill("ada gray")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Ada Gray", exact=True).click()
    expect(page.locator("h1")).to_have_text("Ada Gray")


def test_the_picture_leads_to_neighbours(visit: Open) -> None:
    """What is drawn around an entity are links, as thick as there are statements, in the frame."""
    page = visit("/id/mindful")
    line = page.locator(".ego line").first
    thick = line.evaluate("line => getComputedStyle(line).strokeWidth")
    assert thick == f"{line.get_attribute('stroke-width')}px"
    frame = page.locator(".ego svg").bounding_box()
    assert frame is not None
    for name in page.locator(".ego text").all():
        box = name.bounding_box()
        assert box is not None
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    page.locator(".ego a", has_text="Ada Gray").click()
    expect(page.locator("h1")).to_have_text("Ada Gray")


def test_the_page_speaks_french(visit: Open) -> None:
    """To a browser that does, and the other way round by a link."""
    page = visit("/id/bank", locale="fr-FR")
    expect(page.locator("h1")).to_have_text("La Banque")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("The Bank")


def test_the_front_page_leads_to_the_others(visit: Open) -> None:
    """By links in the language of the page, which is that of the browser."""
    page = visit("/", locale="fr-FR")
    page.get_by_role("link", name="Accueil").click()
    expect(page.locator("h1")).to_have_text("Acteurs de l’IA")
    page.get_by_role("link", name="Réseau", exact=True).first.click()
    expect(page.locator("#map canvas")).to_be_visible()
    page.evaluate("kg.ready")
    assert page.evaluate("kg.data().home") == page.evaluate("location.origin")


def test_a_question_is_asked_and_drawn(visit: Open) -> None:
    """An example is put into the editor, answered in a table, and drawn as a network."""
    page = visit("/query")
    page.get_by_label("Examples").select_option("disputes")
    expect(page.locator(".yasr .dataTable tbody tr").first).to_be_visible()
    page.evaluate(
        """async () => {
            const yasgui = document.querySelector('.yasqe .CodeMirror').CodeMirror;
            yasgui.setValue('SELECT ?a ?b { ?a ai:founded ?b }');
        }"""
    )
    page.locator(".yasqe_queryButton").click()
    page.locator(".yasr_btn.select_Network").click()
    expect(page.locator(".network-plugin canvas")).to_be_visible()
