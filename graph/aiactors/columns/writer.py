"""Making columns: of statements as they come, or of a model in memory."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from aiactors.columns.columns import Columns
from aiactors.columns.parquet import write_together
from aiactors.columns.rows import EntityRow, StatementRow, entity_row, statement_row
from aiactors.columns.schema import ENTITIES_FILE, STATEMENTS_FILE
from aiactors.columns.tables import BATCH, EntityRows, StatementRows, entity_table, statement_table
from aiactors.model import Assessment, DossierSet, Entity, Statement
from aiactors.rdf import Derived


class ColumnsWriter:
    """Writes the columns of statements and entities, which come one by one in any order.

    Little is kept of each: some forty bytes, and every text once.

    Args:
        folder: where the files go; made where it does not exist.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ColumnsWriter(Path(folder)).finish()
        ...     len(Columns.read(Path(folder)))
        0
    """

    def __init__(self, folder: Path) -> None:
        """Begin with nothing, and write nothing yet."""
        self._folder = folder
        self._statements, self._entities = StatementRows(), EntityRows()
        self._statement_batch: list[StatementRow] = []
        self._entity_batch: list[EntityRow] = []

    def add(self, statement: Statement, assessment: Assessment, dossier: str, bulk: bool) -> None:
        """Add a statement.

        Args:
            statement: the statement, with the attributions of all dossiers; each comes once.
            assessment: how it stands.
            dossier: the first dossier that holds it, by name.
            bulk: whether it stands in bulk dossiers alone.
        """
        self.add_row(statement_row(statement, assessment, dossier, bulk))

    def add_row(self, row: StatementRow) -> None:
        """Add a statement that is a row already.

        Args:
            row: its row.
        """
        batch = self._statement_batch
        batch.append(row)
        if len(batch) == BATCH:
            self._statements.add(batch)
            batch.clear()

    def add_entity(self, entity: Entity, bulk: bool) -> None:
        """Add an entity or document."""
        batch = self._entity_batch
        batch.append(entity_row(entity, bulk))
        if len(batch) == BATCH:
            self._entities.add(batch)
            batch.clear()

    def finish(self) -> None:
        """Sort the rows, tell which are direct, and write both files, all of them or none.

        Raises:
            FileError: if they cannot be written; then what was there is there still.
        """
        if self._statement_batch:
            self._statements.add(self._statement_batch)
        if self._entity_batch:
            self._entities.add(self._entity_batch)
        write_together(
            {
                self._folder / STATEMENTS_FILE: self._statements.table(),
                self._folder / ENTITIES_FILE: self._entities.table(),
            }
        )


def write_columns(dossiers: DossierSet, derived: Derived, folder: Path) -> None:
    """Write the columns of a model in memory, both files or none.

    Args:
        dossiers: all dossiers of the graph.
        derived: what follows from them.
        folder: where the files go; made where it does not exist.

    Raises:
        FileError: if they cannot be written; then what was there is there still.
    """
    statements, entities = _tables(dossiers, derived)
    write_together({folder / STATEMENTS_FILE: statements, folder / ENTITIES_FILE: entities})


def columns_of(dossiers: DossierSet, derived: Derived, as_of: date | None = None) -> Columns:
    """Return the columns of a model in memory.

    Args:
        dossiers: all dossiers of the graph.
        derived: what follows from them.
        as_of: the day as of which they are seen, if they are: what holds then is direct.

    Returns:
        The columns, as they are read from files.

    Example:
        >>> from aiactors.rdf import derive
        >>> len(columns_of(DossierSet(), derive(DossierSet())))
        0
    """
    columns = Columns.of_tables(*_tables(dossiers, derived))
    return columns if as_of is None else columns.seen(as_of)


def _tables(dossiers: DossierSet, derived: Derived) -> tuple[Any, Any]:
    """The tables of statements and entities of a model."""
    homes: dict[str, str] = {}
    for dossier in dossiers.dossiers:
        for statement in dossier.statements:
            homes.setdefault(statement.ref, dossier.name)
    curated = {s.ref for dossier in dossiers.curated.dossiers for s in dossier.statements}
    statements = statement_table(
        statement_row(s, derived.assessments[ref], homes[ref], ref not in curated)
        for ref, s in dossiers.statements.items()
    )
    named = dossiers.curated.entities
    entities = entity_table(entity_row(e, r not in named) for r, e in dossiers.entities.items())
    return statements, entities
