"""One program at a time builds in a folder."""

from __future__ import annotations

import os
from pathlib import Path

from aiactors.errors import FileError

try:
    import fcntl
except ModuleNotFoundError:  # another system than Unix: there, nobody is kept away
    fcntl = None  # type: ignore[assignment]

_held: dict[Path, int] = {}
"""Folder → its descriptor, as long as it is held."""


def hold(folder: Path) -> None:
    """Keep other programs from building in a folder, until it is released or the program ends.

    The folder is made where it does not exist. Holding it twice is allowed; FileError if another
    program holds it.
    """
    release(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if fcntl is not None:
            _held[folder] = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise FileError(folder, f"cannot be made: {error.strerror or error}") from None
    if folder in _held and not _is_ours(folder):
        release(folder)
        why = "another program builds here: wait until it has ended, or end it"
        raise FileError(folder, why)


def _is_ours(folder: Path) -> bool:
    """Lock a folder; False if another program has it."""
    try:
        fcntl.flock(_held[folder], fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Who had it may have ended by now, and moved it.
        return os.path.samestat(os.fstat(_held[folder]), folder.stat())
    except (BlockingIOError, FileNotFoundError):
        return False
    except OSError:  # a file system that knows no locks
        return True


def release(folder: Path) -> None:
    """Let other programs build in a folder; does nothing if it is not held."""
    if (descriptor := _held.pop(folder, None)) is not None:
        os.close(descriptor)
