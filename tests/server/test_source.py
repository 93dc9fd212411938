"""What is served is made into a snapshot, whole or not at all."""

from __future__ import annotations

import itertools
import os
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.bulk import build_store
from aiactors.dossier import read_dossiers
from aiactors.errors import FileError, InputError, QueryError
from aiactors.opening import open_graph
from aiactors.records import record_lines
from aiactors.server import source
from aiactors.server.source import Source
from aiactors.store import Store


def test_dossiers_become_a_snapshot(world: Path, tmp_path: Path) -> None:
    """A store with its search index and the places of the drawing beside it."""
    place = tmp_path / "snapshot"
    Source(world).prepare(place)
    store = Store.on_disk(place, read_only=True)
    assert bool(store.query("ASK { id:ada-gray ai:founded id:mindful }"))
    assert {"search.sqlite", "positions.json"} <= {file.name for file in place.iterdir()}


def test_what_lies_beside_a_store_of_records(world: Path, tmp_path: Path) -> None:
    """Its snapshot has the columns, and refuses what would look into graphs that it has not."""
    records = tmp_path / "world.jsonl"
    records.write_text("".join(record_lines(read_dossiers(world))), encoding="utf-8")
    build_store(records, tmp_path / "store")
    Source(tmp_path / "store").prepare(tmp_path / "snapshot")
    graph = open_graph(tmp_path / "snapshot")
    for shared in ("search.sqlite", "columns/statements.parquet"):
        assert (tmp_path / "snapshot" / shared).samefile(tmp_path / "store" / shared), shared
    assert graph.search("Ada", limit=3) == open_graph(tmp_path / "store").search("Ada", limit=3)
    assert graph.columns.counts() == open_graph(tmp_path / "store").columns.counts()
    with pytest.raises(QueryError, match="keeps no named graphs"):
        graph.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")


def test_what_was_written_last_is_there(tmp_path: Path) -> None:
    """Also what another program has not yet made part of a table."""
    folder, place = tmp_path / "store", tmp_path / "snapshot"
    store = ox.Store(str(folder))
    store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal("c")))
    del store
    Source(folder).prepare(place)
    assert bool(Store.on_disk(place, read_only=True).query("ASK { ?s ?p 'c' }"))


def test_a_store_of_somebody_else_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system takes no links of files that one may but read."""

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    ox.Store(str(tmp_path / "store")).flush()
    monkeypatch.setattr(os, "link", refused)
    source._make(tmp_path / "store", tmp_path / "snapshot")
    assert open_graph(tmp_path / "snapshot").search_index.search("a") == []


def test_a_store_that_is_written_to_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of one state and half of the next would be neither."""
    ox.Store(str(tmp_path / "store")).flush()
    states = itertools.count()
    monkeypatch.setattr(source, "_PAUSE", 0.0)
    monkeypatch.setattr(source, "stamp", lambda folder: str(min(next(states), 3)))
    source._link(tmp_path / "store", tmp_path / "snapshot")
    Store.on_disk(tmp_path / "snapshot", read_only=True)
    monkeypatch.setattr(source, "stamp", lambda folder: str(next(states)))
    with pytest.raises(FileError, match="written to without a pause"):
        source._link(tmp_path / "store", tmp_path / "never")
    assert not (tmp_path / "never").exists()


def test_what_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    """And says what is wrong with it."""
    file = tmp_path / "broken.ttl"
    file.write_text("this is no Turtle", encoding="utf-8")
    place = tmp_path / "snapshot"
    with pytest.raises(InputError, match=r"broken\.ttl"):
        Source(file).prepare(place)
    assert not place.exists()


def test_a_change_is_noticed(tmp_path: Path) -> None:
    """By size and time; while it is not there, nothing is known of it."""
    file = tmp_path / "graph.ttl"
    assert Source(file).state() == ""
    file.write_text("<a:a> <a:b> <a:c> .", encoding="utf-8")
    first = Source(file).state()
    assert first != ""
    file.write_text("<a:a> <a:b> <a:c> , <a:d> .", encoding="utf-8")
    assert Source(file).state() not in ("", first)


def test_snapshots_lie_where_they_are_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store of gigabytes is not copied to another disk, which may be memory."""
    Store.on_disk(tmp_path / "store")
    (tmp_path / "graph.ttl").touch()
    assert Source(tmp_path / "store").beside is None  # temporary files lie on the same one
    assert Source(None).beside is Source("http://kg.example/sparql").beside is None
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other disk here")
    monkeypatch.setattr(tempfile, "tempdir", str(other))
    assert Source(str(tmp_path / "store")).beside == tmp_path.resolve()
    assert Source(tmp_path / "graph.ttl").beside is None
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert Source(tmp_path / "store").beside is None
