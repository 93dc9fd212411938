"""What a killed server leaves is removed by the next one."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aiactors.server import leftovers
from aiactors.server.leftovers import OwnFolder
from aiactors.server.snapshots import Snapshots

pytestmark = pytest.mark.heavy


@pytest.fixture(autouse=True)
def nothing_is_young(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders count as soon as they are there."""
    monkeypatch.setattr(leftovers, "_YOUNG", -60.0)


def test_what_is_in_use_stays(tmp_path: Path) -> None:
    """And what is none of ours."""
    (tmp_path / ".aiactors-without-lock").mkdir()
    (tmp_path / "store").mkdir()
    first, second = OwnFolder(tmp_path), OwnFolder(tmp_path)
    assert first.path.is_dir()
    second.close()
    first.close()
    first.close()
    assert {entry.name for entry in tmp_path.iterdir()} == {".aiactors-without-lock", "store"}


def test_what_cleans_temporary_files_leaves_it(tmp_path: Path) -> None:
    """By the lock of the folder itself, as systemd-tmpfiles looks for it."""
    own = OwnFolder(tmp_path)
    folder = os.open(own.path, os.O_RDONLY)
    with pytest.raises(BlockingIOError):
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    own.close()
    os.close(folder)


def test_what_somebody_else_put_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is not even opened: it may be a pipe that nobody writes to."""
    folder = tmp_path / ".aiactors-theirs"
    folder.mkdir()
    os.mkfifo(folder / "lock")
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    OwnFolder(tmp_path).close()
    assert folder.is_dir()


def test_what_a_killed_process_left_goes(tmp_path: Path) -> None:
    """However it ended."""
    code = (
        "import pathlib, sys\n"
        "from aiactors.server.snapshots import Snapshots\n"
        "snapshots = Snapshots(beside=pathlib.Path(sys.argv[1]))\n"
        "snapshots.reserve().mkdir()\n"
        "print('made', flush=True)\n"
        "sys.stdin.read()"  # which nobody writes to
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    OwnFolder(tmp_path).close()
    assert len(list(tmp_path.iterdir())) == 1
    process.kill()
    process.communicate()
    OwnFolder(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def test_a_young_folder_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be on its way to its lock."""
    monkeypatch.setattr(leftovers, "_YOUNG", 86_400.0)
    folder = tmp_path / ".aiactors-x"
    folder.mkdir()
    (folder / "lock").touch()
    OwnFolder(tmp_path).close()
    assert folder.is_dir()
    os.utime(folder, (0, 0))
    OwnFolder(tmp_path).close()
    assert not folder.exists()


def test_snapshots_are_dropped_when_nobody_asks_them(tmp_path: Path) -> None:
    """And not before."""
    snapshots = Snapshots(beside=tmp_path)
    first, second = snapshots.reserve(), snapshots.reserve()
    first.mkdir()
    second.mkdir()
    snapshots.point_at(first)
    with snapshots.in_use() as asked:
        snapshots.point_at(second)
        assert Path(asked) == first
        assert first.is_dir()
    assert not first.exists()
    assert second.is_dir()
    snapshots.close()
    assert list(tmp_path.iterdir()) == []
