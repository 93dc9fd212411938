"""The named queries on the release: through aiactors, in the engine alone, and in rdflib.

Run in a process of its own for each library: ``python -m bench.queries LIBRARY SECONDS``. It
prints, for each query, its rows and CPU seconds as JSON.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from types import FrameType
from typing import TYPE_CHECKING, Any

import aiactors
from aiactors.query import bind, named_queries
from aiactors.resources import ontology_path, release_path
from aiactors.store.values import fill
from aiactors.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

FEWEST = 3
"""Rounds that a query has at least …"""

MOST = 10
"""… unless they take so many times the CPU time that it may have."""

Measured = dict[str, dict[str, float | None]]


def timed(call: Callable[[], int]) -> tuple[float, int]:
    """Return the CPU seconds of a call, and what it returns."""
    begun = time.process_time()
    rows = call()
    return time.process_time() - begun, rows


def texts(graph: aiactors.Graph) -> dict[str, str]:
    """Return the SPARQL of each named query, the defaults of its parameters written in."""
    return {
        name: fill(query.sparql, bind(query, {}, graph.find))
        for name, query in named_queries().items()
        if all(parameter.default is not None for parameter in query.parameters)
    }


def in_engine(seconds: float) -> Measured:
    """Measure aiactors and the engine in turns, on the same store.

    Args:
        seconds: CPU time for each query.

    Returns:
        Name of a query → its rows, and the seconds of both for one answer as Python values.
    """
    graph = aiactors.open()
    inner = graph.store.inner
    return {
        name: _turns(partial(_ours, graph, name), partial(_raw, inner, sparql), seconds)
        for name, sparql in texts(graph).items()
    }


def _ours(graph: aiactors.Graph, name: str) -> int:
    return len(graph.query(name))


def _raw(inner: ox.Store, sparql: str) -> int:
    """Ask the engine itself, and take every value out."""
    answer: Any = inner.query(sparql, prefixes=PREFIXES)
    if not hasattr(answer, "variables"):
        return sum(1 for _ in answer) if hasattr(answer, "__iter__") else 1
    return len([tuple(None if t is None else t.value for t in row) for row in answer])


def _turns(
    ours: Callable[[], int], theirs: Callable[[], int], seconds: float
) -> dict[str, float | None]:
    (first, rows), (second, others) = timed(ours), timed(theirs)
    if rows != others:
        raise RuntimeError(f"{rows} rows, and {others} from the engine")
    spent = ([first], [second])
    while (total := sum(map(sum, spent))) < seconds or (
        len(spent[0]) < FEWEST and total < MOST * seconds
    ):
        for times, call in zip(spent, (ours, theirs), strict=True):
            times.append(timed(call)[0])
    return {"rows": rows, "aiactors": median(spent[0]), "pyoxigraph": median(spent[1])}


def give_up(signal_: int, frame: FrameType | None) -> None:
    """End what takes too long, when the clock says so."""
    raise TimeoutError


def in_rdflib(seconds: float) -> Measured:
    """Measure rdflib.

    Args:
        seconds: CPU time after which a query is given up.

    Returns:
        Name of a query → its rows and seconds; None for a query that was given up.
    """
    import rdflib

    # The plain graph is its faster store; the other one knows named graphs.
    graph, dataset = rdflib.Graph(), rdflib.Dataset(default_union=True)
    graph.parse(release_path() / "ai-actors.ttl")
    dataset.parse(release_path() / "ai-actors.trig")
    for each in (graph, dataset):
        each.parse(ontology_path() / "ai.ttl")
    signal.signal(signal.SIGPROF, give_up)
    return {
        name: _once(partial(_rows, dataset if "GRAPH" in sparql else graph, sparql), seconds)
        for name, sparql in texts(aiactors.open()).items()
    }


def _rows(graph: rdflib.Graph, sparql: str) -> int:
    return len(graph.query(sparql, initNs=PREFIXES))


def _once(call: Callable[[], int], seconds: float) -> dict[str, float | None]:
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        taken, rows = timed(call)
    except TimeoutError:
        return {"rows": None, "rdflib": None}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {"rows": rows, "rdflib": taken}


if __name__ == "__main__":
    measure = {"engine": in_engine, "rdflib": in_rdflib}[sys.argv[1]]
    json.dump(measure(float(sys.argv[2])), sys.stdout)
