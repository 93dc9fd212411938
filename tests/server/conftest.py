"""Servers that run for the tests, as people run them: the command, in a process of its own."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import select
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.waiting import PATIENCE, until

TOKEN = "a-token-for-tests"
AUTHORIZED = {"authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Its body as text."""
        return self.body.decode("utf-8")

    @property
    def media(self) -> str:
        """Its media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs."""

    port: int
    pid: int

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | str | None = None,
        **parameters: str,
    ) -> Answer:
        """Send a request, with exactly these headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        data = body.encode() if isinstance(body, str) else body
        with contextlib.closing(connection):
            target = path + (f"?{urlencode(parameters)}" if parameters else "")
            connection.request(method, target, data, dict(headers or {}))
            response = connection.getresponse()
            names = {name.lower() for name, _ in response.getheaders()}
            found = {name: response.getheader(name, "") for name in names}  # all of one name
            return Answer(response.status, found, response.read())

    def ask(self, query: str, accept: str = "text/csv", **parameters: str) -> Answer:
        """Send a query with GET."""
        return self.send("GET", "/sparql", {"accept": accept}, query=query, **parameters)

    def change(self, update: str, headers: Mapping[str, str] = AUTHORIZED) -> Answer:
        """Send an update."""
        sent = {"content-type": "application/sparql-update", **headers}
        return self.send("POST", "/sparql", sent, update)


@contextlib.contextmanager
def serving(*options: str) -> Iterator[Running]:
    """Run ``aiactors serve`` for as long as it is needed."""
    program = Path(sys.executable).parent / "aiactors"
    with _running([str(program), "serve", "--port", "0", *options]) as server:
        yield server


_LIMITED = """
import json, sys
from aiactors.server.access import Access
from aiactors.server.app import App
from aiactors.server.limits import Limits
from aiactors.server.run import run
from aiactors.server.source import Source
app = App(Source(sys.argv[1]), Limits(**json.loads(sys.argv[2])), Access())
run(app, "127.0.0.1", 0, lambda port: print(f"http://127.0.0.1:{port}/", flush=True))
"""


@contextlib.contextmanager
def limited(store: Path, **limits: float) -> Iterator[Running]:
    """Run a server with limits of which the command has no option."""
    given = json.dumps({"workers": 1, **limits})
    with _running([sys.executable, "-c", _LIMITED, str(store), given]) as server:
        yield server


@contextlib.contextmanager
def _running(command: list[str]) -> Iterator[Running]:
    environment = {**os.environ, "AIACTORS_TOKEN": TOKEN}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        yield Running(_port(process), process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _port(process: subprocess.Popen[bytes]) -> int:
    """Wait for the line that says where it listens."""
    assert process.stdout is not None
    output, said = process.stdout.fileno(), bytearray()

    def told() -> re.Match[bytes] | None:
        if select.select([output], [], [], 0)[0]:
            part = os.read(output, 4096)
            assert part, f"the server does not start: {said.decode()}"
            said.extend(part)
        return re.search(rb"http://\S+:(\d+)/", said)

    port = int(until(told, "the server says where it listens")[1])
    until(lambda: _listens(port), f"the server listens at {port}")
    return port


def _listens(port: int) -> bool:
    """Whether it takes connections."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of a few triples in two graphs."""
    file = tmp_path_factory.mktemp("readable") / "few.trig"
    file.write_text(
        "PREFIX : <http://a.example/>\n"
        ":one { :s :p 1 , 2 . :s a :Thing }\n"
        ":two { :s :p 2 . :t :q 'ü' }\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="session")
def readable(few: Path) -> Iterator[Running]:
    """A server of them that is read-only."""
    with serving("--store", str(few), "--workers", "1") as server:
        yield server


@pytest.fixture(scope="session")
def writable_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that is written to, and has time."""
    store = tmp_path_factory.mktemp("writable") / "store"
    options = ("--writable", "--store", str(store), "--workers", "1", "--timeout", "600")
    with serving(*options) as server:
        yield server


@pytest.fixture
def writable(writable_server: Running) -> Running:
    """The server that is written to, empty."""
    assert writable_server.change("DROP ALL").status == 204
    return writable_server
