"""The tables of an index, and filling them.

``texts`` holds each text as it is written; one table of FTS5 for each field holds its words, which
are folded here and not by SQLite. Names and titles are kept folded as well, and squeezed, without
spaces, so that *open ai* finds OpenAI; and the words of names stand in a table of their own, with
their trigrams, to find the ones that were meant where one is misspelt.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from aiactors.schema import short
from aiactors.search.gather import STATEMENT, Thing, kinds_above
from aiactors.search.hits import FIELDS
from aiactors.search.text import is_wide, words

APPLICATION = 0x41494158
"""Marks a file of SQLite as an index of ours."""

VERSION = 2
"""Of the tables: an index of another version is made anew."""

FIELD_OF = {"name": "names", "alias": "names", "title": "titles", "gist": "gists", "note": "notes"}

SHORT_WORD = 5
"""Up to this length words are compared with all of their length: they share few trigrams."""

LONGEST_WORD = 60
"""Longer words are never misspelt ones."""

_TABLES = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE things (id INTEGER PRIMARY KEY, ref TEXT, kind TEXT, weight INTEGER);
CREATE TABLE labels (thing INTEGER, lang TEXT, text TEXT, PRIMARY KEY (thing, lang)) WITHOUT ROWID;
CREATE TABLE kinds (kind TEXT, thing INTEGER, PRIMARY KEY (kind, thing)) WITHOUT ROWID;
CREATE TABLE texts (
  id INTEGER PRIMARY KEY, thing INTEGER, weight INTEGER, field TEXT, part TEXT, lang TEXT,
  text TEXT, normal TEXT, squeezed TEXT, wide INTEGER
);
CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, word TEXT, length INTEGER);
CREATE VIRTUAL TABLE spelt USING fts5 (word, content='', tokenize='trigram', detail='full');
CREATE VIRTUAL TABLE grams USING fts5 (words, content='', tokenize='trigram');
"""
_WORDS = """
CREATE VIRTUAL TABLE {0} USING fts5 (
  words, content='', tokenize="unicode61 remove_diacritics 0", prefix='1 2 3'
);
CREATE VIRTUAL TABLE {0}_counts USING fts5vocab ('{0}', 'row');
"""
_INDEXES = """
CREATE INDEX texts_normal ON texts (field, normal) WHERE normal IS NOT NULL;
CREATE INDEX texts_squeezed ON texts (field, squeezed) WHERE squeezed IS NOT NULL;
CREATE INDEX texts_wide ON texts (field) WHERE wide;
CREATE INDEX vocabulary_length ON vocabulary (length);
ANALYZE;
"""


def fill(connection: sqlite3.Connection, things: Iterable[Thing]) -> None:
    """Make and fill the tables of an index.

    Args:
        connection: an empty database.
        things: what can be found.
    """
    connection.executescript(_TABLES + "".join(map(_WORDS.format, FIELDS)))
    with connection:
        connection.execute("INSERT INTO meta VALUES ('stamp', '')")
        vocabulary: set[str] = set()
        texts = 0
        for number, thing in enumerate(things, 1):
            _add_thing(connection, number, thing)
            for part, lang, text in sorted(thing.texts):
                texts += 1
                _add_text(connection, (texts, number, thing.weight, part, lang, text), vocabulary)
        _add_vocabulary(connection, vocabulary)
    connection.executescript(_INDEXES)


def _add_thing(connection: sqlite3.Connection, number: int, thing: Thing) -> None:
    statement = thing.kinds == ["Statement"]
    kind = STATEMENT if statement else short(thing.kinds[0]) if thing.kinds else ""
    row = (number, thing.ref, kind, thing.weight)
    connection.execute("INSERT INTO things VALUES (?, ?, ?, ?)", row)
    above = {STATEMENT} if statement else set(kinds_above(thing.kinds))
    connection.executemany("INSERT INTO kinds VALUES (?, ?)", ((k, number) for k in above))
    labels = ((number, lang, label) for lang, label in thing.labels.items())
    connection.executemany("INSERT INTO labels VALUES (?, ?, ?)", labels)


def _add_text(
    connection: sqlite3.Connection,
    row: tuple[int, int, int, str, str, str],
    vocabulary: set[str],
) -> None:
    id_, thing, weight, part, lang, text = row
    field = FIELD_OF[part]
    found = words(text)
    normal, squeezed = " ".join(found), "".join(found)
    named, wide = field in ("names", "titles"), is_wide(text)
    connection.execute(
        "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(id_, thing, weight, field, part, lang, text),
            *(normal if named else None, squeezed if named or wide else None, wide),
        ),
    )
    joined = (id_, normal)
    connection.execute(f"INSERT INTO {field} (rowid, words) VALUES (?, ?)", joined)
    if field == "names":
        connection.execute("INSERT INTO grams (rowid, words) VALUES (?, ?)", joined)
        vocabulary.update(found, [squeezed])


def _add_vocabulary(connection: sqlite3.Connection, vocabulary: set[str]) -> None:
    rows = [
        (number, word, len(word))
        for number, word in enumerate(sorted(w for w in vocabulary if len(w) <= LONGEST_WORD), 1)
    ]
    connection.executemany("INSERT INTO vocabulary VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT INTO spelt (rowid, word) VALUES (?, ?)", _padded(rows))


def _padded(rows: Iterable[tuple[int, str, int]]) -> Iterator[tuple[int, str]]:
    """Long words with a mark at either end: where a word begins and ends counts as well."""
    return ((number, f"^{word}$") for number, word, length in rows if length > SHORT_WORD - 2)
