"""What every build of records does: read, check, assess, merge; and make columns of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from aiactors.bulk.journal import Journal
from aiactors.bulk.merging import Ids, Merged, merged
from aiactors.bulk.parts import Row, TextOf, cut, make_part, read_rows, row_of
from aiactors.bulk.reference_index import Problems, World, read_world
from aiactors.bulk.spill import Slice
from aiactors.columns import ColumnsWriter
from aiactors.files import write_together
from aiactors.model import Dossier, Entity
from aiactors.progress import Advance, Progress
from aiactors.records import untitled

SCRATCH = "parts"
"""The folder of what is needed on the way, in that of what is built."""


class Reading:
    """Reads records twice: for what they declare, and, part by part, for their statements."""

    def __init__(
        self, files: list[Path], journal: Journal, progress: Progress, columns: Path
    ) -> None:
        """Prepare the folder of the parts."""
        self.files, self.journal, self.progress = files, journal, progress
        self.scratch = journal.folder / SCRATCH
        self.scratch.mkdir(exist_ok=True)
        self.columns = ColumnsWriter(columns)
        self.world = World()

    @property
    def texts(self) -> list[Path]:
        """The files of the texts of all parts."""
        return [self.scratch / f"{number:05}.text" for number in range(len(self.world.parts))]

    @property
    def rows(self) -> list[Path]:
        """The files of the rows of all parts."""
        return [self.scratch / f"{number:05}.rows" for number in range(len(self.world.parts))]

    def declared(self, take: Callable[[Entity, str], None]) -> None:
        """Read entities and documents.

        ``take`` is told of each and of the dossier that declares it.
        """
        untitled: list[tuple[Entity, str]] = []

        def taken(entity: Entity, dossier: str) -> None:
            take(entity, dossier)
            if dossier in self.world.heads:
                self.columns.add_entity(entity, self.world.is_bulk(dossier))
            else:  # its title may come yet
                untitled.append((entity, dossier))

        size = sum(file.stat().st_size for file in self.files)
        with self.progress.step("reading what is declared", size, "bytes") as advance:
            read_world(self.world, self.files, taken, advance)
        for entity, dossier in untitled:
            self.columns.add_entity(entity, self.world.is_bulk(dossier))

    def statements(self, text_of: TextOf) -> None:
        """Write every part that is not written yet: its texts, dossier by dossier, and its rows."""
        problems, sources = Problems(), self.world.sources()
        steps = enumerate(
            zip(cut(self.files, self.world.parts), self.texts, self.rows, strict=True)
        )
        with self.progress.step("reading statements", self.total, "statements") as advance:
            for number, ((part, lines), text, rows) in steps:
                if self.journal.has(f"part {number}"):
                    advance(part.statements)
                    continue
                made = make_part(lines, self.world, sources, text_of, problems, advance)
                if not problems:
                    texts = {name: "".join(made.texts[name]).encode() for name in made.texts}
                    write_together({text: b"".join(texts.values()), rows: made.rows})
                    self.journal.note(f"part {number}", {n: len(t) for n, t in texts.items()})
        problems.tell()

    @property
    def total(self) -> int:
        """How often a statement is told."""
        return sum(part.statements for part in self.world.parts)

    def told_again(self) -> dict[str, Merged]:
        """Merge the statements that are told more than once, by id; all others are ready."""
        with self.progress.step("looking for what is told twice"):
            ids = Ids(self.rows)
            problems = Problems(self.world.checker.missing(ids))
            problems.tell()
            return merged(ids.repeated, self.world.parts, self.files, self.rows, self.world)

    def write_columns(
        self, again: dict[str, Merged], also: Callable[[Row], None] = lambda _: None
    ) -> None:
        """Write the columns; ``also`` is told of every row as well."""
        with self.progress.step("writing columns", self.total, "statements") as advance:
            for row in self.each(again, advance):
                self.columns.add_row(row.columns)
                also(row)
            self.columns.finish()

    def each(self, again: dict[str, Merged], advance: Advance) -> Iterator[Row]:
        """Yield every statement once, those that are told more than once at the end."""
        for file in self.rows:
            found = read_rows(file)
            yield from (row for row in found if row.columns.id not in again)
            advance(len(found))
        yield from (row_of(0, found.statement, found.row) for found in again.values())

    def texts_of_dossiers(self) -> dict[str, list[Slice]]:
        """Return where the texts of each dossier stand: in which files, from where to where."""
        found: dict[str, list[Slice]] = defaultdict(list)
        for number, file in enumerate(self.texts):
            start = 0
            for name, size in self.journal.value(f"part {number}").items():
                found[name].append(Slice(file, start, size))
                start += size
        return found

    def places(self) -> dict[str, set[str]]:
        """Return the dossiers of which each file holds something."""
        found: dict[str, set[str]] = {file.name: set() for file in self.files}
        for dossier, files in self.world.places.items():
            for file in files:
                found[Path(file).name].add(dossier)
        for number, part in enumerate(self.world.parts):
            found[self.files[part.file].name].update(self.journal.value(f"part {number}"))
        return found

    @property
    def entities(self) -> int:
        """How many entities and documents are declared."""
        return len(self.world.checker.entities) + len(self.world.checker.documents)

    def dossiers(self) -> Iterable[Dossier]:
        """Return every dossier, without what it holds, in the order of their names."""
        names = self.world.dossiers | self.world.heads.keys()
        for number in range(len(self.world.parts)):
            names.update(self.journal.value(f"part {number}"))
        heads = {name: record.head() for name, record in self.world.heads.items()}
        return [heads.get(name) or untitled(name) for name in sorted(names)]
