"""SPARQL over HTTP: `aiactors serve` beside `oxigraph serve` and rdflib-endpoint, under load.

The same store, the same queries, in turns, with 1, 8 and 32 clients. The load comes from wrk
(Debian: ``apt-get install wrk``); rdflib-endpoint is measured where its command is found, or where
``RDFLIB_ENDPOINT`` names it: it may live in an environment of its own.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

import pyoxigraph as ox

from bench.cases import EXPORTS, Budget, make_dossiers
from bench.measure import Command, run, work
from bench.report import number, table

CLIENTS = (1, 8, 32)
OURS, KEEPING = "aiactors serve --keep 0", "aiactors serve"
OUR_PATH = "/sparql"
OXIGRAPH, RDFLIB = "oxigraph serve", "rdflib-endpoint"

_PREFIXES = (
    "PREFIX ai: <https://w3id.org/ai-actors/ns#> PREFIX id: <https://w3id.org/ai-actors/id/> "
)
_TIMEOUT = 600.0
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}

LOOKUPS = (
    "SELECT ?who {{ ?who ai:founded {0} }}",
    "SELECT ?p ?o {{ {0} ?p ?o }} LIMIT 10",
    "SELECT ?x {{ ?x ai:investedIn {0} }} LIMIT 20",
)
"""Of each entity: a query of less than 5 ms."""

ANALYSES = (
    "SELECT ?s (COUNT(*) AS ?n) { ?x ai:status ?s } GROUP BY ?s",
    "SELECT ?c (COUNT(*) AS ?n) { ?x a ?c } GROUP BY ?c",
    "SELECT ?p (COUNT(*) AS ?n) { ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> ?p }"
    " GROUP BY ?p",
)
"""Queries that take longer than 20 ms."""

_SCRIPT = """
local paths, at = {}, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
request = function()
  at = at + 1
  if at > #paths then at = 1 end
  return wrk.format("GET", "%s" .. paths[at], {["Accept"] = "application/sparql-results+json"})
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What a server stood."""

    rate: float  # requests answered with 200, each second
    half: float  # milliseconds within which half of them were answered
    most: float  # milliseconds within which 99 of 100 were
    refused: int  # requests answered with anything else, or not at all


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its address, and the path of its endpoint."""

    port: int
    path: str


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def servers(store: Path, turtle: Path | None) -> dict[str, tuple[Command, str]]:
    """Return the commands that are there, with ``PORT`` in them, and their paths."""
    ours = [str(Path(sys.executable).with_name("aiactors")), "serve", "--port", "PORT"]
    ours += ["--store", str(store)]
    found: dict[str, tuple[Command, str]] = {
        OURS: ([*ours, "--keep", "0"], OUR_PATH),
        KEEPING: (ours, OUR_PATH),
    }
    oxigraph = Path(sys.executable).with_name("oxigraph")
    if oxigraph.exists():
        options = ["serve-read-only", "-l", str(store), "-b", "127.0.0.1:PORT"]
        found[OXIGRAPH] = ([str(oxigraph), *options], "/query")
    rdflib = os.environ.get("RDFLIB_ENDPOINT") or shutil.which("rdflib-endpoint")
    if rdflib and turtle is not None:
        options = ["serve", "--host", "127.0.0.1", "--port", "PORT", str(turtle)]
        found[RDFLIB] = ([rdflib, *options], "/")
    return found


@contextlib.contextmanager
def running(command: Command, path: str) -> Iterator[Server]:
    """Run a server from when it answers until it is no longer needed."""
    port = _free_port()
    process = subprocess.Popen(
        [word.replace("PORT", str(port)) for word in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + _TIMEOUT
        while not (_answers(port, path) and (path != OUR_PATH or _answers(port, "/"))):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"does not start: {' '.join(command)}")
            time.sleep(0.2)
        yield Server(port, path)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int, path: str) -> bool:
    """Whether it answers; ours reads the whole graph for its pages, and is busy until then."""
    address = f"http://127.0.0.1:{port}{path}?query={quote('ASK {}')}"
    with contextlib.suppress(OSError):
        return bool(urllib.request.urlopen(address, timeout=60).status == 200)
    return False


def load(server: Server, queries: Path, clients: int, seconds: int) -> Load:
    """Let clients ask one query after the other."""
    script = queries.with_name(f"{server.port}.lua")
    script.write_text(_SCRIPT % (queries, f"{server.path}?query="))
    address = f"http://127.0.0.1:{server.port}"
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}", "--timeout", "60", "--latency"]
    said = subprocess.run(
        [*command, "-s", str(script), address], capture_output=True, text=True, check=True
    ).stdout
    count = re.search(r"(\d+) requests in ([\d.]+)(us|ms|s|m)", said)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    lost = re.search(r"Socket errors: .*", said)
    assert count is not None, said
    lasted = float(count[2]) * _UNITS[count[3]] / 1e3
    refused = int(bad[1]) if bad else 0
    wrong = sum(map(int, re.findall(r"\d+", lost[0]))) if lost else 0
    rate = (int(count[1]) - refused) / lasted
    return Load(rate, _latency(said, "50%"), _latency(said, "99%"), refused + wrong)


def _latency(said: str, part: str) -> float:
    found = re.search(rf"{part}\s+([\d.]+)(us|ms|s|m)", said)
    return float(found[1]) * _UNITS[found[2]] if found else 0.0


def measured(
    commands: Mapping[str, tuple[Command, str]], queries: Path, rounds: int, seconds: int
) -> dict[tuple[int, str], list[Load]]:
    """Measure servers in turns, all of them running at the same time."""
    found: dict[tuple[int, str], list[Load]] = {}
    with contextlib.ExitStack() as stack:
        up = {name: stack.enter_context(running(*each)) for name, each in commands.items()}
        for server in up.values():
            load(server, queries, 2, 1)
        for clients in CLIENTS:
            for _ in range(rounds):
                for name, server in up.items():
                    each = load(server, queries, clients, seconds)
                    found.setdefault((clients, name), []).append(each)
    return found


def loads_table(found: Mapping[tuple[int, str], Sequence[Load]]) -> str:
    """Return the table of what servers stood: medians of all rounds."""
    head = ["", "clients", "answers/s", "p50 ms", "p99 ms", "refused", f"times {OXIGRAPH}"]
    rows = []
    for (clients, name), loads in found.items():
        rate = median(each.rate for each in loads)
        against = found.get((clients, OXIGRAPH))
        ratio = rate / median(each.rate for each in against) if against else None
        rows.append(
            [
                name,
                str(clients),
                number(rate),
                number(median(each.half for each in loads)),
                number(median(each.most for each in loads)),
                str(sum(each.refused for each in loads)),
                "" if ratio is None else number(ratio),
            ]
        )
    return table(head, rows)


def entities(store: Path, most: int) -> list[str]:
    """Return entities that somebody founded, in an order that a seed gives."""
    founded = ox.NamedNode("https://w3id.org/ai-actors/ns#founded")
    quads = ox.Store.read_only(str(store)).quads_for_pattern(None, founded, None, None)
    found = sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)})
    random.Random(7).shuffle(found)
    return found[:most]


NO_LOAD = (
    "Not measured: `wrk` makes the load, and is not installed (Debian: `apt-get install wrk`)."
)
ASKED = 300
"""Entities that are asked for."""


def server_lookups(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure servers with questions that are answered at once."""
    title = "SPARQL over HTTP: lookups in the shipped release, under load"
    if shutil.which("wrk") is None:
        return title, NO_LOAD
    store = scratch / "store"
    run(work("make_store", EXPORTS / "ai-actors.trig", store))
    turtle = EXPORTS / "ai-actors.ttl" if budget.rdflib else None
    asked = [form.format(f"<{each}>") for each in entities(store, ASKED) for form in LOOKUPS]
    return title, _served(budget, store, asked, turtle)


def server_analyses(budget: Budget, scratch: Path) -> tuple[str, str]:
    """Measure servers with questions that take a while."""
    count = f"{budget.statements:,} synthetic statements"
    title = f"SPARQL over HTTP: queries above 20 ms, {count}, under load"
    if shutil.which("wrk") is None:
        return title, NO_LOAD
    store = scratch / "store"
    run(work("make_store", make_dossiers(scratch, budget.statements), store))
    return title, _served(budget, store, ANALYSES, None)


def _served(budget: Budget, store: Path, asked: Sequence[str], turtle: Path | None) -> str:
    queries = store.with_name("queries")  # as wrk takes them
    queries.write_text("".join(quote(_PREFIXES + query, safe="") + "\n" for query in asked))
    rounds, seconds = (3, 4) if budget.rdflib else (1, 1)
    return loads_table(measured(servers(store, turtle), queries, rounds, seconds))


SERVER_CASES = (server_lookups, server_analyses)
