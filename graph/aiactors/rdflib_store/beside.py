"""What rdflib keeps in a store and the engine has no place for: prefixes, and forms of literals.

It lies in a file of SQLite inside the folder of the engine, which leaves it alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib.term import Literal

from aiactors.errors import FileError
from aiactors.rdflib_store.terms import from_engine, to_engine

NAME = "rdflib.sqlite"
"""The name of the file."""

_TABLES = """
    CREATE TABLE IF NOT EXISTS prefixes (prefix TEXT PRIMARY KEY, namespace TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS forms (quad TEXT NOT NULL, form TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS forms_of_a_quad ON forms (quad);
"""


class Beside:
    """The file beside a store on disk.

    Args:
        folder: the folder of the engine.
        read_only: whether nothing is written; then the file need not be there.

    Raises:
        FileError: if it cannot be opened.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open the file, or make it."""
        path = folder / NAME
        self._path = path
        try:
            if read_only:
                at = f"{path.resolve().as_uri()}?mode=ro" if path.is_file() else ":memory:"
                self._file = sqlite3.connect(at, uri=path.is_file(), check_same_thread=False)
            else:
                self._file = sqlite3.connect(path, check_same_thread=False)
            if not read_only or not path.is_file():
                self._file.executescript(_TABLES)
            self._file.execute("SELECT 1 FROM prefixes").fetchone()
        except sqlite3.Error as error:
            raise FileError(path, f"cannot be opened: {error}") from None

    def __del__(self) -> None:
        """Close the file of a store that nobody closed."""
        if (file := getattr(self, "_file", None)) is not None:
            file.close()

    def prefixes(self) -> list[tuple[str, str]]:
        """Return prefixes and namespaces."""
        return list(self._ask("SELECT prefix, namespace FROM prefixes ORDER BY rowid"))

    def keep_prefixes(self, prefixes: Iterable[tuple[str, str]]) -> None:
        """Put prefixes and namespaces in the place of those that are there."""
        self._change(
            ("DELETE FROM prefixes", [()]), ("INSERT INTO prefixes VALUES (?, ?)", prefixes)
        )

    def forms(self) -> Iterator[tuple[ox.Quad, Literal]]:
        """Yield quads as the engine keeps them, each with a literal that it stands for."""
        for quad, form in self._ask("SELECT quad, form FROM forms ORDER BY rowid"):
            yield _parsed(quad), _form(form)

    def keep_forms(self, forms: Iterable[tuple[ox.Quad, Sequence[Literal]]]) -> None:
        """Put the forms of some quads in the place of those that are there; none to forget them."""
        forms = list(forms)
        rows = [(str(quad), _line(form)) for quad, all_ in forms for form in all_]
        self._change(
            ("DELETE FROM forms WHERE quad = ?", [(str(quad),) for quad, _ in forms]),
            ("INSERT INTO forms VALUES (?, ?)", rows),
        )

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _ask(self, sql: str) -> Iterator[tuple[str, str]]:
        try:
            yield from self._file.execute(sql)
        except sqlite3.Error as error:
            raise FileError(self._path, f"cannot be read: {error}") from None

    def _change(self, *steps: tuple[str, Iterable[Sequence[str]]]) -> None:
        """Write all of it or nothing."""
        try:
            with self._file:
                for sql, rows in steps:
                    self._file.executemany(sql, rows)
        except sqlite3.Error as error:
            raise FileError(self._path, f"cannot be written: {error}") from None


def _line(form: Literal) -> str:
    """A form as text; the tag stands apart, since the engine writes it in lower case."""
    return f"{form.language or ''} {int(form.datatype is not None)} {to_engine(form)}"


def _form(line: str) -> Literal:
    language, typed, text = line.split(" ", 2)
    found = _parsed(f"_:s <urn:p> {text}").object
    literal = from_engine(found)
    assert isinstance(literal, Literal)
    if language:
        return Literal(str(literal), lang=language)
    if typed == "1" and literal.datatype is None:
        return Literal(str(literal), datatype="http://www.w3.org/2001/XMLSchema#string")
    return literal


def _parsed(text: str) -> ox.Quad:
    (quad,) = ox.parse(f"{text} .", ox.RdfFormat.N_QUADS)
    assert isinstance(quad, ox.Quad)
    return quad
