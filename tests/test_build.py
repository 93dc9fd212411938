"""From dossiers to a release: the same bytes every time, and nothing where anything is wrong."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import aiactors
from aiactors.build import Built, check_graph, known_positions, make, write
from aiactors.errors import CheckError, DossierError, FileError
from aiactors.export import export_text
from aiactors.resources import package_version
from aiactors.store import FORMATS, Store

FILES = (
    "ai-actors.ttl",
    "ai-actors.trig",
    "ai-actors.html",
    "description.ttl",
    "positions.json",
)


@pytest.fixture(scope="module")
def built(world: Path) -> Built:
    """The release of the small world."""
    return make(world, {})


@pytest.fixture
def dossiers(world: Path, tmp_path: Path) -> Path:
    """A copy of the small world, to be spoilt."""
    return shutil.copytree(world, tmp_path / "dossiers")


def changed(folder: Path, old: str, new: str) -> Path:
    """Change one thing in a copy of the small world."""
    path = folder / "story.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return name and bytes of every file in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# --- what a release is ----------------------------------------------------------------------


def test_a_release_has_its_files(built: Built) -> None:
    """Each says the same as what it is made from."""
    assert tuple(built.files) == FILES
    assert built.files["ai-actors.ttl"].decode() == export_text(built.dossiers, "ttl")
    assert built.files["ai-actors.trig"].decode() == export_text(built.dossiers, "trig")
    assert b"Ada Gray" in built.files["ai-actors.html"]
    places = json.loads(built.files["positions.json"])
    assert set(places) == {"ada-gray", "bank", "bob-gray", "mindful", "noe-leger", "rival",
                           "takeover"}  # fmt: skip


def test_a_new_entity_is_one_line_in_the_places(built: Built) -> None:
    """Differences between releases are read line by line."""
    lines = built.files["positions.json"].decode().splitlines()
    assert len(lines) == len(json.loads(built.files["positions.json"])) + 2
    assert lines[1].startswith('"ada-gray": [')


@pytest.mark.parametrize("seed", ["0", "1"])
@pytest.mark.heavy
def test_the_same_bytes_in_another_process(seed: str, built: Built, world: Path) -> None:
    """Whatever the order in which Python goes through its sets."""
    code = """if True:
        import hashlib, sys
        from pathlib import Path
        from aiactors.build import make
        for name, data in make(Path(sys.argv[1]), {}).files.items():
            print(name, hashlib.sha256(data).hexdigest())
    """
    done = subprocess.run(
        [sys.executable, "-c", code, str(world)],
        env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in built.files.items()}
    assert dict(line.split() for line in done.stdout.splitlines()) == hashes


def test_the_order_of_files_does_not_count(built: Built, dossiers: Path) -> None:
    """Nor the time at which they were written."""
    (dossiers / "story.yaml").rename(dossiers / "tmp")
    (dossiers / "tmp").rename(dossiers / "story.yaml")
    assert make(dossiers, {}).files == built.files


def test_places_that_are_known_are_kept(world: Path, built: Built) -> None:
    """People find things where they were last week; what is new finds its place beside."""
    known = {"ada-gray": (1000.0, -2000.0), "mindful": (0.0, 0.0), "somebody-else": (1.0, 1.0)}
    again = make(world, known)
    places = json.loads(again.files["positions.json"])
    assert places["ada-gray"] == [1000, -2000]
    assert places["mindful"] == [0, 0]
    assert "somebody-else" not in places
    assert set(places) == set(json.loads(built.files["positions.json"]))


def test_a_second_release_of_the_same_is_the_same(
    built: Built, world: Path, tmp_path: Path
) -> None:
    """What was placed once is not placed anew."""
    write(built, tmp_path)
    assert make(world, known_positions(tmp_path)).files == built.files


def test_each_step_is_told(world: Path) -> None:
    """A person waits, and wants to know for what."""
    told: list[str] = []
    make(world, {}, step=told.append)
    assert told[0] == "reading dossiers"
    assert "checking" in told
    assert told[-1] == "writing"


# --- what is wrong --------------------------------------------------------------------------


def test_dossiers_that_are_wrong_make_no_release(dossiers: Path) -> None:
    """All that is wrong is said in one go."""
    changed(dossiers, "relation: owns", "relation: owms")
    changed(dossiers, "when: 2020-01-05", "when: 2020-02-30")
    with pytest.raises(DossierError) as caught:
        make(dossiers, {})
    assert len(caught.value.problems) == 2


def test_a_graph_that_breaks_a_rule_makes_no_release(dossiers: Path) -> None:
    """A newspaper of 2020 cannot tell as done what is of 2030."""
    changed(dossiers, "when: 2019-04\n", "when: 2030\n")
    with pytest.raises(CheckError, match="told_before"):
        make(dossiers, {})


def test_warnings_do_not_stop_a_release(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are handed on."""
    from aiactors.check import Finding

    warning = Finding("rule", "id:a", "look at this", error=False)
    monkeypatch.setattr("aiactors.build.check_store", lambda *_: (warning,))
    assert check_graph(built.dossiers) == (warning,)


# --- writing --------------------------------------------------------------------------------


def test_it_is_written_where_it_is_asked_for(built: Built, tmp_path: Path) -> None:
    """The folder is made, and holds nothing else."""
    folder = tmp_path / "a" / "b"
    write(built, folder)
    assert content(folder) == dict(sorted(built.files.items()))


def test_a_folder_that_cannot_be_made_is_named(built: Built, tmp_path: Path) -> None:
    """A file is in the way."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match="file: cannot be made: File exists"):
        write(built, tmp_path / "file")
    with pytest.raises(FileError, match="cannot be made: Not a directory"):
        write(built, tmp_path / "file" / "out")


def test_a_release_is_written_whole_or_not_at_all(built: Built, tmp_path: Path) -> None:
    """Where one file cannot be written, the others stay as they were."""
    write(built, tmp_path)
    (tmp_path / "positions.json").unlink()
    (tmp_path / "positions.json").mkdir()
    other = dataclasses.replace(built, files=dict.fromkeys(built.files, b"new"))
    with pytest.raises(FileError, match=r"positions\.json: cannot be written: Is a directory"):
        write(other, tmp_path)
    for name in FILES[:-1]:
        assert (tmp_path / name).read_bytes() == built.files[name]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)


def test_places_that_cannot_be_read_are_not_thrown_away(tmp_path: Path) -> None:
    """Everything would be drawn elsewhere, and nobody would know why."""
    assert known_positions(tmp_path) == {}
    (tmp_path / "positions.json").write_text("{")
    with pytest.raises(FileError, match="does not hold positions: delete it"):
        known_positions(tmp_path)


# --- the store on disk ----------------------------------------------------------------------


def test_a_store_is_filled_and_answers_like_the_release(built: Built, tmp_path: Path) -> None:
    """Twice gives the same as once."""
    release = tmp_path / "release"
    quads = []
    for _ in range(2):
        write(built, release, tmp_path / "store")
        on_disk = aiactors.open(tmp_path / "store")
        in_memory = aiactors.open(release / "ai-actors.trig")
        quads.append(sorted(map(str, on_disk.store.quads())))
        assert quads[-1] == sorted(map(str, in_memory.store.quads()))
        everything = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
        assert list(on_disk.query(everything)) == list(in_memory.query(everything))
        del on_disk
    assert quads[0] == quads[1]


def test_a_store_forgets_what_the_dossiers_say_no_longer(
    built: Built, dossiers: Path, tmp_path: Path
) -> None:
    """It is filled, not added to."""
    write(built, tmp_path / "release", tmp_path / "store")
    changed(dossiers, "relation: competes-with", "relation: sued")
    write(make(dossiers, {}), tmp_path / "release", tmp_path / "store")
    graph = aiactors.open(tmp_path / "store")
    assert not graph.query("ASK { ?s ai:competesWith ?o }")
    assert graph.query("ASK { ?s ai:sued ?o }")


def test_a_folder_of_other_things_is_not_made_a_store(built: Built, dossiers: Path) -> None:
    """A typing mistake must not spread the files of a store among dossiers."""
    out = dossiers.parent / "out"
    with pytest.raises(FileError, match="dossiers: holds other things than a store"):
        write(built, out, dossiers)
    assert not out.exists()
    with pytest.raises(FileError, match=r"story\.yaml: cannot be opened as a store"):
        write(built, out, dossiers / "story.yaml")
    assert not out.exists()


def test_a_store_that_somebody_else_fills_is_left_alone(built: Built, tmp_path: Path) -> None:
    """Two builds at once: the second says so, and writes nothing."""
    held = Store.on_disk(tmp_path / "store")
    with pytest.raises(FileError, match="store: cannot be opened as a store"):
        write(built, tmp_path / "release", tmp_path / "store")
    assert not (tmp_path / "release").exists()
    assert len(held) == 0


# --- the release that ships -----------------------------------------------------------------


@pytest.mark.heavy
def test_both_files_of_the_release_hold_the_same(root: Path) -> None:
    """TriG is Turtle with its graphs, and both are what the model says."""
    exports = root / "exports"
    triples = {q.triple for q in ox.parse(path=exports / "ai-actors.ttl", format=FORMATS[".ttl"])}
    quads = ox.parse(path=exports / "ai-actors.trig", format=FORMATS[".trig"])
    assert {quad.triple for quad in quads} == triples
    dossiers = aiactors.open(exports / "ai-actors.trig").dossiers
    assert export_text(dossiers, "ttl") == (exports / "ai-actors.ttl").read_text("utf-8")
    assert export_text(dossiers, "trig") == (exports / "ai-actors.trig").read_text("utf-8")


def test_the_version_is_that_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or none, where the package is not installed."""
    from importlib.metadata import PackageNotFoundError

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)
    assert package_version() == "0"
