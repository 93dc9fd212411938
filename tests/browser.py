"""Real Chromium, for all tests that look at pages."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.needs import is_missing

CHROMIUM = (
    "chromium-headless-shell",  # needs half of the processor time of the others
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP *.example 127.0.0.1",  # other sites, on this machine
    "--no-first-run",
    "--no-sandbox",
]

REFUSED = "refused"
"""What a script reads that may not read."""

FETCH = """([url, options]) => fetch(url, options).then(
    answer => answer.text(), () => 'refused')"""


@pytest.fixture(scope="module")  # while it is there, no other loop of asyncio can run
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    named = os.environ.get("CHROMIUM")
    path = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        is_missing("there is no Chromium: scripts/setup --browser, or set CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Empty(BaseHTTPRequestHandler):
    """A site with empty pages."""

    def do_GET(self) -> None:
        """Answer with one."""
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def other_site() -> Iterator[int]:
    """The port of another site, whose host is any name below ``example``."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield site.server_address[1]
        site.shutdown()


def read(page: Page, url: str, **options: object) -> str:
    """What a script of the page can read of an address."""
    found = page.evaluate(FETCH, [url, options])
    assert isinstance(found, str)
    return found
