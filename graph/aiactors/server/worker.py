"""A worker: a process that takes one job after the other from a socket.

It may be killed at any moment; nothing is lost but the job that it has in hand.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import resource
import signal
import socket
import struct
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiactors.collection import limit_data
from aiactors.errors import AiActorsError
from aiactors.server.limits import Limits
from aiactors.server.reply import TEXT, HttpError, Reply
from aiactors.store import Store
from aiactors.store.plain import PlainStore

LENGTH = struct.Struct("!I")
"""Before each job: how many bytes it has."""

Job = tuple[str, Any]
"""The snapshot that is to be asked, and what is asked."""

Handler = Callable[[str, Any], Reply]

Asked = Callable[[Store, Limits], Reply]
"""A question about a store; it travels to a worker, so it is pickled."""


def packed(job: Job) -> bytes:
    """Return a job as bytes, with its length before it."""
    data = pickle.dumps(job, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(data)) + data


def work(channel: socket.socket, make: Callable[[Limits], Handler], limits: Limits) -> None:
    """Do jobs until the other end of the socket is closed."""
    belong_to_front()
    if limits.memory:
        limit_data(limits.memory)
    handle = make(limits)
    with contextlib.suppress(OSError), channel, channel.makefile("rb") as jobs:
        while len(head := jobs.read(LENGTH.size)) == LENGTH.size:
            snapshot, question = pickle.loads(jobs.read(LENGTH.unpack(head)[0]))
            channel.sendall(_reply(handle, snapshot, question).packed())
    os._exit(0)


def belong_to_front() -> None:
    """End with the front process, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() == 1:  # its parent had ended before that
        os._exit(1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _reply(handle: Handler, snapshot: str, question: Any) -> Reply:
    try:
        return handle(snapshot, question)
    except HttpError as refusal:
        return refusal.reply()
    except AiActorsError as error:
        return Reply(400, TEXT, f"{error}\n".encode())
    except MemoryError:
        return Reply(422, TEXT, b"the request needs more memory than it may take: narrow it\n")
    except Exception:  # a mistake of ours must not look like one of the client's
        traceback.print_exc()
        return Reply(500, TEXT, b"this server made a mistake: please tell those who run it\n")


class Asker:
    """Answers questions on the snapshot that each job names.

    With ``plain``, the default graph is what was put there, and no union of all graphs.
    """

    def __init__(self, limits: Limits, *, plain: bool = False) -> None:
        """Prepare; snapshots are opened when asked for."""
        self._limits = limits
        self._name = ""
        self._kind = PlainStore if plain else Store
        self._store = Store()

    def __call__(self, snapshot: str, question: Asked) -> Reply:
        """Answer a question."""
        if snapshot != self._name:
            self._store = self._kind.on_disk(Path(snapshot), read_only=True)
            self._name = snapshot
        return question(self._store, self._limits)
