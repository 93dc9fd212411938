"""What records say, statement by statement; and as N-Triples, for others to load.

``python -m bench.told RECORDS STORE OUT`` writes the triples of a store that was made of records:
far sooner than the engine gives them out again.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiactors.model import Dossier, Entity, Statement
    from aiactors.records import Record

_EPOCH = date(1970, 1, 1).toordinal()

AT_ONCE = 10_000
"""Statements that are read before what comes next is measured."""


class Told:
    """What records say, read in batches.

    Attributes:
        dossiers: all dossiers, without what they hold.
        entities: all entities and documents, each with the name of its dossier.
        reading: CPU seconds that reading took so far.
    """

    def __init__(self, records: Path) -> None:
        """Read what is declared."""
        self._records = records
        self.dossiers: list[Dossier] = []
        self.entities: list[tuple[str, Entity]] = []
        begun = time.process_time()
        for record in self._all(statements=False):
            entity = record.entity or record.document
            if entity is None:
                self.dossiers.append(record.head())
            else:
                self.entities.append((record.dossier, entity))
        self.reading = time.process_time() - begun

    def _all(self, *, statements: bool) -> Iterator[Record]:
        from aiactors.records import iter_lines, parse

        for line in iter_lines(self._records):
            if line.is_statement is statements:
                record = parse(line)
                assert not isinstance(record, list)
                yield record

    def statements(self) -> Iterator[tuple[str, Statement]]:
        """Yield what each line says, with the name of its dossier; some statements come twice."""
        records = self._all(statements=True)
        while True:
            begun = time.process_time()
            batch = [
                (record.dossier, record.statement)
                for record in islice(records, AT_ONCE)
                if record.statement is not None
            ]
            self.reading += time.process_time() - begun
            if not batch:
                return
            yield from batch

    def each(self) -> Iterator[tuple[str, Statement]]:
        """Yield each statement as it is told first, with the name of its dossier."""
        known = set[bytes]()
        for dossier, statement in self.statements():
            begun = time.process_time()
            key = bytes.fromhex(statement.id)
            is_new = key not in known
            known.add(key)
            self.reading += time.process_time() - begun
            if is_new:
                yield dossier, statement


def triples(records: Path, store: Path) -> Iterator[str]:
    """Yield lines of N-Triples: all that a store of these records holds, in blocks.

    Args:
        records: the records.
        store: the store, whose columns tell what is derived.

    Yields:
        Lines of one subject; some more than once.
    """
    from pyoxigraph import parse

    from aiactors.rdf.pieces import dossier_lines, entity_lines, statement_lines
    from aiactors.resources import ontology_path

    yield from (f"{triple} .\n" for triple in parse(path=ontology_path() / "ai.ttl"))
    told = Told(records)
    for dossier in told.dossiers:
        yield from dossier_lines(dossier, "")
    for _, entity in told.entities:
        yield from entity_lines(entity, "")
    for _, statement in told.statements():
        yield from statement_lines(statement, "")
    yield from _derived(store)


def _derived(store: Path) -> Iterator[str]:
    from aiactors.columns import MISSING, Columns
    from aiactors.model import Assessment
    from aiactors.rdf.pieces import assessment_lines, direct_lines

    columns = Columns.read(store / "columns")
    rows = zip(
        columns.statement_refs(),
        columns.status.codes.tolist(),
        columns.source_count.tolist(),
        columns.known_since.tolist(),
        strict=True,
    )
    for ref, status, sources, day in rows:
        known = None if day == MISSING else date.fromordinal(_EPOCH + day)
        assessment = Assessment(columns.status.names[status], sources, known)
        yield from assessment_lines(ref, assessment, "")
    for subject, predicate, object_ in columns.triples(columns.direct_rows()):
        yield from direct_lines(subject, {predicate: [object_]}, "")


def main() -> None:
    """Write the triples of a store, each once."""
    from aiactors.rdf.sorting import write_sorted

    records, store, out = map(Path, sys.argv[1:])
    with out.open("wb") as file:
        write_sorted(triples(records, store), file, scratch=out.parent)


if __name__ == "__main__":
    main()
