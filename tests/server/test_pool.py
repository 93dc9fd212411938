"""The workers: who waits, who is told to come back, who is ended."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import signal
from collections.abc import Awaitable, Callable

import pyoxigraph as ox
import pytest

from aiactors.server.answering import Question
from aiactors.server.limits import Limits
from aiactors.server.pool import Pool
from aiactors.server.protocol import Operation
from aiactors.server.reply import HttpError, Reply
from aiactors.server.worker import Asker
from tests.waiting import until, until_busy

pytestmark = pytest.mark.heavy

QUICK = "ASK { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
NEVER = 3600.0
LIMITS = Limits(workers=1, queue=2, waiting=NEVER, starting=NEVER, slow_after=NEVER, seconds=NEVER)
"""Without the limits of time: a test sets the one that it is about."""

Ask = Callable[[str], Awaitable[Reply]]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store on disk, small, but large enough for a join that takes for ever."""
    folder = tmp_path_factory.mktemp("pool") / "store"
    store = ox.Store(str(folder))
    term = ox.NamedNode("http://a.example/p")
    store.extend(ox.Quad(term, term, ox.Literal(number)) for number in range(2_000))
    store.flush()
    return str(folder)


def running(snapshot: str, limits: Limits, doing: Callable[[Pool, Ask], Awaitable[None]]) -> None:
    """Do something with a pool that runs."""

    async def run() -> None:
        pool = Pool(Asker, limits)
        await pool.start()
        try:
            await doing(
                pool, lambda sparql: pool.ask(snapshot, Question(Operation("query", sparql), ""))
            )
        finally:
            await pool.close()

    asyncio.run(run())


async def begun(pool: Pool, ask: Ask) -> asyncio.Task[int]:
    """Ask a query that has no end, and wait until the worker has it in hand."""
    (worker,) = pids(pool)
    asked = asyncio.ensure_future(status(ask(SLOW)))
    await asyncio.to_thread(until_busy, worker)
    return asked


def pids(pool: Pool) -> set[int]:
    """The processes of the workers that the pool knows."""
    return {link._process.pid for link in pool._all if link._process.pid}


async def status(asked: Awaitable[Reply]) -> int:
    """The status of a reply or a refusal."""
    try:
        return (await asked).status
    except HttpError as error:
        assert error.status != 503 or error.headers["retry-after"]
        return error.status


def test_tells_to_come_back_when_the_queue_is_full(snapshot: str) -> None:
    """The pool tells to come back when the queue is full."""

    async def doing(pool: Pool, ask: Ask) -> None:
        found = await asyncio.gather(*(status(ask(QUICK)) for _ in range(6)))
        assert sorted(found) == [200, 200, 200, 503, 503, 503]

    running(snapshot, LIMITS, doing)


def test_tells_to_come_back_when_too_much_is_slow(snapshot: str) -> None:
    """The pool tells to come back when too much is slow."""

    async def doing(pool: Pool, ask: Ask) -> None:
        slow = await begun(pool, ask)
        with pytest.raises(HttpError, match="too many slow queries") as refused:
            await ask(SLOW)  # by the worker that took over from the first
        assert refused.value.status == 503
        assert not slow.done()
        slow.cancel()

    running(snapshot, dataclasses.replace(LIMITS, slow_after=0.1, slow=1), doing)


def test_ends_what_takes_too_long(snapshot: str) -> None:
    """The pool ends what takes too long, once it was slow."""

    async def doing(pool: Pool, ask: Ask) -> None:
        assert await status(ask(SLOW)) == 504

    running(snapshot, dataclasses.replace(LIMITS, slow_after=0.1, seconds=0.2), doing)


def test_lets_nobody_wait_for_ever(snapshot: str) -> None:
    """The pool lets nobody wait for ever."""

    async def doing(pool: Pool, ask: Ask) -> None:
        slow = await begun(pool, ask)
        assert await status(ask(QUICK)) == 503
        assert not slow.done()

    running(snapshot, dataclasses.replace(LIMITS, waiting=0.1), doing)


def test_waits_longer_for_the_first_worker(snapshot: str) -> None:
    """What is asked while the graph is still being read is no sign of too many requests."""

    async def run(limits: Limits) -> int:
        pool = Pool(Asker, limits)
        asked = asyncio.ensure_future(
            status(pool.ask(snapshot, Question(Operation("query", QUICK), "")))
        )
        try:
            if limits.starting:
                await asyncio.sleep(0)
                await pool.start()
            return await asked
        finally:
            await pool.close()

    assert asyncio.run(run(dataclasses.replace(LIMITS, waiting=0))) == 200
    assert asyncio.run(run(dataclasses.replace(LIMITS, starting=0))) == 503


def test_ends_the_worker_of_who_has_gone(snapshot: str) -> None:
    """The pool ends the worker of who has gone."""

    async def doing(pool: Pool, ask: Ask) -> None:
        asked = await begun(pool, ask)
        asked.cancel()
        assert await status(ask(QUICK)) == 200
        waiting = [asyncio.ensure_future(ask(QUICK)) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[1].cancel()  # one that has no worker yet
        found = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(each) for each in found] == [Reply, asyncio.CancelledError, Reply]

    running(snapshot, LIMITS, doing)


def test_does_again_what_was_ended_from_outside(snapshot: str) -> None:
    """The pool does again what was ended from outside."""

    async def doing(pool: Pool, ask: Ask) -> None:
        for known in (False, True):
            before = pids(pool)
            for pid in before:
                os.kill(pid, signal.SIGKILL)
            if known:  # to the pool: it has started another one
                await asyncio.to_thread(until, lambda b=before: pids(pool) - b, "another comes")
            assert await status(ask(QUICK)) == 200

    running(snapshot, LIMITS, doing)


def test_answers_nobody_after_its_end(snapshot: str) -> None:
    """The pool answers nobody after its end."""

    async def doing(pool: Pool, ask: Ask) -> None:
        at_work = await begun(pool, ask)
        waiting = asyncio.ensure_future(status(ask(SLOW)))
        await asyncio.sleep(0)
        await pool.close()
        found = [await at_work, await waiting, await status(ask(QUICK))]
        assert found == [503, 503, 503]

    running(snapshot, LIMITS, doing)


@pytest.mark.parametrize("memory", [256 << 20, 512 << 20])
def test_leaves_room_for_quick_queries(snapshot: str, memory: int) -> None:
    """The pool leaves room for quick queries."""

    async def doing(pool: Pool, ask: Ask) -> None:
        for _ in range(3):
            assert await status(ask(QUICK)) == 200
            assert await status(ask(_much(memory))) == 422

    running(snapshot, dataclasses.replace(LIMITS, memory=memory), doing)


def _much(memory: int) -> str:
    """A query that makes a text as large as the memory."""
    times = memory.bit_length() - 3
    binds = "".join(f" BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(times))
    return f"SELECT (STRLEN(?a{times}) AS ?n) {{ BIND('xxxxxxxx' AS ?a0){binds} }}"
