"""Growth of loading: records to a store, beside the engine's own loader, and look-ups in it."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import rmtree
from statistics import median

from bench.growth import Figures, Ground, Growth
from bench.measure import Command, aiactors
from bench.shape import hub

ASKED = 100
"""Entities that are looked up."""

LOOKUPS = (
    "SELECT ?name { id:%s skos:prefLabel ?name }",
    "SELECT ?who ?name { ?who ai:founded|ai:investedIn id:%s ; skos:prefLabel ?name } LIMIT 50",
    """SELECT ?statement ?status ?gist { ?statement rdf:subject id:%s ; ai:status ?status ;
        ai:attribution/ai:evidence/ai:gist ?gist } LIMIT 50""",
)
"""A name, who founded it or invested in it, and what is said of it, with its passages."""


def _build(ground: Ground) -> Command:
    # Where it is measured, the store is always made anew; what comes after finds it there.
    rmtree(ground.store, ignore_errors=True)
    return ground.build(ground.store)


def _folder(ground: Ground) -> Command:
    folder = ground.folder / "folder"
    rmtree(folder, ignore_errors=True)
    return aiactors("build", str(ground.records), "--out", str(folder))


def _oxigraph(ground: Ground) -> Command:
    folder = ground.folder / "oxigraph"
    rmtree(folder, ignore_errors=True)
    program = str(Path(sys.executable).with_name("oxigraph"))
    return [program, "load", "--location", str(folder), "--file", str(ground.triples)]


def _entities(statements: int) -> list[str]:
    """People and companies, hubs more often than others."""
    rng = random.Random(7)
    kinds = {"p": statements // 5, "o": statements // 8}
    return [f"{kind}{hub(count, rng)}" for kind, count in kinds.items() for _ in range(ASKED // 2)]


def lookups(ground: Ground) -> Figures:
    """Look entities up in the store, through aiactors and in the engine alone, as Python values.

    Who asks first pays for bringing what lies there into memory. So each text is asked once
    before (``first_ms``), and then by both in turns.
    """
    from aiactors.opening import open_graph
    from bench.queries import raw

    graph = open_graph(ground.store)
    inner = graph.store.inner
    first: list[float] = []
    ours: list[float] = []
    engine: list[float] = []
    for entity in _entities(ground.statements):
        for text in (form % entity for form in LOOKUPS):
            first.append(_seconds(graph.query, text))
            ours.append(_seconds(graph.query, text))
            engine.append(_seconds(partial(raw, inner), text))
    return {
        "ms": 1000 * median(ours),
        "raw_ms": 1000 * median(engine),
        "first_ms": 1000 * median(first),
        "most_ms": 1000 * max(first),
    }


def _seconds(ask: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    ask(text)
    return time.process_time() - begun


GROWTHS = (
    Growth(
        "load",
        "Records to a store, with columns and index",
        command=_build,
        against="oxigraph-load",
        beside="oxigraph load",
        needs=("records",),
    ),
    Growth(
        "oxigraph-load",
        "The same triples: oxigraph load",
        command=_oxigraph,
        needs=("triples",),
        most=1_000_000,
    ),
    Growth(
        "folder",
        "Records to sorted N-Quads and columns",
        command=_folder,
        needs=("records",),
        quick=False,
    ),
    Growth(
        "lookups",
        "A look-up in the store",
        lookups,
        "ms",
        against="raw_ms",
        beside="pyoxigraph",
    ),
)
