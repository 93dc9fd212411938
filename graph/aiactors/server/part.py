"""What the parts of the server share: each answers requests by having workers answer questions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from aiactors.server.access import Access
from aiactors.server.asgi import (
    Receive,
    Request,
    Scope,
    Send,
    read_head,
    while_connected,
)
from aiactors.server.limits import Limits
from aiactors.server.outbox import Outbox
from aiactors.server.pool import Pool
from aiactors.server.reply import HttpError, Reply
from aiactors.server.snapshots import Snapshots

READING = ("GET", "HEAD", "OPTIONS")


class Part(ABC):
    """An ASGI application for some of the addresses of the server."""

    def __init__(
        self, pool: Pool, snapshots: Snapshots, limits: Limits, access: Access, outbox: Outbox
    ) -> None:
        """Store the arguments."""
        self._pool = pool
        self._snapshots = snapshots
        self._limits = limits
        self._access = access
        self._outbox = outbox

    @property
    def methods(self) -> tuple[str, ...]:
        """The HTTP methods that are allowed."""
        return READING

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = read_head(scope)
        try:
            request.base = self._access.admit(scope, request)
            reply = await self._reply(request, receive)
        except HttpError as error:
            reply = error.reply()
        if reply is not None:
            more = self._access.headers(request.header("origin"))
            reply = self.dressed(request, self._outbox.admitted(reply))
            await self._outbox.send(send, reply, request.method, more)

    async def _reply(self, request: Request, receive: Receive) -> Reply | None:
        method, allowed = request.method, ", ".join(self.methods)
        if method not in self.methods:
            raise HttpError(405, f"{method} is not done here: {allowed} are", {"allow": allowed})
        if method == "OPTIONS":
            shared = self._access.preflight(request.header("origin"), allowed)
            return Reply(204, headers={"allow": allowed, **shared})
        return await self.answer(request, receive)

    @abstractmethod
    async def answer(self, request: Request, receive: Receive) -> Reply | None:
        """Return the reply to a request, whose body is not read yet.

        None if its client has gone.
        """

    def dressed(self, request: Request, reply: Reply) -> Reply:
        """Return a reply as it is sent: as it is, unless a part says otherwise."""
        return reply

    async def ask(self, receive: Receive, question: Any) -> Reply | None:
        """Have a worker answer; None if the client has gone meanwhile."""
        with self._snapshots.in_use() as snapshot:
            return await while_connected(receive, self._pool.ask(snapshot, question))
