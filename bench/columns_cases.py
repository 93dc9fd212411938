"""As of a day: the network and its counts by columns, and by SPARQL over the bounds in the store.

Both answer with as many triples and statements, or the measurement fails.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from bench.growth import Ground, Growth

if TYPE_CHECKING:
    from aiactors.graph import Graph

DAY = date(2018, 1, 1)

COUNTED = """
SELECT ?relation (COUNT(?statement) AS ?n) {
  ?statement rdf:predicate ?relation .
  ?relation ai:aspect ?aspect .
  OPTIONAL { ?statement ai:earliestStart ?from }
  OPTIONAL { ?statement ai:latestEnd ?to }
  FILTER (COALESCE(?from <= DAY, true))
  FILTER (?aspect = ai:Occurrence || COALESCE(?to >= DAY, true))
} GROUP BY ?relation""".replace("DAY", f'"{DAY}"^^xsd:date')
"""Every statement that can have held, by relation."""


def as_of_network(ground: Ground) -> dict[str, float]:
    """What holds between all entities on a day: as arrays, and as triples of the store."""
    graph = _opened(ground)
    read = _cpu(lambda: graph.columns.network(DAY, bulk=True))
    net = graph.columns.network(DAY, bulk=True)
    found = sum(1 for _ in graph.columns.triples(graph.columns.on(DAY).direct))
    sparql, rows = _by_sparql(ground, lambda: len({*_can_hold(graph)}))
    if rows != found:
        raise RuntimeError(f"{found} triples by columns, and {rows} by SPARQL")
    ours = ground.typical(lambda: graph.columns.network(DAY, bulk=True))
    return {
        "ms": 1000 * ours,
        "sparql_ms": 1000 * sparql,
        "read": read,
        "nodes": len(net.nodes),
        "edges": len(net),
    }


def as_of_counts(ground: Ground) -> dict[str, float]:
    """How many statements there are on a day, by relation and by status."""
    graph = _opened(ground)
    counts = graph.counts(DAY, bulk=True)
    sparql, rows = _by_sparql(ground, lambda: sum(int(row[1]) for row in graph.query(COUNTED)))
    if rows != counts.statements:
        raise RuntimeError(f"{counts.statements} statements by columns, and {rows} by SPARQL")
    ours = ground.typical(lambda: graph.counts(DAY, bulk=True))
    return {"ms": 1000 * ours, "sparql_ms": 1000 * sparql}


def _opened(ground: Ground) -> Graph:
    import aiactors

    return aiactors.open(ground.store)


def _can_hold(graph: Graph) -> list[str]:
    """The triples that the rule of the ontology makes."""
    import pyoxigraph as ox

    from aiactors.resources import ontology_path
    from aiactors.vocabulary import iri

    rule = (ontology_path() / "rules" / "can-hold.rq").read_text("utf-8")
    day = ox.Literal(DAY.isoformat(), datatype=ox.NamedNode(iri("xsd:date")))
    found = graph.store.query(rule, {"day": day})
    assert isinstance(found, ox.QueryTriples)
    return [str(triple) for triple in found]


def _by_sparql(ground: Ground, ask: Callable[[], int]) -> tuple[float, int]:
    """CPU seconds, and what is found."""
    rows = 0

    def asked() -> None:
        nonlocal rows
        rows = ask()

    return ground.typical(asked), rows


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


GROWTHS = (
    Growth(
        "as-of-network",
        "The network as of a day, of all entities, by columns",
        as_of_network,
        figure="ms",
        against="sparql_ms",
        beside="SPARQL over the bounds",
    ),
    Growth(
        "as-of-counts",
        "Counts as of a day, by relation and status, by columns",
        as_of_counts,
        figure="ms",
        against="sparql_ms",
        beside="SPARQL over the bounds",
        quick=False,
    ),
)
