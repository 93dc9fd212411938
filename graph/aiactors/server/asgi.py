"""The few things of ASGI that the front needs: read a request, notice who has gone.

ASGI is described at https://asgi.readthedocs.io/.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from dataclasses import dataclass
from typing import Any

from aiactors.server.limits import Limits
from aiactors.server.reply import HttpError, Reply

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_PATIENCE = 0.05
"""Seconds after which it is worth looking whether the client is still there."""


@dataclass(slots=True)
class Request:
    """A request, and its body where it is read.

    Attributes:
        method: ``GET`` …
        path: its path.
        parameters: what follows the question mark.
        headers: name in small letters → value; the last one of a name.
        raw_path: its path as it was sent; empty where that is not known.
        base: the address of the server, without a slash at its end.
        body: its body.
    """

    method: str
    path: str
    parameters: bytes
    headers: dict[str, str]
    raw_path: bytes = b""
    base: str = ""
    body: bytes = b""

    def header(self, name: str) -> str:
        """Return a header; empty where it is not sent."""
        return self.headers.get(name, "")


def read_head(scope: Scope) -> Request:
    """Read a request without its body."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    raw = scope.get("raw_path") or b""
    return Request(scope["method"], scope["path"], scope["query_string"], headers, raw)


async def read_body(request: Request, receive: Receive, most: int, limits: Limits) -> Request:
    """Read the body of a request; HttpError if it has more than ``most`` bytes, or is too slow."""
    if len(request.parameters) > most:
        raise HttpError(414, f"the address is longer than {most:,} bytes: send the query with POST")
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return request
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HttpError(415, "send the body as it is, without Content-Encoding")
    _require_size(request.header("content-length"), most)
    try:
        request.body = await asyncio.wait_for(_body(receive, most), limits.reading)
    except TimeoutError:
        why = f"the request did not come within {limits.reading:g} s"
        raise HttpError(408, why, {"connection": "close"}) from None
    return request


def _require_size(size: str, most: int) -> None:
    if size.isascii() and size.isdigit() and int(size[:20]) > most:
        why = f"the request is larger than {most:,} bytes: shorten it"
        raise HttpError(413, why, {"connection": "close"})


async def _body(receive: Receive, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HttpError(400, "the request ended before it was whole")
        part = message.get("body", b"")
        size += len(part)
        _require_size(str(size), most)
        parts.append(part)
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


async def while_connected(receive: Receive, asked: Coroutine[Any, Any, Reply]) -> Reply | None:
    """Wait for a reply as long as the client does; None if it has gone, and then work is cancelled.

    The body must have been read before.
    """
    watch = _Watch(receive)
    timer = asyncio.get_running_loop().call_later(_PATIENCE, watch.begin)
    try:
        return await asked
    except asyncio.CancelledError:
        if not watch.gone:
            raise
        return None
    finally:
        timer.cancel()
        watch.end()


class _Watch:
    """Cancels the task at hand when its client goes; most are done before it has begun."""

    __slots__ = ("_receive", "_task", "_watching", "gone")

    def __init__(self, receive: Receive) -> None:
        self.gone = False
        self._receive = receive
        self._task = asyncio.current_task()
        self._watching: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        if self._task is not None:
            self._task.cancel()

    def end(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
