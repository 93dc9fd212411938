"""Pieces of dossiers into files: a named graph each, and the facts that all dossiers share.

Runs in the workers of Spark: a partition of sorted pieces comes in, and nothing of it is kept but
the lines of one subject.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from pydantic_core import from_json

from aiactors.bulk.folder import LineFile
from aiactors.bulk.outputs import GRAPHS, entities_file, graph_file
from aiactors.columns.rows import EntityRow
from aiactors.columns.tables import BATCH, EntityRows
from aiactors.model import Statement
from aiactors.model.dossier import merge
from aiactors.rdf.pieces import dossier_lines
from aiactors.records import Record, untitled
from aiactors.spark import rows
from aiactors.spark.cutting import statement_rows
from aiactors.spark.manifest import references
from aiactors.spark.parts import Batches, Part, Write, values, writing
from aiactors.vocabulary import iri


class Piece(NamedTuple):
    """A row of :data:`aiactors.spark.rows.PIECES`."""

    dossier: str | None
    subject: bytes
    kind: int
    place: str
    lines: bytes | None
    facts: bytes | None
    record: bytes | None


def write_dossiers(folder: str, *, packed: bool) -> Write:
    """Return what writes the dossiers of a part.

    It takes batches of pieces, sorted by dossier, subject, kind and place.
    """
    return writing(folder, GRAPHS, _write, packed=packed)


def _write(part: Part, batches: Batches) -> None:
    writer = _Writer(part)
    for name, pieces in groupby(map(Piece._make, values(batches)), itemgetter(0)):
        writer.dossier(name, pieces)
    writer.finish()


class _Writer:
    def __init__(self, part: Part) -> None:
        self.part = part
        self.told = part.facts("told", rows.TOLD)
        self.things = part.facts("things", rows.THINGS)
        self.asked = part.facts("asked", rows.ASKED_FOR)
        self.wrong = part.facts("wrong", rows.PROBLEMS)
        self.bulk = False

    def finish(self) -> None:
        for table in (self.told, self.things, self.asked, self.wrong):
            table.close()
        self.part.count(entities=self.things.rows, wrong=self.wrong.rows)

    def dossier(self, name: str | None, pieces: Iterator[Piece]) -> None:
        if name is None:
            for piece in pieces:
                self._before(piece)
            return
        self.bulk = False
        self.named = EntityRows()
        self.waiting: list[EntityRow] = []
        with self.part.lines(graph_file(name, packed=self.part.packed)) as file:
            for subject, same in groupby(pieces, itemgetter(1)):
                if subject:
                    self._subject(name, list(same), file)
                else:
                    for piece in same:
                        self._before(piece)
        self._name_all()
        self.part.count(dossiers=1)
        table = self.named.table()
        if table.num_rows:
            self.part.table(entities_file(name), table)

    def _name_all(self) -> None:
        if self.waiting:
            self.named.add(self.waiting)
            self.waiting = []

    def _before(self, piece: Piece) -> None:
        """Collect what is not written as lines: references, problems, and whether it is bulk."""
        facts = piece.facts or b""
        if piece.kind == rows.ASKED:
            self.asked.add((facts[1:].decode(), facts[:1] == b"1"))
        elif piece.kind == rows.WRONG:
            self.wrong.add((*json.loads(facts), piece.record))
        elif piece.record is not None:
            self.bulk = Record.model_validate_json(piece.record).bulk  # the last one counts

    def _subject(self, name: str, same: list[Piece], file: LineFile) -> None:
        """Write the lines of one subject: nearly always they are in one piece."""
        first = same[0]
        if first.kind == rows.TITLE:
            heads = [piece.record for piece in same if piece.record is not None]
            head = Record.model_validate_json(heads[-1]).head() if heads else untitled(name)
            file.write("".join(dossier_lines(head, iri(f"dossier:{name}"))).encode())
            return
        if first.kind == rows.STATEMENT:
            same = [self._statement(name, [p for p in same if p.kind == rows.STATEMENT])]
        elif first.kind == rows.THING:
            for piece in same:
                self._thing(name, piece)
        if len(same) == 1:
            file.write(same[0].lines or b"")
        else:
            lines = {line for p in same for line in (p.lines or b"").splitlines(keepends=True)}
            file.write(b"".join(sorted(lines)))

    def _statement(self, name: str, told: list[Piece]) -> Piece:
        """Take up the facts of a statement; if the dossier tells it several times, as one."""
        piece = told[0]
        if len(told) > 1:
            statement = _merged(told)
            made = statement_rows(name, statement, b"", piece.place)
            piece = next(p for p in map(Piece._make, made) if p.kind == rows.STATEMENT)
        facts = piece.facts or b""
        id_ = piece.subject[-21:-1].decode()
        self.told.add((id_, name, self.bulk, *references(facts), facts))
        return piece

    def _thing(self, name: str, piece: Piece) -> None:
        found: list[Any] = from_json(piece.facts or b"")
        ref, tier, owner, is_document, is_record, publisher, copy_of, public, *named = found
        name_en, name_fr, kinds = named
        day = None if public is None else date.fromisoformat(public)
        self.things.add((ref, name, is_document, is_record, tier, owner, publisher, copy_of, day))
        self.waiting.append(EntityRow(ref, name_en, name_fr, tuple(kinds), self.bulk))
        if len(self.waiting) == BATCH:
            self._name_all()


def _merged(told: list[Piece]) -> Statement:
    statements = [Record.model_validate_json(piece.record or b"").statement for piece in told]
    first, *others = (s for s in statements if s is not None)
    for other in others:
        first = merge(first, other)
    return first
