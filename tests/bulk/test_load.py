"""The process that loads: what it says goes wrong is told, and it ends with whoever began it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

import psutil
import pyoxigraph as ox
import pytest

from aiactors.bulk import load
from aiactors.errors import FileError
from tests.waiting import until_ended


def written(folder: Path, *texts: str) -> list[Path]:
    """Files of Turtle."""
    files = [folder / f"{number}.ttl" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    return files


ONE = "id:a ai:founded id:b .\n"


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A file that is read to its end only when somebody has written it."""
    path = tmp_path / "pipe.ttl"
    os.mkfifo(path)
    return path


def loader() -> psutil.Process:
    """The process that loads, now."""
    of_python = psutil.Process().children()
    (found,) = (child for child in of_python if any("loader" in word for word in child.cmdline()))
    return found


def test_files_are_loaded_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells how far it is, and what is in the store for good."""
    monkeypatch.setattr(load, "AT_ONCE", 60)
    files = written(tmp_path, *(f"id:a{n} ai:founded id:b{n} .\n" for n in range(5)))
    read: list[int] = []
    loaded: list[list[Path]] = []
    load.fill(tmp_path / "store", files, read.append, loaded.append)
    assert loaded == [files[0:2], files[2:4], files[4:5]]
    assert sum(read) > sum(file.stat().st_size for file in files)  # and the prefixes
    assert len(ox.Store.read_only(str(tmp_path / "store"))) == 5


def test_nothing_to_load(tmp_path: Path) -> None:
    """No process is begun for it."""
    load.fill(tmp_path / "store", [], lambda _: None, lambda _: None)
    assert not (tmp_path / "store").exists()


def test_a_damaged_file(tmp_path: Path) -> None:
    """What was loaded before it stays, and is told."""
    files = written(tmp_path, "id:a ai:founded id:b .\n", "id:a ai:founded")
    loaded: list[list[Path]] = []
    load.fill(tmp_path / "store", files[:1], lambda _: None, loaded.append)
    with pytest.raises(FileError, match=r"1\.ttl: is damaged: .*; build anew"):
        load.fill(tmp_path / "store", files[1:], lambda _: None, loaded.append)
    assert loaded == [files[:1]]
    assert len(ox.Store.read_only(str(tmp_path / "store"))) == 1


def test_a_store_that_another_program_fills(tmp_path: Path) -> None:
    """The folder is named."""
    files = written(tmp_path, "id:a ai:founded id:b .\n")
    store = ox.Store(str(tmp_path / "store"))
    with pytest.raises(FileError, match="store: cannot be opened: another program fills it"):
        load.fill(tmp_path / "store", files, lambda _: None, lambda _: None)
    del store


def test_a_process_that_is_killed(tmp_path: Path, pipe: Path) -> None:
    """As the system does it that has no memory left."""
    killed: list[psutil.Process] = []

    def advance(_: int) -> None:
        if not killed:  # what it had told before is heard afterwards
            killed.append(loader())
            killed[0].kill()

    with pytest.raises(FileError, match="was ended by signal 9; is there enough memory"):
        load.fill(tmp_path / "store", [pipe], advance, lambda _: None)


def test_it_does_not_outlive_who_began_it(tmp_path: Path, pipe: Path) -> None:
    """Not even one that is killed."""
    begin = "\n".join(
        (
            "import sys; from pathlib import Path; from aiactors.bulk import load",
            "def wait(_): print('reads', flush=True); sys.stdin.read()",
            "load.fill(Path(sys.argv[1]), [Path(sys.argv[2])], wait, print)",
        )
    )
    command = [sys.executable, "-c", begin, str(tmp_path / "store"), str(pipe)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"reads\n"
        (child,) = psutil.Process(process.pid).children()
        process.kill()
    until_ended(child)


@pytest.mark.skipif(sys.platform != "linux", reason="it is loaded by LD_PRELOAD")
def test_the_allocator(tmp_path: Path, pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where jemalloc is installed, the process has it, beside what was there; else it has none."""
    if find_library("jemalloc") is None:
        pytest.skip("jemalloc is not installed")
    maps: list[str] = []

    def advance(_: int) -> None:
        if not maps:
            maps.append(Path(f"/proc/{loader().pid}/maps").read_text("utf-8"))
            pipe.write_text(ONE)

    load.fill(tmp_path / "one", [pipe], advance, lambda _: None)
    assert "jemalloc" in maps[0]
    monkeypatch.setattr("aiactors.bulk.load.find_library", lambda _: None)
    maps.clear()
    load.fill(tmp_path / "two", [pipe], advance, lambda _: None)
    assert "jemalloc" not in maps[0]


def test_ctrl_c_is_for_who_began_it(tmp_path: Path, pipe: Path) -> None:
    """The terminal sends it to both: the process that loads goes on until it is ended."""
    sent: list[psutil.Process] = []

    def advance(_: int) -> None:
        if not sent:
            sent.append(loader())
            sent[0].send_signal(signal.SIGINT)
            pipe.write_text(ONE)

    loaded: list[list[Path]] = []
    load.fill(tmp_path / "store", [pipe], advance, loaded.append)
    assert loaded == [[pipe]]
