"""Whatever bytes are sent: no crash, and no mistake of the server's own."""

from __future__ import annotations

import contextlib
import socket

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.conftest import Running
from tests.waiting import PATIENCE

FEW = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

PATHS = st.one_of(
    st.sampled_from(
        [
            "/",
            "/sparql",
            "/store",
            "/search",
            "/query",
            "/network",
            "/ns",
            "/static/style.css",
            "/id/s",
            "/statement/s",
            "/dossier/one",
            "/api/search",
            "/api/entity/s",
            "/api/path",
            "/api/network",
            "/.well-known/void",
            "/openapi.json",
        ]
    ),
    st.binary(max_size=30).map(lambda data: "/" + "".join(f"%{byte:02X}" for byte in data)),
    st.text(st.characters(codec="ascii", exclude_characters=" \r\n"), max_size=30).map("/".__add__),
)
NAMES = st.sampled_from(
    [
        "query",
        "q",
        "graph",
        "default",
        "format",
        "limit",
        "from",
        "to",
        "focus",
        "update",
        "as-of",
        "default-graph-uri",
        "named-graph-uri",
        "among",
        "only",
        "depth",
        "lang",
    ]
)
VALUES = st.one_of(
    st.sampled_from(["ASK {}", "SELECT * { ?s ?p ?o }", "DESCRIBE <http://a.example/s>", "-1"]),
    st.sampled_from(["http://a.example/one", "9" * 40, "2020-13-45", "json", "<", "'", '"', "\\"]),
    st.text(max_size=40),
    st.text("{}()<>?:;.,'\"\\ \n#aselctwhr*!|^+", max_size=60),
)
HEADERS = st.sampled_from(
    [
        "Accept",
        "Accept-Language",
        "Accept-Encoding",
        "Content-Type",
        "If-None-Match",
        "Origin",
        "Authorization",
        "Cookie",
        "Range",
        "X-Forwarded-Host",
        "Sec-Fetch-Site",
        "Expect",
        "Content-Encoding",
    ]
)
LINE = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))


def _exchange(server: Running, data: bytes, *, whole: bool) -> bytes:
    """Send a whole request, or bytes and no more; return what comes back at first."""
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as client:
        with contextlib.suppress(ConnectionError):
            client.sendall(data)
            if not whole:  # or the server would wait for the rest
                with contextlib.suppress(OSError):  # it has closed already
                    client.shutdown(socket.SHUT_WR)
            return client.recv(65536)
    return b""


def _is_no_mistake(answer: bytes) -> bool:
    mistake = answer.startswith(b"HTTP/1.1 5") and not answer.startswith(b"HTTP/1.1 503")
    return not mistake and b"took more memory" not in answer


@FEW
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]),
    path=PATHS,
    parameters=st.lists(st.tuples(NAMES, VALUES), max_size=4),
    headers=st.lists(st.tuples(HEADERS, LINE), max_size=4),
    body=st.one_of(st.just(b""), st.binary(max_size=80)),
)
def test_answers_any_request(
    readable: Running,
    method: str,
    path: str,
    parameters: list[tuple[str, str]],
    headers: list[tuple[str, str]],
    body: bytes,
) -> None:
    """The server answers any request."""
    target = path + "?" + "&".join(f"{name}={_quoted(value)}" for name, value in parameters)
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers]
    lines += [f"Content-Length: {len(body)}"] if body else []
    answer = _exchange(readable, "\r\n".join([*lines, "", ""]).encode("latin-1") + body, whole=True)
    assert _is_no_mistake(answer), answer


@FEW
@given(
    start=st.sampled_from([b"", b"GET ", b"GET / HTTP/1.1\r\n", b"POST /sparql HTTP/1.1\r\n"]),
    data=st.binary(max_size=200),
    end=st.sampled_from([b"\r\n\r\n", b"\r\nHost: localhost\r\n\r\n", b"\n\n"]),
)
def test_outlives_any_bytes(readable: Running, start: bytes, data: bytes, end: bytes) -> None:
    """The server outlives any bytes."""
    assert _is_no_mistake(_exchange(readable, start + data + end, whole=False))
    assert readable.ask("ASK {}").status == 200
