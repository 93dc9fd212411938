"""Runs the server until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import multiprocessing.util
import os
import resource
import signal
import socket
from collections.abc import Callable, Coroutine
from typing import Any

import uvloop
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.net import SocketSpec  # type: ignore[attr-defined]
from granian.server.embed import Server

from aiactors.errors import InputError
from aiactors.server.app import App

_HEADERS_WITHIN = 10_000
"""Milliseconds in which a client must have sent its headers."""

_BACKLOG = 1024

_SPARE = 256
"""Files that are kept for other things than connections."""

_MOST_CONNECTIONS = 16_384

_BUFFER = 128 << 10
"""Bytes of a request's headers, and of an answer that is on its way, held for each client."""

_AGAIN = 0.01
_ENDING = 5.0
"""Seconds that requests have to come to their end when the server is told to stop."""


def run(app: App, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serve until SIGINT or SIGTERM; port 0 takes any that is free.

    ``ready`` is called with the port once requests are answered.
    """
    logging.getLogger("_granian").setLevel(logging.ERROR)  # it warns that embedding is new
    uvloop.run(_run(app, host, port, ready))


def _free(host: str, port: int) -> tuple[str, int]:
    """Try the port, so that what is wrong with it is told in words; return address and port."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
            address, port = tried.getsockname()[:2]
            return str(address), int(port)
    except (OSError, OverflowError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        other = "--host" if _is_about_host(error) else "--port"
        raise InputError(f"cannot listen at {host}:{port}: {why}; choose another {other}") from None


def _is_about_host(error: Exception) -> bool:
    """Whether a name is unknown, or none, or not that of this machine."""
    elsewhere = getattr(error, "errno", None) == errno.EADDRNOTAVAIL
    return elsewhere or isinstance(error, socket.gaierror | UnicodeError)


def _connections() -> int:
    """How many clients may be connected: idle ones must not keep others out."""
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files < most:
        with contextlib.suppress(OSError, ValueError):
            files = min(most, _MOST_CONNECTIONS + _SPARE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return max(min(files - _SPARE, _MOST_CONNECTIONS), _BACKLOG // 2)


async def _run(app: App, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Start, serve, and leave nothing behind, whenever the signal comes."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    try:
        host, port = _free(host, port)
        if await _before(told, app.start()):
            await _serve(app, _server(app, host, port), told, ready)
    finally:
        await app.stop()
        # The command ends without the handlers of the interpreter's end.
        multiprocessing.util._exit_function()  # type: ignore[attr-defined]


async def _before(told: asyncio.Event, begun: Coroutine[Any, Any, None]) -> bool:
    """Return whether something came to its end before the signal; else it is given up."""
    task, signal_ = asyncio.ensure_future(begun), asyncio.ensure_future(told.wait())
    await asyncio.wait({task, signal_}, return_when=asyncio.FIRST_COMPLETED)
    signal_.cancel()
    if task.done():
        task.result()
        return True
    task.cancel()
    await asyncio.wait({task})
    return False


async def _serve(
    app: App, server: Server, told: asyncio.Event, ready: Callable[[int], None]
) -> None:
    serving = asyncio.ensure_future(server.serve())
    if await _before(told, _open(server.bind_addr, server.bind_port)):
        ready(server.bind_port)
    signal_ = asyncio.ensure_future(told.wait())
    await asyncio.wait({serving, signal_}, return_when=asyncio.FIRST_COMPLETED)
    signal_.cancel()
    server.stop()  # type: ignore[no-untyped-call]
    await asyncio.wait({serving}, timeout=_ENDING)
    await app.stop()
    await asyncio.wait({serving}, timeout=_ENDING)


async def _open(host: str, port: int) -> None:
    """Wait until the server accepts connections."""
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(host, port)
            writer.close()
            return
        await asyncio.sleep(_AGAIN)


class _Server(Server):
    """The server beneath, which lets go a client that takes nothing of its answer."""

    def __init__(self, app: App, **options: Any) -> None:
        """Prepare; no port is bound yet."""
        super().__init__(app, **options)
        self._sending = app.limits.sending

    def _init_shared_socket(self) -> None:
        # Else each worker makes the socket by itself, where no option of it can be set.
        held: Any = SocketSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._shd, self._sfd = held, held.get_fd()
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            # It goes over to all connections. The system alone sees whether a client that reads
            # slowly has taken something: what is written first lies in its buffers.
            with socket.socket(fileno=os.dup(held.get_fd())) as listening:
                timeout = int(self._sending * 1_000)
                listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, timeout)


def _server(app: App, host: str, port: int) -> Server:
    return _Server(
        app,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        # To find out whether a client speaks HTTP/2, granian waits for its first byte for ever.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADERS_WITHIN, max_buffer_size=_BUFFER),
        backlog=_BACKLOG,
        backpressure=_connections(),
        websockets=False,
        log_enabled=False,
    )
