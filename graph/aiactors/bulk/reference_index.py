"""The first reading: what records declare, and where their statements stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from aiactors.errors import DossierError, Problem
from aiactors.model import Entity, Sources
from aiactors.model.sources import Links, links_of
from aiactors.progress import Advance
from aiactors.records import Line, Record, iter_lines, parse
from aiactors.records.check import Checker

PART = 20_000
"""Statements in one part."""

TOGETHER = 100
"""Records that go through one step before they go through the next.

The code of a step then stays in the caches of the processor: to take each record through all
steps in turn costs a third more.
"""

MOST_PROBLEMS = 50
"""After so many, reading ends: they are likely to be one mistake."""


class Part(NamedTuple):
    """Lines of a file that are read together.

    Attributes:
        file: index of the file.
        first: number of the first line.
        last: number of the last line.
        statements: how many statements they hold.
    """

    file: int
    first: int
    last: int
    statements: int


@dataclass(slots=True)
class World:
    """What every statement is read against.

    Attributes:
        checker: knows all that is declared.
        links: reference → what ties an entity or document to others; those without ties are left
            out.
        heads: name of a dossier → its record, where it tells a title.
        dossiers: name of every dossier that holds an entity or a document.
        places: name of a dossier → the files in which something stands that is no statement.
        parts: all lines of all files, in parts.
    """

    checker: Checker = field(default_factory=Checker)
    links: dict[str, Links] = field(default_factory=dict)
    heads: dict[str, Record] = field(default_factory=dict)
    dossiers: set[str] = field(default_factory=set)
    places: dict[str, set[str]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def sources(self) -> Sources:
        """Return what counts of each document as a source."""
        return Sources.looked_up(self.links.get)

    def is_bulk(self, dossier: str) -> bool:
        """Tell whether a dossier is one in bulk."""
        head = self.heads.get(dossier)
        return head is not None and head.bulk


class Problems(list[Problem]):
    """What is wrong; once there is too much of it, it is raised."""

    def add(self, more: Iterable[Problem]) -> None:
        """Add problems; DossierError if there are too many."""
        self.extend(more)
        if len(self) >= MOST_PROBLEMS:
            self.tell()

    def tell(self) -> None:
        """Raise DossierError with all problems, if there are any."""
        if self:
            raise DossierError(self)


Declared = Callable[[Entity, str], None]
"""Is told of each entity and document, and the dossier that declares it."""


def read_world(world: World, files: list[Path], declared: Declared, advance: Advance) -> None:
    """Read entities, documents and dossiers, and cut the files into parts."""
    problems = Problems()
    for number, file in enumerate(files):
        cut = _Cut(number)
        read = 0
        waiting: list[Line] = []
        for line in iter_lines(file):
            if line.is_statement:
                cut.add(line.number)
            else:
                waiting.append(line)
                if len(waiting) == TOGETHER:
                    _take_all(world, waiting, declared, problems)
            read += len(line.data) + 1
            if read >= 1 << 20:
                advance(read)
                read = 0
        _take_all(world, waiting, declared, problems)
        advance(read)
        world.parts += cut.parts()
    problems.add(world.checker.missing())
    problems.tell()


def _take_all(world: World, waiting: list[Line], declared: Declared, problems: Problems) -> None:
    """Take the records of some lines, of which none waits afterwards."""
    for line, record in zip(waiting, list(map(parse, waiting)), strict=True):
        bad = record if isinstance(record, list) else take(world, line, record, declared)
        problems.add(bad)
    waiting.clear()


def take(world: World, line: Line, record: Record, declared: Declared) -> list[Problem]:
    """Take a record that is no statement; return what is wrong with it."""
    if record.statement is not None:
        return [line.twice()]
    problems = world.checker.add(line, record)
    world.places.setdefault(record.dossier, set()).add(line.file)
    entity = record.entity or record.document
    if entity is None:
        world.heads[record.dossier] = record
        return problems
    links = links_of(entity)
    if links != _NONE:
        world.links[entity.ref] = links
    world.dossiers.add(record.dossier)
    declared(entity, record.dossier)
    return problems


_NONE = Links()


class _Cut:
    """Cuts the lines of one file into parts."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._parts: list[Part] = []
        self._first = self._last = self._count = 0

    def add(self, number: int) -> None:
        if not self._count:
            self._first = number
        self._last = number
        self._count += 1
        if self._count == PART:
            self._close()

    def parts(self) -> Iterator[Part]:
        if self._count:
            self._close()
        yield from self._parts

    def _close(self) -> None:
        self._parts.append(Part(self._file, self._first, self._last, self._count))
        self._count = 0
