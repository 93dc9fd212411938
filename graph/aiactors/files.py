"""Writing files so that nothing is ever half-written."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from aiactors.errors import FileError


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside it, then rename: all of it or nothing.

    A link stays a link, and the file that it leads to is written. What is no file (a device, a
    pipe) takes the data as it is.

    Args:
        path: the file.
        data: what it shall hold.

    Raises:
        FileError: if it cannot be written; then what was there is there still.
    """
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none: they are renamed when the last one is complete.

    Args:
        files: path → what it shall hold.

    Raises:
        FileError: if one cannot be written; then what was there is there still.
    """
    ready: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            if path.exists() and not path.is_file():
                path.write_bytes(data)  # a device or a pipe; a folder is refused here
            else:
                target = Path(os.path.realpath(path)) if path.is_symlink() else path
                ready.append((_beside(target, data), target))
        for temporary, path in ready:
            temporary.replace(path)
    except OSError as error:
        raise FileError(path, f"cannot be written: {error.strerror or error}") from None
    finally:
        # After an interruption as well; what was renamed is there no more.
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """Give a file to write that takes the place of another when it is whole.

    Args:
        path: the file that is replaced, or made.

    Yields:
        A path in the same folder, where there is no file yet. What is written there has the name
        at the end; if an error is raised, it is removed, and what was there is there still.

    Raises:
        FileError: if it cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with written_beside(Path(folder) / "a.txt") as fresh:
        ...         _ = fresh.write_text("a")
        ...     [path.name for path in Path(folder).iterdir()]
        ['a.txt']
    """
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    fresh = _fresh(target)
    try:
        yield fresh
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        if target.exists():
            fresh.chmod(target.stat().st_mode & 0o777)
        fresh.replace(target)
    except FileError:  # of what was done meanwhile
        raise
    except OSError as error:
        raise FileError(path, f"cannot be written: {error.strerror or error}") from None
    finally:
        with suppress(NotADirectoryError):  # what shall be its folder is a file
            fresh.unlink(missing_ok=True)


@contextmanager
def opened_to_write(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write piece by piece: all of it takes its place at the end, or nothing.

    Args:
        path: the file. What is no file (a device, a pipe) takes the data as it comes.

    Yields:
        The open file.

    Raises:
        FileError: if it cannot be written; then what was there is there still.
    """
    if path.exists() and not path.is_file():
        try:
            with path.open("wb") as file:
                yield file
        except FileError:
            raise
        except OSError as error:
            raise FileError(path, f"cannot be written: {error.strerror or error}") from None
    else:
        with written_beside(path) as fresh, fresh.open("xb") as file:
            yield file


def _fresh(target: Path) -> Path:
    return target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")


def _beside(target: Path, data: bytes) -> Path:
    """Write a file next to the one that it shall replace, as open to others, and return it."""
    temporary = _fresh(target)
    with temporary.open("xb") as file:
        try:
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return temporary
