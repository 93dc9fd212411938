"""Statements that several dossiers tell: one statement, with the attributions of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache, reduce
from pathlib import Path
from typing import NamedTuple

import numpy as np

from aiactors.bulk.parts import statements_in
from aiactors.bulk.reference_index import Part, Problems, World
from aiactors.columns import StatementRow, statement_row
from aiactors.model import Assessment, Sources, Statement, assess
from aiactors.model.dossier import merge
from aiactors.records import Line, iter_lines

_WIDTH = 20  # of an id, in bytes


class Ids:
    """The ids of all statements, as often as they were told: twenty bytes each."""

    def __init__(self, rows: Iterable[Path]) -> None:
        """Read the ids."""
        found = [np.array([id_ for _, id_ in _told(file)], f"S{_WIDTH}") for file in rows]
        self._every, self._counts = np.unique(
            np.concatenate([np.empty(0, f"S{_WIDTH}"), *found]), return_counts=True
        )

    def __len__(self) -> int:
        """Return how many statements there are."""
        return len(self._every)

    def __contains__(self, ref: object) -> bool:
        """Tell whether there is a statement of a reference."""
        id_ = str(ref).removeprefix("st:").encode()
        at = int(np.searchsorted(self._every, np.bytes_(id_)))
        return at < len(self._every) and bool(self._every[at] == id_)

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Ids of the statements that were told more than once."""
        return frozenset(id_.decode() for id_ in self._every[self._counts > 1])


def _told(file: Path) -> Iterator[tuple[bytes, bytes]]:
    """Yield the number of the line and the id of each row of a part, without reading it whole."""
    # They come first in a row: [LINE,["ID",…
    for row in file.read_bytes().splitlines():
        at = row.index(b",")
        yield row[1:at], row[at + 3 : at + 3 + _WIDTH]


class Place(NamedTuple):
    """Where a statement is told.

    Attributes:
        dossier: the dossier.
        file: name of the file.
        line: number of the line.
    """

    dossier: str
    file: str
    line: int


@lru_cache
def name_of(file: str) -> str:
    """Return the name of a file, in its folder."""
    return Path(file).name


class Merged(NamedTuple):
    """A statement that was told several times.

    Attributes:
        statement: with the attributions of all.
        told: name of a dossier → what that one tells.
        assessment: how it stands.
        row: its row in the columns.
        places: where it is told: each time.
    """

    statement: Statement
    told: dict[str, Statement]
    assessment: Assessment
    row: StatementRow
    places: list[Place]


Told = list[tuple[str, Line, Statement]]
"""Each time that a statement is told: the dossier, the line and the statement."""


def merged(
    wanted: frozenset[str],
    parts: list[Part],
    files: list[Path],
    rows: list[Path],
    world: World,
) -> dict[str, Merged]:
    """Merge the statements with the wanted ids, which were told more than once."""
    if not wanted:
        return {}
    ids = {id_.encode() for id_ in wanted}
    numbers: dict[int, set[int]] = defaultdict(set)
    for part, file in zip(parts, rows, strict=True):
        numbers[part.file].update(int(line) for line, id_ in _told(file) if id_ in ids)
    told: dict[str, Told] = defaultdict(list)
    for number, those in numbers.items():
        lines = iter_lines(files[number], only=those)
        for line, dossier, statement in statements_in(lines, world, Problems()):
            told[statement.id].append((dossier, line, statement))
    sources = world.sources()
    return {id_: merged_of(same, world, sources) for id_, same in told.items()}


def merged_of(told: Told, world: World, sources: Sources) -> Merged:
    """Merge all that was told of one statement, in the order of files and lines."""
    found: dict[str, list[Statement]] = {name: [] for name in sorted({d for d, *_ in told})}
    for dossier, _, statement in told:
        found[dossier].append(statement)
    by_dossier = {name: reduce(merge, same) for name, same in found.items()}
    statement = reduce(merge, by_dossier.values())
    assessment = assess(statement, sources)
    bulk = all(map(world.is_bulk, by_dossier))
    row = statement_row(statement, assessment, min(by_dossier), bulk)
    places = [Place(dossier, name_of(line.file), line.number) for dossier, line, _ in told]
    return Merged(statement, by_dossier, assessment, row, places)
