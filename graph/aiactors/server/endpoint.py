"""The SPARQL endpoint: the way of a query through the front, as short as it can be."""

from __future__ import annotations

from aiactors.server.access import Access
from aiactors.server.answering import Question
from aiactors.server.answers import Answers, is_lasting
from aiactors.server.asgi import Receive, Request, read_body
from aiactors.server.description import Description, wants_page
from aiactors.server.limits import Limits
from aiactors.server.outbox import Outbox
from aiactors.server.part import Part
from aiactors.server.pool import Pool
from aiactors.server.protocol import UPDATE, media_type, parse_operation
from aiactors.server.reply import HttpError, Reply
from aiactors.server.snapshots import Snapshots
from aiactors.server.updates import Update
from aiactors.server.writing import Writing

PATH = "/sparql"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class Endpoint(Part):
    """An ASGI application that answers the SPARQL protocol."""

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
        self._answers = Answers(limits.kept)

    @property
    def methods(self) -> tuple[str, ...]:
        """The HTTP methods that are allowed."""
        return METHODS

    async def answer(self, request: Request, receive: Receive) -> Reply | None:
        """Return the reply to a request; see :meth:`Part.answer`."""
        posted = request.method == "POST"
        most = self._most(request) if posted else (self._limits.body, self._limits)
        await read_body(request, receive, *most)
        # All on which an answer depends; from here to the worker, the snapshot stays the same.
        key = (self._snapshots.current, request.base, posted, *_said(request))
        kept = self._answers.get(key)
        return kept or await self._answer(receive, request, key)

    async def _answer(
        self, receive: Receive, request: Request, key: tuple[object, ...]
    ) -> Reply | None:
        media, base = request.header("content-type"), request.base
        operation = parse_operation(request.method, request.parameters, media, request.body)
        if operation is not None and operation.kind == "update":
            return await self._update(request, Update(operation, base + PATH))
        accept = request.header("accept")
        if operation is not None:
            question: Question | Description = Question(operation, accept, base + PATH)
        elif wants_page(accept):
            return Reply(303, headers={"location": f"{base}/query", "vary": "accept"})
        else:
            question = Description(base, accept, writable=self._writing is not None)
        reply = await self.ask(receive, question)
        if reply is not None and (operation is None or is_lasting(operation.sparql)):
            self._answers.keep(key, reply, len(base) + sum(map(len, _said(request))))
        return reply

    def _most(self, head: Request) -> tuple[int, Limits]:
        """What a body may take; whoever may not write is told so before it is read."""
        is_update = media_type(head.header("content-type")) == UPDATE
        if self._writing is None:
            if is_update:
                raise HttpError(403, _READ_ONLY)
            return self._limits.body, self._limits
        if is_update:
            self._writing.require(head)
        if self._writing.allows(head):
            return self._limits.written, self._writing.limits
        return self._limits.body, self._limits

    async def _update(self, request: Request, update: Update) -> Reply:
        """Carry out an update, where that is allowed."""
        if self._writing is None:
            raise HttpError(403, _READ_ONLY)
        self._writing.require(request)
        return await self._writing.write(update)


def _said(request: Request) -> tuple[str | bytes, ...]:
    """The parts of a request that can change its answer."""
    media, accept = request.header("content-type"), request.header("accept")
    return request.parameters, media, request.body, accept


_READ_ONLY = "this server is read-only: nothing is written here"
