"""The graphs themselves over HTTP: read for all, written with the token.

The rules are those of the `Graph Store HTTP Protocol
<https://www.w3.org/TR/sparql11-http-rdf-update/>`_. A graph is named by a parameter
(``/store?graph=ADDRESS``, ``/store?default``), or it has the address of the request itself
(``/store/people``).
"""

from __future__ import annotations

import uuid
from urllib.parse import quote

from aiactors.server.access import Access
from aiactors.server.asgi import Receive, Request, read_body
from aiactors.server.formats import PARAMETERS, names_of
from aiactors.server.graphs import DEFAULT, Delete, Put, Read, graph_name
from aiactors.server.limits import Limits
from aiactors.server.multipart import bodies
from aiactors.server.outbox import Outbox
from aiactors.server.part import READING, Part
from aiactors.server.pool import Pool
from aiactors.server.protocol import parse_parameters
from aiactors.server.reply import HttpError, Reply
from aiactors.server.snapshots import Snapshots
from aiactors.server.writing import Writing

PATH = "/store"

_WRITING = (*READING, "PUT", "POST", "DELETE")
_UNQUOTED = "/:@!$&'()*+,;=~"


def is_graph_store(path: str) -> bool:
    """Return whether a path is that of the graph store, or of a graph in it."""
    return path == PATH or path.startswith(f"{PATH}/")


class GraphStore(Part):
    """An ASGI application that answers the Graph Store protocol."""

    def __init__(
        self,
        pool: Pool,
        snapshots: Snapshots,
        limits: Limits,
        access: Access,
        outbox: Outbox,
        writing: Writing | None = None,
    ) -> None:
        """Store the arguments."""
        super().__init__(pool, snapshots, limits, access, outbox)
        self._writing = writing

    @property
    def methods(self) -> tuple[str, ...]:
        """The HTTP methods that are allowed."""
        return READING if self._writing is None else _WRITING

    async def answer(self, request: Request, receive: Receive) -> Reply | None:
        """Return the reply to a request; see :meth:`Part.answer`."""
        if self._writing is None or request.method in READING:
            return await self._read(request, receive)
        return await self._write(self._writing, request, receive)

    async def _read(self, request: Request, receive: Receive) -> Reply | None:
        await read_body(request, receive, self._limits.body, self._limits)
        graph, formats = _named(request)
        if graph is None:
            raise HttpError(400, f"name a graph: {PATH}?default or {PATH}?graph=ADDRESS")
        return await self.ask(receive, Read(graph, request.header("accept"), formats))

    async def _write(self, writing: Writing, request: Request, receive: Receive) -> Reply:
        writing.require(request)
        graph, _ = _named(request)
        if graph is None and request.method != "POST":
            raise HttpError(400, f"name a graph: {PATH}?default or {PATH}?graph=ADDRESS")
        await read_body(request, receive, self._limits.written, writing.limits)
        if request.method == "DELETE":
            return await writing.write(Delete(graph or DEFAULT))
        found = bodies(request.header("content-type"), request.body)
        if graph is None:
            new = f"{request.base}{PATH}/{uuid.uuid4()}"
            return await writing.write(Put(new, found, add=True, location=new))
        return await writing.write(Put(graph, found, add=request.method == "POST"))


def _named(request: Request) -> tuple[str | None, tuple[str, ...]]:
    """The graph that is meant, None for the graph store itself; and the formats."""
    found = parse_parameters(request.parameters)
    if unknown := found.keys() - {"default", "graph", *PARAMETERS}:
        raise HttpError(400, f"the parameter {min(unknown)!r} is not known here")
    graphs = found.get("graph", []) + [DEFAULT for _ in found.get("default", [])]
    if request.path != PATH:
        graphs.append(f"{request.base}{_path(request)}")
    if len(graphs) > 1:
        raise HttpError(400, "name one graph: ?default, ?graph=ADDRESS or its own address")
    if found.get("graph") == [""]:
        raise HttpError(400, "the parameter graph is empty: write an address, or ?default")
    for graph in graphs:
        graph_name(graph)
    return (graphs[0] if graphs else None), names_of(found)


def _path(request: Request) -> str:
    """The path as it was sent, or else with what must be escaped."""
    if request.raw_path:
        return request.raw_path.partition(b"?")[0].decode("latin-1")
    return quote(request.path, safe=_UNQUOTED)
