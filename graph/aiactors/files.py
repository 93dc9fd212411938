"""Writing files so that nothing is ever half-written."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from aiactors.errors import AiActorsError, FileError


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside it, then rename: all of it or nothing.

    A link stays a link, and the file that it leads to is written. What is no file (a device, a
    pipe) takes the data as it is.

    If it cannot be written, FileError is raised and the old content is still there.
    """
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none: they are renamed when the last one is complete."""
    with ExitStack() as stack:
        # From the last to the first, since they take their places the other way round.
        for path, data in reversed(list(files.items())):
            if _takes_data(path):  # a folder is refused here
                with _refused(path):
                    path.write_bytes(data)
            else:
                fresh = stack.enter_context(_placed(path))
                with _refused(path, fresh), _opened(fresh, path) as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """Yield a new path in the same folder; what is written there replaces the file at the end.

    If an error is raised, the new file is removed, and the old one stays.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with written_beside(Path(folder) / "a.txt") as fresh:
        ...         _ = fresh.write_text("a")
        ...     [path.name for path in Path(folder).iterdir()]
        ['a.txt']
    """
    with _placed(path) as fresh:
        yield fresh
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())


@contextmanager
def opened_to_write(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write piece by piece: all of it takes its place at the end, or nothing.

    What is no file (a device, a pipe) takes the data as it comes.
    """
    if _takes_data(path):
        with _refused(path), path.open("wb") as file:
            yield file
    else:
        with written_beside(path) as fresh, _opened(fresh, path) as file:
            yield file


def share(file: Path | str, other: Path | str) -> None:
    """Link a file to another name, which must be free, or copy it; nobody may change it then."""
    try:
        os.link(file, other)
    except OSError:  # another disk, or a file of somebody else
        shutil.copyfile(file, other)


def identity(path: Path) -> tuple[int, int, int] | None:
    """Return inode, size and time of a file, to tell it from its successor.

    None where there is none.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _takes_data(path: Path) -> bool:
    """Whether there is something that is no file: nothing could take its place."""
    return path.exists() and not path.is_file()


@contextmanager
def _placed(path: Path) -> Iterator[Path]:
    """Give a name beside a file; what has it at the end, without an error, takes its place."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    fresh = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        with _refused(path, fresh):
            yield fresh
            _share_as(fresh, target)
            fresh.replace(target)
    finally:
        with suppress(OSError):  # there is none, or what shall be its folder is a file
            fresh.unlink()


@contextmanager
def _opened(fresh: Path, path: Path) -> Iterator[BinaryIO]:
    """Open a new file that shall replace another, from the first byte on as open to others."""
    with fresh.open("xb") as file:
        _share_as(fresh, path)
        yield file


def _share_as(fresh: Path, path: Path) -> None:
    if path.exists():
        fresh.chmod(path.stat().st_mode & 0o777)


@contextmanager
def _refused(path: Path, fresh: Path | None = None) -> Iterator[None]:
    """Tell of what the system refuses, by the name that the person gave."""
    try:
        yield
    except OSError as error:
        other = error.filename not in (None, str(path), str(fresh))
        if other or isinstance(error, AiActorsError):
            raise
        raise FileError(path, f"cannot be written: {error.strerror or error}") from None
