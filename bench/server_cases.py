"""What is measured of servers: each case gives a title and a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.cases import EXPORTS, Effort
from bench.measure import run, work
from bench.server import (
    ANALYSES,
    entities,
    is_installed,
    loads_table,
    lookups,
    measured,
    servers,
    write_queries,
)

NO_LOAD = (
    "Not measured: `wrk` makes the load, and is not installed (Debian: `apt-get install wrk`)."
)
ASKED = 300
"""Entities that are asked for."""


def server_lookups(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure servers with questions that are answered at once."""
    title = "SPARQL over HTTP: lookups in the shipped release, under load"
    if not is_installed():
        return title, NO_LOAD
    store = scratch / "store"
    run(work("make_store", EXPORTS / "ai-actors.trig", store))
    turtle = EXPORTS / "ai-actors.ttl" if effort.rdflib else None
    return title, _served(effort, store, lookups(entities(store, ASKED)), turtle)


def server_analyses(effort: Effort, scratch: Path) -> tuple[str, str]:
    """Measure servers with questions that take a while."""
    count = f"{effort.statements:,} synthetic statements"
    title = f"SPARQL over HTTP: queries above 20 ms, {count}, under load"
    if not is_installed():
        return title, NO_LOAD
    dossiers, store = scratch / "dossiers", scratch / "store"
    dossiers.mkdir()
    run(work("make_dossiers", dossiers, effort.statements))
    run(work("make_store", dossiers, store))
    return title, _served(effort, store, ANALYSES, None)


def _served(effort: Effort, store: Path, asked: Sequence[str], turtle: Path | None) -> str:
    queries = write_queries(store.with_name("queries"), asked)
    rounds, seconds = (3, 4) if effort.rdflib else (1, 1)
    return loads_table(measured(servers(store, turtle), queries, rounds, seconds))


SERVER_CASES = (server_lookups, server_analyses)
