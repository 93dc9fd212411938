"""The second reading: each statement is checked, assessed and written, part by part.

A part becomes a text, which is what a build is after, and rows, of which columns and the index of
texts are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple

import pydantic_core

from aiactors.bulk.reference_index import TOGETHER, Part, Problems, World
from aiactors.columns import StatementRow, statement_row
from aiactors.model import Assessment, Object, Sources, Statement, assess
from aiactors.progress import Advance
from aiactors.records import Line, iter_lines, parse

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
    """The texts and rows that a part becomes.

    Attributes:
        texts: name of a dossier → the texts of its statements.
        rows: the rows of all of them, one to a line.
    """

    texts: dict[str, list[str]]
    rows: bytes


def cut(files: list[Path], parts: Iterable[Part]) -> Iterator[tuple[Part, list[Line]]]:
    """Yield each part with its lines that hold statements; each file is read once."""
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
    """Read the lines of a part, and return its texts and rows.

    DossierError if too much is wrong.
    """
    texts: dict[str, list[str]] = defaultdict(list)
    rows: list[bytes] = []
    found = statements_in(lines, world, problems)
    while told := list(islice(found, TOGETHER)):
        assessed = [(*one, assess(one[2], sources)) for one in told]
        for _, dossier, statement, assessment in assessed:
            texts[dossier].append(text_of(statement, assessment, dossier))
        made = [
            row_of(line.number, statement, statement_row(statement, how, name, world.is_bulk(name)))
            for line, name, statement, how in assessed
        ]
        rows += map(pydantic_core.to_json, made)
        advance(len(told))
    return Made(texts, b"\n".join(rows))


def statements_in(
    lines: Iterable[Line], world: World, problems: Problems
) -> Iterator[tuple[Line, str, Statement]]:
    """Yield line, name of the dossier and statement of each line that is right."""
    left = iter(lines)
    while some := list(islice(left, TOGETHER)):
        for line, record in zip(some, list(map(parse, some)), strict=True):
            if isinstance(record, list):
                problems.add(record)
            elif record.statement is None:
                problems.add([line.twice()])
            else:
                problems.add(world.checker.statement(line, record.statement))
                yield line, record.dossier, record.statement


def row_of(line: int, statement: Statement, columns: StatementRow) -> Row:
    """Return what columns and index hold of a statement with all its attributions."""
    return Row(line, columns, columns.object or _words(statement.object), _texts(statement))


def _words(value: Object) -> str:
    # Late: who builds a folder again makes no index.
    from aiactors.search.writer import object_words

    return object_words(value)


def _texts(statement: Statement) -> Texts:
    found = {
        ("gist", *gist)
        for attribution in statement.attributions
        for evidence in attribution.evidence
        for gist in evidence.gist
    }
    if statement.note:
        found.update(("note", *note) for note in statement.note)
    return sorted(found)


def rows_of(data: bytes) -> list[Row]:
    """Read rows, one to a line, in the order of their lines."""
    # No line of JSON holds the end of a line, or a comma at its own end: all are read as one list.
    every = pydantic_core.from_json(b"[%b]" % data.rstrip().replace(b"\n", b","))
    return [_row(*one) for one in every]


def read_rows(file: Path) -> list[Row]:
    """Read the rows of a part, in the order of their lines."""
    return rows_of(file.read_bytes())


def _row(line: int, columns: list[Any], words: str, texts: list[list[str]]) -> Row:
    return Row(line, StatementRow.read(columns), words, list(map(tuple, texts)))  # type: ignore[arg-type]
