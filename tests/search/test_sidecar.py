"""The index that lies beside a store on disk."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

import aiactors
from aiactors.build import make, write
from aiactors.errors import FileError
from aiactors.graph import Graph
from aiactors.search import Hit, SearchIndex, index_beside, keep_beside, sidecar
from aiactors.store import FORMATS, ReleaseStore, Store
from aiactors.vocabulary import iri


@pytest.fixture(scope="session")
def built(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk that was built of the small world."""
    folder = tmp_path_factory.mktemp("beside")
    write(make(world, {}), folder, folder / "store")
    return folder / "store"


def is_file(index: SearchIndex) -> bool:
    """Whether an index was opened and not made."""
    return isinstance(index._name, Path)


def test_a_build_makes_it(built: Path) -> None:
    """It is opened, and finds what an index in memory finds."""
    store = Store.on_disk(built, read_only=True)
    index = index_beside(store)
    assert is_file(index)
    assert index.search("mindful") == SearchIndex.of_store(store).search("mindful")
    assert aiactors.open(built).search("mindful")[0].name == "Mindful"


def test_it_is_not_used_for_another_state(world: Path, tmp_path: Path) -> None:
    """What was written to the store since is found."""
    folder = tmp_path / "store"
    write(make(world, {}), tmp_path, folder)
    writer = ox.Store(str(folder))
    name = ox.Literal("Newcomer")
    writer.add(ox.Quad(ox.NamedNode(iri("id:new")), ox.NamedNode(iri("skos:prefLabel")), name))
    writer.flush()
    del writer
    index = index_beside(Store.on_disk(folder, read_only=True))
    assert not is_file(index)
    assert index.search("newcomer")[0].ref == "id:new"
    write(make(world, {}), tmp_path, folder)  # built again, it is there again
    assert is_file(index_beside(Store.on_disk(folder, read_only=True)))


def test_a_broken_one_is_done_without(world: Path, tmp_path: Path) -> None:
    """The answer is the same."""
    folder = tmp_path / "store"
    write(make(world, {}), tmp_path, folder)
    (folder / "search.sqlite").write_bytes(b"nonsense")
    index = index_beside(Store.on_disk(folder, read_only=True))
    assert not is_file(index)
    assert index.search("mindful")


def test_a_store_that_is_replaced_while_it_is_open(built: Path, tmp_path: Path) -> None:
    """What is found is what the store has that was opened, and not what lies there now."""
    folder = tmp_path / "store"
    shutil.copytree(built, folder)
    graph = aiactors.open(folder)
    shutil.rmtree(folder)
    fresh = Store.on_disk(folder)
    fresh.load(b"<http://a.example/> <http://b.example/> <http://c.example/> .", FORMATS[".ttl"])
    del fresh
    keep_beside(folder)
    assert not is_file(graph.search_index)
    assert graph.search("mindful")[0].name == "Mindful"
    assert aiactors.open(folder).search("mindful") == []


def test_the_store_of_a_release_has_one(
    built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Kept together: the one is never there without the other."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("AIACTORS_CACHE", str(cache))
    first = Graph(ReleaseStore(built.parent))
    before = first.search("mindfull", limit=5)
    assert before
    assert not is_file(first.search_index)
    first.keep()
    (folder,) = cache.iterdir()
    assert (folder / "search.sqlite").is_file()
    second = Graph(ReleaseStore(built.parent))
    assert second.search("mindfull", limit=5) == before
    assert is_file(second.search_index)


def test_where_the_index_fails_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And the question was answered all the same."""
    monkeypatch.setenv("AIACTORS_CACHE", str(tmp_path / "cache"))

    def fail(folder: Path, index: SearchIndex | None = None) -> None:
        raise FileError(folder, "cannot be written: no room")

    monkeypatch.setattr("aiactors.search.keep_beside", fail)
    release = tmp_path / "release"
    release.mkdir()
    for name in ("ai-actors.ttl", "ai-actors.trig"):
        (release / name).write_text('<http://a.example/> <http://b.example/> "c" .')
    Graph(ReleaseStore(release)).keep()
    assert list((tmp_path / "cache").iterdir()) == []


def test_several_threads_may_search(built: Path) -> None:
    """A server does."""
    index = index_beside(Store.on_disk(built, read_only=True))
    expected = index.search("mindful")
    found: list[list[Hit]] = []
    threads = [
        threading.Thread(target=lambda: found.extend(index.search("mindful") for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 80


def test_the_same_store_has_the_same_stamp(built: Path) -> None:
    """Reading changes nothing."""
    before = sidecar.stamp(built)
    list(Store.on_disk(built, read_only=True).quads())
    keep_beside(built)
    assert sidecar.stamp(built) == before
