"""What is wrong with records: told of all of them in one run, with file and line where possible."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pyspark.sql import Column, DataFrame, Row
from pyspark.sql import functions as sql

from aiactors.errors import DossierError, FileError, Problem
from aiactors.records import iter_lines
from aiactors.records.read import ENDINGS
from aiactors.spark.rows import LONGEST_SHOWN

MOST = 50
"""How many problems are told: more are likely to be one mistake."""

_SHOWN = 60


class Wrong(NamedTuple):
    """Something that is wrong, before its line is known.

    Attributes:
        what: what is wrong.
        do: what to do about it.
        file: the file, as Spark names it; empty if that is not known.
        record: the record, or its first bytes.
        mark: how else its line is told: by what stands in it.
    """

    what: str
    do: str
    file: str = ""
    record: bytes = b""
    mark: bytes = b""


def wrong_records(wrong: DataFrame) -> Iterator[Wrong]:
    """Yield the first problems found while records were read, by file."""
    for row in wrong.orderBy("file", "what").limit(MOST).collect():
        yield Wrong(row["what"], row["do"], row["file"], bytes(row["record"]))


def wrong_references(asked: DataFrame, things: DataFrame, told: DataFrame) -> Iterator[Wrong]:
    """Yield what is declared several times or never, the first of them, by reference."""
    # All are brought together by reference, once: nothing is sent twice.
    named = asked.selectExpr(
        "ref",
        "false as declared",
        "false as is_document",
        "not is_document as asked",
        "is_document as document_asked",
    )
    nobody = ("false as asked", "false as document_asked")
    declared = things.selectExpr("ref", "true as declared", "is_document", *nobody)
    statements = told.selectExpr(
        "concat('st:', id) as ref", "true as declared", "false as is_document", *nobody
    )
    every = named.union(declared).union(statements.distinct()).groupBy("ref")
    wrong = every.agg(*map(_sql, _OF_A_REFERENCE)).where(
        "declared > 1 or (asked and declared = 0) or (document_asked and not is_document)"
    )
    for row in wrong.orderBy("ref").limit(MOST).collect():
        yield from _of_reference(row["ref"], row["declared"], row)


_OF_A_REFERENCE = (
    "count_if(declared) as declared",
    "max(is_document) as is_document",
    "max(asked) as asked",
    "max(document_asked) as document_asked",
)


def _sql(expression: str) -> Column:

    return sql.expr(expression)


def _of_reference(ref: str, declared: int, row: Row) -> Iterator[Wrong]:
    id_ = ref[3:]
    if declared > 1:
        mark = rb'"id"\s*:\s*"%b"' % id_.encode()
        yield Wrong(f"the id {id_!r} is declared twice", "Keep one", mark=mark)
    mark = b'"%b"' % ref.encode()
    if row["asked"] and not declared:
        what = "statement" if ref[:3] == "st:" else "entity"
        yield Wrong(f"no record declares the {what} {ref}", "Add one", mark=mark)
    if row["document_asked"] and not row["is_document"]:
        mark = rb'"(?:said_in|via|document|copy_of)"\s*:\s*"%b"' % ref.encode()
        yield Wrong(f"no record declares the document {ref}", "Add one", mark=mark)


def tell(wrong: Sequence[Wrong], paths: Sequence[str]) -> None:
    """Raise DossierError if anything is wrong, with line numbers where files can be read."""
    if wrong:
        raise DossierError(_placed(list(wrong[:MOST]), paths))


def _placed(wrong: list[Wrong], paths: Sequence[str]) -> Iterator[Problem]:
    files = dict(_local_files(paths))
    places = _Places(wrong)
    for address, name in files.items():
        places.look(address, name)
    for one in wrong:
        place = places.next(one)
        if place is not None:
            yield Problem(*place, one.what, one.do)
        elif one.record:
            start = one.record[:_SHOWN].decode(errors="replace")
            file = files.get(_local(one.file), one.file)
            yield Problem(file, 0, f"{one.what}, in the record {start}…", one.do)
        else:
            yield Problem(", ".join(paths), 0, one.what, one.do)


class _Places:
    """The lines at which something is wrong."""

    def __init__(self, wrong: list[Wrong]) -> None:
        self._found: dict[Wrong, list[tuple[str, int]]] = defaultdict(list)
        self._records = defaultdict(list)
        for one in wrong:
            self._records[one.record].append(one)
        self._marked = [(re.compile(one.mark), one) for one in wrong if one.mark]
        # Nearly all lines have none of them: one look for all is enough to tell.
        marks = b"|".join(b"(?:%b)" % one.mark for one in wrong if one.mark)
        self._any = re.compile(marks) if marks else None

    def look(self, address: str, name: str) -> None:
        """Look for the wrong lines in a file."""
        try:
            for line in iter_lines(Path(name)):
                data = line.data
                for one in self._records.get(data[:LONGEST_SHOWN], ()):
                    if one.record and _local(one.file) == address:
                        self._found[one].append((name, line.number))
                if self._any is not None and self._any.search(data) is not None:
                    for mark, one in self._marked:
                        if mark.search(data) is not None:
                            self._found[one].append((name, line.number))
        except (FileError, ValueError):
            return

    def next(self, one: Wrong) -> tuple[str, int] | None:
        """Return the line of a problem: the second one of what is declared twice."""
        found = self._found.get(one, [])
        if not found:
            return None
        return found[1] if one.do == "Keep one" and one.mark and len(found) > 1 else found[0]


def _local_files(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Files of text that can be read here: as Spark names them, and as the user does."""
    for path in paths:
        named = Path(_local(path))
        files = [named] if named.is_file() else sorted(named.glob("*"))
        for file in files:
            if file == named or file.name.endswith(ENDINGS):
                yield str(file.absolute()), str(file)


def _local(address: str) -> str:
    """The path of a file on this machine; empty for one elsewhere."""
    parts = urlsplit(address)
    if not parts.scheme:
        return address
    return unquote(parts.path) if parts.scheme == "file" else ""
