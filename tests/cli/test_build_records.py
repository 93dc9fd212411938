"""``aiactors build`` of records: a store or files, in a process that can be stopped."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from aiactors.bulk import BuiltStore
from aiactors.dossier import read_dossiers
from aiactors.records import record_lines
from bench.records import write_records

if TYPE_CHECKING:
    from tests.cli.conftest import Run

BUSY = "import time\nwhile time.process_time() < 0.5: pass"
"""A program that computes for half a second."""


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

    def build(*_: object) -> BuiltStore:
        subprocess.run([sys.executable, "-c", BUSY], check=True)
        return BuiltStore(0, 0, 0)

    monkeypatch.setattr("aiactors.bulk.build_store", build)
    told = aiactors("build", records, "--store", tmp_path / "store").err
    assert float(told.split(" in ")[1].split()[0]) >= 0.4


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


def test_stopped_and_gone_on_with(tmp_path: Path) -> None:
    """Ctrl-C leaves nothing in the place of the store, and the next run goes on."""
    records, store = tmp_path / "r.jsonl", tmp_path / "store"
    write_records(records, 25_000)
    command = [sys.executable, "-m", "aiactors", "build", str(records), "--store", str(store)]
    journal = tmp_path / "store.building" / "journal.jsonl"
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 120
        while not (journal.is_file() and "part 0" in journal.read_text("utf-8")):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 130
    assert "run the same again to go on from here" in said
    assert "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.jsonl", "store.building"]
    part = tmp_path / "store.building" / "parts" / "00000.rows"
    made = part.stat().st_mtime_ns
    again = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    with suppress(FileNotFoundError):  # when all is done, it is needed no more
        while again.poll() is None:
            assert part.stat().st_mtime_ns == made
            time.sleep(0.05)
    _, said = again.communicate(timeout=240)
    assert again.returncode == 0, said
    assert "25,000 statements" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.jsonl", "store"]
