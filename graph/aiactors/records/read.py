"""Reading records, line by line: a file of any size takes no more memory than its longest line."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from pydantic import ValidationError

from aiactors.errors import FileError, Problem
from aiactors.records.form import Record

ENDINGS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
"""What files of records are named."""

LONGEST = 16 << 20
"""No line is longer, in bytes: one that is has lost its end."""

# As a key: no text can be followed by a colon.
_STATEMENT = re.compile(rb'"statement"\s*:')


class Line(NamedTuple):
    """A line of records.

    Attributes:
        file: name of the file.
        number: of the line, from 1.
        data: what it holds, without its end.
    """

    file: str
    number: int
    data: bytes

    @property
    def is_statement(self) -> bool:
        """Whether it is one of a statement, told without reading it."""
        return _STATEMENT.search(self.data) is not None

    def problem(self, what: str, do: str = "") -> Problem:
        """Return what is wrong with it, with its place.

        Args:
            what: what is wrong.
            do: what to do about it.

        Returns:
            The problem.
        """
        return Problem(self.file, self.number, what, do)


def is_records(path: Path) -> bool:
    """Tell whether a path is a file of records, or a folder that holds some.

    Args:
        path: a file or a folder.

    Returns:
        Whether it is.
    """
    if path.is_dir():
        return any(child.name.endswith(ENDINGS) for child in path.iterdir())
    return path.name.endswith(ENDINGS)


def record_files(path: Path) -> list[Path]:
    """Return the files of records that a path names.

    Args:
        path: a file, or a folder of files.

    Returns:
        The files, in the order of their names.

    Raises:
        FileError: if there are none.
    """
    files = [path] if path.is_file() and is_records(path) else []
    if path.is_dir():
        files = sorted(child for child in path.iterdir() if child.name.endswith(ENDINGS))
    if not files:
        raise FileError(path, f"holds no records: name a file or a folder of {', '.join(ENDINGS)}")
    return files


def iter_lines(file: Path, start: int = 0, only: Container[int] | None = None) -> Iterator[Line]:
    """Yield the lines of a file of records that hold something.

    Args:
        file: the file; one that ends in ``.gz`` is unpacked while it is read.
        start: how many lines are left out first.
        only: numbers of the lines that are wanted; None for all.

    Yields:
        Lines.

    Raises:
        FileError: if it cannot be read.
    """
    name = str(file)
    try:
        with _opened(file) as lines:
            for number, data in enumerate(lines, 1):
                if len(data) > LONGEST:
                    raise FileError(file, f"line {number} is longer than {LONGEST >> 20} MiB")
                if number > start and (only is None or number in only) and not data.isspace():
                    yield Line(name, number, data.rstrip(b"\r\n"))
    except FileError:
        raise
    except (OSError, EOFError) as error:
        why = getattr(error, "strerror", None) or error
        raise FileError(file, f"cannot be read: {why}") from None


def _opened(file: Path) -> IO[bytes]:
    if file.suffix == ".gz":
        return gzip.open(file)  # type: ignore[return-value]  # reads as any file does
    return file.open("rb", buffering=1 << 20)


# What ``Record.model_validate_json`` calls: without its questions, a million times.
_record: Callable[[bytes], Record] = Record.__pydantic_validator__.validate_json


def parse(line: Line) -> Record | list[Problem]:
    r"""Read a line.

    Args:
        line: the line.

    Returns:
        Its record, or all that is wrong with it.

    Example:
        >>> print(*parse(Line("a.jsonl", 7, b'{"dossier": "A b"}')))
        a.jsonl:7: dossier: 'A b' is not an id. Write small letters, digits and single hyphens:...
    """
    try:
        return _record(line.data)
    except ValidationError as error:
        return [line.problem(*_in_words(dict(found))) for found in error.errors()]


def _in_words(error: dict[str, object]) -> tuple[str, str]:
    from aiactors.dossier.messages import in_words

    if error["type"] == "json_invalid":
        return str(error["msg"]), "Write one JSON object to a line"
    what, do = in_words(error, tuple(Record.model_fields))
    where = ".".join(str(part) for part in error["loc"][:-1])  # type: ignore[index]
    return (f"{what} (in {where})" if where else what), do
