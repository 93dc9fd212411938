"""What one task of Spark writes: files, tables of facts, and last a line for each file.

A task may run twice, or at two places at once: everything is written under a name of its own and
renamed when it is whole, so that the last one to end leaves the same bytes as the first.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark import TaskContext

from aiactors.bulk.folder import LineFile, Written
from aiactors.columns import write_parquet

Batches = Iterable[pa.RecordBatch]
Write = Callable[[Batches], Iterator[pa.RecordBatch]]

RESULT = pa.schema([("part", pa.int32())])
"""What a task gives back: which part it wrote. All else is in the folder."""

BATCH = 10_000
"""Rows that a table gathers before it writes them."""

MARKS, FACTS = "parts", "facts"
"""Where it is told which parts are whole, and what all dossiers share."""


class Table:
    """A table of facts that is being written."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        """Open it."""
        self.rows = 0
        self._schema = schema
        self._waiting: list[tuple[Any, ...]] = []
        self._path, self._temporary = path, _beside(path)
        self._writer = pq.ParquetWriter(self._temporary, schema, compression="zstd")

    def add(self, row: tuple[Any, ...]) -> None:
        """Add a row."""
        self.rows += 1
        self._waiting.append(row)
        if len(self._waiting) == BATCH:
            self._flush()

    def close(self) -> None:
        """Write what waits, and give the file its name."""
        self._flush()
        self._writer.close()
        self._temporary.replace(self._path)

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_batch(as_batch(self._waiting, self._schema))
            self._waiting = []


class Part:
    """What one task of Spark writes of one step of a build."""

    def __init__(self, folder: Path, step: str, number: int, *, packed: bool) -> None:
        """Start without files."""
        self.number, self.packed = number, packed
        self._folder = folder
        self._counts: Counter[str] = Counter()
        self._mark = mark_of(folder, step, number)
        self._mark.parent.mkdir(parents=True, exist_ok=True)
        self._temporary = _beside(self._mark)
        self._files = self._temporary.open("w", encoding="utf-8")

    def __enter__(self) -> Self:
        """Start the part."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Mark the part as whole, unless something failed."""
        with self._files:
            if kind is None:
                self._files.write(json.dumps({"counts": self._counts}) + "\n")
        if kind is None:
            self._temporary.replace(self._mark)
        else:
            self._temporary.unlink(missing_ok=True)

    def count(self, **counts: int) -> None:
        """Count something."""
        self._counts.update(counts)

    def facts(self, name: str, schema: pa.Schema) -> Table:
        """Begin a table of facts of a schema."""
        folder = self._folder / FACTS / name
        folder.mkdir(parents=True, exist_ok=True)
        return Table(folder / f"{self.number:06}.parquet", schema)

    @contextmanager
    def lines(self, name: str) -> Iterator[LineFile]:
        """Yield a file of lines to write, all of it or nothing."""
        path = self._path(name)
        temporary = _beside(path)
        file = LineFile(temporary, packed=self.packed)
        try:
            yield file
            digest = file.close()
            temporary.replace(path)
        finally:
            file.close()
            temporary.unlink(missing_ok=True)
        self._wrote(name, file.size, digest)
        self.count(lines=file.lines)

    def table(self, name: str, table: Any) -> None:
        """Write a table of the columns."""
        path = self._path(name)
        write_parquet(table, path)
        data = path.read_bytes()
        self._wrote(name, len(data), hashlib.sha256(data).hexdigest())
        self.count(rows=table.num_rows)

    def _path(self, name: str) -> Path:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _wrote(self, name: str, size: int, digest: str) -> None:
        self.count(files=1, bytes=size)
        self._files.write(json.dumps(Written(name, size, digest)._asdict()) + "\n")


def writing(
    folder: str, step: str, write: Callable[[Part, Batches], None], *, packed: bool
) -> Write:
    """Return what writes the parts of a step, each once, for ``DataFrame.mapInArrow``."""

    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        context = TaskContext.get()
        number = 0 if context is None else context.partitionId()
        # What an earlier run wrote comes without rows: nothing may take its place.
        if not mark_of(Path(folder), step, number).exists():
            with Part(Path(folder), step, number, packed=packed) as part:
                write(part, batches)
        yield as_batch([(number,)], RESULT)

    return run


def mark_of(folder: Path, step: str, number: int) -> Path:
    """Return the file that tells that a part is complete: JSON Lines, the counts last."""
    return folder / MARKS / step / f"{number:06}.jsonl"


def as_batch(made: list[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    """Return rows as a batch of Arrow."""
    columns = zip(*made, strict=True) if made else ([] for _ in schema)
    arrays = [pa.array(list(v), f.type) for v, f in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def values(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of batches of Arrow as tuples."""
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")
