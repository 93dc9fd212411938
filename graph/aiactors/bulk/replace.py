"""Putting new files in the place of some of a folder: all of them, or none.

They are written beside first. Then the state of the folder is changed, and tells with the same
stroke which files are being moved; a run that finds that told goes on with it.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from aiactors.bulk.folder import BuiltFolder, Folder, Written, written_of
from aiactors.bulk.name_table import Named
from aiactors.bulk.outputs import (
    blocks_of,
    columns_file,
    derived_file,
    entities_file,
    graph_file,
    write_entities,
    write_graph,
    write_home,
)
from aiactors.bulk.previous_build import Before
from aiactors.bulk.redo import Redo
from aiactors.bulk.reference_index import World
from aiactors.bulk.state import kept_of
from aiactors.bulk.target import SUMMARY, writing
from aiactors.columns import entity_row
from aiactors.model import Entity, Statement
from aiactors.model.sources import Links
from aiactors.rdf.pieces import entity_lines
from aiactors.records import untitled
from aiactors.vocabulary import iri

BESIDE = ".again"
"""The folder of the new files, in that of the others."""


def finish_moves(before: Before, out: Path) -> None:
    """Finish moves that were interrupted, and remove what is left of them."""
    moves = before.moves()
    with writing(out):
        try:
            _move(moves, out)
        except KeyboardInterrupt:
            _move(moves, out)  # it is soon done: the folder is not left half old and half new
            raise
    if moves:
        with before.change():
            before.connection.execute("DELETE FROM moves")


def _move(moves: Mapping[str, bool], out: Path) -> None:
    for name, made in moves.items():
        fresh, path = out / BESIDE / name, out / name
        if not made:
            path.unlink(missing_ok=True)
        elif fresh.exists():  # else it was moved before
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.replace(path)
    shutil.rmtree(out / BESIDE, ignore_errors=True)


class Replacing:
    """Writes new files beside those of a folder, and notes what they stand for."""

    def __init__(self, before: Before, out: Path, *, packed: bool) -> None:
        """Start without files."""
        self._before, self._out = before, out
        self._beside = Folder(out / BESIDE, packed=packed)
        self._present: dict[str, bytes] = {}
        self._made: set[str] = set()

    def __enter__(self) -> Self:
        """Make the folder of the new files."""
        self._beside.path.mkdir(exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Remove new files that were not moved into place."""
        if not self._before.moves():
            shutil.rmtree(self._beside.path, ignore_errors=True)

    def write(
        self, redo: Redo, world: World, entities: Mapping[str, list[Entity]], dirty: set[str]
    ) -> None:
        """Write the files of all that a change concerns."""
        folder, scratch = self._beside, self._beside.path
        self._graphs(redo, world, entities, dirty)
        for name in sorted(dirty & entities.keys()):
            rows = (entity_row(entity, bulk=False) for entity in entities[name])
            write_entities(folder, name, rows, bulk=world.is_bulk(name))
        for name, of_home in sorted(redo.rows().items()):
            write_home(folder, name, of_home, redo.direct, scratch)
        packed = folder.packed
        self._made = {graph_file(name, packed=packed) for name in dirty}
        self._made.update(derived_file(name, packed=packed) for name in redo.homes)
        self._made.update(map(entities_file, dirty), map(columns_file, redo.homes))

    def _graphs(
        self, redo: Redo, world: World, entities: Mapping[str, list[Entity]], dirty: set[str]
    ) -> None:
        told: dict[str, list[Statement]] = defaultdict(list)
        for merged in redo.found.values():
            for name, statement in merged.told.items():
                told[name].append(statement)
        for name in sorted(dirty & (world.dossiers | world.heads.keys() | told.keys())):
            named, graph = Named(), iri(f"dossier:{name}")
            blocks = [block for it in entities.get(name, ()) for block in entity_lines(it, graph)]
            blocks += [block for one in told[name] for block in blocks_of(one, name)]
            named.see("".join(blocks).encode())
            head = world.heads[name].head() if name in world.heads else untitled(name)
            write_graph(self._beside, head, blocks, self._beside.path)
            self._present[name] = named.marks()

    def keep(
        self,
        redo: Redo,
        world: World,
        entities: Mapping[str, list[Entity]],
        dirty: set[str],
    ) -> None:
        """Keep what the next build must know of dossiers and statements; see :meth:`write`."""
        before, rows = self._before, redo.rows()
        for name in dirty:
            before.forget("dossiers", dossier=name)
            before.forget("things", dossier=name)
            for it in entities.get(name, ()):
                before.add_thing(name, it.ref, world.links.get(it.ref, Links()))
        for name, named in self._present.items():
            counts = len(entities.get(name, ())), len(rows.get(name, ()))
            before.add("dossiers", (name, world.is_bulk(name), *counts, named))
        for home in redo.homes:
            before.forget("statements", home=home)
            before.count_homes(home, len(rows.get(home, ())))
            for row in rows.get(home, ()):
                before.add_statement(kept_of(row, redo.direct))
        for id_ in before.told(redo.looked_at):
            before.forget_told(id_)
        for id_, found in redo.found.items():
            if len(found.places) > 1:
                before.add_told(id_, found.places, found.row)

    def finish(self, written: Mapping[str, tuple[Written, int, int]]) -> BuiltFolder:
        """Note what is moved where, and return what the folder holds then."""
        before, beside = self._before, self._beside
        before.flush()
        fresh = {one.file: one for one in beside.written}
        same = {name for name, one in fresh.items() if name in written and written[name][0] == one}
        for name in fresh.keys() - same:
            self._move(fresh[name], beside.lines_of.get(name, 0))
        for name in self._made & (written.keys() - fresh.keys()):
            before.forget("written", file=name)
            before.add("moves", (name, False))
        for name in written.keys() - self._made:
            beside.written.append(written[name][0])
            beside.lines_of[name] = written[name][1]
        built = beside.finish(*before.counts())
        self._move(written_of(beside.path, SUMMARY), 0)
        return built

    def _move(self, one: Written, lines: int) -> None:
        """Note that a new file takes its place; it is on the disk by then."""
        with (self._beside.path / one.file).open("rb+") as file:
            os.fsync(file.fileno())
        self._before.forget("written", file=one.file)
        self._before.add_written(one, lines, self._beside.path)
        self._before.add("moves", (one.file, True))
