"""How much of the machine one request, and all of them together, may take."""

from __future__ import annotations

import os
from dataclasses import dataclass, field


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a request, and all of them together, may take.

    Attributes:
        seconds: how long a query may run.
        memory: data that a worker may hold beside what it starts with, in bytes; 0 for no
            limit.
        rows: the most rows or triples of an answer.
        size: the most bytes of an answer.
        body: the most bytes of a request.
        written: the most bytes of a request that writes.
        workers: processes that answer at the same time.
        queue: requests that wait for a worker; further ones are told to come back.
        waiting: seconds that they wait at most.
        starting: seconds that they wait at most while no worker has yet read what is served.
        slow_after: seconds after which a query counts as slow: it goes on at a lower priority, and
            a new worker takes over from its own, so that quick queries need not wait for it.
        slow: slow queries at the same time; a further one is stopped and told to come back.
        kept: bytes of answers that are kept for those who ask the same again; 0 for none.
        reading: seconds in which a client must have sent its request.
        sending: seconds in which a client must have taken something of its answer, again and
            again, where the system looks after that (Linux).
        unsent: bytes of answers that clients have yet to take, all together; for further large ones
            those give way that take nothing, or they are told to come back.
        yielding: seconds in which a client must have taken something, where room is short.
    """

    seconds: float = 30.0
    memory: int = 2 << 30
    rows: int = 1_000_000
    size: int = 64 << 20
    body: int = 1 << 20
    written: int = 64 << 20
    workers: int = field(default_factory=cores)
    queue: int = 256
    waiting: float = 30.0
    starting: float = 120.0
    slow_after: float = 0.5
    slow: int = 8
    kept: int = 32 << 20
    reading: float = 10.0
    sending: float = 60.0
    unsent: int = 256 << 20
    yielding: float = 5.0
