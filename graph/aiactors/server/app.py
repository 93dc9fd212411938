"""The application: which address leads where, and what starts and ends with it."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.process import BaseProcess

from aiactors.errors import AiActorsError
from aiactors.resources import release_path
from aiactors.server import void
from aiactors.server.access import Access
from aiactors.server.api.problem import as_problem
from aiactors.server.asgi import Receive, Request, Scope, Send, read_body
from aiactors.server.endpoint import Endpoint
from aiactors.server.graph_store import GraphStore, is_graph_store
from aiactors.server.limits import Limits
from aiactors.server.outbox import Outbox
from aiactors.server.part import Part
from aiactors.server.pool import Pool
from aiactors.server.protocol import parse_parameters
from aiactors.server.reply import Reply
from aiactors.server.site.files import PLACE, static
from aiactors.server.site.host import Host, Ready
from aiactors.server.site.refused import as_page
from aiactors.server.site.request import PageRequest
from aiactors.server.snapshots import Snapshots
from aiactors.server.source import Source
from aiactors.server.void import WellKnown
from aiactors.server.worker import Asker, Job
from aiactors.server.writing import Writable, Writing

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


def _visit(request: Request) -> PageRequest:
    headers = {name: request.header(name) for name in _HANDED_ON if request.header(name)}
    return PageRequest(request.path, parse_parameters(request.parameters), headers, request.base)


_PAGES_WITHIN = 2.0
"""Seconds that the server waits for its pages before it answers at all."""

_SOON = 3.0
"""Seconds after which it is told that what is served is not yet ready."""

_NOT_YET = (
    "making ready what is served: a large store without an index of texts of this version gets "
    "one first, which may take minutes"
)

_LOOK_AGAIN = 2.0
"""Seconds after which it is looked whether what is served has changed."""


class App:
    """The whole server as one ASGI application.

    ``say`` is told what happens beside the requests; ``writable`` is the store that is written and
    served.
    """

    def __init__(
        self,
        source: Source,
        limits: Limits,
        access: Access,
        say: Callable[[str], None] = lambda _: None,
        writable: Writable | None = None,
    ) -> None:
        """Create the parts of the server; nothing runs yet."""
        self.limits = limits
        self._source = source
        self._say = say
        self._snapshots = Snapshots(beside=writable.folder.parent if writable else source.beside)
        self._writing = Writing(writable, self._snapshots, limits) if writable else None
        self._askers = Pool(partial(Asker, plain=writable is not None), limits)
        # One is enough: most pages take a few milliseconds, and each worker holds the whole graph.
        # It is patient, since another one would have to read that first.
        patient = dataclasses.replace(limits, workers=1, slow_after=limits.seconds)
        self._hosts = Pool(Host, patient, self._ready)
        common = (self._snapshots, limits, access, Outbox(limits))
        parts = (self._askers, *common)
        self._sparql = Endpoint(*parts, self._writing)
        self._graphs = GraphStore(*parts, self._writing)
        released = None if writable or source.where else release_path() / "description.ttl"
        self._void = WellKnown(*parts, released)
        self._front = Front(self._hosts, *common)
        self._preparer = ThreadPoolExecutor(1, thread_name_prefix="preparer")
        self._preparing: BaseProcess | None = None
        self._watch: asyncio.Task[None] | None = None
        self._begun: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Make the first snapshot, and start the workers; InputError if it cannot be read."""
        state = "" if self._writing else self._source.state()
        told = asyncio.get_running_loop().call_later(_SOON, self._say, _NOT_YET)
        try:
            await (self._writing.start() if self._writing else self._turn())
        finally:
            told.cancel()
        self._begun = asyncio.ensure_future(self._hosts.start())
        await self._askers.start()
        # Of a large graph, queries are answered long before there are pages.
        await asyncio.wait({self._begun}, timeout=_PAGES_WITHIN)
        if not self._writing:
            self._watch = asyncio.create_task(self._follow(state))

    async def _turn(self) -> None:
        """Turn to a new snapshot; who asks the old one is answered from it."""
        place = self._snapshots.reserve()
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._preparer, self._source.prepare, place, self._prepares)
        if self._snapshots.current:
            await self._hosts.ask(str(place), Ready(), timed=False)
        self._snapshots.point_at(place)

    def _prepares(self, process: BaseProcess) -> None:
        """Keep what makes a snapshot: it must not keep the server from ending."""
        self._preparing = process

    def _ready(self) -> Job | None:
        """What makes a worker ready that holds the whole graph; what is written changes anyway."""
        return None if self._writing else (self._snapshots.current, Ready())

    async def _follow(self, state: str) -> None:
        """Turn to what is served whenever it has changed, and has stayed so for a moment."""
        seen = state
        while True:
            await asyncio.sleep(_LOOK_AGAIN)
            loop = asyncio.get_running_loop()  # to ask another server may take a while
            now = await loop.run_in_executor(self._preparer, self._source.state)
            if now and now == seen != state:
                state = now
                try:
                    await self._turn()
                    self._say("turned to the new release")
                except AiActorsError as error:
                    self._say(f"the new release is not served: {error}")
            seen = now

    async def stop(self) -> None:
        """End the workers, and remove what was made for them."""
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        if self._writing is not None:
            await self._writing.close()
        await self._askers.close()
        await self._hosts.close()
        if self._begun is not None:
            await asyncio.gather(self._begun, return_exceptions=True)
        if self._preparing is not None:
            self._preparing.kill()
        self._preparer.shutdown(cancel_futures=True)
        self._snapshots.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; queries go straight to the endpoint."""
        if scope["type"] != "http":
            return
        if scope["path"] == "/sparql":
            await self._sparql(scope, receive, send)
        elif is_graph_store(scope["path"]):
            await self._graphs(scope, receive, send)
        elif scope["path"] == void.PATH:
            await self._void(scope, receive, send)
        else:
            await self._front(scope, receive, send)
