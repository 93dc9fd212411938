"""Stores of rdflib, asked through rdflib: the project's own, oxrdflib's, and rdflib's memory.

Run in a process of its own: ``python -m bench.rdflib_stores LIBRARIES TRIPLES SECONDS``. It
prints, for each task, its rows and CPU seconds as JSON. The two stores over Oxigraph hold the
very same engine, and are measured in turns.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

import pyoxigraph as ox
import rdflib

from aiactors.rdflib_store import RdflibStore
from aiactors.vocabulary import PREFIXES
from bench.queries import SCAN, SHAPES, give_up, timed

FEWEST = 3
"""Rounds that a task has at least."""

Measured = dict[str, dict[str, float | None]]


def tasks(graph: rdflib.Graph) -> dict[str, Callable[[], int]]:
    """Return what is measured, for one graph."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    asked = {name: partial(_rows, graph, sparql) for name, sparql in SHAPES.items()}
    return {
        **asked,
        "the same scan, triples()": partial(_triples, graph),
        "len()": partial(len, graph),
    }


def _rows(graph: rdflib.Graph, sparql: str) -> int:
    return sum(1 for _ in graph.query(sparql))


def _triples(graph: rdflib.Graph) -> int:
    found = graph.triples((None, None, None))
    return sum(1 for _ in zip(range(SCAN), found, strict=False))


def over_engine(triples: str, seconds: float) -> Measured:
    """Measure the project's store and oxrdflib's in turns."""
    from oxrdflib import OxigraphStore

    engine = ox.Store()
    engine.bulk_load(path=triples, format=ox.RdfFormat.N_TRIPLES)
    stores = {"aiactors": RdflibStore(engine=engine), "oxrdflib": OxigraphStore(store=engine)}
    default = rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    made = {name: tasks(rdflib.Graph(store, default)) for name, store in stores.items()}
    return {
        task: _in_turns({name: calls[task] for name, calls in made.items()}, seconds)
        for task in made["aiactors"]
    }


def _in_turns(calls: dict[str, Callable[[], int]], seconds: float) -> dict[str, float | None]:
    spent: dict[str, list[float]] = {name: [] for name in calls}
    rows: dict[str, int] = {}
    while sum(map(sum, spent.values())) < seconds or len(spent["aiactors"]) < FEWEST:
        for name, call in calls.items():
            taken, rows[name] = timed(call)
            spent[name].append(taken)
    if len(set(rows.values())) != 1:
        raise RuntimeError(f"rows differ: {rows}")
    return {"rows": rows["aiactors"], **{name: median(times) for name, times in spent.items()}}


def in_memory(triples: str, seconds: float) -> Measured:
    """Measure rdflib's memory; what takes longer than that is given up."""
    graph = rdflib.Graph()
    graph.parse(triples, format="nt")
    signal.signal(signal.SIGPROF, give_up)
    return {name: _once(call, seconds) for name, call in tasks(graph).items()}


def _once(call: Callable[[], int], seconds: float) -> dict[str, Any]:
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        taken, rows = timed(call)
    except TimeoutError:
        return {"rows": None, "memory": None}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {"rows": rows, "memory": taken}


if __name__ == "__main__":
    measure = {"engine": over_engine, "memory": in_memory}[sys.argv[1]]
    json.dump(measure(sys.argv[2], float(sys.argv[3])), sys.stdout)
