"""The two tables of the columns, as Arrow and Parquet describe them."""

from __future__ import annotations

import pyarrow as pa

_CODED = pa.dictionary(pa.int32(), pa.string())

STATEMENTS = pa.schema(
    [
        pa.field("statement", pa.binary(10), nullable=False),
        pa.field("subject", _CODED, nullable=False),
        pa.field("predicate", _CODED, nullable=False),
        ("object", _CODED),
        ("value", pa.string()),
        pa.field("modality", _CODED, nullable=False),
        pa.field("status", _CODED, nullable=False),
        pa.field("rank", _CODED, nullable=False),
        pa.field("dossier", _CODED, nullable=False),
        pa.field("bulk", pa.bool_(), nullable=False),
        ("earliest_start", pa.date32()),
        ("latest_start", pa.date32()),
        ("earliest_end", pa.date32()),
        ("latest_end", pa.date32()),
        ("known_since", pa.date32()),
        pa.field("source_count", pa.int32(), nullable=False),
        pa.field("direct", pa.bool_(), nullable=False),
    ]
)
"""One row a statement, by subject, predicate and id.

The id is 10 bytes: its 20 hexadecimal digits. An object that is no reference is null, and its
Turtle term is the value. Bulk is what stands in bulk dossiers alone; direct is what has a direct
triple. Days that are not known are null.
"""

ENTITIES = pa.schema(
    [
        pa.field("ref", pa.string(), nullable=False),
        pa.field("name_en", pa.string(), nullable=False),
        pa.field("name_fr", pa.string(), nullable=False),
        pa.field("kinds", pa.list_(pa.string()), nullable=False),
        pa.field("bulk", pa.bool_(), nullable=False),
    ]
)
"""One row an entity or document, by reference: its names, and the local names of its classes."""

STATEMENTS_FILE = "statements.parquet"
ENTITIES_FILE = "entities.parquet"

CODED = tuple(field.name for field in STATEMENTS if pa.types.is_dictionary(field.type))
"""The columns whose values are few, each written once."""
