"""Tasks, each run in a process of its own: ``python -m bench.work TASK ARGUMENT …``.

Each task imports what it needs and nothing else, since its imports are part of its cost. It
prints the CPU seconds of its parts as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

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


TASKS: tuple[Callable[..., None], ...] = (
    make_dossiers,
    make_records,
    make_triples,
    make_store,
    aiactors_turtle,
    pyoxigraph_turtle,
    rdflib_turtle,
    pyoxigraph_query,
    rdflib_query,
)

if __name__ == "__main__":
    named = {task.__name__: task for task in TASKS}
    named[sys.argv[1]](*sys.argv[2:])
    json.dump(PARTS, sys.stdout)
