"""The two files: written whole or not at all, and read by column."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from aiactors.columns.schema import ENTITIES, ENTITIES_FILE, STATEMENTS, STATEMENTS_FILE
from aiactors.errors import FileError
from aiactors.files import identity, write_atomically

_SEAL = "state"
_AGAIN = "build the graph anew, or delete the folder"

_DICTIONARY_BYTES = 1 << 30
"""How large a table of texts may be; above it, Parquet would write each text in each row."""


def write_together(tables: Mapping[Path, Any]) -> None:
    """Write tables as files of Parquet, all of them or none; equal tables are equal files.

    Raises:
        FileError: if one cannot be written; then what was there is there still.
    """
    ready: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, table in tables.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            ready.append((path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp"), path))
            _write(table, ready[-1][0])
        for temporary, path in ready:
            temporary.replace(path)
    except (OSError, pa.ArrowException) as error:
        why = getattr(error, "strerror", None) or error
        raise FileError(path, f"cannot be written: {why}") from None
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


def write_parquet(table: Any, path: Path) -> None:
    """Write one table as a file of Parquet."""
    write_together({path: table})


def _write(table: Any, path: Path) -> None:
    pq.write_table(
        table,
        path,
        compression="zstd",
        use_dictionary=[name for name in table.column_names if name not in ("statement", "ref")],
        dictionary_pagesize_limit=_DICTIONARY_BYTES,
        write_page_checksum=True,  # else a wrong bit may be another value
    )


def seal(folder: Path, state: str) -> None:
    """Note of which state of a store the columns are: the last step of building them.

    Args:
        folder: the folder of the columns.
        state: what tells this state of the store from another.
    """
    write_atomically(folder / _SEAL, state.encode())


class Files:
    """The files of columns, read column by column.

    Each may be a folder of files, as Spark writes them.

    Args:
        folder: where they lie.
        state: the state of the store that they must be of; None where that does not matter.

    Raises:
        FileError: if one is missing, is no Parquet, has not all columns, or is of another state.
    """

    def __init__(self, folder: Path, state: str | None = None) -> None:
        """Look at the files, and read no column yet."""
        if state is not None and self._sealed(folder) != state:
            why = f"are not of what the store holds now, or were not finished: {_AGAIN}"
            raise FileError(folder, f"the columns {why}")
        self._statements = _Table(folder / STATEMENTS_FILE, STATEMENTS)
        self._entities = _Table(folder / ENTITIES_FILE, ENTITIES)

    def __len__(self) -> int:
        """Return how many statements there are."""
        return self._statements.rows

    def statements(self, name: str) -> Any:
        """Return a column of the statements, as an array of Arrow."""
        return self._statements.column(name)

    def entities(self, name: str) -> Any:
        """Return a column of the entities, as an array of Arrow."""
        return self._entities.column(name)

    def _sealed(self, folder: Path) -> str | None:
        try:
            return (folder / _SEAL).read_text("utf-8", "replace")
        except OSError:
            return None


class _Table:
    """One file of Parquet, or a folder of them, that must have the columns of a schema."""

    def __init__(self, path: Path, schema: Any) -> None:
        if not path.exists():
            raise FileError(path, f"no such file: {_AGAIN}")
        self._path, self._schema = path, schema
        parts = sorted(path.glob("[!._]*.parquet")) if path.is_dir() else [path]
        self._parts = {part: identity(part) for part in parts}
        self.rows = sum(map(self._checked, self._parts))

    def _checked(self, part: Path) -> int:
        """Return how many rows a file has, which must have all columns."""
        try:
            found = pq.read_metadata(part)
            names = found.schema.to_arrow_schema().names
        except (OSError, pa.ArrowException) as error:
            raise _broken(part, error) from None
        if missing := [name for name in self._schema.names if name not in names]:
            raise FileError(part, f"has no column {missing[0]!r}: {_AGAIN}")
        return int(found.num_rows)

    def column(self, name: str) -> Any:
        field = self._schema.field(name)
        chunks = []
        for part, opened in self._parts.items():
            chunks += _read(part, field).chunks
            if identity(part) != opened:
                raise FileError(part, "was replaced since it was opened: open the graph again")
        found = pa.chunked_array(chunks, field.type)
        if len(found) != self.rows:
            raise FileError(self._path, f"has rows without the column {name!r}: {_AGAIN}")
        return found


def _read(part: Path, field: Any) -> Any:
    """Read one column of a file; of texts that come again, only the table and codes."""
    coded = [field.name] if pa.types.is_dictionary(field.type) else None
    try:
        # As a file and not as a data set, which would cut it, and repeat the table in each piece.
        with pq.ParquetFile(
            part, read_dictionary=coded, pre_buffer=True, page_checksum_verification=True
        ) as file:
            column = file.read(columns=[field.name])[field.name].cast(field.type)
            column.validate(full=True)  # codes without a text, texts that are none
    except (OSError, pa.ArrowException) as error:
        raise _broken(part, error) from None
    if column.null_count and not field.nullable:
        raise FileError(part, f"has gaps in the column {field.name!r}: {_AGAIN}")
    return column


def _broken(part: Path, error: Exception) -> FileError:
    said = str(error).splitlines() or [type(error).__name__]
    return FileError(part, f"cannot be read as columns ({said[0]}): {_AGAIN}")
