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
from bench.queries import give_up, timed

SCAN = 100_000
"""Rows of a scan."""

FEWEST = 3
"""Rounds that a task has at least."""

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
