"""Tasks, each run in a process of its own: ``python -m bench.work TASK ARGUMENT …``.

Each task imports what it needs and nothing else, since its imports are part of its cost. It
prints the CPU seconds of its parts as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiactors.model import Dossier, Entity, Statement
    from aiactors.records import Record


PARTS: dict[str, float] = {}


@contextmanager
def part(name: str) -> Iterator[None]:
    """Add the CPU time of what is inside to a part of the task."""
    begun = time.process_time()
    yield
    PARTS[name] = PARTS.get(name, 0.0) + time.process_time() - begun


def make_dossiers(folder: str, statements: str) -> None:
    """Write synthetic dossiers."""
    from bench.synthetic import dossiers

    for name, text in dossiers(int(statements)):
        (Path(folder) / name).write_text(text, encoding="utf-8")


def make_records(out: str, statements: str) -> None:
    """Write synthetic records."""
    from bench.records import write_records

    write_records(Path(out), int(statements))


def make_triples(dossiers: str, out: str) -> None:
    """Write the graph of dossiers as N-Triples, for the others to load."""
    from aiactors.dossier import read_dossiers
    from aiactors.rdf import to_ntriples

    Path(out).write_text(to_ntriples(read_dossiers(dossiers)), encoding="utf-8")


def make_store(source: str, folder: str) -> None:
    """Write a graph into a store on disk, as the server serves it."""
    import pyoxigraph as ox

    from aiactors.opening import open_graph

    store = ox.Store(folder)
    store.bulk_extend(iter(open_graph(Path(source)).store.inner))
    store.flush()


def aiactors_turtle(dossiers: str, out: str) -> None:
    """Dossiers to Turtle, the way of every build."""
    from aiactors.collection import paused_collection

    with paused_collection():
        with part("read"):
            from aiactors.dossier import read_dossiers

            model = read_dossiers(dossiers)
        with part("derive"):
            from aiactors.rdf import derive

            derived = derive(model)
        with part("write"), Path(out).open("w", encoding="utf-8") as file:
            from aiactors.rdf.turtle import iter_turtle

            file.writelines(iter_turtle(model, derived))


def pyoxigraph_turtle(triples: str, out: str, how: str) -> None:
    """The same triples, loaded and written by the engine alone."""
    import pyoxigraph as ox

    store = ox.Store()
    with part("load"):
        load = store.bulk_load if how == "bulk_load" else store.load
        load(path=triples, format=ox.RdfFormat.N_TRIPLES)
    with part("write"):
        store.dump(out, format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())


def rdflib_turtle(triples: str, out: str) -> None:
    """The same triples, loaded and written by rdflib."""
    import rdflib

    graph = rdflib.Graph()
    with part("load"):
        graph.parse(triples, format="nt")
    with part("write"):
        graph.serialize(out, format="turtle", encoding="utf-8")


def pyoxigraph_query(file: str, sparql: str) -> None:
    """A release loaded and asked by the engine alone."""
    import pyoxigraph as ox

    store = ox.Store()
    with part("load"):
        store.load(path=file, format=ox.RdfFormat.TRIG)
    with part("ask"):
        answer = store.query(sparql, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        assert [row[0] for row in answer]


def rdflib_query(file: str, sparql: str) -> None:
    """A release loaded and asked by rdflib."""
    import rdflib

    graph = rdflib.Graph()
    with part("load"):
        graph.parse(file, format="turtle")
    with part("ask"):
        assert list(graph.query(sparql))


_EPOCH = date(1970, 1, 1).toordinal()

AT_ONCE = 10_000
"""Statements that are read before what comes next is measured."""


class RecordReader:
    """Reads records in batches; ``reading`` is the CPU seconds that this took so far."""

    def __init__(self, records: Path) -> None:
        """Read dossiers and entities."""
        self._records = records
        self.dossiers: list[Dossier] = []
        self.entities: list[tuple[str, Entity]] = []
        begun = time.process_time()
        for record in self._all(statements=False):
            entity = record.entity or record.document
            if entity is None:
                self.dossiers.append(record.head())
            else:
                self.entities.append((record.dossier, entity))
        self.reading = time.process_time() - begun

    def _all(self, *, statements: bool) -> Iterator[Record]:
        from aiactors.records import iter_lines, parse

        for line in iter_lines(self._records):
            if line.is_statement is statements:
                record = parse(line)
                assert not isinstance(record, list)
                yield record

    def statements(self) -> Iterator[tuple[str, Statement]]:
        """Yield the statement of each line, with its dossier; some statements come twice."""
        records = self._all(statements=True)
        while True:
            begun = time.process_time()
            batch = [
                (record.dossier, record.statement)
                for record in islice(records, AT_ONCE)
                if record.statement is not None
            ]
            self.reading += time.process_time() - begun
            if not batch:
                return
            yield from batch

    def each(self) -> Iterator[tuple[str, Statement]]:
        """Yield each statement once, with the dossier that has it first."""
        known = set[bytes]()
        for dossier, statement in self.statements():
            begun = time.process_time()
            key = bytes.fromhex(statement.id)
            is_new = key not in known
            known.add(key)
            self.reading += time.process_time() - begun
            if is_new:
                yield dossier, statement


def triples(records: Path, store: Path) -> Iterator[str]:
    """Yield lines of N-Triples: all that a store of these records holds, in blocks."""
    from pyoxigraph import parse

    from aiactors.rdf.pieces import dossier_lines, entity_lines, statement_lines
    from aiactors.resources import ontology_path

    yield from (f"{triple} .\n" for triple in parse(path=ontology_path() / "ai.ttl"))
    reader = RecordReader(records)
    for dossier in reader.dossiers:
        yield from dossier_lines(dossier, "")
    for _, entity in reader.entities:
        yield from entity_lines(entity, "")
    for _, statement in reader.statements():
        yield from statement_lines(statement, "")
    yield from _derived(store)


def _derived(store: Path) -> Iterator[str]:
    from aiactors.columns import MISSING, Columns
    from aiactors.model import Assessment
    from aiactors.rdf.pieces import assessment_lines, direct_lines

    columns = Columns.read(store / "columns")
    rows = zip(
        columns.statement_refs(),
        columns.status.codes.tolist(),
        columns.source_count.tolist(),
        columns.known_since.tolist(),
        strict=True,
    )
    for ref, status, sources, day in rows:
        known = None if day == MISSING else date.fromordinal(_EPOCH + day)
        assessment = Assessment(columns.status.names[status], sources, known)
        yield from assessment_lines(ref, assessment, "")
    for subject, predicate, object_ in columns.triples(columns.direct_rows()):
        yield from direct_lines(subject, {predicate: [object_]}, "")


def store_triples(records: str, store: str, out: str) -> None:
    """Write the triples of a store of records, each once: far sooner than the engine does."""
    from aiactors.rdf.sorting import write_sorted

    with Path(out).open("wb") as file:
        write_sorted(triples(Path(records), Path(store)), file, scratch=Path(out).parent)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
    json.dump(PARTS, sys.stdout)
