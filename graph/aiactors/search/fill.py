"""Filling the tables of an index with what was staged: all in SQL, as rows are many.

Everything is sorted once, by SQLite, which does it in files where it is much; each table is then
filled in its own order, which is far quicker than to look for places in it.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

from aiactors.search.hits import FIELDS
from aiactors.search.kinds import kind_of, kinds_above
from aiactors.search.pieces import filed
from aiactors.search.tables import (
    FIELD_OF,
    INDEXES,
    LONGEST_WORD,
    NAMED,
    OTHER_TITLE,
    PARTS,
    TABLES,
    WORDS,
)
from aiactors.search.text import is_wide, words

STAGED = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -65536;
PRAGMA temp.cache_size = -2048;
CREATE TEMP TABLE staged_things (
  number INTEGER PRIMARY KEY, ref TEXT, kind INTEGER, sources INTEGER,
  subject TEXT, predicate TEXT, object TEXT
);
CREATE TEMP TABLE staged_texts (thing INTEGER, part INTEGER, lang TEXT, text TEXT);
"""
"""Nothing is lost without a journal: the file has its name only when it is whole. What is staged
is added at the end alone, and needs no memory until it is read."""

_MEMORY = 128 * 1024 * 1024
"""Of the words that a table of FTS5 collects before it writes them: few parts need be merged."""

_PLACES = """
CREATE TEMP TABLE ends (ref TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID;
INSERT INTO ends SELECT ref, COUNT(*) FROM (
  SELECT subject AS ref FROM staged_things WHERE subject IS NOT NULL
  UNION ALL SELECT object FROM staged_things WHERE object <> subject
) GROUP BY ref;
CREATE TEMP TABLE places (
  id INTEGER PRIMARY KEY, number INTEGER, kind INTEGER, weight INTEGER
);
INSERT INTO places (number, kind, weight) SELECT number, kind, weight FROM (
  SELECT number, ref, kind, CASE WHEN subject IS NOT NULL THEN sources ELSE
    COALESCE((SELECT times FROM ends WHERE ends.ref = staged_things.ref), 0) END AS weight
  FROM staged_things
) ORDER BY weight DESC, ref;
"""
_THINGS = f"""
INSERT INTO things SELECT id, ref, places.kind, weight, subject, predicate, object
FROM places CROSS JOIN staged_things USING (number);
INSERT INTO labels SELECT ref, lang, MIN(text)
FROM staged_texts CROSS JOIN staged_things ON number = thing
WHERE part IN ({PARTS.index("name")}, {PARTS.index("title")}) GROUP BY ref, lang;
INSERT INTO told SELECT ref, subject, predicate, object FROM staged_things
WHERE subject IS NOT NULL AND ref IN (SELECT ref FROM ends);
"""
_FIELD = " ".join(
    f"WHEN {number} THEN {FIELDS.index(FIELD_OF.get(part, 'titles'))}"
    for number, part in enumerate((*PARTS, OTHER_TITLE))
)
_TEXTS = f"""
INSERT INTO texts SELECT
  NULL, places.id, kind, weight, place >> 40, kept, lang, text,
  CASE WHEN place >> 40 < {len(NAMED)} THEN normal(text) END
FROM (
  SELECT (CASE part {_FIELD} END << 40) + place(thing) AS place,
    MIN(part, {PARTS.index("title")}) AS kept, lang, text
  FROM staged_texts GROUP BY place, kept, lang, text
) CROSS JOIN places ON places.id = place & {2**40 - 1};
"""
"""Grouping sorts, and leaves what was given twice out."""

_IS_ASCII = "length(text) = length(CAST(text AS BLOB))"
_VOCABULARY = "INSERT INTO vocabulary (word) SELECT term FROM names_counts;"
_RUNS = """
INSERT INTO runs SELECT term, doc FROM grams_counts;
INSERT INTO runs SELECT term, doc FROM spelt_counts WHERE instr(term, '^') OR instr(term, '$');
"""
"""In how many names they stand; in how many words, those with a beginning or an end."""

_SPELT = f"""
SELECT length(word) AS length, 0 AS whole, word FROM vocabulary WHERE length(word) <= {LONGEST_WORD}
UNION ALL
SELECT length(squeezed), 1, squeezed FROM (
  SELECT DISTINCT squeezed FROM texts INDEXED BY texts_squeezed
  WHERE field = 0 AND normal IS NOT NULL
) WHERE length(squeezed) BETWEEN 1 AND {LONGEST_WORD}
ORDER BY length, whole
"""
"""Words of names, and names without their spaces, which are read in the order of their index."""


def fill(connection: sqlite3.Connection, kinds: Mapping[tuple[str, ...], int], stamp: str) -> None:
    """Make and fill the tables of an index.

    ``kinds`` numbers sets of classes; ``stamp`` tells the state of the store.
    """
    connection.executescript("PRAGMA temp.cache_size = -32768;" + TABLES + WORDS)
    with connection:
        connection.execute("INSERT INTO meta VALUES ('stamp', ?)", [stamp])
    _add_kinds(connection, kinds)
    connection.executescript(_PLACES + _THINGS)
    _add_texts(connection)
    connection.executescript(INDEXES)
    _add_words(connection)
    connection.executescript(_VOCABULARY)
    _index(connection, "spelt", "SELECT id, '^' || word || '$' FROM vocabulary ORDER BY id")
    connection.executescript(_RUNS)
    _add_alike(connection)


def _add_kinds(connection: sqlite3.Connection, kinds: Mapping[tuple[str, ...], int]) -> None:
    rows = [(number, kind_of(names)) for names, number in kinds.items()]
    above = [(kind, number) for names, number in kinds.items() for kind in kinds_above(names)]
    with connection:
        connection.executemany("INSERT INTO kinds VALUES (?, ?)", rows)
        connection.executemany("INSERT INTO above VALUES (?, ?)", above)


def _add_texts(connection: sqlite3.Connection) -> None:
    places = array("I", [0]) * (connection.execute("SELECT COUNT(*) FROM places").fetchone()[0])
    numbers = connection.execute("SELECT number FROM places ORDER BY id")
    for place, (number,) in enumerate(numbers, 1):
        places[number] = place
    connection.create_function("place", 1, places.__getitem__, deterministic=True)
    connection.create_function("normal", 1, normal, deterministic=True)
    connection.executescript(_TEXTS)


def _add_words(connection: sqlite3.Connection) -> None:
    connection.create_function("signs", 1, _signs, deterministic=True)
    for number, field in enumerate(FIELDS):
        first, end = _first(connection, number), _first(connection, number + 1)
        rows = f"FROM texts WHERE id >= {first} AND id < {end} ORDER BY id"
        kept = "normal" if field in NAMED else f"iif({_IS_ASCII}, text, normal(text))"
        _index(connection, field, f"SELECT id, {kept} {rows}")
        if field == "names":
            _index(connection, "grams", f"SELECT id, normal {rows}")
    wide = f"SELECT id, signs(text) AS found FROM texts WHERE NOT {_IS_ASCII} ORDER BY id"
    _index(connection, "wide", f"SELECT id, found FROM ({wide}) WHERE found IS NOT NULL")


def _add_alike(connection: sqlite3.Connection) -> None:
    """File words under their pieces: those of one length at a time are in memory."""
    with connection:
        for length, rows in groupby(connection.execute(_SPELT), key=itemgetter(0)):
            words: dict[str, None] = {}
            names: list[str] = []
            for _, whole, word in rows:
                if not whole:
                    words[word] = None
                elif word not in words:
                    names.append(word)
            connection.executemany(
                "INSERT INTO alike VALUES (?, ?, ?)", filed(length, list(words), names)
            )


def _first(connection: sqlite3.Connection, field: int) -> int:
    """The first text of a field, or of one after it: texts are in the order of fields."""
    sql = "SELECT field FROM texts WHERE id = ?"
    (last,) = connection.execute("SELECT COALESCE(MAX(id), 0) FROM texts").fetchone()
    every = range(1, last + 1)
    return 1 + bisect_left(
        every, field, key=lambda id_: int(connection.execute(sql, [id_]).fetchone()[0])
    )


def _index(connection: sqlite3.Connection, table: str, rows: str) -> None:
    """Fill a table of FTS5, and leave it in one part."""
    with connection:
        for option in (("hashsize", _MEMORY), ("automerge", 0)):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", option)
        connection.execute(f"INSERT INTO {table} (rowid, words) {rows}")
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def normal(text: str) -> str:
    """Return the words of a text with one space between them.

    Example:
        >>> normal("Élon  Musk"), normal("AI21 Labs")
        ('elon musk', 'ai21 labs')
    """
    if text.isascii():  # most names: what parts their words is spaces alone
        parts = text.lower().split()
        if "".join(parts).isalnum():
            return " ".join(parts)
    return " ".join(words(text))


def _signs(text: str) -> str | None:
    """The signs of a text in a script without spaces, each as a word; None for all others."""
    return " ".join("".join(words(text))) if is_wide(text) else None
