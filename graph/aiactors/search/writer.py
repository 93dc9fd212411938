"""Writing an index: things and texts come in any order, and are put into theirs at the end."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from aiactors.errors import FileError
from aiactors.files import written_beside
from aiactors.model import Entity, Money, Object, Statement
from aiactors.rdf.terms import money
from aiactors.search.fill import STAGED, fill
from aiactors.search.kinds import OF_STATEMENTS, parts_of
from aiactors.search.tables import OTHER_TITLE, PARTS

_AT_ONCE = 10_000
"""How many rows are handed to SQLite together."""

_TOGETHER = 10
"""How many of them are one statement: that is quicker than one for each."""

_TABLES = {"staged_things": 7, "staged_texts": 4}
"""Where they wait, and how many columns there are."""

_NUMBER = {part: number for number, part in enumerate((*PARTS, OTHER_TITLE))}
_GIST, _NOTE = _NUMBER["gist"], _NUMBER["note"]


class _UnfinishedError(Exception):
    """The index was left before ``finish`` was called."""


class IndexWriter:
    """Writes an index, as a file or in memory.

    Each entity and each statement is given once, in any order: a statement may come before what
    it is about. What was given waits in a temporary file of SQLite, so that memory does not grow
    with it. The index is written under another name, and has its own when it is whole.

    If it cannot be written, FileError is raised and the old file is still there. Without a path, it
    is in memory.

    Example:
        >>> from aiactors.search import SearchIndex
        >>> musk = Entity(id="elon-musk", kinds=("Person",), names=(("en", "Elon Musk"),))
        >>> with IndexWriter() as writer:
        ...     writer.entity(musk)
        ...     index = SearchIndex(writer.finish())
        >>> index.search("musc")[0].ref
        'id:elon-musk'
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the database to fill."""
        self._name = path or "search index"
        self._finished = False
        self._closing = ExitStack()
        try:
            place = (
                ":memory:" if path is None else self._closing.enter_context(written_beside(path))
            )
            self._connection = sqlite3.connect(place, check_same_thread=False)
            if path is not None:
                self._closing.callback(self._connection.close)
            self._connection.executescript(STAGED)
        except sqlite3.Error as error:
            raise FileError(self._name, f"cannot be written: {error}") from None
        self._numbers = count()
        self._kinds: dict[tuple[str, ...], int] = {}
        self._things: list[object] = []  # the values of all rows, one after the other
        self._texts: list[object] = []

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove what is unfinished."""
        if not self._finished:
            self._connection.close()
            if kind is None:
                kind, error = _UnfinishedError, _UnfinishedError()
        self._closing.__exit__(kind, error, trace)

    def entity(self, entity: Entity) -> None:
        """Add an entity or a document."""
        parts = parts_of(entity.kinds)
        number = self.thing(entity.ref, entity.kinds)
        for part, some in (
            ("name", entity.names),
            ("alias", entity.aliases),
            ("note", entity.note),
        ):
            if some:
                code = _NUMBER[parts[part]]
                for lang, text in some:
                    self._texts += (number, code, lang.lower(), text)

    def statement(self, statement: Statement, source_count: int) -> None:
        """Add a statement, with the number of its independent sources."""
        triple = statement.subject, statement.predicate, object_words(statement.object)
        number = self.thing(statement.ref, OF_STATEMENTS, source_count, triple)
        for attribution in statement.attributions:
            for evidence in attribution.evidence:
                for lang, text in evidence.gist:
                    self._texts += (number, _GIST, lang.lower(), text)
        for lang, text in statement.note or ():
            self._texts += (number, _NOTE, lang.lower(), text)

    def thing(
        self,
        ref: str,
        kinds: tuple[str, ...],
        sources: int = 0,
        triple: tuple[str, str, str] | tuple[None, None, None] = (None, None, None),
    ) -> int:
        """Add something that can be found; return its number, for its texts.

        A statement has a number of independent sources, and the references (or texts) of subject,
        predicate and object.
        """
        number = next(self._numbers)
        code = self._kinds.setdefault(kinds, len(self._kinds))
        self._things += (number, ref, code, sources, *triple)
        if len(self._things) >= _AT_ONCE * _TABLES["staged_things"]:
            self._flush()
        return number

    def text(self, number: int, part: str, lang: str, text: str) -> None:
        """Add a text to the thing of a number; the same one again changes nothing.

        ``part`` is one of :data:`aiactors.search.tables.PARTS`. Entities are shown under a name,
        and documents under a title, if it is not another one.
        """
        self._texts += (number, _NUMBER[part], lang, text)
        if len(self._texts) >= _AT_ONCE * _TABLES["staged_texts"]:
            self._flush()

    def finish(self, stamp: str = "") -> sqlite3.Connection:
        """Index everything, rename the file, and return the connection (closed for a file)."""
        try:
            self._flush()
            fill(self._connection, self._kinds, stamp)
        except sqlite3.Error as error:
            raise FileError(self._name, f"cannot be written: {error}") from None
        self._finished = True
        self._closing.close()
        return self._connection

    def _flush(self) -> None:
        try:
            self._stage_all()
        except sqlite3.Error as error:
            raise FileError(self._name, f"cannot be written: {error}") from None

    def _stage_all(self) -> None:
        for (table, columns), values in zip(
            _TABLES.items(), (self._things, self._texts), strict=True
        ):
            size = columns * _TOGETHER
            rest = len(values) - len(values) % size
            self._stage(table, columns, _TOGETHER, values[:rest])
            self._stage(table, columns, 1, values[rest:])
            values.clear()

    def _stage(self, table: str, columns: int, together: int, values: list[object]) -> None:
        row, size = f"({', '.join('?' * columns)})", columns * together
        self._connection.executemany(
            f"INSERT INTO {table} VALUES {', '.join([row] * together)}",
            (values[at : at + size] for at in range(0, len(values), size)),
        )


def object_words(value: Object) -> str:
    """Return the object of a statement as an index keeps it."""
    return money(value) if isinstance(value, Money) else str(value)
