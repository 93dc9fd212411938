"""Writing files so that nothing is ever half-written."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

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


def _beside(target: Path, data: bytes) -> Path:
    """Write a file next to the one that it shall replace, as open to others, and return it."""
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
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
