"""From records to canonical files: sorted N-Quads for each dossier, and columns."""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from itertools import chain
from pathlib import Path

import pydantic_core

from aiactors.bulk.folder import BuiltFolder, Folder, written_of
from aiactors.bulk.incremental import build_again
from aiactors.bulk.journal import WHOLE, Journal
from aiactors.bulk.merging import Merged
from aiactors.bulk.name_table import Named
from aiactors.bulk.outputs import (
    DERIVED_FILES,
    GRAPHS,
    blocks_of,
    direct_of,
    write_entities,
    write_graph,
    write_home,
)
from aiactors.bulk.parts import rows_of
from aiactors.bulk.reading import SCRATCH, Reading
from aiactors.bulk.spill import Slice, Spill
from aiactors.bulk.state import State, kept_of
from aiactors.bulk.target import SUMMARY, check_target, unfinished
from aiactors.collection import paused_collection
from aiactors.columns import Columns, entity_row
from aiactors.columns.rows import EntityRow
from aiactors.graph.reader import COLUMNS
from aiactors.model import Assessment, Dossier, Entity, Statement
from aiactors.model.sources import Links
from aiactors.progress import SILENT, Progress
from aiactors.rdf.pieces import entity_lines
from aiactors.records import record_files
from aiactors.vocabulary import iri


def build_folder(
    records: Path, out: Path, progress: Progress = SILENT, *, packed: bool = False
) -> BuiltFolder:
    """Make canonical files of records: the same bytes for the same records, on any machine.

    ``graphs/NAME.nq`` is the named graph of a dossier, ``derived/NAME.nq`` what is derived of the
    statements that are at home there, both sorted; ``columns`` holds the columns, and
    ``build.json`` tells of every file. A run that was cut off is gone on with. Where a build of
    the same records is there, only what follows from changed ones is made anew.

    Args:
        records: a file of records, or a folder of some.
        out: where the files go; a build that is there is replaced.
        progress: is told how far it is.
        packed: whether gzip packs the files of lines, whose names then end in ``.nq.gz``.

    Returns:
        What they hold.

    Raises:
        FileError: if a file cannot be read or written, or something else is in the folder.
        DossierError: if anything is wrong in the records; nothing is written then.
    """
    files = record_files(records)
    check_target(out, files=files)
    if (built := build_again(records, files, out, progress, packed=packed)) is not None:
        return built
    begun = time.time_ns()
    journal = Journal(unfinished(out), files, "packed lines" if packed else "lines")
    with journal.building():
        if not journal.has(WHOLE):
            if not journal.has("begun"):
                journal.note("begun", begun)
            journal.note(WHOLE, asdict(_build(records, files, journal, progress, packed)))
        built = BuiltFolder(**journal.value(WHOLE))
        journal.finish(out, SCRATCH)
    return built


def _build(
    records: Path, files: list[Path], journal: Journal, progress: Progress, packed: bool
) -> BuiltFolder:
    """Carry out the steps, in the folder of the journal."""
    once = journal.folder / SCRATCH / _ONCE
    for left in (once, *(journal.folder / name for name in (GRAPHS, DERIVED_FILES, COLUMNS))):
        shutil.rmtree(left, ignore_errors=True)
    with paused_collection(), closing(State.make(journal.folder, records, packed=packed)) as state:
        reading = Reading(files, journal, progress, once / COLUMNS)
        return _Shards(reading, state, packed=packed).build(journal.value("begun"))


_ONCE = "once"
"""What an interrupted run leaves that the next one makes anew."""

_BETWEEN = b"\n\n"
"""What ends the lines of one subject: no line is empty."""


class _Shards:
    """The steps of one build."""

    def __init__(self, reading: Reading, state: State, *, packed: bool) -> None:
        self.reading, self.state = reading, state
        self.once = reading.scratch / _ONCE
        self.folder = Folder(reading.journal.folder, packed=packed)

    def build(self, begun: int) -> BuiltFolder:
        reading, state = self.reading, self.state
        entities, named = Spill(self.once / "entities"), Spill(self.once / "names")
        things: Counter[str] = Counter()

        def take(entity: Entity, dossier: str) -> None:
            for lines in entity_lines(entity, iri(f"dossier:{dossier}")):
                entities.add(dossier, lines.encode() + b"\n")
            row = entity_row(entity, bulk=False)  # the title of its dossier may come yet
            named.add(dossier, json.dumps(row).encode() + b"\n")
            links = reading.world.links.get(entity.ref, Links())
            state.add_thing(dossier, entity.ref, links)
            things[dossier] += 1

        reading.declared(take)
        reading.statements(_text_of)
        again = reading.told_again()
        reading.write_columns(again)
        dossiers = list(reading.dossiers())
        homes = self._derived(again)
        for name, marks in self._graphs(dossiers, entities.finish(), again):
            state.add(
                "dossiers", (name, reading.world.is_bulk(name), things[name], homes[name], marks)
            )
        self._entities(named.finish())
        built = self.folder.finish(len(dossiers), reading.entities, homes.total())
        self._keep(again, begun)
        return built

    def _graphs(
        self, dossiers: list[Dossier], entities: Mapping[str, list[Slice]], again: dict[str, Merged]
    ) -> Iterator[tuple[str, bytes]]:
        """Write the named graph of each dossier; yield its name, and what it names."""
        texts = self.reading.texts_of_dossiers()
        with self.reading.progress.step("writing graphs", len(dossiers), "dossiers") as advance:
            for dossier in dossiers:
                name, named = dossier.name, Named()
                told = [found.told[name] for found in again.values() if name in found.told]
                blocks: Iterable[str | bytes] = chain(
                    _blocks(entities.get(name, []), frozenset(), named),
                    _blocks(texts.get(name, []), frozenset(map(_subject, told)), named),
                    (block for one in told for block in blocks_of(one, name)),
                )
                write_graph(self.folder, dossier, blocks, self.once)
                yield name, named.marks()
                advance(1)

    def _derived(self, again: dict[str, Merged]) -> Counter[str]:
        """Write what is derived, and the columns; return the statements at home in each dossier."""
        direct = direct_of(Columns.read(self.once / COLUMNS))
        homes = Spill(self.once / "homes")
        for row in self.reading.each(again, lambda _: None):
            homes.add(row.columns.dossier, pydantic_core.to_json(row) + b"\n")
        found, counts = homes.finish(), Counter[str]()
        with self.reading.progress.step("writing what follows", len(found), "dossiers") as advance:
            for name in sorted(found):
                rows = [one.columns for part in found[name] for one in rows_of(part.read())]
                write_home(self.folder, name, rows, direct, self.once)
                for columns in rows:
                    self.state.add_statement(kept_of(columns, direct))
                counts[name] = len(rows)
                advance(1)
        return counts

    def _entities(self, named: Mapping[str, list[Slice]]) -> None:
        """Write the columns of the entities of each dossier."""
        for name in sorted(named):
            lines = (line for part in named[name] for line in part.read().splitlines())
            rows = (EntityRow(*json.loads(line)) for line in lines)
            write_entities(self.folder, name, rows, bulk=self.reading.world.is_bulk(name))

    def _keep(self, again: dict[str, Merged], begun: int) -> None:
        """Keep for the next build what it must know."""
        reading, state = self.reading, self.state
        for id_, found in again.items():
            state.add_told(id_, found.places, found.row)
        standing = reading.places()
        for file in reading.journal.files:
            state.add_file(file, standing[file.name], begun)
        for one in self.folder.written:
            state.add_written(one, self.folder.lines_of.get(one.file, 0), self.folder.path)
        state.add_written(written_of(self.folder.path, SUMMARY), 0, self.folder.path)
        state.finish()


def _text_of(statement: Statement, _: Assessment, dossier: str) -> str:
    return "\n".join([*blocks_of(statement, dossier), ""])


def _subject(statement: Statement) -> bytes:
    return f"<{iri(statement.ref)}> ".encode()


def _blocks(slices: Iterable[Slice], without: Collection[bytes], named: Named) -> Iterator[bytes]:
    """The lines of each subject, but for those of some; what they name is kept in mind."""
    for part in slices:
        data = part.read()
        named.see(data)
        for block in data.split(_BETWEEN)[:-1]:
            if not without or block[: block.index(b" ") + 1] not in without:
                yield block + b"\n"
