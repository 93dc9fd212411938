"""Reading some files of records again, each once, and not more than fits into memory."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path

from aiactors.bulk.merging import Place
from aiactors.bulk.previous_build import UnusableError
from aiactors.errors import Problem
from aiactors.model import Statement
from aiactors.records import Line, Record, iter_lines, parse

MOST = 64 << 20
"""Bytes of records that are read again at the most: where it is more, all is built anew."""

Read = tuple[Line, Record | list[Problem]]
"""A line, and its record or what is wrong with it."""


class Lines:
    """The lines of some files."""

    def __init__(self, files: dict[str, Path]) -> None:
        """Prepare; files are read when asked for."""
        self.files = files
        self._lines: dict[str, dict[int, Line]] = {}
        self._read: dict[str, list[Read]] = {}
        self._size = 0

    def of(self, file: str) -> dict[int, Line]:
        """Return the lines of a file that hold something, by number.

        UnusableError if too much was read.
        """
        if file not in self._lines:
            found = self._lines[file] = {}
            for line in iter_lines(self.files[file]):
                found[line.number] = line
                self._size += len(line.data)
                if self._size > MOST:
                    raise UnusableError(f"more than {MOST >> 20} MiB are concerned")
        return self._lines[file]

    def read(self, file: str, wanted: Container[str] | None = None) -> list[Read]:
        """Return the records of some dossiers in a file.

        Of all, and what is wrong, where none are named.
        """
        if file not in self._read:
            self._read[file] = [(line, parse(line)) for line in self.of(file).values()]
        found = self._read[file]
        if wanted is None:
            return found
        return [one for one in found if isinstance(one[1], Record) and one[1].dossier in wanted]

    def told(self, places: Iterable[Place]) -> list[tuple[str, Line, Statement]]:
        """Return what is told in some places.

        The files must not have changed. Raises UnusableError if too much was read, or something
        else stands there.
        """
        found = []
        for place in places:
            line = self.of(place.file).get(place.line)
            record = None if line is None else parse(line)
            if line is None or not isinstance(record, Record) or record.statement is None:
                raise UnusableError(f"{place.file} is not as it was")
            found.append((place.dossier, line, record.statement))
        return found
