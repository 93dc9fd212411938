"""``aiactors build`` of records: a store or files, in a process that can be stopped."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from aiactors.bulk import BuiltStore
from aiactors.dossier import read_dossiers
from aiactors.records import record_lines
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from tests.cli.conftest import Run

NOTED = """if True:
    import sys
    from aiactors.bulk import reference_index
    from aiactors.bulk.journal import Journal
    from aiactors.cli import main
    reference_index.PART = 5
    note, stop = Journal.note, sys.argv.pop(1)
    def noted(journal, what, value=True):
        note(journal, what, value)
        print("noted", what, file=sys.stderr, flush=True)
        if what == stop:
            sys.stdin.read()
    Journal.note = noted
    main()
"""
"""The command, in small parts: it tells each step that it has done, and waits after one of them."""


@pytest.fixture
def records(world: Path, tmp_path: Path) -> Path:
    """The small world as records."""
    file = tmp_path / "world.jsonl"
    file.write_text("".join(record_lines(read_dossiers(world))), encoding="utf-8")
    return file


def test_the_time_of_other_processes_is_told(
    aiactors: Run, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine loads in one of its own, which takes half of the time of a large store."""
    clock = {"user": 1.0, "system": 1.0, "others": 1.0, "others' system": 1.0, "elapsed": 1.0}

    def build(*_: object) -> BuiltStore:
        clock.update({"user": 3.0, "others": 41.0, "elapsed": 501.0})
        return BuiltStore(0, 0, 0)

    monkeypatch.setattr("aiactors.bulk.build_store", build)
    monkeypatch.setattr("os.times", lambda: tuple(clock.values()))
    told = aiactors("build", records, "--store", tmp_path / "store").err
    assert " in 42.0 s of CPU" in told


def test_a_store_and_files(aiactors: Run, records: Path, tmp_path: Path) -> None:
    """Both at once; the store is asked like any other."""
    store, out = tmp_path / "store", tmp_path / "out"
    done = aiactors("build", records, "--store", store, "--out", out)
    assert (done.code, done.out.split()) == (0, [str(out), str(store)])
    assert done.err.count("2 dossiers, 18 entities, 16 statements in ") == 2
    assert aiactors("query", "ASK { ?s a ai:Statement }", "--store", store).out.strip() == "yes"
    assert json.loads((out / "build.json").read_text())["counts"]["statements"] == 16
    for command in (["show", "Ada Gray"], ["search", "Gray"], ["path", "Ada Gray", "Rival"]):
        found = aiactors(*command, "--store", store)
        assert found.code == 0, (command, found.err)
        assert "Ada Gray" in found.out


def test_nowhere_to_go(aiactors: Run, records: Path, tmp_path: Path) -> None:
    """Records are never written into the release by chance."""
    done = aiactors("build", records)
    assert (done.code, done.out) == (1, "")
    assert "name where they go, with --store or --out" in done.err
    done = aiactors("build", records, "--store", "http://localhost:7878")
    assert done.code == 1
    assert "records go into a folder" in done.err


def test_packed_files(aiactors: Run, records: Path, world: Path, tmp_path: Path) -> None:
    """The engine loads them as they are; where there are none, nothing is packed."""
    out = tmp_path / "out"
    assert aiactors("build", records, "--out", out, "--gzip").code == 0
    store = ox.Store()
    for file in (*out.glob("graphs/*"), *out.glob("derived/*")):
        assert file.name.endswith(".nq.gz")
        store.bulk_load(gzip.decompress(file.read_bytes()), ox.RdfFormat.N_QUADS)
    assert len(store) == json.loads((out / "build.json").read_text())["counts"]["lines"]
    for source, option, why in (
        (records, "--store", "a store has none: name --out"),
        (world, "--out", "holds dossiers"),
    ):
        done = aiactors("build", source, option, tmp_path / "other", "--gzip")
        assert (done.code, done.out) == (1, "")
        assert why in done.err


def test_what_is_wrong(aiactors: Run, records: Path, tmp_path: Path) -> None:
    """Every problem stands on a line that begins with file and line."""
    records.write_text(records.read_text("utf-8") + "{\n[]\n", encoding="utf-8")
    done = aiactors("build", records, "--store", tmp_path / "store")
    assert done.code == 1
    places = [line for line in done.err.splitlines() if line.startswith(f"{records}:")]
    assert len(places) == 2
    assert not (tmp_path / "store").exists()


def test_stopped_and_gone_on_with(records: Path, tmp_path: Path) -> None:
    """Ctrl-C leaves nothing in the place of the store, and the next run goes on."""
    store = tmp_path / "store"

    def begun(stop: str) -> subprocess.Popen[str]:
        words = ["build", str(records), "--store", str(store)]
        command = [sys.executable, "-c", NOTED, stop, *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)

    process = begun("part 0")
    assert process.stderr is not None
    assert "noted part 0\n" in iter(process.stderr.readline, "")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "run the same again to go on from here" in said
    assert "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "store.building",
        "world.jsonl",
    ]
    again = begun("")
    _, said = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, said
    assert "noted part 1\n" in said
    assert "noted part 0\n" not in said
    assert "16 statements" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store", "world.jsonl"]
