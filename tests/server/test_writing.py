"""Writing: what happens when it takes too long, or its process ends."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.errors import InputError
from aiactors.server.limits import Limits
from aiactors.server.snapshots import Snapshots
from aiactors.server.writing import Writable, Writing
from tests.server.conftest import TOKEN, Answer, Running, serving
from tests.waiting import PATIENCE, until, until_busy

pytestmark = pytest.mark.heavy

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = (
    "INSERT { ?a <urn:x> ?c } WHERE { "
    + " ".join(f"?{x} <urn:p> ?{x}{x} ." for x in "abcdefgh")
    + " }"
)


def number(server: Running) -> int:
    """How many triples there are."""
    return int(server.ask(COUNT).text.split()[1])


def test_a_change_that_takes_too_long(tmp_path: Path) -> None:
    """It is ended, nothing of it is done, and the next one is carried out."""
    store, name = ox.Store(str(tmp_path / "store")), ox.NamedNode
    store.extend(ox.Quad(name(f"urn:s{n}"), name("urn:p"), ox.Literal(n)) for n in range(100))
    store.flush()
    del store
    options = ("--writable", "--store", str(tmp_path / "store"), "--workers", "1", "--timeout", "1")
    with serving(*options) as server:
        late = server.change(f"DELETE WHERE {{ <urn:s1> ?p ?o }} ; {ENDLESS}")
        assert late.status == 504
        assert "took longer than 1 s" in late.text
        # On a slow machine these as well may take longer than the second that they have.
        more = "INSERT DATA { <urn:s> <urn:p> 'more' }"
        until(lambda: server.change(more).status == 204, "the next change is carried out")
        until(lambda: server.ask(COUNT).text.split()[1:] == ["101"], "only that one was done")


def test_what_ends_the_process_is_not_done(writable: Running) -> None:
    """Others read on while it runs; the store is whole, and the next process takes over."""
    assert writable.change("INSERT DATA { <urn:s> <urn:p> 1 }").status == 204
    writer = _holder(writable)
    waiting: list[Answer] = []
    update = f"DELETE WHERE {{ <urn:s1> ?p ?o }} ; {ENDLESS}"
    triples = " ".join(f"<urn:s{n}> <urn:p> {n} ." for n in range(100))
    assert writable.change(f"INSERT DATA {{ {triples} }}").status == 204
    thread = threading.Thread(target=lambda: waiting.append(writable.change(update)))
    thread.start()
    until_busy(writer)
    assert number(writable) == 101  # though the change has no end
    subprocess.run(["kill", "-9", str(writer)], check=True)
    thread.join()
    assert [answer.status for answer in waiting] == [503], waiting
    assert number(writable) == 101
    assert writable.change("INSERT DATA { <urn:s> <urn:p> 'more' }").status == 204
    assert number(writable) == 102


def _holder(server: Running) -> int:
    """The process of a server that has the store open to write: the one with its lock."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and server.pid in _ancestors(int(entry.name)):
            try:
                files = [str(fd.readlink()) for fd in (entry / "fd").iterdir()]
            except OSError:
                continue
            if any(file.endswith("/store/LOCK") for file in files):
                return int(entry.name)
    raise AssertionError("nobody holds the store")


def _ancestors(pid: int) -> Iterator[int]:
    """The processes that started a process, the nearest first."""
    while pid > 1:
        try:
            stat = (Path("/proc") / str(pid) / "stat").read_text()
        except OSError:
            return
        pid = int(stat.rpartition(")")[2].split()[1])
        yield pid


def test_getting_ready_is_no_change(tmp_path: Path) -> None:
    """A large store takes longer to open than a change may take; the server starts all the same."""

    async def run() -> None:
        snapshots = Snapshots(beside=tmp_path)
        writing = Writing(Writable(tmp_path / "store", TOKEN), snapshots, Limits(seconds=0.0))
        try:
            await writing.start()
        finally:
            await writing.close()
            snapshots.close()

    asyncio.run(run())


def test_what_was_written_is_there_after_a_restart(tmp_path: Path) -> None:
    """And nothing else is left beside the store."""
    options = ("--writable", "--store", str(tmp_path / "store"), "--workers", "1")
    with serving(*options) as server:
        assert server.change("INSERT DATA { <urn:s> <urn:p> 1 }").status == 204
    assert [entry.name for entry in tmp_path.iterdir()] == ["store"]
    with serving(*options) as server:
        assert number(server) == 1


def test_a_store_that_another_program_has_open(tmp_path: Path) -> None:
    """The server does not start, and says why."""
    options = ("--writable", "--store", str(tmp_path / "store"), "--workers", "1")
    with serving(*options), pytest.raises(AssertionError, match="another program has it open"):
        with serving(*options):
            pass


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--writable", "--token", "long-enough"), "--store"),
        (("--writable", "--store", "FOLDER", "--token", "short"), "8 characters"),
        (("--writable", "--store", "FOLDER"), "8 characters"),
        (("--writable", "--store", __file__, "--token", "long-enough"), "no store"),
    ],
)
def test_options_that_do_not_fit(options: tuple[str, ...], why: str, tmp_path: Path) -> None:
    """In words, and at once."""
    command = [str(Path(sys.executable).parent / "aiactors"), "serve", "--port", "0"]
    command += [str(tmp_path / "store") if option == "FOLDER" else option for option in options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 1
    assert why in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "token", ["", "short", "with a space in it", "an-umlaut-ü", "a\nline-feed"]
)
def test_tokens_that_protect_nothing(token: str, tmp_path: Path) -> None:
    """Nor those that no header can carry."""
    with pytest.raises(InputError, match="token"):
        Writable(tmp_path, token)


def test_a_change_goes_on_when_its_client_hangs_up(writable: Running) -> None:
    """Half of it is never done; and what was done is read."""
    triples = " ".join(f"<urn:s{n}> <urn:p> {n} ." for n in range(1000))
    update = f"INSERT DATA {{ {triples} }}".encode()
    head = (
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-update\r\n"
        f"Authorization: Bearer {TOKEN}\r\nContent-Length: {len(update)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", writable.port)) as connection:
        connection.sendall(head.encode() + update)
    until(lambda: number(writable), "the change is done")
    assert number(writable) == 1000


def test_a_body_that_ends_too_early_changes_nothing(writable: Running) -> None:
    """Though what came of it would parse."""
    update = b"INSERT DATA { <urn:s> <urn:p> 1 }"
    head = (
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-update\r\n"
        f"Authorization: Bearer {TOKEN}\r\nContent-Length: {len(update) + 10}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", writable.port), PATIENCE) as connection:
        connection.sendall(head.encode() + update)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(4096):
            pass  # until the server has seen the end, and ends it as well
    # Changes are carried out one after the other: this one comes after whatever was sent before.
    assert writable.change("INSERT DATA { <urn:s> <urn:p> 'more' }").status == 204
    assert number(writable) == 1


def test_a_body_that_is_too_large_is_refused_at_once(writable: Running) -> None:
    """Before it is read; without the token, before anything is."""
    for shown, status in ((f"Authorization: Bearer {TOKEN}\r\n", 413), ("", 401)):
        head = (
            f"PUT /store?default HTTP/1.1\r\nHost: localhost\r\n{shown}"
            "Content-Length: 99999999999\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", writable.port), PATIENCE) as connection:
            connection.sendall(head.encode())
            assert f" {status} ".encode() in connection.makefile("rb").readline()
    assert number(writable) == 0
