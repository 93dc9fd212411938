"""What travels between the machines, as Arrow and Spark describe it."""

from __future__ import annotations

import pyarrow as pa

HEAD, ASKED, WRONG, TITLE, STATEMENT, THING, LINES = range(7)
"""What a row of a dossier holds.

``HEAD``: what the dossier is about, before all else. ``ASKED``: a reference that must be declared.
``WRONG``: a problem. ``TITLE``: what the dossier is about, where its lines have their place.
``STATEMENT``, ``THING``: the lines of one, and the facts of it. ``LINES``: lines of what hangs on
statements.
"""

LONGEST_SHOWN = 4096
"""How much of a record that is wrong travels with the problem, in bytes."""

PIECES = pa.schema(
    [
        ("dossier", pa.string()),
        ("subject", pa.binary()),
        ("kind", pa.int8()),
        ("place", pa.string()),
        ("lines", pa.binary()),
        ("facts", pa.binary()),
        ("record", pa.binary()),
    ]
)
"""A record in pieces: the lines of each of its subjects, by dossier and subject."""

TOLD = pa.schema(
    [
        ("id", pa.string()),
        ("dossier", pa.string()),
        ("bulk", pa.bool_()),
        ("documents", pa.list_(pa.string())),
        ("agents", pa.list_(pa.string())),
        ("told", pa.binary()),
    ]
)
"""A statement as one dossier tells it."""

THINGS = pa.schema(
    [
        ("ref", pa.string()),
        ("dossier", pa.string()),
        ("is_document", pa.bool_()),
        ("is_record", pa.bool_()),
        ("tier", pa.string()),
        ("owner", pa.string()),
        ("publisher", pa.string()),
        ("copy_of", pa.string()),
        ("public", pa.date32()),
    ]
)
"""An entity or document: what ties it to others."""

ASKED_FOR = pa.schema([("ref", pa.string()), ("is_document", pa.bool_())])
"""A reference that a record names."""

PROBLEMS = pa.schema(
    [("file", pa.string()), ("what", pa.string()), ("do", pa.string()), ("record", pa.binary())]
)
"""What is wrong with a record."""

FACTS = pa.schema(
    [
        ("id", pa.string()),
        ("kind", pa.int8()),
        ("dossier", pa.string()),
        ("bulk", pa.bool_()),
        ("told", pa.binary()),
        ("ref", pa.string()),
        ("origin", pa.string()),
        ("tier", pa.string()),
        ("is_record", pa.bool_()),
        ("public", pa.date32()),
    ]
)
"""What a statement is assessed by: its tellings, facts of its documents, and last owners."""

TELLING, DOCUMENT, OWNER = range(3)
"""What a row of the facts of a statement holds."""

ASSESSED = pa.schema(
    [
        ("id", pa.string()),
        ("subject", pa.string()),
        ("predicate", pa.string()),
        ("home", pa.string()),
        ("preferred", pa.bool_()),
        ("direct", pa.string()),
        ("lines", pa.list_(pa.string())),
        ("row", pa.binary()),
    ]
)
"""A statement with how it stands: ``direct`` is the line of its direct triple, if it holds."""

_SQL = {
    pa.string(): "string",
    pa.binary(): "binary",
    pa.bool_(): "boolean",
    pa.int8(): "byte",
    pa.int32(): "int",
    pa.date32(): "date",
    pa.list_(pa.string()): "array<string>",
}


def ddl(schema: pa.Schema) -> str:
    """Return a schema as Spark writes it.

    Example:
        >>> ddl(ASKED_FOR)
        'ref string, is_document boolean'
    """
    return ", ".join(f"{field.name} {_SQL[field.type]}" for field in schema)
