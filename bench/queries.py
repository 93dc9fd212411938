"""Queries from SPARQL to Python values: through aiactors, in the engine alone, and in rdflib.

What is asked: the named queries on the release, and 14 shapes of query on synthetic statements.
Run in a process of its own for each library: ``python -m bench.queries LIBRARY GRAPH SECONDS``,
where GRAPH is ``release`` or a file of triples. It prints, for each query, its rows and CPU
seconds as JSON.

aiactors and the engine are measured in turns on the same store. Beside the engine stands what
anybody would write to read its answers: each row a tuple of texts, numbers and days.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable
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

Measured = dict[str, dict[str, float | None]]


def timed(call: Callable[[], int]) -> tuple[float, int]:
    """Return the CPU seconds of a call, and what it returns."""
    begun = time.process_time()
    rows = call()
    return time.process_time() - begun, rows


def texts(graph: aiactors.Graph, where: str) -> dict[str, str]:
    """Return the SPARQL of each query; in a named one, the defaults of its parameters."""
    if where != RELEASE:
        return SHAPES
    return {
        name: fill(query.sparql, bind(query, {}, graph.find))
        for name, query in named_queries().items()
        if all(parameter.default is not None for parameter in query.parameters)
    }


def in_engine(where: str, seconds: float) -> Measured:
    """Measure aiactors and the engine in turns, on the same store.

    Args:
        where: the release, or a file of triples.
        seconds: CPU time for each query.

    Returns:
        Name of a query → its rows, and the seconds of both for one answer as Python values.
    """
    graph = aiactors.open(None if where == RELEASE else where)
    inner = graph.store.inner
    return {
        name: _turns(
            partial(_ours, graph, name if where == RELEASE else sparql),
            partial(raw, inner, sparql),
            seconds,
        )
        for name, sparql in texts(graph, where).items()
    }


def _ours(graph: aiactors.Graph, query: str) -> int:
    return len(graph.query(query))


def raw(inner: ox.Store, sparql: str) -> int:
    """Ask the engine itself, and read every row as Python values.

    Args:
        inner: the engine's store.
        sparql: the query.

    Returns:
        How many rows there are.
    """
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


def _turns(
    ours: Callable[[], int], theirs: Callable[[], int], seconds: float
) -> dict[str, float | None]:
    (_, rows), (_, others) = timed(ours), timed(theirs)
    if rows != others:
        raise RuntimeError(f"{rows} rows, and {others} from the engine")
    times = max(1, round(ROUND / (timed(theirs)[0] + 1e-9)))
    spent: tuple[list[float], list[float]] = ([], [])
    while (total := sum(map(sum, spent))) < seconds or (
        len(spent[0]) < FEWEST and total < MOST * seconds
    ):
        for taken, call in zip(spent, (ours, theirs), strict=True):
            taken.append(_round(call, times))
    return {"rows": rows, "aiactors": median(spent[0]), "pyoxigraph": median(spent[1])}


def _round(call: Callable[[], int], times: int) -> float:
    """The CPU seconds of one call, of so many."""
    begun = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - begun) / times


def give_up(signal_: int, frame: FrameType | None) -> None:
    """End what takes too long, when the clock says so."""
    raise TimeoutError


def in_rdflib(where: str, seconds: float) -> Measured:
    """Measure rdflib's own memory.

    Args:
        where: the release, or a file of triples.
        seconds: CPU time after which a query is given up.

    Returns:
        Name of a query → its rows and seconds; None for a query that was given up.
    """
    import rdflib

    graph = rdflib.Graph()
    dataset = rdflib.Dataset(default_union=True)  # the plain graph is faster: it has no graphs
    graph.parse(release_path() / "ai-actors.ttl" if where == RELEASE else where)
    if where == RELEASE:
        dataset.parse(release_path() / "ai-actors.trig")
        dataset.parse(ontology_path() / "ai.ttl")
    graph.parse(ontology_path() / "ai.ttl")
    signal.signal(signal.SIGPROF, give_up)
    return {
        name: _once(partial(_rows, dataset if "GRAPH" in sparql else graph, sparql), seconds)
        for name, sparql in texts(aiactors.open(), where).items()
    }


def _rows(graph: rdflib.Graph, sparql: str) -> int:
    answer: Any = graph.query(sparql, initNs=PREFIXES)
    return len([tuple(row) for row in answer])


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
    json.dump(measure(sys.argv[2], float(sys.argv[3])), sys.stdout)
