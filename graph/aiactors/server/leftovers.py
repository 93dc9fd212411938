"""Folders that go with a process, and those that were left by one that was killed.

A process holds the lock of a file in its folder; the system lets go of it when the process ends,
however it ends. So a folder whose lock is free belongs to nobody any more. It holds the lock of the
folder as well, by which what cleans up temporary files (systemd-tmpfiles) knows that it is in use.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PREFIX = ".aiactors-"
"""What the names of such folders begin with."""

_LOCK = "lock"
_YOUNG = 60.0
"""Seconds in which a folder may still be on its way to its lock."""


class OwnFolder:
    """A folder that is removed when it is closed, or else by the next process that makes one.

    Without ``within`` it lies where temporary files do.

    Example:
        >>> folder = OwnFolder()
        >>> folder.path.is_dir()
        True
        >>> folder.close()
        >>> folder.path.exists()
        False
    """

    def __init__(self, within: Path | None = None) -> None:
        """Remove what others have left there, and make it."""
        within = within or Path(tempfile.gettempdir())
        for left in _leftovers(within):
            shutil.rmtree(left, ignore_errors=True)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=within))
        flags = os.O_RDWR | os.O_CREAT
        self._locks = [os.open(self.path / _LOCK, flags), os.open(self.path, os.O_RDONLY)]
        for lock in self._locks:
            fcntl.flock(lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
        while self._locks:
            os.close(self._locks.pop())


def _leftovers(within: Path) -> Iterator[Path]:
    """Those of this user: what others put into a folder that all share may be anything."""
    for folder in within.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            found = folder.lstat()
            if time.time() - found.st_mtime < _YOUNG or found.st_uid != os.getuid():
                continue
            with (folder / _LOCK).open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield folder
