"""Building a folder again of records of which few have changed: no more is done than that asks for.

The result is that of a build of all records, to the byte. Where it would take as long, or where
it cannot be told what has changed, all is built anew.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from aiactors.bulk.folder import BuiltFolder
from aiactors.bulk.journal import FileState, state_of
from aiactors.bulk.known import KnownWorld, Told, told_elsewhere
from aiactors.bulk.lines import Lines, Read
from aiactors.bulk.previous_build import Before, UnusableError
from aiactors.bulk.redo import Redo
from aiactors.bulk.reference_index import Problems, take
from aiactors.bulk.replace import Replacing, finish_moves
from aiactors.bulk.target import SUMMARY, writing
from aiactors.collection import paused_collection
from aiactors.model import Entity
from aiactors.model.sources import Links, links_of
from aiactors.progress import Progress
from aiactors.records import Record


class Changes(NamedTuple):
    """What has changed of the files of records.

    Attributes:
        files: name → state, of all that are there.
        begun: when they were asked for it, in nanoseconds of the clock.
        changed: names of those that are new or have changed.
        gone: names of those that are there no more.
    """

    files: dict[str, FileState]
    begun: int
    changed: list[str]
    gone: list[str]


def build_again(
    records: Path, files: list[Path], out: Path, progress: Progress, *, packed: bool
) -> BuiltFolder | None:
    """Make the files of a folder anew that changed records ask for.

    Returns None where all must be built anew; ``progress`` is then told why. If the records are
    wrong, nothing is changed.
    """
    if not (out / SUMMARY).exists():
        return None
    try:
        before = Before.opened(out, records, packed=packed)
        try:
            finish_moves(before, out)
            with progress.step("looking for what has changed"), paused_collection():
                return _Again(before, files, out, packed=packed).build()
        finally:
            before.close()
    except UnusableError as error:
        why = str(error)
    except sqlite3.DatabaseError as error:
        why = f"the state of the last build cannot be read ({error})"
    with progress.step(f"all is built anew: {why}", 0):
        return None


class _Again:
    """The steps of one build that reads changed files only."""

    def __init__(self, before: Before, files: list[Path], out: Path, *, packed: bool) -> None:
        self.before, self.out, self.packed = before, out, packed
        self.written = before.written()
        _check_untouched(out, {name: (w.bytes, at) for name, (w, _, at) in self.written.items()})
        del self.written[SUMMARY]
        self.changes = _changes(before, files)
        self.lines = Lines({file.name: file for file in files})

    def build(self) -> BuiltFolder:
        before, changes = self.before, self.changes
        if not changes.changed and not changes.gone:
            return self._as_it_was()
        dirty, read = self._read_changed()
        old = {ref: it for name in dirty for ref, it in before.things_of(name).items()}
        concerned = before.naming(self._changed_refs(dirty, old, read)) - dirty
        if concerned:
            read = self._read(dirty | concerned)
        world = KnownWorld(before, dirty | concerned)
        entities = self._declared(world, read)
        self._check(world, read, dirty | concerned)
        redo = Redo(before, world, self.lines)
        redo.run(dirty | concerned, read)
        with writing(self.out), Replacing(before, self.out, packed=self.packed) as replacing:
            replacing.write(redo, world, entities, dirty)
            with before.change():
                self._keep_files()
                replacing.keep(redo, world, entities, dirty)
                built = replacing.finish(self.written)
        finish_moves(before, self.out)
        return built

    def _as_it_was(self) -> BuiltFolder:
        dossiers, entities, statements = self.before.counts()
        lines = sum(lines for _, lines, _ in self.written.values())
        size = sum(one.bytes for one, _, _ in self.written.values())
        return BuiltFolder(dossiers, entities, statements, lines, size)

    def _read_changed(self) -> tuple[set[str], list[Read]]:
        """Read what has changed; return the dossiers that may have, and all that stands there."""
        found = [one for name in self.changes.changed for one in self.lines.read(name)]
        dirty = {record.dossier for _, record in found if isinstance(record, Record)}
        dirty |= self.before.dossiers_in([*self.changes.changed, *self.changes.gone])
        return dirty, self._read(dirty)

    def _read(self, dossiers: set[str]) -> list[Read]:
        """Read all that stands in some dossiers, in the order of files and lines."""
        changed = set(self.changes.changed)
        files = (self.before.files_of(dossiers) | changed) - set(self.changes.gone)
        return [
            one
            for file in sorted(files)
            for one in self.lines.read(file, None if file in changed else dossiers)
        ]

    def _changed_refs(
        self, dirty: set[str], old: dict[str, Links], read: Iterable[Read]
    ) -> set[str]:
        """Return what is gone, and what counts otherwise as a source than it did."""
        new: dict[str, Links] = {}
        ids: set[str] = set()
        for _, record in read:
            if isinstance(record, Record):
                if (entity := record.entity or record.document) is not None:
                    new[entity.ref] = links_of(entity)
                elif record.statement is not None:
                    ids.add(record.statement.id)
        changed = {ref for ref, links in old.items() if new.get(ref) != links}
        told = set[str]().union(*map(self.before.ids_of, dirty)) - ids
        gone = {f"st:{id_}" for id_ in told - told_elsewhere(self.before, told, dirty)}
        return self.before.resting_on(changed) | gone

    def _declared(self, world: KnownWorld, read: Iterable[Read]) -> dict[str, list[Entity]]:
        """Take all that is no statement; return what each dossier declares."""
        entities: dict[str, list[Entity]] = defaultdict(list)
        problems = Problems()
        for line, record in read:
            if line.is_statement:
                continue
            if isinstance(record, list):
                problems.add(record)
            else:
                add = take(world, line, record, lambda it, name: entities[name].append(it))
                problems.add(add)
        problems.add(world.checker.missing())
        problems.tell()
        return entities

    def _check(self, world: KnownWorld, read: Iterable[Read], dossiers: set[str]) -> None:
        """Check all statements."""
        problems, ids = Problems(), set()
        for line, record in read:
            if isinstance(record, list):
                problems.add(record)
            elif line.is_statement:
                if record.statement is None:
                    problems.add([line.twice()])
                    continue
                problems.add(world.checker.statement(line, record.statement))
                ids.add(record.statement.id)
        problems.tell()
        problems.add(world.checker.missing(Told(self.before, dossiers, ids)))
        problems.tell()

    def _keep_files(self) -> None:
        """Keep for the next build which files were read, and which dossiers stand in them."""
        changes = self.changes
        for name in (*changes.changed, *changes.gone):
            self.before.forget("files", file=name)
            self.before.forget("places", file=name)
        for name in changes.changed:
            records = (record for _, record in self.lines.read(name))
            dossiers = {record.dossier for record in records if isinstance(record, Record)}
            self.before.add_file(changes.files[name], dossiers, changes.begun)


def _check_untouched(out: Path, written: dict[str, tuple[int, int]]) -> None:
    """See that nobody has changed what the last build wrote."""
    folders = {name.rpartition("/")[0] for name in written} - {""}
    try:
        found = dict(entry for folder in folders for entry in _entries(out, folder))
        of_all = (out / SUMMARY).stat()
    except OSError:
        found = {}
    else:
        found[SUMMARY] = of_all.st_size, of_all.st_mtime_ns
    if found != written:
        raise UnusableError(f"other programs have changed files in {out}")


def _entries(out: Path, folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
    with os.scandir(out / folder) as entries:
        for entry in entries:
            state = entry.stat()
            yield f"{folder}/{entry.name}", (state.st_size, state.st_mtime_ns)


def _changes(before: Before, files: list[Path]) -> Changes:
    """Find the files of records that have changed."""
    begun = time.time_ns()
    known = before.files()
    found = {file.name: state_of(file) for file in files}
    changed = [name for name, now in found.items() if known.get(name) != (now.size, now.changed)]
    return Changes(found, begun, sorted(changed), sorted(known.keys() - found.keys()))
