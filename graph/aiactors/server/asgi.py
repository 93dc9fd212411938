"""The few things of ASGI that the front needs: read a request, send a reply, notice who has gone.

ASGI is described at https://asgi.readthedocs.io/.
"""

from __future__ import annotations

import asyncio
import re
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

_HOST = re.compile(r"[A-Za-z0-9.\-_]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")

_OPEN = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"content-type, etag, link, location, retry-after"),
    (b"x-content-type-options", b"nosniff"),
]
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "access-control-allow-headers": "accept, authorization, content-type",
    "access-control-max-age": "86400",
}


@dataclass(slots=True)
class Request:
    """A request, and its body where it is read.

    Attributes:
        method: ``GET`` …
        path: its path.
        parameters: what follows the question mark.
        headers: name in small letters → value; the last one of a name.
        body: its body.
    """

    method: str
    path: str
    parameters: bytes
    headers: dict[str, str]
    body: bytes = b""

    def header(self, name: str) -> str:
        """Return a header; empty where it is not sent."""
        return self.headers.get(name, "")


def read_head(scope: Scope) -> Request:
    """Read a request without its body.

    Args:
        scope: what ASGI says of it.

    Returns:
        The request.
    """
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return Request(scope["method"], scope["path"], scope["query_string"], headers)


def base_of(scope: Scope, public: str = "") -> str:
    """Return the address of the server, without a slash at its end.

    Args:
        scope: what ASGI says of a request.
        public: the address under which people know the server; that which was asked for if empty.

    Returns:
        The address.

    Raises:
        HttpError: if the request names no host that can be one.

    Example:
        >>> base_of({"scheme": "http", "headers": [(b"host", b"localhost:7001")]})
        'http://localhost:7001'
    """
    if public:
        return public.rstrip("/")
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    if not host and scope["http_version"] in ("1", "1.0"):  # it knows no hosts
        name, port = scope["server"]
        host = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
    if _HOST.fullmatch(host) is None:
        raise HttpError(400, "the header Host names no host")
    return f"{scope['scheme']}://{host}"


async def read_request(scope: Scope, receive: Receive, most: int, limits: Limits) -> Request:
    """Read a request.

    Args:
        scope: what ASGI says of it.
        receive: where the body comes from.
        most: the most bytes that the body may have.
        limits: how long the client may take.

    Returns:
        The request.

    Raises:
        HttpError: if the body is too large, or does not come in time.
    """
    return await read_rest(read_head(scope), receive, most, limits)


async def read_rest(request: Request, receive: Receive, most: int, limits: Limits) -> Request:
    """Read the body of a request whose head was read; see :func:`read_request`."""
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


async def send_reply(send: Send, reply: Reply, method: str = "GET") -> None:
    """Send a reply.

    Args:
        send: where it goes.
        reply: the reply.
        method: that of the request: to ``HEAD`` the same is answered without a body.
    """
    headers = [(b"content-length", b"%d" % len(reply.body)), *_OPEN]
    if reply.media:
        headers.append((b"content-type", reply.media.encode()))
    headers += [(k.encode(), v.encode("latin-1", "replace")) for k, v in reply.headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    body = b"" if method == "HEAD" else reply.body
    await send({"type": "http.response.body", "body": body})


def preflight() -> Reply:
    """Return what a browser wants to know before it lets a page of another site ask."""
    return Reply(204, headers=_PREFLIGHT)


async def while_connected(receive: Receive, asked: Coroutine[Any, Any, Reply]) -> Reply | None:
    """Wait for a reply as long as the client does.

    Args:
        receive: where ASGI tells that the client has gone; the body must have been read.
        asked: what is waited for; it is cancelled when the client has gone.

    Returns:
        The reply; None where nobody wants it any more.

    Raises:
        HttpError: if it is refused.
        CancelledError: if the server itself gives it up.
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
