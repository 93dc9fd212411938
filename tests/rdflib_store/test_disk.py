"""A store on disk: opened, closed, opened again, read by others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import Literal
from rdflib.store import VALID_STORE

from aiactors.errors import FileError, InputError
from aiactors.rdflib_store import RdflibStore
from aiactors.rdflib_store.beside import NAME

EX = rdflib.Namespace("http://x.example/")


def filled(folder: Path) -> None:
    """Make a store with two graphs that share a triple."""
    dataset: Any = rdflib.Dataset(store=RdflibStore(), default_union=True)
    assert dataset.open(str(folder), create=True) == VALID_STORE
    dataset.bind("ex", EX)
    for name in (EX.g, EX.h):
        dataset.graph(name).add((EX.a, EX.p, EX.b))
    dataset.graph(EX.g).add((rdflib.BNode("b"), EX.p, Literal("é")))
    assert len(dataset.query("SELECT * { ?s ?p ?o }")) == 2
    dataset.commit()
    dataset.close()


def test_all_is_there_again(tmp_path: Path) -> None:
    """Triples, blank nodes, graphs, prefixes; and no union that was made for queries."""
    filled(tmp_path / "store")
    store = RdflibStore()
    dataset: Any = rdflib.Dataset(store=store, default_union=True)
    dataset.open(str(tmp_path / "store"))
    assert dict(dataset.namespaces())["ex"] == rdflib.URIRef(str(EX))
    assert {str(name.value) for name in store._engine.named_graphs()} == {str(EX.g), str(EX.h)}
    assert (rdflib.BNode("b"), EX.p, Literal("é"), EX.g) in dataset
    assert (len(dataset), len(dataset.graph(EX.g))) == (2, 2)
    dataset.remove((None, EX.p, None))
    assert len(dataset) == 0
    dataset.close()


def test_many_are_removed_in_one_step(tmp_path: Path) -> None:
    """With blank nodes among them and without."""
    graph = rdflib.Graph(RdflibStore(), EX.g)
    graph.open(str(tmp_path), create=True)
    graph.addN((EX[f"s{n}"], EX[f"p{n % 2}"], Literal('"\n'), graph) for n in range(200))
    graph.remove((None, EX.p0, None))
    assert len(graph) == 100
    graph.add((rdflib.BNode(), EX.p1, EX.a))
    graph.remove((None, EX.p1, None))
    assert len(graph) == 0
    graph.close()


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    """It answers with the union as well, and binds prefixes for itself."""
    filled(tmp_path)
    before = (tmp_path / NAME).read_bytes()
    dataset: Any = rdflib.Dataset(
        store=RdflibStore(str(tmp_path), read_only=True), default_union=True
    )
    assert len(dataset) == 2
    assert len(dataset.query("SELECT * { ?s ?p ?o }")) == 2
    assert len(dataset.query("SELECT * { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }")) == 3
    dataset.bind("new", EX.new)
    changes: list[Callable[[], object]] = [
        lambda: dataset.add((EX.a, EX.p, EX.a)),
        lambda: dataset.addN([(EX.a, EX.p, EX.a, dataset.default_graph)]),
        lambda: dataset.remove((None, None, None)),
        lambda: dataset.update("DROP ALL"),
    ]
    for change in changes:
        with pytest.raises(InputError, match="read-only"):
            change()
    dataset.close()
    assert (tmp_path / NAME).read_bytes() == before


def test_a_store_that_rdflib_never_saw(tmp_path: Path) -> None:
    """It has no file of ours beside it; a reader makes none."""
    filled(tmp_path)
    (tmp_path / NAME).unlink()
    graph = rdflib.Graph(RdflibStore(str(tmp_path), read_only=True), EX.g)
    assert len(graph) == 2
    graph.close()
    assert not (tmp_path / NAME).exists()


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    """In words."""
    with pytest.raises(FileError, match="create=True"):
        RdflibStore(str(tmp_path / "nothing"))
    filled(tmp_path / "store")
    used = rdflib.Graph(RdflibStore())
    used.add((EX.a, EX.p, EX.b))
    with pytest.raises(InputError, match="in use"):
        used.open(str(tmp_path / "store"))
    other = "import sys, rdflib; rdflib.Graph(store='Aiactors').open(sys.argv[1])"
    first = RdflibStore(str(tmp_path / "store"))
    command = [sys.executable, "-c", other, str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "another program has it open" in done.stderr
    first.close()
    (tmp_path / "store" / NAME).write_bytes(b"no database, but long enough to be looked at" * 9)
    with pytest.raises(FileError, match=NAME):
        RdflibStore(str(tmp_path / "store"))


def test_two_stores_in_one_process_are_one(tmp_path: Path) -> None:
    """As with other stores of rdflib; one of them can be closed, and the other goes on."""
    one, other = rdflib.Graph(RdflibStore(), EX.g), rdflib.Graph(RdflibStore(), EX.g)
    one.open(str(tmp_path), create=True)
    other.open(str(tmp_path), create=True)
    one.add((EX.a, EX.p, Literal("01", datatype=rdflib.XSD.integer, normalize=False)))
    assert [str(o) for o in other.objects()] == ["01"]
    one.close()
    other.add((EX.b, EX.p, EX.b))
    assert len(other) == 2
    with pytest.raises(InputError, match="closed"):
        len(one)
    other.close()
    again = rdflib.Graph(RdflibStore(str(tmp_path)), EX.g)
    assert len(again) == 2
    again.close()


def test_a_store_that_is_closed(tmp_path: Path) -> None:
    """It says so, and can be removed."""
    filled(tmp_path / "store")
    store = RdflibStore(str(tmp_path / "store"))
    store.close()
    with pytest.raises(InputError, match="closed"):
        len(store)
    store.destroy(str(tmp_path / "store"))
    assert not (tmp_path / "store").exists()
    with pytest.raises(FileError, match="no store to remove"):
        store.destroy(str(tmp_path))
