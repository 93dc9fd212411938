"""A folder of canonical files: what it holds, file by file."""

from __future__ import annotations

import gzip
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


LEVEL = 3
"""How hard gzip tries: N-Quads become a seventeenth, at 330 MB a second; with 9, a twenty-first,
at 40."""


def lines_ending(*, packed: bool) -> str:
    """Return how the name of a file of lines ends."""
    return ".nq.gz" if packed else ".nq"


class LineFile:
    """A file of lines that is written once, from its beginning to its end.

    With ``packed``, gzip packs it; the same lines give the same bytes.
    """

    def __init__(self, path: Path, *, packed: bool = False) -> None:
        """Open it."""
        self._file = _Hashed(path)
        # Neither a time nor a name: they would be others at the next build.
        self._out = (
            gzip.GzipFile("", "wb", LEVEL, fileobj=self._file, mtime=0) if packed else self._file
        )
        self.lines = 0

    @property
    def size(self) -> int:
        """How many bytes the file has so far; of a packed one, when it is closed."""
        return self._file.size

    def write(self, lines: bytes) -> int:
        """Write some lines, each with its end; return how many bytes they are."""
        self._out.write(lines)
        self.lines += lines.count(b"\n")
        return len(lines)

    def close(self) -> str:
        """Write what is left in the buffer; return the hash of all bytes, in hexadecimal digits."""
        self._out.close()
        self._file.close()
        return self._file.hash.hexdigest()


class _Hashed:
    """A file whose bytes are counted and hashed as they are written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=1 << 20)
        self.hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._file.write(data)
        self.hash.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()


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
    """Return the size and the hash of a file that was written."""
    data = (folder / name).read_bytes()
    return Written(name, len(data), hashlib.sha256(data).hexdigest())


class Folder:
    """Writes the files of a folder, and remembers them."""

    def __init__(self, path: Path, *, packed: bool) -> None:
        """Start without files."""
        self.path = path
        self.packed = packed
        self.written: list[Written] = []
        self.lines_of: dict[str, int] = {}

    @property
    def lines(self) -> int:
        """How many lines of N-Quads all files have."""
        return sum(self.lines_of.values())

    def sorted(self, name: str, blocks: Iterable[str | bytes], scratch: Path) -> None:
        """Write a file of lines, sorted, each once.

        The blocks come in any order, each with sorted lines of one subject; ``scratch`` takes what
        does not fit into memory.
        """
        file = LineFile(self._path(name), packed=self.packed)
        try:
            write_sorted(blocks, file, scratch=scratch)
        finally:
            digest = file.close()
        self.written.append(Written(name, file.size, digest))
        self.lines_of[name] = file.lines

    def table(self, name: str, table: Any) -> None:
        """Write a table of the columns."""
        write_parquet(table, self._path(name))
        self.written.append(written_of(self.path, name))

    def _path(self, name: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def finish(self, dossiers: int, entities: int, statements: int) -> BuiltFolder:
        """Write the summary of all files, and return it."""
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
    """Return the text of ``build.json``: the counts, then a line of JSON for each file.

    Example:
        >>> print(summary({"statements": 0}, []))
        {"counts": {"statements": 0}, "files": [
        ]}
        <BLANKLINE>
    """
    head = json.dumps({"counts": counts})[:-1]
    return head + ', "files": [' + ",".join(f"\n{file}" for file in files) + "\n]}\n"
