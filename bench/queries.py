"""Queries from SPARQL to Python values: through aiactors, in the engine alone, and in rdflib.

What is asked: the named queries on the release, and 14 shapes of query on synthetic statements.
Run in a process of its own: ``python -m bench.queries MODE GRAPH SECONDS``, where MODE is
``engine``, ``rdflib``, ``stores`` or ``memory`` (stores of rdflib), and GRAPH is ``release`` or a
file of triples. It prints, for each query, its rows and CPU seconds as JSON.

aiactors and the engine are measured in turns on the same store. Beside the engine stands what
anybody would write to read its answers: each row a tuple of texts, numbers and days.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from statistics import median
from types import FrameType
from typing import TYPE_CHECKING, Any

import aiactors
from aiactors.query import bind, named_queries
from aiactors.resources import ontology_path, release_path
from aiactors.store.values import fill
from aiactors.vocabulary import PREFIXES
from bench.measure import timed

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

RELEASE = "release"

SCAN = 100_000
"""Rows of a scan."""

SHAPES = {
    "name of an entity": "SELECT ?n { id:o1 skos:prefLabel ?n }",
    "founders": "SELECT ?who ?n { ?who ai:founded id:o1 ; skos:prefLabel ?n }",
    "who invested in the same": """
        SELECT DISTINCT ?a ?b { ?a ai:investedIn ?x . ?b ai:investedIn ?x FILTER (?a != ?b) }""",
    "two hops": """
        SELECT DISTINCT ?c { id:o1 ai:competesWith/ai:competesWith ?b . ?c ai:investedIn ?b }""",
    "left one for another": """
        SELECT ?p ?a ?b { ?p ai:left ?a . ?p ai:worksFor ?b FILTER (?a != ?b) }""",
    "as of a day, counted": """
        SELECT ?o (COUNT(?s) AS ?n) { ?s rdf:predicate ai:worksFor ; rdf:object ?o ;
            ai:earliestStart ?from FILTER (?from <= "2018-01-01"^^xsd:date)
            OPTIONAL { ?s ai:latestEnd ?to } FILTER (!BOUND(?to) || ?to >= "2018-01-01"^^xsd:date)
        } GROUP BY ?o""",
    "as of a day, one organisation": """
        SELECT ?p ?from { ?s rdf:object id:o0 ; rdf:predicate ai:worksFor ; rdf:subject ?p ;
            ai:earliestStart ?from FILTER (?from <= "2018-01-01"^^xsd:date) }""",
    "a path of any length": "SELECT ?x { id:o3 ai:competesWith+ ?x }",
    "founded, by year": """
        SELECT ?y (COUNT(*) AS ?n) { ?s rdf:predicate ai:founded ; ai:earliestStart ?d
            BIND (YEAR(?d) AS ?y) } GROUP BY ?y ORDER BY ?y""",
    "all that is said of one": """
        SELECT ?s ?p ?o ?doc ?g { ?s rdf:subject id:o0 ; rdf:predicate ?p ; rdf:object ?o ;
            ai:attribution ?at . ?at ai:saidIn ?doc ; ai:evidence ?ev . ?ev ai:gist ?g }""",
    "part of a name": """
        SELECT ?e ?n { ?e skos:prefLabel ?n FILTER (CONTAINS(LCASE(STR(?n)), "company 77")) }""",
    "competitors of competitors": """
        SELECT DISTINCT ?c { id:o5 ai:competesWith/ai:competesWith ?c FILTER (?c != id:o5) }""",
    "all names": "SELECT ?e ?n { ?e skos:prefLabel ?n }",
    f"a scan of {SCAN:,} rows": f"SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT {SCAN}",
}
"""Shapes of query, from a look-up to a scan."""

FEWEST = 3
"""Rounds that a query has at least …"""

MOST = 10
"""… unless they take so many times the CPU time that it may have."""

ROUND = 0.005
"""CPU seconds of a round at least: what takes less is asked several times in it."""

Call = Callable[[], int]
"""Asks, reads all rows, and returns how many there are."""

Measured = dict[str, float | None]
"""Rows, and CPU seconds by library."""


def texts(graph: aiactors.Graph, where: str) -> dict[str, str]:
    """Return the SPARQL of each query; in a named one, the defaults of its parameters."""
    if where != RELEASE:
        return SHAPES
    return {
        name: fill(query.sparql, bind(query, {}, graph.find))
        for name, query in named_queries().items()
        if all(parameter.default is not None for parameter in query.parameters)
    }


def in_engine(where: str, seconds: float) -> dict[str, Measured]:
    """Measure aiactors and the engine in turns, on the same store."""
    graph = aiactors.open(None if where == RELEASE else where)
    inner = graph.store.inner
    return {
        name: _turns(
            {
                "aiactors": partial(_ours, graph, name if where == RELEASE else sparql),
                "pyoxigraph": partial(raw, inner, sparql),
            },
            seconds,
            "pyoxigraph",
        )
        for name, sparql in texts(graph, where).items()
    }


def _ours(graph: aiactors.Graph, query: str) -> int:
    return len(graph.query(query))


def raw(inner: ox.Store, sparql: str) -> int:
    """Ask the engine itself, and read every row as Python values."""
    answer: Any = inner.query(sparql, prefixes=PREFIXES)
    if not hasattr(answer, "variables"):
        return sum(1 for _ in answer) if hasattr(answer, "__iter__") else 1
    return len([tuple(map(_plain, row)) for row in answer])


_XSD = PREFIXES["xsd"]


def _plain(term: Any) -> Any:
    """A term as a text, a number or a day."""
    if term is None:
        return None
    kind = getattr(term, "datatype", None)
    if kind is None:
        return term.value
    made = _KINDS.get(kind.value)
    return term.value if made is None else made(term.value)


_KINDS: dict[str, Callable[[str], Any]] = {
    _XSD + "integer": int,
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "date": date.fromisoformat,
    _XSD + "boolean": "true".__eq__,
}


def _turns(calls: Mapping[str, Call], seconds: float, reference: str) -> Measured:
    """Measure calls in turns; return their rows, which must be as many, and median seconds.

    What takes less than a ``ROUND`` is called several times in it.
    """
    rows = {name: call() for name, call in calls.items()}
    if len({*rows.values()}) != 1:
        raise RuntimeError(f"rows differ: {rows}")
    times = max(1, round(ROUND / (timed(calls[reference])[0] + 1e-9)))
    spent: dict[str, list[float]] = {name: [] for name in calls}
    while (total := sum(map(sum, spent.values()))) < seconds or (
        len(spent[reference]) < FEWEST and total < MOST * seconds
    ):
        for name, call in calls.items():
            begun = time.process_time()
            for _ in range(times):
                call()
            spent[name].append((time.process_time() - begun) / times)
    return {"rows": rows[reference], **{name: median(taken) for name, taken in spent.items()}}


def in_rdflib(where: str, seconds: float) -> dict[str, Measured]:
    """Measure rdflib's own memory."""
    import rdflib

    graph = rdflib.Graph()
    dataset = rdflib.Dataset(default_union=True)  # the plain graph is faster: it has no graphs
    graph.parse(release_path() / "ai-actors.ttl" if where == RELEASE else where)
    if where == RELEASE:
        dataset.parse(release_path() / "ai-actors.trig")
        dataset.parse(ontology_path() / "ai.ttl")
    graph.parse(ontology_path() / "ai.ttl")
    return {
        name: _once(partial(_rows, dataset if "GRAPH" in sparql else graph, sparql), seconds)
        for name, sparql in texts(aiactors.open(), where).items()
    }


def _rows(graph: rdflib.Graph, sparql: str) -> int:
    answer: Any = graph.query(sparql, initNs=PREFIXES)
    return len([tuple(row) for row in answer])


def _rdflib_calls(graph: rdflib.Graph) -> dict[str, Call]:
    """What is measured of a store of rdflib, through rdflib."""

    def scan() -> int:
        return sum(1 for _ in zip(range(SCAN), graph.triples((None, None, None)), strict=False))

    asked: dict[str, Call] = {name: partial(_rows, graph, text) for name, text in SHAPES.items()}
    return {**asked, "the same scan, triples()": scan, "len()": partial(len, graph)}


def in_stores(where: str, seconds: float) -> dict[str, Measured]:
    """Measure the project's store of rdflib and oxrdflib's, in turns, over the same engine."""
    import pyoxigraph as ox
    import rdflib
    from oxrdflib import OxigraphStore

    from aiactors.rdflib_store import RdflibStore

    engine = ox.Store()
    engine.bulk_load(path=where, format=ox.RdfFormat.N_TRIPLES)
    default = rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    ours = _rdflib_calls(rdflib.Graph(RdflibStore(engine=engine), default))
    theirs = _rdflib_calls(rdflib.Graph(OxigraphStore(store=engine), default))
    return {
        name: _turns({"aiactors": ours[name], "oxrdflib": theirs[name]}, seconds, "oxrdflib")
        for name in ours
    }


def in_memory(where: str, seconds: float) -> dict[str, Measured]:
    """Measure the same with rdflib's own memory; what takes longer is given up."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(where, format="nt")
    return {name: _once(call, seconds) for name, call in _rdflib_calls(graph).items()}


def _give_up(signal_: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _once(call: Call, seconds: float) -> Measured:
    """Rows and seconds of one call; None where it was given up after so many CPU seconds."""
    signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        taken, rows = timed(call)
    except TimeoutError:
        return {"rows": None, "rdflib": None}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {"rows": rows, "rdflib": taken}


if __name__ == "__main__":
    modes = {"engine": in_engine, "rdflib": in_rdflib, "stores": in_stores, "memory": in_memory}
    json.dump(modes[sys.argv[1]](sys.argv[2], float(sys.argv[3])), sys.stdout)
