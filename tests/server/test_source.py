"""What is served is made into a snapshot, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiactors.bulk import build_store
from aiactors.dossier import read_dossiers
from aiactors.errors import InputError, QueryError
from aiactors.opening import open_graph
from aiactors.records import record_lines
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
    assert graph.columns.counts() == open_graph(tmp_path / "store").columns.counts()
    with pytest.raises(QueryError, match="keeps no named graphs"):
        graph.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")


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
