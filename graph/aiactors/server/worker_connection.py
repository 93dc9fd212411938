"""The front's end of the connection to one worker."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import cast

from aiactors.server.reply import HEADER, HttpError, Reply, unpacked

_LOWER = 10
"""How much nicer a slow worker is to the others."""

_PATIENCE = 2.0
"""Seconds in which it is surely known how a process has ended."""


class LostError(HttpError):
    """A job whose worker has ended, by its limits or by the engine's."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            422, "the query took more memory, or nested deeper, than it may: narrow it"
        )


class Link(asyncio.Protocol):
    """The connection to one worker, which does one job at a time.

    ``lost`` is called when the worker has ended by itself.

    Attributes:
        slow: whether its job is slow, so that it has been replaced.
        gone: whether it has ended.
        worn: whether it had a job that took too much: not all of its memory may be free again.
        timer: what looks after its job.
    """

    def __init__(self, process: BaseProcess, lost: Callable[[Link], None]) -> None:
        """Wait for the connection."""
        self.slow = False
        self.gone = False
        self.worn = False
        self.timer: asyncio.TimerHandle | None = None
        self._lost = lost
        self._process = process
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._reply: asyncio.Future[Reply] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Store the transport to the worker."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is none by its class

    def data_received(self, data: bytes) -> None:
        """Collect a reply; it is handed on when it is whole."""
        self._buffer += data
        if len(self._buffer) < HEADER.size:
            return
        status, head, body = HEADER.unpack_from(self._buffer)
        if len(self._buffer) < HEADER.size + head + body:
            return
        whole, self._buffer = bytes(self._buffer), bytearray()
        middle = HEADER.size + head
        reply, self._reply = self._reply, None
        if reply is not None and not reply.done():
            reply.set_result(unpacked(status, whole[HEADER.size : middle], whole[middle:]))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits that the worker has ended."""
        was_gone, self.gone = self.gone, True
        self._refuse(LostError())
        if not was_gone:
            self._lost(self)

    def send(self, job: bytes) -> asyncio.Future[Reply]:
        """Send a job to the worker; the future has the reply, or a refusal."""
        self._reply = reply = asyncio.get_running_loop().create_future()
        if self._transport is None or self.gone:
            self.connection_lost(None)
        else:
            self._transport.write(job)
        return reply

    def end(self, refusal: HttpError, reply: asyncio.Future[Reply] | None = None) -> None:
        """End a job with a refusal, and the worker with it.

        If ``reply`` is given, only where it is that job.
        """
        if reply is None or reply is self._reply:
            self._refuse(refusal)
            self.kill()

    def _refuse(self, refusal: HttpError) -> None:
        reply, self._reply = self._reply, None
        if reply is not None and not reply.done():
            reply.set_exception(refusal)

    def kill(self) -> None:
        """End the worker."""
        if not self.gone and self._process.pid is not None:
            with contextlib.suppress(OSError):
                os.kill(self._process.pid, signal.SIGKILL)
        self.gone = True
        if self._transport is not None:
            self._transport.abort()

    def was_killed(self) -> bool:
        """Return whether something outside has ended the worker; it waits until that is known."""
        self._process.join(_PATIENCE)
        return self._process.exitcode == -signal.SIGKILL

    def lower(self) -> None:
        """Lower the priority of the worker."""
        self.slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid or 0, _LOWER)
