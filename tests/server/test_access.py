"""Who may ask: by which names the server is called, and pages of which sites may read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aiactors.errors import InputError
from aiactors.server.access import Access
from aiactors.server.asgi import Request
from aiactors.server.reply import HttpError
from tests.server.conftest import Running, serving
from tests.server.test_bad_requests import CLOSE, raw, statuses

pytestmark = pytest.mark.heavy

APP = "https://app.example"
PATHS = ("/", "/sparql?query=ASK%7B%7D", "/store?default", "/api", "/static/style.css",
         "/.well-known/void", "/nowhere")  # fmt: skip
LET = "access-control-allow-"
BEHIND = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
FOLLOWED = {**BEHIND, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.fixture(scope="module")
def shared(few: Path) -> Iterator[Running]:
    """A server that pages of one other site may read."""
    with serving("--store", str(few), "--workers", "1", "--cors", APP) as server:
        yield server


# --- by which names it is called ------------------------------------------------------------


def host_of(access: Access, *hosts: str) -> str | int:
    """The address that a server takes for its own; the status if it refuses."""
    headers = [(b"host", host.encode("latin-1")) for host in hosts]
    scope = {"scheme": "http", "http_version": "1.1", "headers": headers}
    try:
        return access.admit(scope, Request("GET", "/", b"", {}))
    except HttpError as error:
        return error.status


@pytest.mark.parametrize(
    "host",
    ["localhost", "LocalHost:8000", "127.0.0.1", "127.0.0.1:1", "127.8.9.10:80", "[::1]:8000"],
)
def test_the_names_of_loopback(host: str) -> None:
    """With any port: who forwards one need not keep the number."""
    assert host_of(Access.of("127.0.0.1"), host) == f"http://{host}"


@pytest.mark.parametrize(
    "host",
    ["a.example", "a.example:8000", "localhost.a.example", "127.0.0.1.a.example", "kg.localhost",
     "0.0.0.0", "10.0.0.1", "[::]", "[fe80::1]", "2130706433", "127.1"],
)  # fmt: skip
def test_other_names_are_refused(host: str) -> None:
    """A site may let any name of its own point to 127.0.0.1."""
    for bound in ("127.0.0.1", "127.1.2.3", "::1", "localhost"):
        assert host_of(Access.of(bound), host) == 421


@pytest.mark.parametrize(
    "hosts",
    [(), ("",), ("a b",), ("a/b",), ("me@localhost",), ("localhost:x",), ("[",),
     ("localhost", "localhost"), ("localhost", "a.example")],
)  # fmt: skip
def test_what_is_no_host(hosts: tuple[str, ...]) -> None:
    """Or is two, of which another program may take the other one."""
    for access in (Access.of("127.0.0.1"), Access.of("0.0.0.0"), Access.of("::1", "http://a")):
        assert host_of(access, *hosts) == 400


def test_the_name_of_the_public_address() -> None:
    """What stands before the server sends it on, or says where it found the server."""
    access = Access.of("127.0.0.1", "https://KG.example/")
    assert host_of(access, "kg.example") == "https://KG.example"
    assert host_of(access, "127.0.0.1:8000") == "https://KG.example"
    assert host_of(access, "www.kg.example") == 421


def test_the_name_that_it_listens_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gives loopback a name asks by that name."""
    found = [(2, 1, 6, "", ("127.0.1.1", 0))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
    assert host_of(Access.of("Desk"), "desk:8000") == "http://desk:8000"
    assert host_of(Access.of("Desk"), "a.example") == 421


@pytest.mark.parametrize("bound", ["0.0.0.0", "::", "192.0.2.1"])
def test_a_server_that_all_can_reach(bound: str) -> None:
    """By which names is not known to it."""
    assert host_of(Access.of(bound), "a.example") == "http://a.example"


@pytest.mark.parametrize("path", PATHS)
def test_every_address_asks_for_the_name(readable: Running, path: str) -> None:
    """And says what to do."""
    answer = readable.send("GET", path, {"host": f"a.example:{readable.port}"})
    assert answer.status == 421
    assert "not as a.example" in answer.text
    assert "--public-url" in answer.text
    assert readable.send("OPTIONS", path, {"host": "a.example"}).status == 421
    assert readable.send("HEAD", path, {"host": "a.example"}).status == 421
    assert readable.send("GET", path, {"host": "localhost"}).status != 421
    two = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nHost: 127.0.0.1{CLOSE.decode()}\r\n\r\n"
    assert statuses(raw(readable, two.encode())) == [400]


def test_a_name_to_listen_at(few: Path) -> None:
    """It is looked up, and the server listens at the address."""
    with serving("--store", str(few), "--workers", "1", "--host", "localhost") as server:
        assert server.ask("ASK {}").status == 200


# --- pages of which sites may read it -------------------------------------------------------


def let(headers: list[tuple[bytes, bytes]]) -> str:
    """The origin that headers let read; empty if none."""
    return dict(headers).get(b"access-control-allow-origin", b"").decode()


@pytest.mark.parametrize(
    ("access", "allowed"),
    [
        (Access.of("127.0.0.1"), ""),
        (Access.of("0.0.0.0"), ""),
        (Access.of("127.0.0.1", is_open=True), "*"),
        (Access.of("127.0.0.1", "https://kg.example"), "*"),
        (Access.of("127.0.0.1", origins=["*"]), "*"),
        (Access.of("127.0.0.1", origins=["https://b.example", APP]), APP),
        (Access.of("127.0.0.1", origins=["HTTPS://APP.example:443"]), APP),
        (Access.of("127.0.0.1", origins=["http://app.example", f"{APP}:8443"]), ""),
    ],
)
def test_what_is_open_to_pages_of_others(access: Access, allowed: str) -> None:
    """What is public anyway, and what was asked for."""
    assert let(access.headers(APP)) == allowed
    assert bool(access.preflight(APP, "GET")) == bool(allowed)


@pytest.mark.parametrize(
    "origin",
    ["app.example", "https://app.example/", "https://app.example/x", "https://*", "null", "",
     "https://me@app.example", "https://app.example:x", "https://a.example https://b.example"],
)  # fmt: skip
def test_an_origin_that_is_none(origin: str) -> None:
    """It is told with the option, before anything is served."""
    with pytest.raises(InputError, match=r"^--cors .*such as https://app\.example"):
        Access.of("127.0.0.1", origins=[origin])


@pytest.mark.parametrize("bound", ["127.0.0.1", "0.0.0.0"])
@pytest.mark.parametrize("public", ["kg.example", "http://", "http://[", "http://a b", "ftp://a"])
def test_a_public_address_that_is_none(bound: str, public: str) -> None:
    """Wherever the server listens."""
    with pytest.raises(InputError, match=r"^--public-url .*such as https://kg\.example"):
        Access.of(bound, public)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", [APP, "null", "http://localhost:1"])
def test_a_graph_of_the_users_own(readable: Running, path: str, origin: str) -> None:
    """No page of elsewhere may read it."""
    asked = {"origin": origin, "access-control-request-method": "GET"}
    for method in ("GET", "HEAD", "OPTIONS"):
        answer = readable.send(method, path, asked)
        assert not [name for name in answer.headers if name.startswith(LET)]
    assert readable.send("OPTIONS", path, asked).status == 204


def test_a_store_that_is_written(writable: Running) -> None:
    """It is the user's own as well, and what a page sends without asking first changes nothing."""
    asked = {"origin": APP, "access-control-request-method": "PUT"}
    for path in ("/store?default", "/sparql"):
        assert not [n for n in writable.send("OPTIONS", path, asked).headers if n.startswith(LET)]
    for media in ("text/plain", "application/x-www-form-urlencoded"):
        sent = {"origin": APP, "content-type": media}
        assert writable.send("POST", "/sparql", sent, "update=DROP+ALL").status in {401, 415}
        assert writable.send("POST", "/store?default", sent, "<a:b> a <a:c>").status == 401


@pytest.mark.parametrize("path", PATHS)
def test_what_a_page_of_elsewhere_asks_is_not_worked_out(readable: Running, path: str) -> None:
    """Even the time that it takes would tell something; who follows a link may come."""
    refused = readable.send("GET", path, BEHIND)
    assert refused.status == 403
    assert "--cors" in refused.text
    framed = {**FOLLOWED, "sec-fetch-dest": "iframe"}
    assert readable.send("GET", path, framed).status == 403
    for headers in (FOLLOWED, {**BEHIND, "sec-fetch-site": "same-origin"}):
        assert readable.send("GET", path, headers).status != 403


@pytest.mark.parametrize("path", PATHS)
def test_a_site_that_may_read(shared: Running, path: str) -> None:
    """Its origin is told, and that the answer depends on it; others may not."""
    answer = shared.send("GET", path, {**BEHIND, "origin": APP})
    assert answer.status != 403
    assert answer.headers["access-control-allow-origin"] == APP
    assert "origin" in answer.headers["vary"]
    for origin in ("https://b.example", "null", f"{APP}.evil.example"):
        other = shared.send("GET", path, {"origin": origin})
        assert "access-control-allow-origin" not in other.headers
        assert "origin" in other.headers["vary"]
        assert shared.send("GET", path, {**BEHIND, "origin": origin}).status == 403


@pytest.mark.parametrize("path", PATHS)
def test_a_site_that_may_read_asks_first(shared: Running, path: str) -> None:
    """It is told what is done at the address."""
    asked = {**BEHIND, "origin": APP, "access-control-request-method": "GET"}
    answer = shared.send("OPTIONS", path, asked)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, APP)
    assert answer.headers["access-control-allow-methods"] == answer.headers["allow"]
    assert "GET" in answer.headers["allow"].split(", ")
    assert "authorization" in answer.headers["access-control-allow-headers"]
