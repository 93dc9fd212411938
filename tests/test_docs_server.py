"""The requests of the page on the server, sent to a server."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.server.conftest import Running, serving

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


def read(command: str) -> tuple[str, str, dict[str, str], str | None]:
    """Return what curl would send, as far as the page uses it."""
    words = iter(shlex.split(command)[1:])
    headers: dict[str, str] = {}
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
