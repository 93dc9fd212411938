"""The front's way of a visit: read it, hand it to a worker that holds the graph."""

from __future__ import annotations

from aiactors.server.api.problem import as_problem
from aiactors.server.asgi import (
    Receive,
    Request,
    Scope,
    Send,
    base_of,
    preflight,
    read_request,
    send_reply,
    while_connected,
)
from aiactors.server.limits import Limits
from aiactors.server.pool import Pool
from aiactors.server.protocol import parse_parameters
from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.files import PLACE, static
from aiactors.server.site.visit import Visit
from aiactors.server.snapshots import Snapshots

METHODS = ("GET", "HEAD", "OPTIONS")

_HANDED_ON = ("accept", "accept-language", "accept-encoding", "if-none-match", "host")


class Front:
    """An ASGI application that has visits answered by workers.

    Args:
        pool: workers that hold the graph.
        snapshots: what is shown.
        limits: how large a request may be.
        public: the address under which people know the server; that which they asked for if
            empty.
    """

    def __init__(self, pool: Pool, snapshots: Snapshots, limits: Limits, public: str = "") -> None:
        """Keep the parts."""
        self._pool = pool
        self._snapshots = snapshots
        self._limits = limits
        self._public = public.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            reply = await self._reply(scope, receive)
        except HttpError as error:
            reply = error.reply()
        if reply is not None:
            await send_reply(send, as_problem(scope["path"], reply), scope["method"])

    async def _reply(self, scope: Scope, receive: Receive) -> Reply | None:
        method = scope["method"]
        if method not in METHODS:
            raise HttpError(405, f"read with GET, not {method}", {"allow": ", ".join(METHODS)})
        if method == "OPTIONS":
            return preflight()
        request = await read_request(scope, receive, self._limits.body, self._limits)
        visit = self._visit(request, scope)
        if visit.path.startswith(PLACE):
            return static(visit)
        with self._snapshots.in_use() as snapshot:
            return await while_connected(receive, self._pool.ask(snapshot, visit))

    def _visit(self, request: Request, scope: Scope) -> Visit:
        headers = {name: request.header(name) for name in _HANDED_ON if request.header(name)}
        base = base_of(scope, self._public)
        return Visit(request.path, parse_parameters(request.parameters), headers, base)
