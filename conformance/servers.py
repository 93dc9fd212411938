"""Servers that are started for the tests: ours, and ``oxigraph serve``."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from conformance.client import Server

STARTED = ("aiactors", "oxigraph")
"""The servers that can be started here."""

_PATIENCE = 30.0
_PAUSE = 0.05


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def preset(name: str, base: str, token: str = "") -> Server:
    """Return a server of a kind that is known.

    Args:
        name: one of :data:`STARTED`.
        base: its address.
        token: what is shown to it.
    """
    if name == "oxigraph":
        return Server(name, f"{base}/query", f"{base}/update", f"{base}/store", token)
    return Server(name, f"{base}/sparql", f"{base}/sparql", f"{base}/store", token)


@contextlib.contextmanager
def started(name: str) -> Iterator[Server]:
    """Run a server with an empty store for as long as it is needed.

    Args:
        name: one of :data:`STARTED`.

    Raises:
        OSError: if it does not start.
    """
    port, token = _free_port(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as scratch:
        store = str(Path(scratch) / "store")
        tools = Path(sys.executable).parent
        if name == "oxigraph":
            command = [str(tools / "oxigraph"), "serve", "-l", store, "-b", f"127.0.0.1:{port}"]
        else:
            command = [str(tools / "aiactors"), "serve", "--writable", "--store", store]
            command += ["--port", str(port)]
        environment = {**os.environ, "AIACTORS_TOKEN": token}
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            server = preset(name, f"http://127.0.0.1:{port}", token)
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError):
            if server.ask("ASK {}").good:
                return
        time.sleep(_PAUSE)
    raise OSError(f"{server.name} does not start")
