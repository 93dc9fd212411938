"""Requests that are none, or meant ill, byte for byte."""

from __future__ import annotations

import contextlib
import socket

import pytest

from tests.server.conftest import Running
from tests.waiting import PATIENCE

CLOSE = b"\r\nConnection: close"


def raw(server: Running, data: bytes) -> bytes:
    """Send bytes, and return what comes back until the server closes."""
    data = data if CLOSE in data else data.replace(b"\r\nHost:", CLOSE + b"\r\nHost:")
    parts = []
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as client:
        client.sendall(data)
        with contextlib.suppress(ConnectionResetError):
            while part := client.recv(65536):
                parts.append(part)
    return b"".join(parts)


def statuses(answer: bytes) -> list[int]:
    """The codes of what came back."""
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]


ASK = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"

BAD = {
    "latin-1 in the query": b"GET /sparql?query=ASK%7B%7D%23\xe9 HTTP/1.1\r\n"
    b"Host: localhost\r\n\r\n",
    "latin-1, escaped": b"GET /sparql?query=ASK%7B%7D%23%E9 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "overlong": b"GET /sparql?query=ASK%7B%C0%AF%7D HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "surrogate": b"GET /sparql?query=ASK%7B%ED%A0%80%7D HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "nul": b"GET /sparql?query=ASK%7B%00%7D HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "broken percent signs": b"GET /sparql?query=%7&%=%ZZ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "many parameters": b"GET /sparql?query=ASK%7B%7D"
    + b"&a=1" * 2_000
    + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "body in latin-1": POST + b"Content-Length: 7\r\n\r\nASK{'\xe9'",
    "body with nul": POST + b"Content-Length: 6\r\n\r\nASK{\0}",
    "host with a script": b'GET / HTTP/1.1\r\nHost: "><script>\r\n\r\n',
    "host with a path": b"GET / HTTP/1.1\r\nHost: a.example/b?c\r\n\r\n",
    "host with a user": b"GET /sparql HTTP/1.1\r\nHost: me@a.example\r\nAccept: text/html\r\n\r\n",
    "two hosts": ASK + b"Host: localhost\r\n\r\n",
    "host of elsewhere": b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
    "length that is none": POST + b"Content-Length: ten\r\n\r\n",
    "length below zero": POST + b"Content-Length: -1\r\n\r\n",
    "two lengths": POST + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {}",
    "chunk that is none": POST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nASK {}\r\n0\r\n\r\n",
    "not http": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100) + b"\r\n\r\n",
    "http/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "huge header": ASK + b"X-Huge: " + b"x" * 1_000_000 + b"\r\n\r\n",
    "many headers": ASK + b"".join(b"X-%d: 1\r\n" % i for i in range(1_000)) + b"\r\n",
    "accepts nothing": ASK + b"Accept: " + b"image/png," * 3_000 + b"\r\n\r\n",
    "method unknown": b"BREW /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "method for others": b"DELETE /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "trace": b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_refuses_bad_requests(readable: Running, data: bytes) -> None:
    """The server refuses bad requests."""
    found = statuses(raw(readable, data))
    assert all(400 <= status < 500 for status in found), found
    # A request that is none of HTTP at all may be answered with the end of the connection.
    assert found or not data.startswith((b"GET", b"POST"))


PLACES = ("static/", "named/", "")
SECRETS = ("../../../../etc/passwd", "..%2f..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd",
           "..%252f..%252fetc/passwd", "..\\..\\etc\\passwd", "..%5c..%5cetc%5cpasswd",
           "%c0%ae%c0%ae/etc/passwd", "/etc/passwd", "//etc/passwd", "....//....//etc/passwd",
           "%00/etc/passwd")  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_gives_no_file_away(readable: Running, place: str) -> None:
    """The server gives no file away."""
    for secret in SECRETS:
        answer = raw(readable, f"GET /{place}{secret} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert statuses(answer)[0] in {400, 404}, secret
        assert b"root:" not in answer


def test_takes_chunks(readable: Running) -> None:
    """The server takes chunks."""
    data = POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n3\r\n {}\r\n0\r\n\r\n"
    assert statuses(raw(readable, data)) == [200]


@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/store?default", "/nowhere"])
def test_answers_head_as_get_without_a_body(readable: Running, path: str) -> None:
    """The server answers head as get without a body."""
    head, get = readable.send("HEAD", path), readable.send("GET", path)
    assert (head.status, head.body) == (get.status, b"")
    assert head.headers.get("content-type") == get.headers.get("content-type")


def test_keeps_the_connection_after_errors_and_in_a_pipeline(readable: Running) -> None:
    """The server keeps the connection after errors and in a pipeline."""
    wrong = b"GET /sparql?query=SELECT HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = ASK[:-2] + CLOSE + b"\r\n\r\n"
    assert statuses(raw(readable, wrong + ASK + b"\r\n" + wrong + last)) == [400, 200, 400, 200]
