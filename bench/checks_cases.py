"""What is measured of checks: shapes and rules, and pySHACL beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.growth import Ground, Growth

if TYPE_CHECKING:
    from aiactors.store import Store

SAMPLE = 10_000
"""Statements up to which pySHACL is measured: it takes hundreds of times as long."""


def _loaded(ground: Ground) -> Store:
    import pyoxigraph as ox

    from aiactors.store import Store

    store = Store()
    store.inner.bulk_load(path=str(ground.triples), format=ox.RdfFormat.N_TRIPLES)
    store.add_ontology()
    return store


def validation(ground: Ground) -> dict[str, float]:
    """Shapes and rules of a graph that is in the engine's memory."""
    import time

    from aiactors.check import shape_findings, violations
    from aiactors.check.sets import Sets
    from aiactors.progress import SILENT

    begun = time.process_time()
    store = _loaded(ground)
    loaded = time.process_time()
    sets = Sets(store)
    shapes = sum(1 for _ in shape_findings(store, SILENT, sets))
    shaped = time.process_time()
    rules = sum(1 for _ in violations(store, SILENT, sets))
    ruled = time.process_time()
    return {
        "load": loaded - begun,
        "shapes": shaped - loaded,
        "rules": ruled - shaped,
        "checks": ruled - loaded,
        "findings": float(shapes + rules),
    }


def pyshacl_shapes(ground: Ground) -> dict[str, float]:
    """The same shapes with pySHACL, of the same triples in rdflib."""
    import time

    import pyshacl
    import rdflib

    from aiactors.resources import ontology_path

    data = rdflib.Graph().parse(ground.triples, format="nt")
    data.parse(ontology_path() / "ai.ttl")
    shapes = rdflib.Graph().parse(ontology_path() / "shapes" / "ai.shacl.ttl")
    begun = time.process_time()
    pyshacl.validate(data, shacl_graph=shapes, inference="none")
    return {"checks": time.process_time() - begun}


GROWTHS = (
    Growth(
        "validation",
        "Shapes and rules",
        validation,
        figure="checks",
        against="pyshacl",
        beside="pySHACL, shapes alone",
        needs=("triples",),
        most=100_000,
    ),
    Growth(
        "pyshacl",
        "Shapes: pySHACL",
        pyshacl_shapes,
        figure="checks",
        needs=("triples",),
        most=SAMPLE,
        quick=False,
    ),
)
