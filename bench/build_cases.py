"""How builds scale: loading, look-ups, building again, deriving, and writing.

What derives or writes begins with statements in memory: reading the records is not counted.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from shutil import rmtree
from statistics import median

from bench.growth import Dataset, Figures, ScalingCase
from bench.measure import Command, aiactors, run, timed
from bench.relations import hub
from bench.work import RecordReader

ASKED = 100
"""Entities that are looked up."""

LOOKUPS = (
    "SELECT ?name { id:%s skos:prefLabel ?name }",
    "SELECT ?who ?name { ?who ai:founded|ai:investedIn id:%s ; skos:prefLabel ?name } LIMIT 50",
    """SELECT ?statement ?status ?gist { ?statement rdf:subject id:%s ; ai:status ?status ;
        ai:attribution/ai:evidence/ai:gist ?gist } LIMIT 50""",
)
"""A name, who founded it or invested in it, and the statements on it with their passages."""

SORTED_IN = 64 * 2**20
"""Bytes of memory in which lines are sorted: all but the smallest sizes need more."""

_OLD = 60 * 10**9
"""Nanoseconds by which files are made older: more than a tick of the file system's clock."""


def _build(data: Dataset) -> Command:
    # The store is always made anew here; later cases find it there.
    rmtree(data.store, ignore_errors=True)
    return data.build(data.store)


def _folder(data: Dataset) -> Command:
    folder = data.folder / "folder"
    rmtree(folder, ignore_errors=True)
    return aiactors("build", str(data.records), "--out", str(folder))


def _oxigraph(data: Dataset) -> Command:
    folder = data.folder / "oxigraph"
    rmtree(folder, ignore_errors=True)
    program = str(Path(sys.executable).with_name("oxigraph"))
    return [program, "load", "--location", str(folder), "--file", str(data.triples)]


def lookups(data: Dataset) -> Figures:
    """Look entities up in the store, through aiactors and in the engine alone, as Python values.

    The first to ask pays for bringing data into memory. So each text is asked once before
    (``first_ms``), and then by both in turns.
    """
    from aiactors.opening import open_graph
    from bench.queries import raw

    graph = open_graph(data.store)
    rng = random.Random(7)  # people and companies, hubs more often than others
    kinds = {"p": data.statements // 5, "o": data.statements // 8}
    entities = [f"{k}{hub(count, rng)}" for k, count in kinds.items() for _ in range(ASKED // 2)]
    first: list[float] = []
    ours: list[float] = []
    engine: list[float] = []
    for text in (form % entity for entity in entities for form in LOOKUPS):
        for spent in (first, ours):
            spent.append(1000 * timed(partial(graph.query, text))[0])
        engine.append(1000 * timed(partial(raw, graph.store.inner, text))[0])
    return {
        "ms": median(ours),
        "raw_ms": median(engine),
        "first_ms": median(first),
        "most_ms": max(first),
    }


def _changed(data: Dataset) -> Command:
    """Build a file for each dossier, unless that was done; change one; return the second build."""
    records, out = data.folder / "dossiers", data.folder / "again"
    build = aiactors("build", str(records), "--out", str(out))
    if not (out / "build.json").exists():
        _split(data.records, records)
        run(build)
    files = sorted(records.iterdir())
    _change(files[len(files) // 2])
    return build


def _split(records: Path, folder: Path) -> None:
    """Write a file for each dossier, as if that had been a minute ago."""
    folder.mkdir(exist_ok=True)
    then = time.time_ns() - _OLD
    with records.open(encoding="utf-8") as lines:
        for head, of_dossier in groupby(lines, key=lambda line: line.partition(",")[0]):
            path = folder / f"{json.loads(head + '}')['dossier']}.jsonl"
            path.write_text("".join(of_dossier), encoding="utf-8")
            os.utime(path, ns=(then, then))


def _change(file: Path) -> None:
    """Give a statement in the middle another time, and thereby another id."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    statements = [number for number, line in enumerate(lines) if '"statement":{' in line]
    number = statements[len(statements) // 2]
    record = json.loads(lines[number])
    year = int(record["statement"].get("when", "2000")[:4])
    record["statement"]["when"] = f"{year - 1 if year > 1990 else 2020}"
    lines[number] = json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
    file.write_text("".join(lines), encoding="utf-8")


def derived(data: Dataset) -> Figures:
    """Derive status, known-since, bounds and direct triples, from statements to columns on disk."""
    from aiactors.collection import paused_collection
    from aiactors.columns import Columns, ColumnsWriter
    from aiactors.model import Sources, assess
    from aiactors.model.sources import links_of

    with paused_collection():  # as every build does
        reader = RecordReader(data.records)
        begun = time.process_time() - reader.reading
        links = {entity.ref: links_of(entity) for _, entity in reader.entities}
        reader.entities.clear()
        sources = Sources.looked_up(links.get)
        folder = data.folder / "derived"
        writer = ColumnsWriter(folder)
        for dossier, statement in reader.each():
            writer.add(statement, assess(statement, sources), dossier, False)
        writer.finish()
        columns = Columns.read(folder)
        direct = sum(1 for _ in columns.triples(columns.direct_rows()))
        return {"s": time.process_time() - begun - reader.reading, "direct": direct}


def _rate(path: Path, seconds: float) -> Figures:
    """The figures of a file that was written; it is removed."""
    size = path.stat().st_size
    path.unlink()
    return {"mb_s": size / 1e6 / seconds, "s": seconds, "bytes": size}


def quads(data: Dataset) -> Figures:
    """Write canonical N-Quads, sorted in little memory."""
    from aiactors.rdf.pieces import entity_lines, statement_lines
    from aiactors.rdf.sorting import write_sorted
    from aiactors.vocabulary import iri

    reader = RecordReader(data.records)
    begun = time.process_time() - reader.reading
    blocks = chain(
        chain.from_iterable(entity_lines(e, iri(f"dossier:{d}")) for d, e in reader.entities),
        chain.from_iterable(statement_lines(s, iri(f"dossier:{d}")) for d, s in reader.each()),
    )
    path = data.folder / "sorted.nq"
    with path.open("wb") as out:
        write_sorted(blocks, out, memory=SORTED_IN, scratch=data.folder)
    return _rate(path, time.process_time() - begun - reader.reading)


def turtle(data: Dataset) -> Figures:
    """Write canonical Turtle of a model in memory, as every build does."""
    from aiactors.collection import paused_collection
    from aiactors.rdf import derive, iter_turtle
    from aiactors.records import read_records

    path = data.folder / "canonical.ttl"
    with paused_collection():
        model = read_records(data.records)
        follows = derive(model)
        with path.open("w", encoding="utf-8") as out:
            spent, _ = timed(lambda: out.writelines(iter_turtle(model, follows)))
    return _rate(path, spent)


def rdflib_turtle(data: Dataset) -> Figures:
    """Write the same triples as Turtle, by rdflib's serializer."""
    import rdflib

    from aiactors.vocabulary import PREFIXES

    graph = rdflib.Graph()
    graph.parse(data.triples, format="nt")
    for prefix, address in PREFIXES.items():
        graph.bind(prefix, address)
    path = data.folder / "rdflib.ttl"
    return _rate(path, timed(lambda: graph.serialize(path, format="turtle", encoding="utf-8"))[0])


_RECORDS, _TRIPLES = ("records",), ("triples",)
SCALING = (
    ScalingCase(
        "load",
        "Records to a store, with columns and index",
        command=_build,
        against="oxigraph-load",
        beside="oxigraph load",
        needs=_RECORDS,
    ),
    ScalingCase(
        "oxigraph-load",
        "The same triples: oxigraph load",
        command=_oxigraph,
        needs=_TRIPLES,
        most=1_000_000,
    ),
    ScalingCase(
        "folder",
        "Records to sorted N-Quads and columns",
        command=_folder,
        needs=_RECORDS,
        quick=False,
    ),
    ScalingCase(
        "lookups", "A look-up in the store", lookups, "ms", against="raw_ms", beside="pyoxigraph"
    ),
    ScalingCase(
        "again",
        "One dossier of a thousand statements changed, and built again",
        command=_changed,
        needs=_RECORDS,
        most=1_000_000,
        quick=False,  # all must be built before
    ),
    ScalingCase(
        "derive", "Statuses, known since, bounds, direct triples", derived, "s", needs=_RECORDS
    ),
    ScalingCase("quads", "Canonical N-Quads, sorted in 64 MiB", quads, "mb_s", needs=_RECORDS),
    ScalingCase(
        "turtle",
        "Canonical Turtle",
        turtle,
        "mb_s",
        against="rdflib-turtle",
        beside="rdflib",
        needs=_RECORDS,
        most=100_000,
    ),
    ScalingCase(
        "rdflib-turtle",
        "The same triples as Turtle: rdflib",
        rdflib_turtle,
        "mb_s",
        needs=_TRIPLES,
        most=10_000,
        quick=False,
    ),
)
