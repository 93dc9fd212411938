"""The second reading: each statement is checked, assessed and written, part by part.

A part becomes a text, which is what a build is after, and rows, of which columns and the index of
texts are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pydantic_core

from aiactors.bulk.world import Part, Problems, World
from aiactors.columns import StatementRow, statement_row
from aiactors.model import Assessment, Sources, Statement, assess
from aiactors.progress import Advance
from aiactors.records import Line, iter_lines, parse

ABOUT = 1_000
"""Statements after which progress is told."""

Texts = list[tuple[str, str, str]]
"""Field, language and text of what can be searched."""

TextOf = Callable[[Statement, Assessment, str], str]
"""Writes a statement that a dossier tells; the dossier is named last."""


class Row(NamedTuple):
    """What columns and index hold of a statement.

    Attributes:
        line: number of its line in the file of records.
        columns: its row in the columns.
        words: its object, as the index shows it.
        texts: what can be searched of it.
    """

    line: int
    columns: StatementRow
    words: str
    texts: Texts


class Made(NamedTuple):
    """What becomes of a part.

    Attributes:
        texts: name of a dossier → the texts of its statements.
        rows: the rows of all of them, one to a line.
    """

    texts: dict[str, list[str]]
    rows: bytes


def cut(files: list[Path], parts: Iterable[Part]) -> Iterator[tuple[Part, list[Line]]]:
    """Yield the lines of each part that hold statements; each file is read once.

    Args:
        files: the files of records.
        parts: the parts, in order.

    Yields:
        A part, and its lines.

    Raises:
        FileError: if a file cannot be read.
    """
    for file, of_file in groupby(parts, key=lambda part: part.file):
        lines = iter_lines(files[file])
        for part in of_file:
            found = []
            for line in lines:
                if line.is_statement:
                    found.append(line)
                if line.number == part.last:
                    break
            yield part, found


def make_part(
    lines: Iterable[Line],
    world: World,
    sources: Sources,
    text_of: TextOf,
    problems: Problems,
    advance: Advance,
) -> Made:
    """Read the lines of a part, and return what becomes of them.

    Args:
        lines: its lines.
        world: what the records declare.
        sources: what counts of the documents.
        text_of: writes a statement.
        problems: takes what is wrong.
        advance: is told how many statements were read.

    Returns:
        What becomes of them.

    Raises:
        DossierError: if too much is wrong.
    """
    texts: dict[str, list[str]] = defaultdict(list)
    rows = []
    for line, dossier, statement in statements_in(lines, world, problems):
        assessment = assess(statement, sources)
        texts[dossier].append(text_of(statement, assessment, dossier))
        columns = statement_row(statement, assessment, dossier, world.is_bulk(dossier))
        rows.append(pydantic_core.to_json(row_of(line.number, statement, columns)))
        if len(rows) % ABOUT == 0:
            advance(ABOUT)
    advance(len(rows) % ABOUT)
    return Made(texts, b"\n".join(rows))


def statements_in(
    lines: Iterable[Line], world: World, problems: Problems
) -> Iterator[tuple[Line, str, Statement]]:
    """Yield the statements in some lines that are right.

    Args:
        lines: the lines.
        world: what the records declare.
        problems: takes what is wrong.

    Yields:
        The line, the name of the dossier and the statement.
    """
    for line in lines:
        record = parse(line)
        if isinstance(record, list):
            problems.add(record)
        elif record.statement is not None:
            problems.add(world.checker.statement(line, record.statement))
            yield line, record.dossier, record.statement


def row_of(line: int, statement: Statement, columns: StatementRow) -> Row:
    """Return what columns and index hold of a statement.

    Args:
        line: the number of its line.
        statement: the statement, with all its attributions.
        columns: its row in the columns.

    Returns:
        Its row.
    """
    # Late: who builds a folder again makes no index.
    from aiactors.search.writer import object_words

    return Row(line, columns, object_words(statement.object), _texts(statement))


def _texts(statement: Statement) -> Texts:
    gists = {
        ("gist", *gist)
        for attribution in statement.attributions
        for evidence in attribution.evidence
        for gist in evidence.gist
    }
    return sorted(gists.union(("note", *note) for note in statement.note))


def rows_of(data: bytes) -> list[Row]:
    """Read rows.

    Args:
        data: rows, one to a line.

    Returns:
        The rows, in the order of their lines.
    """
    return [_row(*pydantic_core.from_json(line)) for line in data.splitlines()]


def read_rows(file: Path) -> list[Row]:
    """Read the rows of a part.

    Args:
        file: the file of its rows.

    Returns:
        The rows, in the order of their lines.
    """
    return rows_of(file.read_bytes())


_KNOWN_SINCE = StatementRow._fields.index("known_since")


def _row(line: int, columns: list[str | None], words: str, texts: list[list[str]]) -> Row:
    day = columns[_KNOWN_SINCE]
    values: list[object] = list(columns)
    values[_KNOWN_SINCE] = None if day is None else date.fromisoformat(day)
    row = StatementRow(*values)  # type: ignore[arg-type]  # as they were written
    return Row(line, row, words, [(part, lang, text) for part, lang, text in texts])
