"""Other people's servers that run for the tests: on loopback, in folders that go with them."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aiactors.remote import Settings
from aiactors.remote.state import STATE, UNION
from aiactors.remote.store import RemoteStore
from tests.needs import is_missing
from tests.waiting import PATIENCE, until

CAP = 1_000
"""The most rows that the Virtuoso of the tests gives: fewer than most of what is asked has."""

_VIRTUOSO = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 7500
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
ServerRoot = .
[SPARQL]
ResultSetMaxRows = {cap}
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs.

    Attributes:
        address: where it takes queries.
        user: who may write to it.
    """

    address: str
    user: str = ""

    def store(self) -> RemoteStore:
        """The store on it."""
        return RemoteStore(self.address, Settings(user=self.user, seconds=60))

    def cleared(self) -> RemoteStore:
        """The store on it, when all of ours was taken away."""
        store = self.store()
        names = {*store.graphs(), STATE, UNION}
        drops = [f"DROP SILENT GRAPH <{name}>" for name in sorted(names)]
        if not store.server.is_virtuoso:
            drops = ["DROP ALL"]
        for drop in drops:
            store.server.update(drop, again=True)
        return self.store()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextlib.contextmanager
def oxigraph(*options: str) -> Iterator[Served]:
    """Run the server of Oxigraph, in memory."""
    command = Path(sys.executable).parent / "oxigraph"
    if not command.exists():
        is_missing("the server of Oxigraph is not installed: pip install oxigraph")
    port = free_port()
    with _running([str(command), "serve", "-b", f"127.0.0.1:{port}", *options], Path.cwd(), port):
        yield Served(f"http://127.0.0.1:{port}/query")


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[Served]:
    """Run a Virtuoso of our own configuration, with a new store in a folder."""
    command = shutil.which("virtuoso-t")
    if command is None:
        is_missing("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    port = free_port()
    text = _VIRTUOSO.format(sql=free_port(), http=port, cap=CAP)
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    arguments = [command, "+configfile", "virtuoso.ini", "+foreground"]
    with _running(arguments, folder, port):
        yield Served(f"http://127.0.0.1:{port}/sparql", "dba:dba")


@contextlib.contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: _answers(process, port), f"{process.args!r} answers")
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Whether it answers, whatever."""
    assert process.poll() is None, f"{process.args!r} does not start"
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE).close()
    except urllib.error.HTTPError as answered:
        answered.close()
    except OSError:
        return False
    return True
