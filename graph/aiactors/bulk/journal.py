"""The folder in which a build is made, and the journal of what is done there."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Generator, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyoxigraph as ox

from aiactors.bulk.lock import hold, release
from aiactors.bulk.target import JOURNAL as NAME
from aiactors.bulk.target import begin_anew, clear_temporary, put_back, take_place, writing
from aiactors.errors import DossierError, FileError
from aiactors.resources import ontology_path

FORMAT = 3
"""Of what lies in the folder: what an older version began is begun anew."""

WHOLE = "whole"
"""The last step: all is there, and only has to take its place."""


class Journal:
    """What is done of a build, so that the next run goes on from there.

    A line is added for each step: what was done before is not written again.

    The work of an earlier run is kept only where its files, ``how`` it was done and the versions
    are the same. Raises FileError if another program builds there.

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
        self.files = [state_of(file.absolute()) for file in files]
        self._done: dict[str, Any] = {}
        hold(folder)
        try:
            put_back(folder)
            self._begin({"format": FORMAT, "how": how, **made_by(), "files": self.files})
        except BaseException:
            self.let_go()
            raise

    def _begin(self, work: dict[str, Any]) -> None:
        with contextlib.closing(self._read()) as lines:
            if next(lines, None) == json.loads(json.dumps(work)):
                for line in lines:
                    self._done.update(line)
                clear_temporary(self.folder)
                return
        begin_anew(self.folder, NAME)
        self._add(work)

    def has(self, what: str) -> bool:
        """Tell whether a step is done."""
        return what in self._done

    def value(self, what: str) -> Any:
        """Return what was noted of a step; None where it is not done."""
        return self._done.get(what)

    def note(self, what: str, value: Any = True) -> None:
        """Note that a step is done, with a JSON value that later steps need."""
        self._done[what] = value
        self._add({what: value})

    @contextlib.contextmanager
    def building(self) -> Iterator[None]:
        """Build in the folder, and let it go at the end; what wrong records began is removed."""
        try:
            with writing(self.folder):
                yield
        except DossierError:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        finally:
            self.let_go()

    def finish(self, out: Path, scratch: str) -> None:
        """Give the folder its place, when :data:`WHOLE` is noted."""
        self._check_files()
        shutil.rmtree(self.folder / scratch, ignore_errors=True)
        take_place(self.folder, out)
        (out / NAME).unlink(missing_ok=True)  # not before: what is whole is not built again

    def _check_files(self) -> None:
        for file in self.files:
            if state_of(Path(file.path)) != file:
                why = "has changed while it was read: run the same again when it is complete"
                raise FileError(file.path, why)

    def let_go(self) -> None:
        """Let other programs build there; an empty folder is not left behind."""
        with contextlib.suppress(OSError):
            self.folder.rmdir()
        release(self.folder)

    def _read(self) -> Generator[Any, None, None]:
        """Yield what the lines tell; the last one may have been cut off, and is cut away."""
        with contextlib.suppress(OSError, ValueError), (self.folder / NAME).open("rb+") as lines:
            end = 0
            for line in lines:
                if not line.endswith(b"\n"):
                    lines.truncate(end)
                    break
                end += len(line)
                found = json.loads(line)
                if not isinstance(found, dict):
                    return
                yield found

    def _add(self, line: dict[str, Any]) -> None:
        try:
            with (self.folder / NAME).open("ab") as file:
                file.write(json.dumps(line).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise FileError(
                self.folder / NAME, f"cannot be written: {error.strerror or error}"
            ) from None


def made_by() -> dict[str, str]:
    """Return versions and hashes of what makes a build: others may make other bytes."""
    ontology = hashlib.sha256((ontology_path() / "ai.ttl").read_bytes())
    return {
        "aiactors": version("aiactors"),
        "pyoxigraph": ox.__version__,
        "pyarrow": pa.__version__,
        "ontology": ontology.hexdigest(),
    }


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
    """Return the state of a file."""
    try:
        found = file.stat()
    except OSError as error:
        raise FileError(file, f"cannot be read: {error.strerror or error}") from None
    return FileState(str(file), found.st_size, found.st_mtime_ns)
