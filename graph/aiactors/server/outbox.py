"""The answers that are on their way: sent bit by bit, no faster than their clients take them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from aiactors.server.asgi import Send
from aiactors.server.limits import Limits
from aiactors.server.reply import Reply, busy

BIT = 64 << 10
"""Bytes that are sent at once; the server beneath holds a few of them for each client."""


class Outbox:
    """The answers that clients have yet to take, up to a size.

    A client that reads slowly, or not at all, keeps its answer in memory. Where there is no room
    for a new one, those give way that have taken nothing for a while. Each may take half of what
    is left, so that a few large ones leave room for many small ones.
    """

    def __init__(self, limits: Limits) -> None:
        """Start empty."""
        self._left = limits.unsent
        self._patience = limits.yielding
        # Task → its bytes, and when something was taken of them; the longest ago first.
        self._sending: OrderedDict[asyncio.Task[Any], tuple[int, float]] = OrderedDict()

    def admitted(self, reply: Reply) -> Reply:
        """Return a reply, or a refusal if there is no room; one sent at once always has room."""
        size = len(reply.body)
        if size <= BIT or self._has_room(2 * size):
            return reply
        return busy("too many answers wait for clients that read slowly").reply()

    def _has_room(self, size: int) -> bool:
        """Whether there is room, where need be in the place of who takes nothing."""
        latest = asyncio.get_running_loop().time() - self._patience
        while self._left < size and self._sending:
            task, (held, moved) = next(iter(self._sending.items()))
            if moved > latest:
                break
            del self._sending[task]
            self._left += held
            task.cancel()
        return self._left >= size

    async def send(
        self, send: Send, reply: Reply, method: str, more: Iterable[tuple[bytes, bytes]] = ()
    ) -> None:
        """Send a reply; without its body to ``HEAD``.

        ``send`` waits until the client has taken what was sent before.
        """
        length = (b"content-length", b"%d" % len(reply.body))
        headers = [length, (b"x-content-type-options", b"nosniff"), *more]
        if reply.media:
            headers.append((b"content-type", reply.media.encode()))
        headers += [(k.encode(), v.encode("latin-1", "replace")) for k, v in reply.headers.items()]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        body = b"" if method == "HEAD" else reply.body
        if len(body) <= BIT:
            await send({"type": "http.response.body", "body": body})
        else:
            await self._send_bits(send, body)

    async def _send_bits(self, send: Send, body: bytes) -> None:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        assert task is not None
        self._left -= len(body)
        try:
            for begin in range(0, len(body), BIT):
                self._sending[task] = len(body), loop.time()
                self._sending.move_to_end(task)
                bit, more = body[begin : begin + BIT], begin + BIT < len(body)
                await send({"type": "http.response.body", "body": bit, "more_body": more})
        except asyncio.CancelledError:
            if task in self._sending:
                raise  # it was not another answer that needed the room
        finally:
            if self._sending.pop(task, None) is not None:
                self._left += len(body)
