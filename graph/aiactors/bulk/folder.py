"""A folder of canonical files: what it holds, file by file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from aiactors.bulk.target import SUMMARY
from aiactors.columns import write_parquet
from aiactors.files import write_atomically
from aiactors.rdf.sorting import write_sorted


@dataclass(frozen=True, slots=True)
class BuiltFolder:
    """A folder that was made of records.

    Attributes:
        dossiers: how many there are.
        entities: how many entities and documents.
        statements: how many statements.
        lines: how many lines of N-Quads.
        bytes: how many bytes all files have.
    """

    dossiers: int
    entities: int
    statements: int
    lines: int
    bytes: int


class LineFile:
    """A file of lines that is being written, and hashed while it is.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        """Open it."""
        self._file = path.open("wb", buffering=1 << 20)
        self._hash = hashlib.sha256()
        self.bytes = 0
        self.lines = 0

    def write(self, lines: bytes) -> int:
        """Add lines.

        Args:
            lines: each with its end.

        Returns:
            How many bytes they are.
        """
        self._file.write(lines)
        self._hash.update(lines)
        self.bytes += len(lines)
        self.lines += lines.count(b"\n")
        return len(lines)

    def close(self) -> str:
        """Close it.

        Returns:
            The hash of its bytes, in hexadecimal digits.
        """
        self._file.close()
        return self._hash.hexdigest()


class Written(NamedTuple):
    """A file of the folder.

    Attributes:
        file: its name.
        bytes: how many it has.
        sha256: their hash, in hexadecimal digits.
    """

    file: str
    bytes: int
    sha256: str


def written_of(folder: Path, name: str) -> Written:
    """Tell of a file that was written.

    Args:
        folder: the folder.
        name: of the file, in the folder.

    Returns:
        Its size and hash.
    """
    data = (folder / name).read_bytes()
    return Written(name, len(data), hashlib.sha256(data).hexdigest())


class Folder:
    """Writes the files of a folder, and remembers them.

    Args:
        path: the folder.
    """

    def __init__(self, path: Path) -> None:
        """Begin with no files."""
        self.path = path
        self.written: list[Written] = []
        self.lines_of: dict[str, int] = {}

    @property
    def lines(self) -> int:
        """How many lines of N-Quads all files have."""
        return sum(self.lines_of.values())

    def sorted(self, name: str, blocks: Iterable[str | bytes], scratch: Path) -> None:
        """Write a file of lines, sorted, each once.

        Args:
            name: of the file, in the folder.
            blocks: in any order, each sorted lines of one subject.
            scratch: a folder for what does not fit into memory.
        """
        file = LineFile(self._path(name))
        write_sorted(blocks, file, scratch=scratch)
        self.written.append(Written(name, file.bytes, file.close()))
        self.lines_of[name] = file.lines

    def table(self, name: str, table: Any) -> None:
        """Write a table of the columns.

        Args:
            name: of the file, in the folder.
            table: a table of Arrow.
        """
        write_parquet(table, self._path(name))
        self.written.append(written_of(self.path, name))

    def _path(self, name: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def finish(self, dossiers: int, entities: int, statements: int) -> BuiltFolder:
        """Tell of all files, in the folder and to who asked for it.

        Args:
            dossiers: how many there are.
            entities: how many entities and documents.
            statements: how many statements.

        Returns:
            What they hold.
        """
        counts = {
            "dossiers": dossiers,
            "entities": entities,
            "statements": statements,
            "lines": self.lines,
        }
        lines = (json.dumps(one._asdict()) for one in sorted(self.written))
        write_atomically(self.path / SUMMARY, summary(counts, lines).encode())
        return BuiltFolder(**counts, bytes=sum(one.bytes for one in self.written))


def summary(counts: Mapping[str, int], files: Iterable[str]) -> str:
    """Return what tells of a folder.

    Args:
        counts: what its files hold, all together.
        files: each as a line of JSON, in order.

    Returns:
        JSON, a line for each file.

    Example:
        >>> print(summary({"statements": 0}, []))
        {"counts": {"statements": 0}, "files": [
        ]}
        <BLANKLINE>
    """
    head = json.dumps({"counts": counts})[:-1]
    return head + ', "files": [' + ",".join(f"\n{file}" for file in files) + "\n]}\n"
