"""What follows from how statements stand: direct triples, and the files of what is derived."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from pydantic_core import from_json
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from aiactors.bulk.outputs import (
    DERIVED_FILES,
    columns_file,
    derived_file,
    with_direct,
)
from aiactors.columns import StatementRow
from aiactors.columns.tables import BATCH, StatementRows
from aiactors.graph.reader import COLUMNS
from aiactors.spark.parts import Batches, Part, Write, values, writing


def ranked(assessed: DataFrame) -> DataFrame:
    """Tell of each statement whether it has a direct triple.

    ``direct`` becomes null where a preferred statement puts another one aside.
    """
    holding = assessed.where("direct is not null and preferred")
    best = holding.select("subject", "predicate", sql.lit(True).alias("outdone")).distinct()
    kept = sql.col("preferred") | sql.col("outdone").isNull()
    return assessed.join(best, ["subject", "predicate"], "left").withColumn(
        "direct", sql.when(kept, sql.col("direct"))
    )


def derived_lines(assessed: DataFrame) -> DataFrame:
    """Return all derived lines, as columns ``home`` and ``line``.

    A direct triple of several statements is at home where the first of them is.
    """
    status = assessed.select("home", sql.explode("lines").alias("line"))
    direct = (
        assessed.where("direct is not null")
        .groupBy(sql.col("direct").alias("line"))
        .agg(sql.min(sql.struct("id", "home")).alias("first"))
        .select(sql.col("first.home").alias("home"), "line")
    )
    return status.unionByName(direct)


def write_lines(folder: str, *, packed: bool) -> Write:
    """Return what writes the derived lines of a part, given sorted by home and line."""
    return writing(folder, DERIVED_FILES, _write_lines, packed=packed)


def _write_lines(part: Part, batches: Batches) -> None:
    for home, found in groupby(values(batches), itemgetter(0)):
        once = (line for line, _ in groupby(found, itemgetter(1)))
        with part.lines(derived_file(home, packed=part.packed)) as file:
            while some := "".join(islice(once, 1000)):
                file.write(some.encode())


def write_columns(folder: str, *, packed: bool) -> Write:
    """Return what writes the columns of a part: home, whether direct, and row, sorted by home."""
    return writing(folder, COLUMNS, _write_columns, packed=packed)


def _write_columns(part: Part, batches: Batches) -> None:
    for home, found in groupby(values(batches), itemgetter(0)):
        part.table(columns_file(home), _columns(found))


def _columns(found: Iterator[tuple[str, bool, bytes]]) -> Any:
    made = StatementRows()
    direct: set[str] = set()
    while some := [(is_direct, read_row(row)) for _, is_direct, row in islice(found, BATCH)]:
        made.add([row for _, row in some])
        direct.update(f"st:{row.id}" for is_direct, row in some if is_direct)
    return with_direct(made.table(), direct)


def read_row(line: bytes) -> StatementRow:
    """Return a row of the columns that was written as a JSON list."""
    return StatementRow.read(from_json(line))
