"""Records into pieces: read, checked, and written as lines, subject by subject.

Runs in the workers of Spark, on batches of records of Arrow.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from aiactors.errors import Problem
from aiactors.model import Entity, Statement
from aiactors.model.sources import links_of
from aiactors.rdf.pieces import entity_lines, statement_lines
from aiactors.records import Line, Record, parse
from aiactors.records.check import Checker
from aiactors.records.read import LONGEST
from aiactors.spark import rows
from aiactors.spark.manifest import packed
from aiactors.spark.parts import as_batch
from aiactors.vocabulary import iri

if TYPE_CHECKING:
    import pyarrow as pa

Row = tuple[Any, ...]


def cut(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Cut records (``dossier``, ``record``, ``file``, ``place``) into rows of PIECES."""
    cutter = Cutter()
    for batch in batches:
        columns = (
            batch.column(name).to_pylist() for name in ("dossier", "record", "file", "place")
        )
        made = cutter.pieces(zip(*columns, strict=True))
        yield as_batch(made, rows.PIECES)


class Cutter:
    """Cuts records, and checks each for what can be told of it alone."""

    def __init__(self) -> None:
        """Read the ontology."""
        self._checker = Checker()

    def pieces(self, records: Iterable[tuple[str | None, bytes, str, str]]) -> list[Row]:
        """Return the pieces of records, each given as dossier, bytes, file and place."""
        made: list[Row] = []
        dossiers = set()
        for dossier, data, file, place in records:
            data = data.rstrip(b"\r\n")
            if not data or data.isspace():
                continue
            line = Line(file, 0, data)
            record, problems = self._read(line, dossier)
            made += [_wrong(dossier, place, line, problem) for problem in problems]
            if record is not None:
                dossiers.add(record.dossier)
                made += _pieces(record, data, place)
        # Where no record tells a title, the dossier's own lines are written all the same.
        made += [_row(name, subject_of(f"dossier:{name}"), rows.TITLE) for name in dossiers]
        return made + self._asked(dossiers)

    def _read(self, line: Line, dossier: str | None) -> tuple[Record | None, list[Problem]]:
        if len(line.data) > LONGEST:
            return None, [line.problem(f"the record is longer than {LONGEST >> 20} MiB")]
        record = parse(line)
        if isinstance(record, list):
            return None, record
        if record.dossier != dossier:
            return None, [line.problem("the record names its dossier twice", "Keep one")]
        for known in (self._checker.entities, self._checker.documents):
            known.clear()  # what other records declare is looked up when all are read
        return record, self._checker.add(line, record)

    def _asked(self, dossiers: set[str]) -> list[Row]:
        """What the records name, for the first of their dossiers: it is no part of any."""
        if not dossiers:
            return []
        first = min(dossiers)
        return [
            _row(first, b"", rows.ASKED, facts=f"{int(is_document)}{ref}".encode())
            for ref, is_document in self._checker.take_awaited()
        ]


def subject_of(ref: str) -> bytes:
    """Return a short address as N-Quads writes it."""
    return f"<{iri(ref)}>".encode()


def _row(
    dossier: str | None,
    subject: bytes,
    kind: int,
    place: str = "",
    lines: bytes | None = None,
    facts: bytes | None = None,
    record: bytes | None = None,
) -> Row:
    return dossier, subject, kind, place, lines, facts, record


def _wrong(dossier: str | None, place: str, line: Line, problem: Problem) -> Row:
    facts = json.dumps((line.file, problem.what, problem.do)).encode()
    return _row(
        dossier, b"", rows.WRONG, place, facts=facts, record=line.data[: rows.LONGEST_SHOWN]
    )


def _pieces(record: Record, data: bytes, place: str) -> Iterator[Row]:
    thing = record.entity or record.document
    if record.statement is not None:
        yield from statement_rows(record.dossier, record.statement, data, place)
    elif thing is not None:
        yield _thing(record.dossier, thing, place)
    else:
        yield _row(record.dossier, b"", rows.HEAD, place, record=data)
        yield _row(
            record.dossier, subject_of(f"dossier:{record.dossier}"), rows.TITLE, place, record=data
        )


def statement_rows(dossier: str, statement: Statement, data: bytes, place: str) -> Iterator[Row]:
    """Yield a statement in pieces: its own lines with its facts, then what hangs on it."""
    own = subject_of(statement.ref)
    for block in statement_lines(statement, iri(f"dossier:{dossier}")):
        lines = block.encode()
        subject = lines[: lines.index(b">") + 1]
        if subject == own:
            facts = packed(statement)
            yield _row(dossier, own, rows.STATEMENT, place, lines, facts, data)
        else:
            yield _row(dossier, subject, rows.LINES, "", lines)


def _thing(dossier: str, thing: Entity, place: str) -> Row:
    links = links_of(thing)
    facts = (*links, thing.name("en"), thing.name("fr"), thing.kinds)
    (lines,) = entity_lines(thing, iri(f"dossier:{dossier}"))
    return _row(
        dossier,
        subject_of(thing.ref),
        rows.THING,
        place,
        lines.encode(),
        to_json((thing.ref, *facts)),
    )
