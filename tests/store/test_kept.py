"""The store of a release that is kept from one run to the next."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from aiactors.query import Result
from aiactors.resources import release_path
from aiactors.store import ReleaseStore
from aiactors.store.kept import cache_folder, keep, kept_store

ASK = "ASK { id:elon-musk ai:founded id:openai }"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a cache folder of its own, which does not exist yet."""
    folder = tmp_path / "cache" / "aiactors"
    monkeypatch.setenv("AIACTORS_CACHE", str(folder))
    return folder


@pytest.fixture
def release(tmp_path: Path) -> Iterator[Path]:
    """Give the test a small release."""
    folder = tmp_path / "release"
    folder.mkdir()
    turtle = "@prefix id: <https://w3id.org/ai-actors/id/> .\nid:a id:b id:c .\n"
    (folder / "ai-actors.ttl").write_text(turtle)
    (folder / "ai-actors.trig").write_text(turtle.replace("id:a id", "id:g { id:a id") + "}")
    yield folder


def made(cache: Path) -> list[str]:
    """Return the names of what lies in the cache."""
    return sorted(path.name for path in cache.iterdir())


@pytest.mark.heavy
def test_the_second_time_it_is_opened_from_disk(cache: Path) -> None:
    """It answers the same, named graphs and labels of the ontology included."""
    first = ReleaseStore(release_path())
    first.keep()
    second = ReleaseStore(release_path())
    assert [name[:6] for name in made(cache)] == ["store-"]
    label = 'ASK { ai:founded rdfs:label "a fondé"@fr }'
    graph = "ASK { GRAPH dossier:actors { ?s ?p ?o } }"
    for query in (ASK, label, graph):
        assert bool(first.query(query)) is bool(second.query(query)) is True
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert list(Result(first.query(count))) == list(Result(second.query(count)))
    assert set(first.quads()) == set(second.quads())


def test_it_is_read_in_memory_until_it_is_kept(cache: Path) -> None:
    """Opening alone writes nothing to anybody's disk."""
    assert bool(ReleaseStore(release_path()).query(ASK))
    assert not cache.exists()


def test_a_new_release_has_a_new_store_and_the_old_one_goes(cache: Path, release: Path) -> None:
    """What is kept is never of another release than the one that is asked."""
    ReleaseStore(release).keep()
    before = made(cache)
    for name in ("ai-actors.ttl", "ai-actors.trig"):
        path = release / name
        path.write_text(path.read_text().replace("id:c", "id:changed"))
    changed = ReleaseStore(release)
    assert bool(changed.query("ASK { id:a id:b id:changed }"))
    changed.keep()
    assert len(made(cache)) == 1
    assert made(cache) != before


def test_off_means_off(monkeypatch: pytest.MonkeyPatch, release: Path) -> None:
    """Whoever wants no cache has none."""
    monkeypatch.setenv("AIACTORS_CACHE", "off")
    assert cache_folder() is None
    ReleaseStore(release).keep()
    assert kept_store([release / "ai-actors.ttl"]) is None


def test_a_cache_that_cannot_be_written_is_done_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, release: Path
) -> None:
    """A full or foreign disk must not fail a question."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AIACTORS_CACHE", str(tmp_path / "file" / "cache"))
    store = ReleaseStore(release)
    store.keep()
    assert bool(ReleaseStore(release).query("ASK { id:a id:b id:c }"))


def test_a_kept_store_that_is_broken_is_done_without(cache: Path, release: Path) -> None:
    """Half a store, or another file under its name, is no reason to fail."""
    ReleaseStore(release).keep()
    (folder,) = cache.iterdir()
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "CURRENT").write_text("nonsense")
    assert bool(ReleaseStore(release).query("ASK { id:a id:b id:c }"))


def test_nothing_half_filled_stays(cache: Path, release: Path) -> None:
    """Where filling fails, what was begun is removed."""
    broken = release / "broken.ttl"
    broken.write_text("not turtle")
    keep([release / "ai-actors.ttl", broken])
    assert made(cache) == []


def test_what_a_killed_run_left_goes(cache: Path, release: Path) -> None:
    """The cache does not grow with each; what may still be in the making stays."""
    for name in ("filling-old", "filling-new"):
        (cache / name).mkdir(parents=True)
    os.utime(cache / "filling-old", (0, 0))
    ReleaseStore(release).keep()
    assert [name[:11] for name in made(cache)] == ["filling-new", made(cache)[1][:11]]


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"])
def test_where_it_is_kept(variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The system's own places for such files are used."""
    for name in ("AIACTORS_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    folder = cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path)
    assert folder.name == "aiactors"
