"""What a build of a folder keeps for the next one: enough to make anew only what has changed.

It lies beside the canonical files, and is none of them. Only a build of the same code, of the same
records and of files that nobody touched goes on with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Self

from aiactors.bulk.folder import Written
from aiactors.bulk.journal import FileState, made_by
from aiactors.bulk.merging import Place
from aiactors.bulk.outputs import Direct
from aiactors.bulk.target import STATE
from aiactors.columns import StatementRow
from aiactors.model import holds
from aiactors.model.sources import Links

NAME = STATE
"""The name of the file."""

FORMAT = 1
"""Of what lies in it."""

_AT_ONCE = 10_000
"""Rows that wait in memory before they are written."""

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE files (file TEXT PRIMARY KEY, size INTEGER, changed INTEGER) WITHOUT ROWID;
CREATE TABLE places (file TEXT, dossier TEXT, PRIMARY KEY (file, dossier)) WITHOUT ROWID;
CREATE TABLE dossiers (
    dossier TEXT PRIMARY KEY, bulk INTEGER, things INTEGER, homes INTEGER, named BLOB);
CREATE TABLE things (
    dossier TEXT, ref TEXT, tier TEXT, owner TEXT, is_document INTEGER, is_record INTEGER,
    publisher TEXT, copy_of TEXT, public TEXT, PRIMARY KEY (dossier, ref)) WITHOUT ROWID;
CREATE TABLE statements (
    home TEXT, id BLOB, subject TEXT, predicate TEXT, term TEXT, preferred INTEGER,
    direct INTEGER, carrier INTEGER, PRIMARY KEY (home, id)) WITHOUT ROWID;
CREATE TABLE told (
    id BLOB, dossier TEXT, file TEXT, line INTEGER, PRIMARY KEY (id, dossier, file, line)
    ) WITHOUT ROWID;
CREATE TABLE merged (id BLOB PRIMARY KEY, row TEXT) WITHOUT ROWID;
CREATE TABLE written (
    file TEXT PRIMARY KEY, bytes INTEGER, sha256 TEXT, lines INTEGER, changed INTEGER
    ) WITHOUT ROWID;
CREATE TABLE moves (file TEXT PRIMARY KEY, made INTEGER) WITHOUT ROWID;
"""

_INDEXES = """
CREATE INDEX things_by_ref ON things (ref);
CREATE INDEX things_by_owner ON things (owner) WHERE owner IS NOT NULL;
CREATE INDEX things_by_publisher ON things (publisher) WHERE publisher IS NOT NULL;
CREATE INDEX things_by_copied ON things (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX statements_by_id ON statements (id);
CREATE INDEX statements_by_pair ON statements (subject, predicate) WHERE subject IS NOT NULL;
CREATE INDEX told_by_dossier ON told (dossier);
"""


class Kept(NamedTuple):
    """What is kept of a statement; of one that does not hold, only where it is at home.

    Attributes:
        home: the first dossier that tells it.
        id: its id.
        subject: its subject; None where it does not hold.
        predicate: its relation.
        term: its object, as a Turtle term.
        preferred: whether it is preferred.
        direct: whether it has a direct triple.
        carrier: whether it is the first of those that say that triple.
    """

    home: str
    id: str
    subject: str | None
    predicate: str | None
    term: str | None
    preferred: bool
    direct: bool
    carrier: bool


def kept_of(row: StatementRow, direct: Direct) -> Kept:
    """Return what is kept of a statement."""
    if not holds(row, row.status):
        return Kept(row.dossier, row.id, None, None, None, False, False, False)
    ref, term = f"st:{row.id}", row.object or row.value
    preferred = row.rank == "Preferred"
    flags = ref in direct.all, ref in direct.carriers
    return Kept(row.dossier, row.id, row.subject, row.predicate, term, preferred, *flags)


class State:
    """The state of a folder."""

    def __init__(self, path: Path) -> None:
        """Open it, or make an empty one."""
        self.path = path
        self.connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._waiting: dict[str, list[tuple[object, ...]]] = {}

    @classmethod
    def make(cls, folder: Path, records: Path, *, packed: bool) -> Self:
        """Begin an empty state of a folder; an older one is deleted."""
        (folder / NAME).unlink(missing_ok=True)
        state = cls(folder / NAME)
        state.connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        state.connection.executescript(f"BEGIN; {_TABLES}")
        rows = about(records, packed=packed).items()
        state.connection.executemany("INSERT INTO about VALUES (?, ?)", rows)
        return state

    def finish(self) -> None:
        """Write what waits, and order it."""
        self.flush()
        self.connection.execute("COMMIT")
        self.connection.executescript(_INDEXES)

    def close(self) -> None:
        """Let go of the file; what is not written by then is as it was."""
        self.connection.close()

    def add(self, table: str, row: tuple[object, ...]) -> None:
        """Add a row, with values in the order of the columns; it may be written later."""
        waiting = self._waiting.setdefault(table, [])
        waiting.append(row)
        if len(waiting) >= _AT_ONCE:
            self.flush(table)

    def flush(self, *tables: str) -> None:
        """Write what waits for some tables, or for all."""
        for table in tables or tuple(self._waiting):
            if rows := self._waiting.pop(table, []):
                places = ", ".join("?" * len(rows[0]))
                self.connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)

    def add_thing(self, dossier: str, ref: str, links: Links) -> None:
        """Add an entity or a document."""
        tier, owner, document, record, publisher, copy_of, public = links
        day = None if public is None else public.isoformat()
        self.add(
            "things",
            (dossier, ref, tier, owner, document, record, publisher, copy_of, day),
        )

    def add_statement(self, kept: Kept) -> None:
        """Add a statement."""
        self.add("statements", (kept.home, bytes.fromhex(kept.id), *kept[2:]))

    def add_told(self, id_: str, places: Iterable[Place], row: StatementRow) -> None:
        """Add a statement that is told several times."""
        key = bytes.fromhex(id_)
        for place in places:
            self.add("told", (key, *place))
        self.add("merged", (key, repr(row)))

    def add_file(self, file: FileState, dossiers: Iterable[str], begun: int) -> None:
        """Add a file of records; ``begun`` is when its state was asked for, in nanoseconds."""
        self.add("files", (file.name, file.size, file.changed if is_settled(file, begun) else -1))
        for dossier in sorted(dossiers):
            self.add("places", (file.name, dossier))

    def add_written(self, one: Written, lines: int, folder: Path) -> None:
        """Add a canonical file."""
        self.add("written", (*one, lines, (folder / one.file).stat().st_mtime_ns))


def is_settled(file: FileState, begun: int) -> bool:
    """Tell whether a file that is changed from now on has another time than it has now.

    Source: "racy git", https://git-scm.com/docs/racy-git.

    A file system may count whole seconds, or two: the file must be three seconds older than
    ``begun``.
    """
    tick = 3_000_000_000 if file.changed % 1_000_000_000 == 0 else 50_000_000
    return file.changed < begun - tick


def about(records: Path, *, packed: bool) -> dict[str, str]:
    """Return what must be unchanged for a state to be used again."""
    return {
        "format": str(FORMAT),
        **made_by(),
        "records": str(records.resolve()),
        "packed": str(packed),
    }
