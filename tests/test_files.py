"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from aiactors.errors import FileError, ServerError
from aiactors.files import opened_to_write, write_atomically, write_together, written_beside
from tests.waiting import PATIENCE


def names(folder: Path) -> list[str]:
    """Return the names of all that is in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def failing(error: BaseException) -> Callable[[int], None]:
    """Return a function that raises what is given, whatever it is called with."""

    def fail(_: int) -> None:
        raise error

    return fail


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    """And nothing else is left in its folder."""
    path = tmp_path / "out.ttl"
    write_atomically(path, b"one")
    assert path.read_bytes() == b"one"
    write_atomically(path, b"")
    assert path.read_bytes() == b""
    assert names(tmp_path) == ["out.ttl"]


def test_it_is_as_open_to_others_as_files_of_this_person_are(tmp_path: Path) -> None:
    """A private graph stays private where the umask says so."""
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "out", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o640


def test_a_file_that_is_replaced_stays_as_open_as_it_was(tmp_path: Path) -> None:
    """Somebody chose its mode."""
    path = tmp_path / "out"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to is written, in its own folder."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real" / "file")
    for data in (b"one", b"two"):
        write_atomically(link, data)
        assert link.is_symlink()
        assert (tmp_path / "real" / "file").read_bytes() == data
    assert names(tmp_path / "real") == ["file"]


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    """The temporary name must not be longer than the file system allows."""
    for name in ("x" * 255, "é" * 127):
        write_atomically(tmp_path / name, b"x")
    assert len(names(tmp_path)) == 2


def test_a_device_takes_the_data_and_stays_a_device() -> None:
    """Renaming a file over ``/dev/null`` would break the machine."""
    write_atomically(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_pipe_takes_the_data(tmp_path: Path) -> None:
    """As in ``aiactors export >(gzip)``."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_atomically(pipe, b"data")
    reader.join(timeout=PATIENCE)
    assert read == [b"data"]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("missing/out", "No such file or directory"),
        ("file/out", "Not a directory"),
        ("folder", "Is a directory"),
        ("loop/out", "Too many levels of symbolic links"),
        ("/dev/full", "No space left on device"),
        ("/proc/out", "No such file or directory"),
    ],
)
def test_what_cannot_be_written_is_said(path: str, why: str, tmp_path: Path) -> None:
    """With the name that the person gave, and nothing is left behind."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    there = names(tmp_path)
    with pytest.raises(FileError) as caught:
        write_atomically(tmp_path / path, b"x")
    assert str(caught.value) == f"{tmp_path / path}: cannot be written: {why}"
    assert names(tmp_path) == there


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_interruption_leaves_the_old_file_and_nothing_else(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is noticed late, and Ctrl-C comes when it comes."""
    path = tmp_path / "out"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", failing(error))
    with pytest.raises((FileError, KeyboardInterrupt)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["out"]


def test_several_files_are_written_together(tmp_path: Path) -> None:
    """All of them."""
    write_together({tmp_path / name: name.encode() for name in "abc"})
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"a", b"b", b"c"]


def test_or_none_of_them(tmp_path: Path) -> None:
    """A release of which half is new is none."""
    for name in "ab":
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / "c").mkdir()
    with pytest.raises(FileError, match="c: cannot be written: Is a directory"):
        write_together({tmp_path / name: b"new" for name in "abc"})
    assert {(tmp_path / name).read_bytes() for name in "ab"} == {b"old"}
    assert names(tmp_path) == ["a", "b", "c"]


def test_no_files_are_no_work() -> None:
    """There may be nothing to write."""
    write_together({})


def test_a_file_that_is_written_bit_by_bit_takes_its_place_at_the_end(tmp_path: Path) -> None:
    """With the rights of the one that it replaces, and through a link."""
    path, link = tmp_path / "out", tmp_path / "link"
    path.write_bytes(b"one")
    path.chmod(0o640)
    link.symlink_to(path)
    with written_beside(link) as fresh:
        fresh.write_bytes(b"two")
        assert path.read_bytes() == b"one"
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert names(tmp_path) == ["link", "out"]


@pytest.mark.parametrize("error", [ValueError(), KeyboardInterrupt()])
def test_an_error_on_the_way_leaves_the_old_file(error: BaseException, tmp_path: Path) -> None:
    """And nothing of the new one."""
    path = tmp_path / "out"
    path.write_bytes(b"one")
    with pytest.raises(type(error)), written_beside(path) as fresh:
        fresh.write_bytes(b"two")
        raise error
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["out"]


def test_what_cannot_be_put_in_its_place_is_said(tmp_path: Path) -> None:
    """A folder in its way, or no file at all."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError), written_beside(tmp_path / "folder") as fresh:
        fresh.write_bytes(b"two")
    with pytest.raises(FileError), written_beside(tmp_path / "none"):
        pass
    assert names(tmp_path) == ["folder"]


def test_piece_by_piece(tmp_path: Path) -> None:
    """All of it at the end, and nothing where it breaks off."""
    path = tmp_path / "a"
    path.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt), opened_to_write(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"before"
    with opened_to_write(path) as file:
        file.write(b"all ")
        assert path.read_bytes() == b"before"
        file.write(b"of it")
    assert path.read_bytes() == b"all of it"
    assert list(tmp_path.iterdir()) == [path]
    with opened_to_write(Path("/dev/null")) as file:
        file.write(b"gone")
    for wrong in (tmp_path, tmp_path / "none" / "a", path / "a"):
        with pytest.raises(FileError, match="cannot be written"), opened_to_write(wrong) as file:
            file.write(b"never")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "error", [ServerError("http://a.example/", "gone"), FileNotFoundError(2, "None", "/input")]
)
def test_what_went_wrong_elsewhere_is_told_as_it_is(error: OSError, tmp_path: Path) -> None:
    """Not as if the file could not be written: what is asked for it may fail as well."""
    path = tmp_path / "out"
    with pytest.raises(type(error)) as caught, opened_to_write(path):
        raise error
    assert caught.value is error
    assert names(tmp_path) == []


def test_what_is_private_is_so_while_it_is_written(tmp_path: Path) -> None:
    """From the first byte on: large files take minutes."""
    path = tmp_path / "out"
    path.write_bytes(b"old")
    path.chmod(0o600)
    with opened_to_write(path) as file:
        file.write(b"new")
        modes = {stat.S_IMODE(there.stat().st_mode) for there in tmp_path.iterdir()}
    assert modes == {0o600}
    assert path.read_bytes() == b"new"


def test_files_take_their_places_in_the_order_in_which_they_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that goes on where another was cut off counts on the last one."""
    placed: list[str] = []
    replace = Path.replace

    def noted(self: Path, target: Path) -> Path:
        placed.append(target.name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", noted)
    write_together({tmp_path / name: b"" for name in "abc"})
    assert placed == ["a", "b", "c"]


def test_a_folder_that_is_a_loop_is_said(tmp_path: Path) -> None:
    """And what is tidied up afterwards does not hide it."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with (
        pytest.raises(FileError, match="Too many levels of symbolic links"),
        opened_to_write(tmp_path / "loop" / "out") as file,
    ):
        file.write(b"never")
