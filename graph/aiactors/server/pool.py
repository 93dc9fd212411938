"""The workers of one kind: who is free, who is slow, who must go.

A job goes to a free worker, or waits in a queue that is not long. A worker that is slow goes on at
a lower priority while a new one takes its place; one that is over its time, or whose client has
gone, is killed. The rest never notice.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import socket
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.process import BaseProcess
from typing import Any

from aiactors.server.limits import Limits
from aiactors.server.reply import HttpError, Reply, busy
from aiactors.server.worker import Handler, Job, packed, work
from aiactors.server.worker_connection import Link, LostError

# Forked from a process that has one thread and nothing of the front's, and all modules loaded.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["aiactors.server.worker", "aiactors.server.answering"])

_NEVER = 86_400.0 * 365
_TOO_MUCH = 422
_STOPS = "the server is being stopped"
_PAUSE = 0.5
_LONGEST_PAUSE = 60.0


class _KilledError(HttpError):
    """A job whose worker something outside has ended: a person, or a machine without memory."""

    def __init__(self) -> None:
        """Say what to do."""
        refusal = busy("the process at work was ended from outside")
        super().__init__(refusal.status, str(refusal), refusal.headers)


class Pool:
    """Workers of one kind.

    Args:
        make: makes what does a job, in each worker.
        limits: how many there are, and what they may take.
        again: whether a job is done again when its worker was killed by something outside.
        first: gives the job that a new worker does before all others, however long it takes:
            what makes it ready; None if there is nothing to be done.
    """

    def __init__(
        self,
        make: Callable[[Limits], Handler],
        limits: Limits,
        first: Callable[[], Job | None] = lambda: None,
        *,
        again: bool = True,
    ) -> None:
        """Prepare; no worker runs yet."""
        self.limits = limits
        self._make = make
        self._first = first
        self._again = again
        self._idle: deque[Link] = deque()
        self._waiting: deque[asyncio.Future[Link]] = deque()
        self._all: set[Link] = set()
        self._new: set[Link] = set()
        self._starting = 0
        self._failures = 0
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()
        # Of its own: the thread that starts processes is the one that waits for their ends.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="starter")

    @property
    def slow(self) -> int:
        """How many workers are at slow jobs."""
        return sum(link.slow for link in self._all)

    async def start(self) -> None:
        """Start the workers."""
        self._starting += self.limits.workers
        await asyncio.gather(*(self._start() for _ in range(self.limits.workers)))

    async def _start(self) -> None:
        """Start a worker, and give it what waits."""
        loop = asyncio.get_running_loop()
        try:
            process, ours = await loop.run_in_executor(self._starter, self._fork)
            _, link = await loop.create_connection(lambda: Link(process, self._lose), sock=ours)
            await self._make_ready(link)
        finally:
            self._starting -= 1
        if self._closed:
            link.kill()
        elif link.gone:
            await self._pause()
        else:
            self._failures = 0
            self._all.add(link)
            self._free(link)

    async def _pause(self) -> None:
        """Try again after a start that failed, and later each time."""
        self._failures += 1
        await asyncio.sleep(min(_PAUSE * 2**self._failures, _LONGEST_PAUSE))
        self._refill()

    async def _make_ready(self, link: Link) -> None:
        if (job := self._first()) is None or self._closed:
            return
        self._new.add(link)
        with contextlib.suppress(HttpError):
            await link.send(packed(job))
        self._new.discard(link)

    async def _replace(self) -> None:
        """Start a worker; where the machine has no room for it now, it may have later."""
        try:
            await self._start()
        except Exception:  # whatever it is: without workers nobody is answered any more
            traceback.print_exc()
            await self._pause()

    def _fork(self) -> tuple[BaseProcess, socket.socket]:
        ours, theirs = socket.socketpair()
        process = _CONTEXT.Process(target=work, args=(theirs, self._make, self.limits), daemon=True)
        process.start()
        theirs.close()
        ours.setblocking(False)
        return process, ours

    async def ask(self, snapshot: str, question: Any, *, timed: bool = True) -> Reply:
        """Have a job done on a snapshot.

        HttpError if too much waits, or the job takes too long (if ``timed``) or too much memory. If
        the wait is cancelled, the worker is ended.
        """
        job = packed((snapshot, question))
        for _ in range(self.limits.workers if self._again else 0):
            # Whatever ended one may have ended the others, of which nobody has heard yet.
            with contextlib.suppress(_KilledError):
                return await self._done(job, timed=timed)
        return await self._done(job, timed=timed)

    async def _done(self, job: bytes, *, timed: bool) -> Reply:
        """Have one worker do a job."""
        link = await self._next()
        reply = link.send(job)
        loop = asyncio.get_running_loop()
        after = self.limits.slow_after if timed else _NEVER
        link.timer = loop.call_later(after, self._is_slow, link, reply)
        try:
            answer = await reply
            link.worn = answer.status == _TOO_MUCH
            return answer
        except asyncio.CancelledError:
            link.kill()  # nobody waits for its job any more
            raise
        except LostError:
            if await loop.run_in_executor(self._starter, link.was_killed):
                raise _KilledError from None
            raise
        finally:
            link.timer.cancel()
            self._take_back(link)

    async def _next(self) -> Link:
        """Return a worker that is free, and alive as far as is known."""
        link = self._idle.popleft() if self._idle else await self._wait()
        while link.gone:
            link = self._idle.popleft() if self._idle else await self._wait()
        return link

    async def _wait(self) -> Link:
        """Wait for a worker, but not for ever."""
        if self._closed or len(self._waiting) >= self.limits.queue:
            raise busy(_STOPS) if self._closed else busy()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Link] = loop.create_future()
        self._waiting.append(future)
        if self._all:
            seconds, refusal = self.limits.waiting, busy()
        else:  # the graph is still being read: there may be no other request at all
            seconds, refusal = self.limits.starting, busy("the graph is still being read")
        timer = loop.call_later(seconds, _refuse, future, refusal)
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._free(future.result())
            raise
        finally:
            timer.cancel()
            with contextlib.suppress(ValueError):
                self._waiting.remove(future)

    def _is_slow(self, link: Link, reply: asyncio.Future[Reply]) -> None:
        """Let a slow job go on behind the others, or end it where there are too many of them."""
        if self.slow >= self.limits.slow:
            link.end(busy("too many slow queries are running"), reply)
            return
        link.lower()
        seconds = self.limits.seconds
        late = HttpError(504, f"the query took longer than {seconds:g} s: narrow it, or add LIMIT")
        left = max(seconds - self.limits.slow_after, 0)
        link.timer = asyncio.get_running_loop().call_later(left, link.end, late, reply)
        self._refill()

    def _take_back(self, link: Link) -> None:
        """Take a worker back, if it has not been replaced, and has not used up its memory."""
        if link.gone or link.slow or link.worn:
            link.kill()
            self._all.discard(link)
            self._refill()
        else:
            self._free(link)

    def _lose(self, link: Link) -> None:
        """Replace a worker that has crashed or was killed."""
        with contextlib.suppress(ValueError):
            self._idle.remove(link)
        self._all.discard(link)
        self._refill()

    def _free(self, link: Link) -> None:
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(link)
                return
        self._idle.append(link)

    def _refill(self) -> None:
        """See that there are as many workers as there should be, beside the slow ones."""
        missing = self.limits.workers - (len(self._all) - self.slow) - self._starting
        for _ in range(0 if self._closed else missing):
            self._starting += 1
            task = asyncio.get_running_loop().create_task(self._replace())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for link in self._all | self._new:
            link.end(busy(_STOPS))
        for future in list(self._waiting):
            _refuse(future, busy(_STOPS))
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._all.clear()
        self._idle.clear()
        self._starter.shutdown()


def _refuse(future: asyncio.Future[Link], refusal: HttpError) -> None:
    if not future.done():
        future.set_exception(refusal)
