"""The tables of an index.

``texts`` holds each text as it is written; one table of FTS5 for each field holds its words, which
are folded here and not by SQLite. Names and titles are kept folded as well, and squeezed, without
spaces, so that *open ai* finds OpenAI; ``alike`` has the words of names, and names without spaces,
by their pieces, to find the ones that were meant where one is misspelt; ``grams`` has the runs of
three signs of names, and ``spelt`` those of their words, to find what stands within a word;
``wide`` has the single signs of texts in scripts without spaces.

Things are numbered by what is better connected or attested, then by their references, and texts in
the order of their fields and things: whoever reads a table of FTS5 in its own order meets the
best texts first, and may stop when there are enough. (Of inverted files, that is known as an
impact order: Anh and Moffat, *Pruned query evaluation using pre-computed impacts*, SIGIR 2006.)
"""

from __future__ import annotations

from aiactors.search.hits import FIELDS

APPLICATION = 0x41494158
"""Marks a file of SQLite as an index of ours."""

VERSION = 5
"""Of the tables: an index of another version is made anew."""

PARTS = ("alias", "gist", "name", "note", "title")
"""Where a text may stand, in the order in which the texts of a thing come."""

OTHER_TITLE = "other title"
"""What a title is called that is not the one under which a document is shown, until it is kept."""

FIELD_OF = {"name": "names", "alias": "names", "title": "titles", "gist": "gists", "note": "notes"}

NAMED = ("names", "titles")
"""Fields of short texts, which may be looked for as a whole."""

LONGEST_WORD = 60
"""Longer words are never misspelt ones."""

TABLES = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE kinds (id INTEGER PRIMARY KEY, kind TEXT);
CREATE TABLE above (kind TEXT, below INTEGER, PRIMARY KEY (kind, below)) WITHOUT ROWID;
CREATE TABLE things (
  id INTEGER PRIMARY KEY, ref TEXT, kind INTEGER, weight INTEGER,
  subject TEXT, predicate TEXT, object TEXT
);
CREATE TABLE labels (ref TEXT, lang TEXT, text TEXT, PRIMARY KEY (ref, lang)) WITHOUT ROWID;
CREATE TABLE told (
  ref TEXT PRIMARY KEY, subject TEXT, predicate TEXT, object TEXT
) WITHOUT ROWID;
CREATE TABLE texts (
  id INTEGER PRIMARY KEY, thing INTEGER, kind INTEGER, weight INTEGER, field INTEGER,
  part INTEGER, lang TEXT, text TEXT, normal TEXT,
  squeezed TEXT AS (replace(normal, ' ', ''))
);
CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, word TEXT);
CREATE TABLE alike (piece TEXT PRIMARY KEY, words TEXT, names TEXT) WITHOUT ROWID;
CREATE TABLE runs (run TEXT PRIMARY KEY, texts INTEGER) WITHOUT ROWID;
"""
"""``told`` has the statements that others are about: only their sentences are needed."""

_BARE = "content='', detail='none', columnsize=0"
_WORDS = "content='', tokenize='ascii'"
_BEGINNINGS = {"names": "1 2 3"}

WORDS = "".join(
    [
        *(
            f"CREATE VIRTUAL TABLE {field} USING fts5 (words, {_WORDS}, "
            f"prefix='{_BEGINNINGS.get(field, '1 2')}');"
            for field in FIELDS
        ),
        f"CREATE VIRTUAL TABLE wide USING fts5 (words, {_BARE}, tokenize='ascii');",
        *(
            f"CREATE VIRTUAL TABLE {table} USING fts5 "
            f"(words, {_BARE}, tokenize='trigram case_sensitive 1');"
            for table in ("grams", "spelt")
        ),
        *(
            f"CREATE VIRTUAL TABLE {table}_counts USING fts5vocab ('{table}', 'row');"
            for table in (*FIELDS, "grams", "spelt")
        ),
    ]
)
"""Places of words in a text are kept only where FTS5 is to rank texts. The tokenizer ``ascii``
takes every sign beyond ASCII for a part of a word: texts come folded, with spaces between words,
and those of ASCII alone have the same words as they are written."""

INDEXES = """
CREATE INDEX texts_squeezed ON texts (field, squeezed) WHERE normal IS NOT NULL;
"""
