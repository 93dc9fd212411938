"""How queries as of a day and checks scale.

As of a day, the network and its counts come from columns, and from SPARQL over the bounds in the
store. Both must find as many triples and statements, or the measurement fails.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from bench.growth import Dataset, Figures, ScalingCase
from bench.measure import timed

if TYPE_CHECKING:
    from aiactors.graph import Graph
    from aiactors.store import Store

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


def as_of_network(data: Dataset) -> Figures:
    """What holds between all entities on a day: as arrays, and as triples of the store."""
    graph = _opened(data)
    read, net = timed(lambda: graph.columns.network(DAY, bulk=True))
    found = sum(1 for _ in graph.columns.triples(graph.columns.on(DAY).direct))
    return {
        "ms": 1000 * data.typical(lambda: graph.columns.network(DAY, bulk=True)),
        "sparql_ms": _sparql_ms(data, lambda: len({*_can_hold(graph)}), found),
        "read": read,
        "nodes": len(net.nodes),
        "edges": len(net),
    }


def as_of_counts(data: Dataset) -> Figures:
    """How many statements there are on a day, by relation and by status."""
    graph = _opened(data)
    found = graph.counts(DAY, bulk=True).statements
    return {
        "ms": 1000 * data.typical(lambda: graph.counts(DAY, bulk=True)),
        "sparql_ms": _sparql_ms(
            data, lambda: sum(int(row[1]) for row in graph.query(COUNTED)), found
        ),
    }


def _opened(data: Dataset) -> Graph:
    import aiactors

    return aiactors.open(data.store)


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


def _sparql_ms(data: Dataset, ask: Callable[[], int], expected: int) -> float:
    """CPU milliseconds of a query that must find as much as the columns."""

    def asked() -> None:
        if (rows := ask()) != expected:
            raise RuntimeError(f"{expected} by columns, and {rows} by SPARQL")

    return 1000 * data.typical(asked)


def _loaded(data: Dataset) -> Store:
    import pyoxigraph as ox

    from aiactors.store import Store

    store = Store()
    store.inner.bulk_load(path=str(data.triples), format=ox.RdfFormat.N_TRIPLES)
    store.add_ontology()
    return store


def validation(data: Dataset) -> Figures:
    """Shapes and rules of a graph that is in the engine's memory."""
    from aiactors.check import shape_findings, violations
    from aiactors.check.sets import Sets
    from aiactors.progress import SILENT

    load, store = timed(lambda: _loaded(data))
    made, sets = timed(lambda: Sets(store))
    shapes, found = timed(lambda: sum(1 for _ in shape_findings(store, SILENT, sets)))
    rules, more = timed(lambda: sum(1 for _ in violations(store, SILENT, sets)))
    shapes += made
    return {
        "load": load,
        "shapes": shapes,
        "rules": rules,
        "checks": shapes + rules,
        "findings": float(found + more),
    }


def pyshacl_shapes(data: Dataset) -> Figures:
    """The same shapes with pySHACL, of the same triples in rdflib."""
    import pyshacl
    import rdflib

    from aiactors.resources import ontology_path

    graph = rdflib.Graph().parse(data.triples, format="nt")
    graph.parse(ontology_path() / "ai.ttl")
    shapes = rdflib.Graph().parse(ontology_path() / "shapes" / "ai.shacl.ttl")
    check = timed(lambda: pyshacl.validate(graph, shacl_graph=shapes, inference="none"))
    return {"checks": check[0]}


AS_OF = (
    ScalingCase(
        "as-of-network",
        "The network as of a day, of all entities, by columns",
        as_of_network,
        "ms",
        against="sparql_ms",
        beside="SPARQL over the bounds",
    ),
    ScalingCase(
        "as-of-counts",
        "Counts as of a day, by relation and status, by columns",
        as_of_counts,
        "ms",
        against="sparql_ms",
        beside="SPARQL over the bounds",
        quick=False,
    ),
)
CHECKS = (
    ScalingCase(
        "validation",
        "Shapes and rules",
        validation,
        "checks",
        against="pyshacl",
        beside="pySHACL, shapes alone",
        needs=("triples",),
        most=100_000,
    ),
    ScalingCase(
        "pyshacl",
        "Shapes: pySHACL",
        pyshacl_shapes,
        "checks",
        needs=("triples",),
        most=10_000,  # it takes hundreds of times as long
        quick=False,
    ),
)
