"""Clients that read slowly, or not at all: neither keeps memory, nor room of others, for long."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import pytest

from aiactors.server.limits import Limits
from aiactors.server.outbox import BIT, Outbox
from aiactors.server.reply import Reply
from tests.server.conftest import Running, limited
from tests.waiting import until

pytestmark = pytest.mark.heavy

ROOM = 10 * BIT
NEVER = 1e9


class Client:
    """What a client was sent; it takes so many messages, and then none."""

    def __init__(self, most: int = 1_000) -> None:
        """Take nothing yet."""
        self.sent: list[MutableMapping[str, Any]] = []
        self._most = most

    async def take(self, message: MutableMapping[str, Any]) -> None:
        """Take a message, or wait for ever."""
        self.sent.append(message)
        if len(self.sent) > self._most:
            await asyncio.Event().wait()

    @property
    def body(self) -> bytes:
        """What was sent of the body."""
        return b"".join(message.get("body", b"") for message in self.sent)


def outbox(yielding: float = NEVER) -> Outbox:
    """One with little room."""
    return Outbox(Limits(unsent=ROOM, yielding=yielding))


def reply(bits: float) -> Reply:
    """A reply of so many bits."""
    return Reply(200, "text/csv", bytes(range(256)) * int(bits * BIT / 256))


@pytest.mark.parametrize("bits", [0, 0.5, 1, 1.5, 2, 2.5])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_answer_is_sent_bit_by_bit(bits: float, method: str) -> None:
    """All of it, with its length before it."""
    sent, client = reply(bits), Client()
    asyncio.run(outbox().send(client.take, sent, method))
    assert (b"content-length", b"%d" % len(sent.body)) in client.sent[0]["headers"]
    assert client.body == (b"" if method == "HEAD" else sent.body)
    assert all(len(message.get("body", b"")) <= BIT for message in client.sent)
    more = [message.get("more_body", False) for message in client.sent[1:]]
    assert more == [True] * (len(more) - 1) + [False]


async def begun(box: Outbox, bits: float) -> asyncio.Task[None]:
    """An answer to a client that takes its head, and one bit."""
    assert box.admitted(reply(bits)).status == 200
    task = asyncio.create_task(box.send(Client(2).take, reply(bits), "GET"))
    await asyncio.sleep(0)
    return task


def test_there_is_no_room_for_ever_more() -> None:
    """Who would need more than half of what is left comes back later; small ones always fit."""

    async def run() -> None:
        box = outbox()
        first = await begun(box, 5)
        assert [box.admitted(reply(bits)).status for bits in (0.5, 1, 2, 2.5)] == [200] * 4
        refused = box.admitted(reply(3))
        assert (refused.status, refused.headers["retry-after"]) == (503, "2")
        first.cancel()  # its client has hung up
        with pytest.raises(asyncio.CancelledError):
            await first
        assert box.admitted(reply(5)).status == 200

    asyncio.run(run())


def test_who_takes_nothing_gives_way() -> None:
    """The one that has taken nothing for longest, and no more of them than is needed."""

    async def run() -> None:
        box = outbox(yielding=0)
        first, second = await begun(box, 5), await begun(box, 2)
        third = await begun(box, 3)
        await asyncio.wait({first})
        assert first.exception() is None
        assert not second.done()
        assert box.admitted(reply(6)).status == 503  # it will never fit
        await asyncio.wait({second, third})
        assert box.admitted(reply(5)).status == 200

    asyncio.run(run())


# --- in a real server ---------------------------------------------------------------------------

LINES = 8
WHOLE = LINES << 20
QUERY = "SELECT ?o { ?s <http://a.example/p> ?o . ?s <http://a.example/n> ?n FILTER(?n <= %d) }"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of which a query can ask many megabytes."""
    file = tmp_path_factory.mktemp("outbox") / "long.ttl"
    numbers = ", ".join(map(str, range(1, 2 * LINES + 1)))
    text = "x" * (1 << 20)
    file.write_text(f'<urn:s> <http://a.example/p> "{text}" ; <http://a.example/n> {numbers} .')
    return file


@pytest.fixture(scope="module")
def impatient(long: Path) -> Iterator[Running]:
    """A server that lets go after two seconds."""
    with limited(long, sending=2) as server:
        yield server


@contextlib.contextmanager
def asking(server: Running, path: str) -> Iterator[socket.socket]:
    """A client with a small buffer, which has asked and read nothing."""
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 << 10)
        client.settimeout(60)
        client.connect(("127.0.0.1", server.port))
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        yield client


def sparql(lines: int) -> str:
    """The address of a query that has so many megabytes."""
    return f"/sparql?query={quote(QUERY % lines)}"


def taken(client: socket.socket, size: int = 0) -> int:
    """How many bytes come, up to a whole answer, or until the connection breaks."""
    with contextlib.suppress(ConnectionError):
        while size <= WHOLE and (part := client.recv(1 << 20)):
            size += len(part)
    return size


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="a matter of Linux")
@pytest.mark.parametrize("path", [sparql(LINES), "/static/vis-network.min.js"])
def test_lets_go_who_reads_nothing(impatient: Running, path: str) -> None:
    """Also of an answer that the server beneath holds to the end."""
    server = psutil.Process(impatient.pid)
    whole = len(impatient.send("GET", path).body)
    with asking(impatient, path) as client:
        assert client.recv(1) == b"H"
        port = client.getsockname()[1]
        until(
            lambda: port not in {getattr(c.raddr, "port", 0) for c in server.net_connections()},
            "the server lets go of the connection",
        )
        assert taken(client) < whole
    assert impatient.ask("ASK {}").status == 200


def test_gives_the_room_to_who_reads(long: Path) -> None:
    """Who has taken nothing is let go; what would never fit is refused."""
    with limited(long, unsent=2 * WHOLE + BIT, yielding=0) as server:
        with asking(server, sparql(LINES)) as idle:
            assert idle.recv(12) == b"HTTP/1.1 200"
            answer = server.ask(QUERY % LINES)
            assert (answer.status, len(answer.body) > WHOLE) == (200, True)
            assert taken(idle) < WHOLE
        refused = server.ask(QUERY % (2 * LINES))
        assert (refused.status, refused.headers["retry-after"]) == (503, "2")
        assert server.ask("ASK {}").status == 200
