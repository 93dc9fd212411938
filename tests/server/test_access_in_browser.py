"""What a page of another site can read in real Chromium: whether it does is for the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import REFUSED, browser, other_site, read
from tests.server.conftest import Running, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser", "other_site"]

QUERY = "/sparql?query=SELECT%20%3Fg%20%7B%20GRAPH%20%3Fg%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%7D"
STORE = "/store?graph=http://a.example/one"


@pytest.fixture(scope="module")
def shared(other_site: int, few: Path) -> Iterator[Running]:
    """A server that one other site may read."""
    cors = f"http://app.example:{other_site}"
    with serving("--store", str(few), "--workers", "1", "--cors", cors) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page, of which nothing is kept."""
    with browser.new_context() as context:
        yield context.new_page()


FORM = {
    "method": "POST",
    "body": "query=ASK+%7B%7D",
    "headers": {"content-type": "application/x-www-form-urlencoded"},
}


@pytest.mark.parametrize("host", ["app.example", "localhost", "127.0.0.1"])
def test_a_graph_of_the_users_own(
    page: Page, readable: Running, other_site: int, host: str
) -> None:
    """No page of elsewhere reads it, not even one of another port of this machine."""
    page.goto(f"http://{host}:{other_site}/")
    for path in (QUERY, STORE, "/", "/api/search?q=s", "/static/style.css"):
        assert read(page, readable.base + path) == REFUSED
    assert read(page, f"{readable.base}/sparql", **FORM) == REFUSED
    assert read(page, readable.base + QUERY, headers={"accept": "text/csv"}) == REFUSED
    page.goto(readable.base + "/query")
    assert "http://a.example/" in read(page, QUERY)
    assert "http://a.example/" in read(page, STORE)
    assert "true" in read(page, "/sparql", **FORM)


def test_what_is_asked_blindly(page: Page, readable: Running, other_site: int) -> None:
    """It is not worked out; a link leads there all the same."""
    page.goto(f"http://app.example:{other_site}/")
    with page.expect_response(readable.base + QUERY) as found:
        read(page, readable.base + QUERY, mode="no-cors")
    assert found.value.status == 403
    with page.expect_response(readable.base + "/api") as found:
        page.evaluate("url => location.assign(url)", readable.base + "/api")
    assert found.value.status == 200


def test_a_name_that_points_here(page: Page, readable: Running) -> None:
    """To the browser its page is of one origin with the graph; the server refuses the name."""
    answer = page.goto(f"http://rebound.example:{readable.port}/api")
    assert answer is not None
    assert answer.status == 421
    assert "a.example/s" not in read(page, QUERY)


def test_a_site_that_may_read(page: Page, shared: Running, other_site: int) -> None:
    """It does, also what must be asked first; another site does not."""
    page.goto(f"http://app.example:{other_site}/")
    assert "http://a.example/" in read(page, shared.base + QUERY)
    assert "http://a.example/" in read(page, shared.base + STORE, headers={"accept": "text/turtle"})
    asked = {"authorization": "Bearer none", "content-type": "application/sparql-query"}
    query = {"method": "POST", "body": "ASK {}", "headers": asked}
    assert "true" in read(page, f"{shared.base}/sparql", **query)
    page.goto(f"http://other.example:{other_site}/")
    assert read(page, shared.base + QUERY) == REFUSED
