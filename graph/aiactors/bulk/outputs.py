"""The canonical files of one dossier: its graph, what is derived, and its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from aiactors.bulk.folder import Folder, lines_ending
from aiactors.columns import Columns, StatementRow, arrow, entity_table, statement_table
from aiactors.columns.rows import EntityRow
from aiactors.columns.schema import ENTITIES_FILE, STATEMENTS_FILE
from aiactors.graph.reader import COLUMNS
from aiactors.model import Assessment, Dossier, Statement
from aiactors.rdf.pieces import (
    assessment_lines,
    direct_lines,
    dossier_lines,
    statement_lines,
)
from aiactors.vocabulary import DERIVED, iri

GRAPHS, DERIVED_FILES = "graphs", "derived"
"""The folders of the files, beside that of the columns."""


def graph_file(name: str, *, packed: bool) -> str:
    """Return the name of the file of the graph of a dossier."""
    return f"{GRAPHS}/{name}{lines_ending(packed=packed)}"


def derived_file(name: str, *, packed: bool) -> str:
    """Return the name of the file of what is derived of the statements at home in a dossier."""
    return f"{DERIVED_FILES}/{name}{lines_ending(packed=packed)}"


def columns_file(name: str) -> str:
    """Return the name of the file of the columns of the statements at home in a dossier."""
    return f"{COLUMNS}/{STATEMENTS_FILE}/{name}.parquet"


def entities_file(name: str) -> str:
    """Return the name of the file of the columns of what a dossier declares."""
    return f"{COLUMNS}/{ENTITIES_FILE}/{name}.parquet"


class Direct(NamedTuple):
    """The statements that have a direct triple.

    Attributes:
        all: references of all that have one.
        carriers: of those that say the same triple, the first one.
    """

    all: frozenset[str]
    carriers: frozenset[str]


def direct_of(columns: Columns) -> Direct:
    """Tell which statements have a direct triple.

    The columns must hold all statements, or all that hold of some subjects and relations.
    """
    rows = columns.direct_rows()
    return Direct(
        frozenset(columns.statement_refs(rows)),
        frozenset(columns.statement_refs(columns.carriers(rows))),
    )


def write_graph(
    folder: Folder, dossier: Dossier, blocks: Iterable[str | bytes], scratch: Path
) -> None:
    """Write the named graph of a dossier.

    The blocks are lines, subject by subject, in any order; ``scratch`` takes what does not fit into
    memory.
    """
    head = dossier_lines(dossier, iri(f"dossier:{dossier.name}"))
    file = graph_file(dossier.name, packed=folder.packed)
    folder.sorted(file, chain(head, blocks), scratch)


def write_home(
    folder: Folder, name: str, rows: list[StatementRow], direct: Direct, scratch: Path
) -> None:
    """Write what is derived of the statements that are at home in a dossier, and their columns."""
    folder.table(columns_file(name), with_direct(statement_table(rows), direct.all))
    file = derived_file(name, packed=folder.packed)
    folder.sorted(file, _derived_lines(rows, direct.carriers), scratch)


def write_entities(folder: Folder, name: str, rows: Iterable[EntityRow], *, bulk: bool) -> None:
    """Write the columns of the entities and documents of a dossier."""
    folder.table(entities_file(name), entity_table(row._replace(bulk=bulk) for row in rows))


def blocks_of(statement: Statement, dossier: str) -> list[str]:
    """Return the lines of a statement in the graph of a dossier, subject by subject."""
    return statement_lines(statement, iri(f"dossier:{dossier}"))


def _derived_lines(rows: Iterable[StatementRow], carriers: Collection[str]) -> Iterator[str]:
    for row in rows:
        ref = f"st:{row.id}"
        assessment = Assessment(row.status, row.source_count, row.known_since)
        yield from assessment_lines(ref, assessment, DERIVED)
        if ref in carriers:
            direct = {f"ai:{row.predicate}": [row.object or row.value or ""]}
            yield from direct_lines(row.subject, direct, DERIVED)


def with_direct(table: Any, direct: Collection[str]) -> Any:
    """Return columns in which what is direct follows from all dossiers, and not from one."""
    found = [f"st:{id_.hex()}" in direct for id_ in table["statement"].to_pylist()]
    at = table.column_names.index("direct")
    return table.set_column(at, "direct", arrow.truths(np.array(found, np.bool_)))
