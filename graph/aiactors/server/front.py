"""The front's way of a visit: read it, hand it to a worker that holds the graph."""

from __future__ import annotations

from aiactors.server.api.problem import as_problem
from aiactors.server.asgi import Receive, Request, read_body
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

    async def answer(self, request: Request, receive: Receive) -> Reply | None:
        """Return a page or data; see :meth:`Part.answer`."""
        visit = _visit(await read_body(request, receive, self._limits.body, self._limits))
        return static(visit) if visit.path.startswith(PLACE) else await self.ask(receive, visit)

    def dressed(self, request: Request, reply: Reply) -> Reply:
        """Return a refusal as a problem where the API was asked, to browsers as a page."""
        return as_page(request, as_problem(request.path, reply))


def _visit(request: Request) -> Visit:
    headers = {name: request.header(name) for name in _HANDED_ON if request.header(name)}
    return Visit(request.path, parse_parameters(request.parameters), headers, request.base)
