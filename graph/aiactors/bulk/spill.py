"""Texts sorted by name, where they are more than memory holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

AT_ONCE = 32 << 20
"""Bytes that wait in memory before they are written."""


class Slice(NamedTuple):
    """A part of a file.

    Attributes:
        file: the file.
        start: where it begins, in bytes.
        size: how many bytes it has.
    """

    file: Path
    start: int
    size: int

    def read(self) -> bytes:
        """Return its bytes."""
        with self.file.open("rb") as file:
            file.seek(self.start)
            return file.read(self.size)


class Spill:
    """Takes texts by name in any order, and gives them back name by name.

    Whoever made the folder removes it.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as scratch:
        ...     spill = Spill(Path(scratch))
        ...     for name, text in (("b", b"1"), ("a", b"2"), ("b", b"3")):
        ...         spill.add(name, text)
        ...     {name: b"".join(s.read() for s in found) for name, found in spill.finish().items()}
        {'b': b'13', 'a': b'2'}
    """

    def __init__(self, folder: Path) -> None:
        """Start empty."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._waiting: dict[str, list[bytes]] = defaultdict(list)
        self._size = 0
        self._files = 0
        self._slices: dict[str, list[Slice]] = defaultdict(list)

    def add(self, name: str, text: bytes) -> None:
        """Add a text under a name."""
        self._waiting[name].append(text)
        self._size += len(text)
        if self._size > AT_ONCE:
            self._write()

    def finish(self) -> Mapping[str, list[Slice]]:
        """Return where the texts of each name stand, in the order in which they came."""
        self._write()
        return self._slices

    def _write(self) -> None:
        path = self._folder / f"{self._files:06}"
        self._files += 1
        start = 0
        with path.open("wb") as file:
            for name, texts in self._waiting.items():
                size = file.write(b"".join(texts))
                self._slices[name].append(Slice(path, start, size))
                start += size
        self._waiting.clear()
        self._size = 0
