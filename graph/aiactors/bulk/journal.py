"""The folder in which a store is made, and the journal of what is done there."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from aiactors.bulk.target import begin_anew
from aiactors.errors import FileError
from aiactors.files import write_atomically

FORMAT = 2
"""Of what lies in the folder: what an older version began is begun anew."""

NAME = "journal.json"


class Journal:
    """What is done of a build, so that the next run goes on from there.

    Args:
        folder: where the store is made; what an earlier run left of the same work is kept.
        files: what is read; where one has changed since, all is done anew.
        how: what else the work depends on.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as scratch:
        ...     journal = Journal(Path(scratch) / "made", [])
        ...     journal.note("part-0")
        ...     Journal(Path(scratch) / "made", []).has("part-0")
        True
    """

    def __init__(self, folder: Path, files: Iterable[Path], how: str = "") -> None:
        """Read what is done, or begin."""
        self.folder = folder
        self.files = [state_of(file.resolve()) for file in files]
        self._work = [FORMAT, ox.__version__, how, *self.files]
        self._done: dict[str, Any] = {}
        found = self._read()
        if found.get("work") == json.loads(json.dumps(self._work)):
            self._done = found["done"]
        else:
            begin_anew(self.folder, NAME)
            self._write()

    @property
    def is_resumed(self) -> bool:
        """Whether an earlier run did some of the work."""
        return bool(self._done)

    def has(self, what: str) -> bool:
        """Tell whether a step is done."""
        return what in self._done

    def value(self, what: str) -> Any:
        """Return what was noted of a step; None where it is not done."""
        return self._done.get(what)

    def note(self, what: str, value: Any = True) -> None:
        """Note that a step is done.

        Args:
            what: the step.
            value: what later steps must know of it; anything that JSON can hold.

        Raises:
            FileError: if it cannot be written.
        """
        self._done[what] = value
        self._write()

    def close(self) -> None:
        """Remove the journal: the folder is what it was to be."""
        (self.folder / NAME).unlink(missing_ok=True)

    def _read(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError):
            found = json.loads((self.folder / NAME).read_text("utf-8"))
            if isinstance(found, dict) and isinstance(found.get("done"), dict):
                return found
        return {}

    def _write(self) -> None:
        text = json.dumps({"work": self._work, "done": self._done})
        write_atomically(self.folder / NAME, text.encode())


class FileState(NamedTuple):
    """What tells one state of a file from another.

    Attributes:
        path: the file.
        size: in bytes.
        changed: when it was last written, in nanoseconds.
    """

    path: str
    size: int
    changed: int

    @property
    def name(self) -> str:
        """The name of the file, in its folder."""
        return Path(self.path).name


def state_of(file: Path) -> FileState:
    """Return the state of a file.

    Args:
        file: the file.

    Raises:
        FileError: if it cannot be read.
    """
    try:
        found = file.stat()
    except OSError as error:
        raise FileError(file, f"cannot be read: {error.strerror or error}") from None
    return FileState(str(file), found.st_size, found.st_mtime_ns)
