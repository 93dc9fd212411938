"""The server stays up: whatever is asked, the others get their answers, and nothing is left."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.server.conftest import Answer, Running, serving
from tests.server.test_bad_requests import ASK, POST, raw, statuses
from tests.waiting import PATIENCE, until, until_busy, until_ended

pytestmark = pytest.mark.heavy

PRELUDE = "PREFIX : <http://a.example/> "
RIGHT = PRELUDE + "SELECT ?o { :s7 :p ?o } ORDER BY ?o"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

GUARDED = {
    "nested braces": "SELECT * { " + "{" * 5_000 + "}" * 5_000 + " }",
    "brackets": "SELECT (" + "(" * 5_000 + "1" + ")" * 5_000 + " AS ?x) {}",
    "sum": "SELECT (1" + "+1" * 5_000 + " AS ?x) {}",
    "not": "ASK { FILTER(" + "!" * 5_000 + "true) }",
    "or": "ASK { FILTER(true" + "||true" * 5_000 + ") }",
    "optionals": "SELECT * {" + " OPTIONAL { ?s ?p ?o }" * 2_000 + " }",
    "unions": "SELECT * { {}" + " UNION {}" * 3_000 + " }",
    "long": "SELECT * {} #" + "x" * 300_000,
    "service": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "hidden service": "ASK { FILTER(1e5SERVICE <http://127.0.0.1:9/> {}) }",
    "load": "LOAD <http://127.0.0.1:9/>",
    "update": "DELETE WHERE { ?s ?p ?o }",
}
HEAVY = {
    "cross join, counted": SLOW,
    "cross join, sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a",
    "path": PRELUDE + "SELECT (COUNT(*) AS ?n) { ?a (!:no|^!:no)+ ?b . ?c (!:no|^!:no)+ ?d }",
    "product of values": "SELECT (SUM(?a + ?b + ?c) AS ?n) {"
    + "".join(f" VALUES ?{v} {{ {' '.join(map(str, range(2_000)))} }}" for v in "abc")
    + " }",
    "construct": "CONSTRUCT { ?a ?b ?f . ?d ?e ?c } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "group concat": "SELECT (GROUP_CONCAT(?x) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    " BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) }",
    "regex": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    " FILTER(!REGEX(CONCAT(STR(?a), STR(?d), STR(?g)), '^(([a-z:/.])+)+$')) }",
    "doubling": "SELECT (STRLEN(?z) AS ?n) { BIND('xxxxxxxx' AS ?a0)"
    + "".join(f" BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(40))
    + " BIND(?a40 AS ?z) }",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph in which nothing is large, but what is joined without need."""
    path = tmp_path_factory.mktemp("stays") / "up.trig"
    lines = [f":s{i} :p {i} , {i + 1} ; :q :s{(i * 7) % 1_000} ." for i in range(1_000)]
    path.write_text("PREFIX : <http://a.example/>\n:g {\n" + "\n".join(lines) + "\n}\n")
    return path


@pytest.fixture(scope="module")
def server(file: Path) -> Iterator[Running]:
    """A server that gives a query more time than any test takes, and little memory."""
    options = ("--workers", "2", "--timeout", "3600", "--memory", "512", "--keep", "0")
    with serving("--store", str(file), *options) as running:
        yield running


@pytest.fixture(autouse=True)
def still_up(server: Running) -> Iterator[None]:
    """After each test, whatever it did, the server answers, and has made no mistake of its own."""
    yield
    assert is_right(server.ask(RIGHT))


def is_right(answer: Answer) -> bool:
    """Whether it is the answer to the query that everybody asks."""
    return answer.status == 200 and answer.text.split() == ["o", "7", "8"]


def post(server: Running, query: str) -> Answer:
    """Send a query of any length."""
    return server.send("POST", "/sparql", {"content-type": "application/sparql-query"}, query)


def workers(server: Running) -> set[int]:
    """The processes that answer: those that may take only so much memory."""
    found = set()
    for process in psutil.Process(server.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.rlimit(psutil.RLIMIT_DATA)[0] != psutil.RLIM_INFINITY:
                found.add(process.pid)
    return found


ALL = 3
"""Workers: two that answer queries, one that makes pages."""


def until_all_are_free(server: Running) -> None:
    """Wait until there are as many workers as there should be, and none beside them."""
    until(lambda: len(workers(server)) == ALL, f"there are {ALL} workers")


def has_slow_one(server: Running) -> bool:
    """Whether a worker is at a slow query, so that another one has taken its place."""
    return len(workers(server)) > ALL


@contextlib.contextmanager
def asking(server: Running, query: str) -> Iterator[None]:
    """Send a query, and hang up in the end without having read an answer."""
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        head = f"Connection: close\r\nContent-Length: {len(query)}\r\n\r\n"
        client.sendall(POST + f"{head}{query}".encode())
        yield


@pytest.mark.parametrize("query", GUARDED.values(), ids=GUARDED)
def test_refuses_what_would_end_the_engine(server: Running, query: str) -> None:
    """The server refuses what would end the engine."""
    until_all_are_free(server)
    before = workers(server)
    answer = post(server, query)
    assert answer.status == 400, answer.body[:200]
    assert answer.body.strip()
    assert workers(server) == before


def test_answers_others_while_killers_run(server: Running) -> None:
    """Everybody else gets the right answer, though some killers never come to an end.

    On a slow machine a quick query may be told to come back, as one that is slow beside them.
    """

    def ask(number: int) -> None:
        def answered() -> bool:
            answer = server.ask(f"{RIGHT} # {number}")
            assert answer.status in {200, 503}, answer
            return is_right(answer)

        until(answered, "the right answer")

    with contextlib.ExitStack() as running:
        for killer in HEAVY.values():
            running.enter_context(asking(server, killer))
        until(lambda: has_slow_one(server), "a killer is at work")
        with ThreadPoolExecutor(16) as clients:
            assert len(list(clients.map(ask, range(160)))) == 160
    until_all_are_free(server)


def test_ends_what_takes_too_much(file: Path) -> None:
    """Each heavy query is ended for its time or its memory, and its client told so."""
    options = ("--workers", "2", "--timeout", "1", "--memory", "512")
    with serving("--store", str(file), *options) as server, ThreadPoolExecutor(2) as threads:
        answers = threads.map(lambda query: post(server, query), HEAVY.values())
        found = dict(zip(HEAVY, answers, strict=True))
    for name, answer in found.items():
        assert (answer.status, answer.media) in {(422, "text/plain"), (504, "text/plain")}, name
        late = "took longer than 1 s" in answer.text
        assert late == (answer.status == 504), answer.text
    assert found["cross join, counted"].status == 504


def test_frees_the_worker_of_who_hangs_up(server: Running) -> None:
    """At once, or when the query is slow by then, so that another worker took over."""
    until_all_are_free(server)
    before = workers(server)
    with asking(server, SLOW):
        until_busy(*before)
    until(lambda: len(before - workers(server)) == 1, "its worker is ended")
    until_all_are_free(server)
    with asking(server, SLOW):
        until(lambda: has_slow_one(server), "its worker is replaced")
        assert is_right(server.ask(RIGHT))
    until_all_are_free(server)


def test_replaces_a_worker_that_is_killed(server: Running) -> None:
    """The server replaces a worker that is killed."""
    until_all_are_free(server)
    before = workers(server)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert is_right(server.ask(RIGHT))  # whether one got it that was about to die or not
    until(lambda: len(workers(server) - before) == ALL, "all are replaced")


def test_tells_who_asked_when_its_worker_is_killed(server: Running) -> None:
    """And to come back later: it was tried again by then, and that worker was killed too."""
    until_all_are_free(server)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(server.ask, SLOW)
        while not asked.done():
            until(lambda: has_slow_one(server) or asked.done(), "it is tried again, or given up")
            for pid in workers(server):
                os.kill(pid, signal.SIGKILL)
        answer = asked.result()
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")


def test_outlives_the_process_that_starts_workers(server: Running) -> None:
    """The server outlives the process that starts workers."""
    forks = [
        process
        for process in psutil.Process(server.pid).children()
        if any("forkserver" in word for word in process.cmdline())
    ]
    for process in forks:
        process.kill()
    until(lambda: is_right(server.ask(RIGHT)), "queries are answered again")
    until_all_are_free(server)


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_touches_no_network_and_no_file(server: Running, clause: str, tmp_path: Path) -> None:
    """The server touches no network and no file."""
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://a.example/secret> <http://a.example/p> 1 .")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        for address in (f"http://127.0.0.1:{listener.getsockname()[1]}/", secret.as_uri()):
            where = "{ { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
            query = f"SELECT ?s {clause} <{address}> {where}"
            assert server.ask(query).text.split() == ["s"]
            found = server.ask("SELECT * { ?s ?p ?o }", **{"default-graph-uri": address})
            assert sorted(found.text.strip()) == sorted("s,p,o")
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_caps_the_body(server: Running) -> None:
    """The server caps the body."""
    size = 2 << 20
    whole = POST + b"Content-Length: %d\r\n\r\n" % size + b"#" * size
    chunk = b"10000\r\n" + b"#" * 0x10000 + b"\r\n"
    for data in (whole, POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 40):
        try:
            assert statuses(raw(server, data)) == [413]
        except (BrokenPipeError, ConnectionResetError):
            pass  # it was answered before all had been sent, and the connection ended


def test_caps_the_answer(server: Running) -> None:
    """The server caps the answer."""
    rows = server.ask("SELECT ?none { ?a ?b ?c . ?d ?e ?f } LIMIT 1000001")
    assert (rows.status, rows.media) == (422, "text/plain")
    assert "more than 1,000,000 rows" in rows.text
    binds = "".join(f" BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(24))
    size = server.ask("SELECT ?a24 { BIND('xxxxxxxx' AS ?a0)" + binds + " }")
    assert (size.status, size.media) == (422, "text/plain")
    assert "larger than 67,108,864 bytes" in size.text or "memory" in size.text


def test_waits_for_no_slow_client(server: Running) -> None:
    """The server waits for no slow client."""
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(1_200)]
    half = socket.create_connection(("127.0.0.1", server.port))
    half.sendall(ASK)
    body = socket.create_connection(("127.0.0.1", server.port))
    body.sendall(POST + b"Content-Length: 100\r\n\r\nASK")
    assert is_right(server.ask(RIGHT))
    body.settimeout(PATIENCE)
    assert statuses(body.recv(4096)) == [408]
    for client in (half, slow[0], slow[-1]):
        client.settimeout(PATIENCE)
        assert client.recv(4096)[:12] in {b"", b"HTTP/1.1 408"}
    for client in (half, body, *slow):
        client.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ends_cleanly(
    file: Path, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server ends cleanly."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with serving("--store", str(file), "--workers", "1") as server:
        process = psutil.Process(server.pid)
        family = process.children(recursive=True)
        idle = socket.create_connection(("127.0.0.1", server.port))
        assert is_right(server.ask(RIGHT))
        process.send_signal(number)
        for each in (process, *family):
            until_ended(each)
        assert not list(tmp_path.iterdir())
        idle.close()


def test_ends_what_runs_when_it_is_told_to_stop(file: Path) -> None:
    """The server ends what runs when it is told to stop."""
    with serving("--store", str(file), "--workers", "1") as server, ThreadPoolExecutor(1) as one:
        before = workers(server)
        asked = one.submit(server.ask, SLOW)
        until_busy(*before)
        psutil.Process(server.pid).terminate()
        assert asked.result().status == 503


def test_turns_to_a_new_release_without_dropping_a_request(tmp_path: Path) -> None:
    """The server turns to a new release without dropping a request."""
    path, done = tmp_path / "graph.nt", threading.Event()
    path.write_text('<http://a.example/s> <http://a.example/p> "1" .\n')
    query = "SELECT ?o { <http://a.example/s> <http://a.example/p> ?o }"
    with serving("--store", str(path), "--workers", "2") as server:

        def ask() -> list[str]:
            found = []
            while not done.is_set():
                answer = server.ask(query)
                assert answer.status == 200, answer
                found.append(answer.text.split()[-1])
            return found

        with ThreadPoolExecutor(4) as threads:
            clients = [threads.submit(ask) for _ in range(4)]
            new = tmp_path / "new.nt"
            new.write_text('<http://a.example/s> <http://a.example/p> "2" .\n')
            new.replace(path)
            try:
                until(lambda: server.ask(query).text.split()[-1] == "2", "the new one is served")
            finally:
                done.set()
            for found in (client.result() for client in clients):
                assert found == sorted(found)
                assert set(found) <= {"1", "2"}
