"""What writes: one process that holds the store, and its end in the front.

Each change is one transaction. When it is done, all is written to the disk and a copy of the
store is made, which costs a few links, and the readers turn to it before the client is told. So
nobody ever reads half a change, and who has been told of one can read it. A change that takes too
long is ended with its process, and has not happened.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import hmac
import re
import time
from collections.abc import Callable
from pathlib import Path

from aiactors.errors import FileError, InputError
from aiactors.server.asgi import Request
from aiactors.server.limits import Limits
from aiactors.server.pool import Pool
from aiactors.server.reply import HttpError, Reply
from aiactors.server.snapshots import Snapshots
from aiactors.store.plain import PlainStore

Change = Callable[[PlainStore], Reply]
"""What is done to the store, in one transaction; it travels to the process, so it is pickled."""

_PATIENCE = 3.0
"""Seconds in which the lock of a process that was killed is surely gone."""

_PAUSE = 0.02

SHORTEST_TOKEN = 8
"""Characters that a token must have at least."""

_TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*")
"""What RFC 6750 lets stand behind ``Bearer``."""


@dataclasses.dataclass(frozen=True, slots=True)
class Task:
    """A change, and where the copy for the readers goes.

    Attributes:
        change: the change.
        copy: the folder of the copy.
    """

    change: Change
    copy: str


def unchanged(store: PlainStore) -> Reply:
    """Change nothing, so that readers get a copy of the store as it is."""
    return Reply(204)


class Writer:
    """Carries out changes, in a process of its own."""

    def __init__(self, limits: Limits) -> None:
        """Prepare; the store is opened with the first change."""
        self._store: PlainStore | None = None

    def __call__(self, folder: str, task: Task) -> Reply:
        """Carry out a change; reply once the readers' copy is there."""
        if self._store is None:
            self._store = _opened(Path(folder))
        try:
            reply = task.change(self._store)
            self._store.inner.backup(task.copy)  # which first writes what is still in memory
        except (OSError, RuntimeError) as error:
            raise HttpError(500, f"the store cannot be written: {error}") from None
        return reply


def _opened(folder: Path) -> PlainStore:
    """Open the store; the process before this one may still hold it for a moment."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return PlainStore.on_disk(folder)
        except FileError as error:
            if "another program" not in str(error) or time.monotonic() > until:
                raise HttpError(503, str(error)) from None
        time.sleep(_PAUSE)


@dataclasses.dataclass(frozen=True, slots=True)
class Writable:
    """A store that is written over HTTP.

    InputError if the token is too short, or cannot be sent in a header.

    Attributes:
        folder: where it lies; it is made where it does not exist.
        token: what a client must show.
    """

    folder: Path
    token: str

    def __post_init__(self) -> None:
        """Refuse a token that is too short or cannot be sent."""
        if len(self.token) < SHORTEST_TOKEN or not _TOKEN.fullmatch(self.token):
            raise InputError(
                f"the token must have {SHORTEST_TOKEN} characters or more, of letters, digits and"
                " -._~+/=; make one with: openssl rand -hex 16"
            )


class Writing:
    """The front's side of writing: who may, and what follows from it.

    Attributes:
        limits: those of the requests of who shows the token: they have more to send.
    """

    def __init__(self, writable: Writable, snapshots: Snapshots, limits: Limits) -> None:
        """Store the arguments; nothing runs yet."""
        self._folder = str(writable.folder)
        self._token = writable.token.encode()
        self._snapshots = snapshots
        self.limits = dataclasses.replace(limits, reading=max(limits.reading, limits.seconds))
        # Of a change that is slow there cannot be a second: there is one lock.
        self._pool = Pool(
            Writer,
            dataclasses.replace(limits, workers=1, slow_after=limits.seconds, slow=1 << 20),
            again=False,
        )
        self._tasks: set[asyncio.Task[Reply]] = set()
        self._renewal: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the process, and take a first copy for the readers."""
        await self._pool.start()
        reply = await self.write(unchanged)
        if reply.status >= 400:
            raise InputError(reply.body.decode().strip())

    async def close(self) -> None:
        """Let the changes that run come to their end, and end the process."""
        renewal = () if self._renewal is None else (self._renewal,)
        await asyncio.gather(*self._tasks, *renewal, return_exceptions=True)
        await self._pool.close()

    def allows(self, request: Request) -> bool:
        """Return whether a request shows the token."""
        return hmac.compare_digest(_shown(request), self._token)

    def require(self, request: Request) -> None:
        """Refuse, with HttpError, a request that does not show the token."""
        if not self.allows(request):
            problem = ', error="invalid_token"' if _shown(request) else ""
            headers = {"www-authenticate": f'Bearer realm="aiactors"{problem}'}
            raise HttpError(401, "show the token: Authorization: Bearer …", headers)

    async def write(self, change: Change) -> Reply:
        """Carry out a change; it is finished even if the client leaves.

        When the reply is there, the change can be read. HttpError if it takes too long, or too much
        waits.
        """
        task = asyncio.ensure_future(self._written(change))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def _written(self, change: Change) -> Reply:
        copy = self._snapshots.reserve()
        try:
            # A copy that the server itself wants is no change, and takes as long as it takes.
            timed = change is not unchanged
            reply = await self._pool.ask(self._folder, Task(change, str(copy)), timed=timed)
        except HttpError:
            if change is not unchanged:
                self._renew()
            raise
        if reply.status < 400:
            self._snapshots.point_at(copy)
        return reply

    def _renew(self) -> None:
        """Let the readers see what a process may have done right before its end."""
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.ensure_future(self._renewed())

    async def _renewed(self) -> None:
        with contextlib.suppress(HttpError):  # then the next change lets them see it
            await self._written(unchanged)


def _shown(request: Request) -> bytes:
    """The token that a request shows; empty where it shows none."""
    scheme, _, token = request.header("authorization").strip().partition(" ")
    return token.strip().encode("latin-1", "replace") if scheme.lower() == "bearer" else b""
