"""What the last build of a folder knew, as the next one asks for it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Self

from aiactors.bulk.folder import Written
from aiactors.bulk.merging import Place
from aiactors.bulk.name_table import marks, names
from aiactors.bulk.state import NAME, Kept, State, about
from aiactors.errors import FileError
from aiactors.model.sources import Links

_AT_ONCE = 500
"""Ids that are asked for at once."""


class UnusableError(Exception):
    """Why all must be built anew: no state, or none that can be gone on with."""


class Before(State):
    """The state of the last build, which no other program changes meanwhile."""

    def __init__(self, path: Path) -> None:
        """Open the state."""
        super().__init__(path)
        self._things: dict[str, tuple[str, Links] | None] = {}

    @classmethod
    def opened(cls, folder: Path, records: Path, *, packed: bool) -> Self:
        """Open the state of a folder.

        Raises UnusableError if there is none, or it is of something else.
        """
        if not (folder / NAME).exists():
            raise UnusableError("the last build left no state")
        found = cls(folder / NAME)
        try:
            found._begin(folder)
            if dict(found._all("SELECT key, value FROM about")) != about(records, packed=packed):
                why = "other records, another version, or packed otherwise"
                raise UnusableError(f"the last build was one of {why}")
        except BaseException:
            found.close()
            raise
        return found

    def _begin(self, folder: Path) -> None:
        """Keep other programs from changing the state."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise FileError(folder, "is being built by another program") from None

    @contextmanager
    def change(self) -> Iterator[None]:
        """Change the state: all that is done within it, or nothing."""
        try:
            yield
            self.flush()
            self._end("COMMIT")
        except sqlite3.Error as error:
            raise FileError(self.path, f"cannot be written: {error}") from None
        finally:
            if self.connection.in_transaction:
                self._end("ROLLBACK")

    def _end(self, how: str) -> None:
        """End a transaction; no other program comes between it and the next one's work."""
        self.connection.execute(how)
        self.connection.execute("BEGIN IMMEDIATE")

    def _all(self, query: str, *values: Any) -> Iterator[Any]:
        return iter(self.connection.execute(query, values))

    def _one(self, query: str, *values: Any) -> Any:
        row = self.connection.execute(query, values).fetchone()
        return None if row is None else row[0]

    def files(self) -> dict[str, tuple[int, int]]:
        """Return size and time of each file of records; the time is -1 where it does not tell."""
        return {file: (size, at) for file, size, at in self._all("SELECT * FROM files")}

    def dossiers_in(self, files: Iterable[str]) -> set[str]:
        """Return the dossiers of which some files held something."""
        query = "SELECT dossier FROM places WHERE file = ?"
        return {dossier for file in files for (dossier,) in self._all(query, file)}

    def files_of(self, dossiers: Collection[str]) -> set[str]:
        """Return the files that held something of some dossiers."""
        found = self._all("SELECT file, dossier FROM places")
        return {file for file, dossier in found if dossier in dossiers}

    def is_bulk(self, dossier: str) -> bool:
        """Tell whether a dossier was one in bulk."""
        return bool(self._one("SELECT bulk FROM dossiers WHERE dossier = ?", dossier))

    def things_of(self, dossier: str) -> dict[str, Links]:
        """Return what a dossier declared, and what ties it to others."""
        query = "SELECT * FROM things WHERE dossier = ?"
        return {row[1]: _links(row) for row in self._all(query, dossier)}

    def thing(self, ref: str, without: Collection[str] = ()) -> Links | None:
        """Return what ties an entity or document to others.

        None where no other dossier declares it.
        """
        if ref not in self._things:
            row = next(self._all("SELECT * FROM things WHERE ref = ?", ref), None)
            self._things[ref] = None if row is None else (row[0], _links(row))
        found = self._things[ref]
        return None if found is None or found[0] in without else found[1]

    def resting_on(self, refs: Iterable[str]) -> set[str]:
        """Return some entities and documents, all that they own or published, and its copies."""
        found = set(refs)
        waiting = sorted(found)
        while waiting:
            ref = waiting.pop()
            for tie in ("owner", "publisher", "copy_of"):
                for (other,) in self._all(f"SELECT ref FROM things WHERE {tie} = ?", ref):
                    if other not in found:
                        found.add(other)
                        waiting.append(other)
        return found

    def naming(self, refs: Collection[str]) -> set[str]:
        """Return the dossiers that named one of some references, and maybe a few more."""
        if not refs:
            return set()
        sought = marks(refs)
        found = self._all("SELECT dossier, named FROM dossiers")
        return {dossier for dossier, named in found if names(named, sought)}

    def ids_of(self, dossier: str) -> set[str]:
        """Return the ids of all statements that a dossier told."""
        home = self._all("SELECT id FROM statements WHERE home = ?", dossier)
        told = self._all("SELECT id FROM told WHERE dossier = ?", dossier)
        return {id_.hex() for rows in (home, told) for (id_,) in rows}

    def homes_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the dossiers where statements were at home, of those that there were."""
        query = "SELECT id, home FROM statements WHERE id IN "
        return {id_.hex(): home for id_, home in self._of_ids(query, ids)}

    def told(self, ids: Iterable[str]) -> dict[str, list[Place]]:
        """Return where statements were told, of those that were told several times."""
        found: dict[str, list[Place]] = defaultdict(list)
        query = "SELECT id, dossier, file, line FROM told WHERE id IN "
        for id_, *place in self._of_ids(query, ids):
            found[id_.hex()].append(Place(*place))
        return found

    def _of_ids(self, query: str, ids: Iterable[str]) -> Iterator[Any]:
        left = map(bytes.fromhex, ids)
        while some := list(islice(left, _AT_ONCE)):
            yield from self._all(f"{query} ({', '.join('?' * len(some))})", *some)

    def merged(self, id_: str) -> str | None:
        """Return what the columns held of a statement that was told several times."""
        found: str | None = self._one("SELECT row FROM merged WHERE id = ?", bytes.fromhex(id_))
        return found

    def at_home(self, dossier: str) -> list[Kept]:
        """Return the statements that were at home in a dossier."""
        return _kept(self._all("SELECT * FROM statements WHERE home = ?", dossier))

    def of_pair(self, subject: str, predicate: str) -> list[Kept]:
        """Return the statements of a subject and a relation that held."""
        query = "SELECT * FROM statements WHERE subject = ? AND predicate = ?"
        return _kept(self._all(query, subject, predicate))

    def written(self) -> dict[str, tuple[Written, int, int]]:
        """Return the canonical files: size and hash, how many lines, and when they were written."""
        rows = self._all("SELECT * FROM written")
        return {row[0]: (Written(*row[:3]), row[3], row[4]) for row in rows}

    def counts(self) -> tuple[int, int, int]:
        """Return how many dossiers, entities and statements there are."""
        query = "SELECT count(*), total(things), total(homes) FROM dossiers"
        dossiers, things, statements = next(self._all(query))
        return dossiers, int(things), int(statements)

    def forget(self, table: str, **where: object) -> None:
        """Remove the rows of a table in which a column has a value."""
        ((column, value),) = where.items()
        self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))

    def forget_told(self, id_: str) -> None:
        """Remove where a statement is told, and what it is together."""
        self.forget("told", id=bytes.fromhex(id_))
        self.forget("merged", id=bytes.fromhex(id_))

    def count_homes(self, dossier: str, statements: int) -> None:
        """Note how many statements are at home in a dossier."""
        query = "UPDATE dossiers SET homes = ? WHERE dossier = ?"
        self.connection.execute(query, (statements, dossier))

    def moves(self) -> dict[str, bool]:
        """Return the canonical files that are being replaced, or removed."""
        return {file: bool(made) for file, made in self._all("SELECT file, made FROM moves")}


def _kept(rows: Iterable[Any]) -> list[Kept]:
    return [
        Kept(home, id_.hex(), s, p, o, *map(bool, flags)) for home, id_, s, p, o, *flags in rows
    ]


def _links(row: Any) -> Links:
    _, _, tier, owner, document, record, publisher, copied, public = row
    day = None if public is None else date.fromisoformat(public)
    return Links(tier, owner, bool(document), bool(record), publisher, copied, day)
