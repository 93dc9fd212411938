"""From records to a store with columns and an index beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from aiactors.bulk import load
from aiactors.bulk.journal import WHOLE, Journal
from aiactors.bulk.loader import opened
from aiactors.bulk.parts import Row
from aiactors.bulk.reading import SCRATCH, Reading
from aiactors.bulk.target import SUMMARY, check_target, unfinished, writing
from aiactors.collection import give_back, paused_collection
from aiactors.columns import Columns, seal
from aiactors.files import write_atomically
from aiactors.graph.reader import COLUMNS
from aiactors.model import Assessment, Entity, Statement
from aiactors.progress import SILENT, Progress
from aiactors.rdf.pieces import (
    assessment_turtle,
    dossier_turtle,
    entity_turtle,
    statement_turtle,
)
from aiactors.records import record_files
from aiactors.search import IndexWriter
from aiactors.search.kinds import OF_STATEMENTS
from aiactors.search.sidecar import NAME as INDEX
from aiactors.search.sidecar import stamp


@dataclass(frozen=True, slots=True)
class BuiltStore:
    """A store that was made of records.

    Attributes:
        dossiers: how many there are.
        entities: how many entities and documents.
        statements: how many statements.
    """

    dossiers: int
    entities: int
    statements: int


def build_store(records: Path, folder: Path, progress: Progress = SILENT) -> BuiltStore:
    """Make a store of records, with columns and an index of its texts beside it.

    The store holds the union of all dossiers and what is derived, and no named graphs. Nothing
    of the old store is gone before the new one is whole; a run that was cut off is gone on with.

    Args:
        records: a file of records, or a folder of some.
        folder: where the store goes; one that is there is replaced.
        progress: is told how far it is.

    Returns:
        What it holds.

    Raises:
        FileError: if a file cannot be read or written, or something else is in the folder.
        DossierError: if anything is wrong in the records; nothing is written then.
    """
    files = record_files(records)
    check_target(folder, "CURRENT", files)
    journal = Journal(unfinished(folder), files)
    with journal.building():
        if not journal.has(WHOLE):
            with paused_collection():
                built = _fill(files, journal, progress)
            about = {"aiactors": version("aiactors"), "named graphs": False, **asdict(built)}
            write_atomically(journal.folder / SUMMARY, (json.dumps(about) + "\n").encode())
            journal.note(WHOLE, asdict(built))
        built = BuiltStore(**journal.value(WHOLE))
        journal.finish(folder, SCRATCH)
    return built


class _Written(NamedTuple):
    """What the engine is to load.

    Attributes:
        built: what it holds.
        files: files of Turtle.
        again: reference of a statement that was told more than once → its Turtle.
    """

    built: BuiltStore
    files: list[Path]
    again: dict[str, str]


def _fill(files: list[Path], journal: Journal, progress: Progress) -> BuiltStore:
    """Carry out the steps, in the folder of the journal."""
    with IndexWriter(journal.folder / INDEX) as index, writing(journal.folder):
        # What is known of all records is not held any more when the engine needs the memory.
        written = _write_all(Reading(files, journal, progress, journal.folder / COLUMNS), index)
        pa.default_memory_pool().release_unused()
        give_back()
        _load(written, journal, progress)
        _seal(journal.folder, index, progress)
    return written.built


def _write_all(reading: Reading, index: IndexWriter) -> _Written:
    """Read all records, and write what the engine loads, the columns, and the texts."""
    folder, scratch = reading.journal.folder, reading.scratch
    with (scratch / "entities.ttl").open("w", encoding="utf-8", newline="\n") as turtle:

        def take(entity: Entity, dossier: str) -> None:
            turtle.write(entity_turtle(entity))
            index.entity(entity)

        reading.declared(take)
    reading.statements(_turtle_of)
    again = reading.told_again()
    reading.write_columns(again, partial(_index, index))
    columns = Columns.read(folder / COLUMNS)
    amended = {
        one.statement.ref: _turtle_of(one.statement, one.assessment, "") for one in again.values()
    }
    _write(scratch / "direct.ttl", _direct(columns, amended))
    dossiers = list(reading.dossiers())
    _write(scratch / "dossiers.ttl", map(dossier_turtle, dossiers))
    fixed = [scratch / f"{name}.ttl" for name in ("dossiers", "entities", "direct")]
    return _Written(
        BuiltStore(len(dossiers), reading.entities, len(columns)),
        [*fixed, *reading.texts],
        amended,
    )


def _turtle_of(statement: Statement, assessment: Assessment, _: str) -> str:
    return statement_turtle(statement) + assessment_turtle(statement.ref, assessment)


def _direct(columns: Columns, amended: dict[str, str]) -> Iterator[str]:
    """The direct triples; those of a statement that is put in its place later are kept there."""
    for subject, predicate, term in columns.triples(columns.direct_rows()):
        line = f"{subject} {predicate} {term} .\n"
        if subject in amended:
            amended[subject] += line
        yield line


def _write(path: Path, texts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(texts)


def _load(written: _Written, journal: Journal, progress: Progress) -> None:
    """Fill the store; what an earlier run loaded is there.

    What is loaded is removed: the store grows to three times its size, on the same disk.
    """
    done: list[str] = journal.value("loaded") or []
    files = [file for file in written.files if file.name not in done]
    size = sum(file.stat().st_size for file in files)

    def loaded(together: list[Path]) -> None:
        done.extend(file.name for file in together)
        journal.note("loaded", done)
        for file in together:
            file.unlink()

    with progress.step("loading", size, "bytes") as advance:
        load.fill(journal.folder, files, advance, loaded)
    store = opened(journal.folder)
    load.amend(store, written.again)
    load.finish(store)


def _index(index: IndexWriter, row: Row) -> None:
    """Take the texts of a statement into the index."""
    found = row.columns
    triple = found.subject, found.predicate, row.words
    number = index.thing(f"st:{found.id}", OF_STATEMENTS, found.source_count, triple)
    for part, lang, text in row.texts:
        index.text(number, part, lang.lower(), text)


def _seal(folder: Path, index: IndexWriter, progress: Progress) -> None:
    """End the index, and say of which state of the store it and the columns are."""
    with progress.step("indexing texts"):
        state = stamp(folder)
        index.finish(state)
        seal(folder / COLUMNS, state)
