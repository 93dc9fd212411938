"""Records that fit into memory, as dossiers."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from aiactors.errors import DossierError, Problem
from aiactors.model import Document, Dossier, DossierSet, Entity, Statement
from aiactors.model.dossier import merge
from aiactors.records.check import Checker
from aiactors.records.form import Record
from aiactors.records.read import Line, iter_lines, parse, record_files


def read_records(path: Path) -> DossierSet:
    """Read records as dossiers, all of them at once.

    Args:
        path: a file of records, or a folder of some.

    Returns:
        The dossiers.

    Raises:
        FileError: if there are none, or they cannot be read.
        DossierError: if anything is wrong in them; every problem of every line is told.
    """
    collected: dict[str, _Parts] = {}
    checker = Checker()
    problems: list[Problem] = []
    for file in record_files(path):
        for line in iter_lines(file):
            record = parse(line)
            if isinstance(record, list):
                problems += record
                continue
            problems += checker.add(line, record)
            collected.setdefault(record.dossier, _Parts(record)).add(record)
    told = {s.ref for parts in collected.values() for s in parts.statements.values()}
    problems += checker.missing(told)
    if problems:
        raise DossierError(problems)
    try:
        return DossierSet(dossiers=tuple(parts.dossier() for parts in collected.values()))
    except ValidationError as error:
        raise DossierError(
            [Line(str(path), 0, b"").problem(str(e["msg"])) for e in error.errors()]
        ) from None


class _Parts:
    """What a dossier holds."""

    def __init__(self, record: Record) -> None:
        self.first = record
        self.entities: list[Entity] = []
        self.documents: list[Document] = []
        self.statements: dict[str, Statement] = {}

    def add(self, record: Record) -> None:
        if record.statement is not None:
            known = self.statements.get(record.statement.id)
            told = record.statement if known is None else merge(known, record.statement)
            self.statements[told.id] = told
        elif record.entity is not None:
            self.entities.append(record.entity)
        elif record.document is not None:
            self.documents.append(record.document)
        else:
            self.first = record

    def dossier(self) -> Dossier:
        update = {
            "entities": tuple(sorted(self.entities, key=lambda e: e.id)),
            "documents": tuple(sorted(self.documents, key=lambda d: d.id)),
            "statements": tuple(
                sorted(self.statements.values(), key=lambda s: (s.subject, s.predicate, s.id))
            ),
        }
        return self.first.head().model_copy(update=update)
