"""The front's way of a visit: read it, hand it to a worker that holds the graph."""

from __future__ import annotations

from aiactors.server.api.problem import as_problem
from aiactors.server.asgi import (
    Receive,
    Request,
    Scope,
    base_of,
    read_head,
    read_request,
)
from aiactors.server.part import Part
from aiactors.server.protocol import parse_parameters
from aiactors.server.reply import Reply
from aiactors.server.site.files import PLACE, static
from aiactors.server.site.refused import as_page
from aiactors.server.site.visit import Visit

_HANDED_ON = ("accept", "accept-language", "accept-encoding", "if-none-match", "host")


class Front(Part):
    """An ASGI application that has visits answered by workers.

    Its pool is of workers that hold the graph.
    """

    async def answer(self, scope: Scope, receive: Receive) -> Reply | None:
        """Return a page or data; see :meth:`Part.answer`."""
        request = await read_request(scope, receive, self._limits.body, self._limits)
        visit = self._visit(request, scope)
        return static(visit) if visit.path.startswith(PLACE) else await self.ask(receive, visit)

    def dressed(self, scope: Scope, reply: Reply) -> Reply:
        """Return a refusal as a problem where the API was asked, to browsers as a page."""
        return as_page(read_head(scope), as_problem(scope["path"], reply))

    def _visit(self, request: Request, scope: Scope) -> Visit:
        headers = {name: request.header(name) for name in _HANDED_ON if request.header(name)}
        base = base_of(scope, self._public)
        return Visit(request.path, parse_parameters(request.parameters), headers, base)
