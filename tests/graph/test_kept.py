"""The release is read through the columns that are kept beside its store."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aiactors.dossier import read_dossiers
from aiactors.errors import AiActorsError
from aiactors.graph import Graph
from aiactors.graph.reader import COLUMNS
from aiactors.rdf import derive, to_trig, to_turtle
from aiactors.record import RecordMaker
from aiactors.store import ReleaseStore

Opened = Callable[[], Graph]


@pytest.fixture
def opened(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What opens a small release, whose cache is this test's own."""
    monkeypatch.setenv("AIACTORS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "release"
    folder.mkdir()
    dossiers = read_dossiers(world)
    (folder / "ai-actors.ttl").write_text(to_turtle(dossiers, derive(dossiers)), "utf-8")
    (folder / "ai-actors.trig").write_text(to_trig(dossiers), "utf-8")
    return lambda: Graph(ReleaseStore(folder))


def kept(opened: Opened) -> Graph:
    """Return the graph as a later run opens it."""
    first = opened()
    assert not first.has_columns
    _ = first.dossiers
    first.keep()
    return opened()


def told(graph: Graph) -> object:
    """Return what people are told of it."""
    ref = graph.find("Ada Gray")
    record = RecordMaker(graph.about(ref).projector, "en").record(ref)
    ties = graph.paths("Ada Gray", "Rival")
    network, measured = graph.network(), graph.metrics()
    around = graph.network(["Ada Gray"])
    parts = network.nodes, network.edges, around.nodes, around.edges
    return record, ties, measured, parts, graph.counted(), graph.size(), graph.titles()


def test_later_runs_say_the_same_and_read_no_model(opened: Opened) -> None:
    """Where columns lie beside the store, only what is asked for is read."""
    first, later = opened(), kept(opened)
    assert later.has_columns
    assert not later.is_large
    ref = later.find("Ada Gray")
    assert ref in later.about(ref).dossiers.entities
    assert later.columns.counts() == first.columns.counts()
    assert "dossiers" not in vars(later)
    assert told(later) == told(first)


@pytest.mark.parametrize("name", ["Ada Grey", "rivl", "a", "nobody of that kind"])
def test_later_runs_offer_the_same_names(name: str, opened: Opened) -> None:
    """Where a name is misspelt, or is that of several."""
    first, later = opened(), kept(opened)
    hints = []
    for graph in (first, later):
        with pytest.raises(AiActorsError) as caught:
            graph.entity(name)
        hints.append(str(caught.value))
        hints.append(str(graph.names.near_refs("id:ada-grey")))
    assert hints[:2] == hints[2:]


def test_what_did_not_read_the_model_keeps_no_columns(opened: Opened) -> None:
    """A query is not made to wait for what it does not need; what needs it adds it later."""
    said: list[str] = []
    opened().keep(lambda: said.append("begun"))
    second = opened()
    assert (second.store.folder is not None, second.has_columns, said) == (True, False, [])
    _ = second.dossiers
    second.keep(lambda: said.append("begun"))
    assert opened().has_columns
    opened().keep(lambda: said.append("begun"))
    assert said == ["begun"]


def test_broken_columns_are_done_without(opened: Opened) -> None:
    """They are a cache."""
    later = kept(opened)
    assert later.store.folder is not None
    for file in (later.store.folder / COLUMNS).glob("*.parquet"):
        file.write_bytes(b"nonsense")
    assert len(opened().columns) == len(opened().dossiers.statements)


def test_a_release_that_was_changed_meanwhile_keeps_nothing_of_the_old_one(
    opened: Opened, tmp_path: Path
) -> None:
    """The name of the store tells what the columns are of."""
    opened().keep()
    graph = opened()
    _ = graph.dossiers
    trig = tmp_path / "release" / "ai-actors.trig"
    trig.write_text(trig.read_text("utf-8") + "\n", "utf-8")
    graph.keep()
    assert not list((tmp_path / "cache").glob(f"*/{COLUMNS}"))


def test_where_nothing_can_be_written_nothing_is_begun(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told again and again of what never comes about."""
    (tmp_path / "file").write_text("")
    for folder in ("off", str(tmp_path / "file" / "cache")):
        monkeypatch.setenv("AIACTORS_CACHE", folder)
        graph = opened()
        _ = graph.dossiers
        graph.keep(lambda: pytest.fail("begun"))


def test_runs_at_the_same_time_do_not_disturb_each_other(opened: Opened, tmp_path: Path) -> None:
    """Each fills a folder of its own; the first that is whole stays."""
    graphs = [opened() for _ in range(4)]
    for graph in graphs:
        _ = graph.dossiers
    with ThreadPoolExecutor(len(graphs)) as pool:
        list(pool.map(Graph.keep, graphs))
    assert [folder.name[:6] for folder in (tmp_path / "cache").iterdir()] == ["store-"]
    assert len(opened().columns) == len(graphs[0].columns)
