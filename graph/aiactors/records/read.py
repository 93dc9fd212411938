"""Reading records, line by line: a file of any size takes no more memory than its longest line."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Container, Iterator
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from pydantic import ValidationError

from aiactors.errors import FileError, Problem
from aiactors.records.form import Record

ENDINGS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
"""What files of records are named."""

LONGEST = 16 << 20
"""No line is longer, in bytes: one that is has lost its end."""

_PIPE = "is no file: records are read twice, so write them into one"

# As a key: no text can be followed by a colon. Some programs write every key, and null for what a
# record does not hold; and any letter may be written as its number.
_STATEMENT = re.compile(rb'"statement"\s*:(?!\s*null)')
_ESCAPED = re.compile(
    rb'"%b"\s*:(?!\s*null)' % b"".join(rb"(?:%c|\\u00%x)" % (c, c) for c in b"statement"),
    re.IGNORECASE,  # of the digits; what is another key then is told of as such
)
_NUMBERED = b"\\u00"

_MARKS = {b"\xef\xbb\xbf": "a mark of its coding", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
"""What a file begins with that some programs write."""


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
        data = self.data
        if _STATEMENT.search(data) is not None:
            return True
        return _NUMBERED in data and _ESCAPED.search(data) is not None

    def problem(self, what: str, do: str = "") -> Problem:
        """Return what is wrong with it, with its place."""
        return Problem(self.file, self.number, what, do)

    def twice(self) -> Problem:
        """Return that it seems to hold a statement and holds none, or the other way round."""
        return self.problem("the key 'statement' stands here twice", "Keep one")


def is_records(path: Path) -> bool:
    """Tell whether a path is a file of records, or a folder that holds some."""
    return bool(_within(path)) if path.is_dir() else path.name.endswith(ENDINGS)


def _within(folder: Path) -> list[Path]:
    """The files of records in a folder; hidden ones are those that programs keep for themselves."""
    try:
        return sorted(
            child
            for child in folder.iterdir()
            if child.name.endswith(ENDINGS) and not child.name.startswith(".")
        )
    except OSError as error:
        raise FileError(folder, f"cannot be read: {error.strerror or error}") from None


def record_files(path: Path) -> list[Path]:
    """Return the files of records in a folder, by name, without hidden ones, or the file itself."""
    if path.is_dir():
        files = _within(path)
    elif path.is_file():
        files = [path] if is_records(path) else []
    else:
        raise FileError(path, "there is no such file or folder" if not path.exists() else _PIPE)
    if not files:
        raise FileError(path, f"holds no records: name a file or a folder of {', '.join(ENDINGS)}")
    for file in files:
        if not file.name.isprintable():
            raise FileError(repr(str(file)), "has a name that cannot be shown: rename it")
    return files


def iter_lines(file: Path, start: int = 0, only: Container[int] | None = None) -> Iterator[Line]:
    """Yield the lines of a file that hold something, from line ``start`` on; ``.gz`` is unpacked.

    With ``only``, these line numbers alone.
    """
    name = str(file)
    try:
        with _opened(file) as lines:
            # No more is read of a line that has lost its end.
            for number, data in enumerate(iter(partial(lines.readline, LONGEST + 1), b""), 1):
                if len(data) > LONGEST:
                    raise FileError(file, f"line {number} is longer than {LONGEST >> 20} MiB")
                if number > start and (only is None or number in only) and not data.isspace():
                    yield Line(name, number, data.rstrip(b"\r\n"))
    except FileError:
        raise
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or error
        raise FileError(file, f"cannot be read: {why}") from None


def _opened(file: Path) -> IO[bytes]:
    if file.suffix == ".gz":
        return gzip.open(file)  # type: ignore[return-value]  # reads as any file does
    return file.open("rb", buffering=1 << 20)


# What ``Record.model_validate_json`` calls: without its questions, a million times.
_record: Callable[[bytes], Record] = Record.__pydantic_validator__.validate_json


def parse(line: Line) -> Record | list[Problem]:
    r"""Return the record of a line, or all that is wrong with it.

    Example:
        >>> print(*parse(Line("a.jsonl", 7, b'{"dossier": "A b"}')))
        a.jsonl:7: dossier: 'A b' is not an id. Write small letters, digits and single hyphens:...
    """
    try:
        return _record(line.data)
    except ValidationError as error:
        return [line.problem(*_in_words(dict(found), line)) for found in error.errors()]


def _in_words(error: dict[str, object], line: Line) -> tuple[str, str]:
    from aiactors.dossier.messages import in_words

    if error["type"] == "json_invalid":
        for mark, what in _MARKS.items():
            if line.data.startswith(mark):
                return f"begins with {what}", "Save the file as UTF-8 without a byte order mark"
        return str(error["msg"]), "Write one JSON object to a line"
    what, do = in_words(error, tuple(Record.model_fields))
    where = ".".join(str(part) for part in error["loc"][:-1])  # type: ignore[index]
    return (f"{what} (in {where})" if where else what), do
