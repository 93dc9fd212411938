"""Folders that go with a process, and those that were left by one that was killed.

A process holds the lock of a file in its folder; the system lets go of it when the process ends,
however it ends. So a folder whose lock is free belongs to nobody any more.
"""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

PREFIX = ".aiactors-"
"""What the names of such folders begin with."""

_LOCK = "lock"
_YOUNG = 60.0
"""Seconds in which a folder may still be on its way to its lock."""


class OwnFolder:
    """A folder that is removed when it is closed, or else by the next process that makes one.

    Args:
        within: where it is made; where temporary files lie if left out.

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
        self._lock: IO[bytes] = (self.path / _LOCK).open("wb")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """Remove it."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def _leftovers(within: Path) -> Iterator[Path]:
    for folder in within.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime < _YOUNG:
                continue
            with (folder / _LOCK).open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield folder
