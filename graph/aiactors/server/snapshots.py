"""Where the store lies that workers read, and how a new one takes its place.

A snapshot is a folder that nobody changes. Each job names the one that it is to be asked of, so a
new snapshot takes the place of the old between two jobs, and none is dropped.
"""

from __future__ import annotations

import contextlib
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from aiactors.server.leftovers import OwnFolder


class Snapshots:
    """The snapshot of now, and those that are still in use.

    They lie in ``folder``, or in one made ``beside`` a store that is written, where a snapshot
    costs but a few links.
    """

    def __init__(self, folder: Path | None = None, beside: Path | None = None) -> None:
        """Make the folder."""
        self._own: OwnFolder | None = None
        if folder is None:
            self._own = OwnFolder(beside)
            folder = self._own.path
        self.folder = folder
        self._used: Counter[str] = Counter()
        self._made = 0
        self.current = ""

    def reserve(self) -> Path:
        """Return the folder for the next snapshot; it does not exist yet."""
        self._made += 1
        return self.folder / f"{self._made:08}"

    def point_at(self, place: Path) -> None:
        """Take a folder, which nobody may change, as the snapshot for later requests."""
        old, self.current = self.current, str(place)
        self._drop(old)

    @contextlib.contextmanager
    def in_use(self) -> Iterator[str]:
        """Hold the current snapshot during a request; yields its folder."""
        place = self.current
        self._used[place] += 1
        try:
            yield place
        finally:
            self._used[place] -= 1
            self._drop(place)

    def _drop(self, place: str) -> None:
        """Remove a snapshot that was made here, once it is old and nobody asks it any more."""
        if place != self.current and self._used[place] == 0:
            del self._used[place]
            if Path(place).parent == self.folder:
                shutil.rmtree(place, ignore_errors=True)

    def close(self) -> None:
        """Remove what was made here."""
        if self._own is not None:
            self._own.close()
