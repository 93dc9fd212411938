"""Growth of what is derived and written: statuses and direct triples, Turtle, sorted N-Quads.

Reading the records is never counted here: what is measured begins with statements in memory.
"""

from __future__ import annotations

import time
from itertools import chain

from bench.growth import Figures, Ground, Growth
from bench.told import Told

SORTED_IN = 64 * 2**20
"""Bytes of memory in which lines are sorted: all but the smallest sizes need more."""


def derived(ground: Ground) -> Figures:
    """Derive status, known-since, bounds and direct triples, from statements to columns on disk."""
    from aiactors.collection import paused_collection
    from aiactors.columns import Columns, ColumnsWriter
    from aiactors.model import Sources, assess
    from aiactors.model.sources import links_of

    with paused_collection():  # as every build does
        told = Told(ground.records)
        begun = time.process_time() - told.reading
        links = {entity.ref: links_of(entity) for _, entity in told.entities}
        told.entities.clear()
        sources = Sources.looked_up(links.get)
        folder = ground.folder / "derived"
        writer = ColumnsWriter(folder)
        for dossier, statement in told.each():
            writer.add(statement, assess(statement, sources), dossier, False)
        writer.finish()
        columns = Columns.read(folder)
        direct = sum(1 for _ in columns.triples(columns.direct_rows()))
        return {"s": time.process_time() - begun - told.reading, "direct": direct}


def quads(ground: Ground) -> Figures:
    """Write canonical N-Quads, sorted in little memory."""
    from aiactors.rdf.pieces import entity_lines, statement_lines
    from aiactors.rdf.sorting import write_sorted
    from aiactors.vocabulary import iri

    told = Told(ground.records)
    begun = time.process_time() - told.reading
    blocks = chain(
        chain.from_iterable(entity_lines(e, iri(f"dossier:{d}")) for d, e in told.entities),
        chain.from_iterable(statement_lines(s, iri(f"dossier:{d}")) for d, s in told.each()),
    )
    path = ground.folder / "sorted.nq"
    with path.open("wb") as out:
        size = write_sorted(blocks, out, memory=SORTED_IN, scratch=ground.folder)
    spent = time.process_time() - begun - told.reading
    path.unlink()
    return {"mb_s": size / 1e6 / spent, "s": spent, "bytes": size}


def turtle(ground: Ground) -> Figures:
    """Write canonical Turtle of a model in memory, as every build does."""
    from aiactors.collection import paused_collection
    from aiactors.rdf import derive, iter_turtle
    from aiactors.records import read_records

    path = ground.folder / "canonical.ttl"
    with paused_collection():
        model = read_records(ground.records)
        follows = derive(model)
        begun = time.process_time()
        with path.open("w", encoding="utf-8") as out:
            out.writelines(iter_turtle(model, follows))
        spent = time.process_time() - begun
    size = path.stat().st_size
    path.unlink()
    return {"mb_s": size / 1e6 / spent, "s": spent, "bytes": size}


def rdflib_turtle(ground: Ground) -> Figures:
    """Write the same triples as Turtle, by rdflib's serializer."""
    import rdflib

    from aiactors.vocabulary import PREFIXES

    graph = rdflib.Graph()
    graph.parse(ground.triples, format="nt")
    for prefix, address in PREFIXES.items():
        graph.bind(prefix, address)
    path = ground.folder / "rdflib.ttl"
    begun = time.process_time()
    graph.serialize(path, format="turtle", encoding="utf-8")
    spent = time.process_time() - begun
    size = path.stat().st_size
    path.unlink()
    return {"mb_s": size / 1e6 / spent, "s": spent, "bytes": size}


_RECORDS = ("records",)
GROWTHS = (
    Growth("derive", "Statuses, known since, bounds, direct triples", derived, "s", needs=_RECORDS),
    Growth("quads", "Canonical N-Quads, sorted in 64 MiB", quads, "mb_s", needs=_RECORDS),
    Growth(
        "turtle",
        "Canonical Turtle",
        turtle,
        "mb_s",
        against="rdflib-turtle",
        beside="rdflib",
        needs=_RECORDS,
        most=100_000,
    ),
    Growth(
        "rdflib-turtle",
        "The same triples as Turtle: rdflib",
        rdflib_turtle,
        "mb_s",
        needs=("triples",),
        most=10_000,
        quick=False,
    ),
)
