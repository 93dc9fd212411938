"""The requests of the page on the server, sent to a server."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest

from tests.browser import browser, other_site
from tests.browser import read as read_by_script
from tests.server.conftest import Running, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["browser", "other_site"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "server.md"
_REQUEST = re.compile(r"^\$ (curl .*)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
REQUESTS = _REQUEST.findall(PAGE.read_text("utf-8"))


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """A server of the release."""
    with serving() as running:
        yield running


@pytest.mark.parametrize(("command", "shown"), REQUESTS, ids=range(len(REQUESTS)))
def test_a_request_of_the_page_is_answered_as_it_says(
    server: Running, command: str, shown: str
) -> None:
    """``...`` stands for what is left out."""
    method, path, headers, body = read(command)
    answer = server.send(method, path, headers, body)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.OutputChecker().check_output(shown, answer.text + "\n", flags), answer.text


def test_pages_of_all_sites_may_read_the_release(
    server: Running, browser: Browser, other_site: int
) -> None:
    """It is public; in a real browser."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://app.example:{other_site}/")
        ask = f"{server.base}/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"
        for headers in ({}, {"accept": "text/csv", "authorization": "Bearer none"}):
            assert "true" in read_by_script(page, ask, headers=headers)
        void = read_by_script(page, f"{server.base}/.well-known/void")
        assert f"{server.base}/sparql" in void


def read(command: str) -> tuple[str, str, dict[str, str], str | None]:
    """Return what curl would send, as far as the page uses it."""
    words = iter(shlex.split(command)[1:])
    headers = {"Accept": "*/*"}
    fields: list[tuple[str, str]] = []
    url, get = "", False
    for word in words:
        match word:
            case "-s":
                pass
            case "-G":
                get = True
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "--data-urlencode":
                name, _, value = next(words).partition("=")
                fields.append((name, value))
            case _:
                url = word
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if not fields:
        return "GET", path, headers, None
    if get:
        return "GET", f"{path}?{urlencode(fields)}", headers, None
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    return "POST", path, headers, urlencode(fields)
