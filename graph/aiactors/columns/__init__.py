"""The graph in columns: a side index in Parquet, read into arrays of numpy.

A store of triples answers what is said of one actor in no time, and needs seconds for what holds
between all of them on a day: it looks up four bounds of each statement. In columns that is two
comparisons of arrays.
"""

from aiactors.columns.as_of import AsOfMask, Counts, Subgraph
from aiactors.columns.columns import Columns
from aiactors.columns.parquet import seal, write_parquet
from aiactors.columns.parts import MISSING, Coded, References, day_number
from aiactors.columns.rows import EntityRow, StatementRow, entity_row, statement_row
from aiactors.columns.schema import ENTITIES, STATEMENTS
from aiactors.columns.tables import entity_table, statement_table
from aiactors.columns.writer import ColumnsWriter, columns_of, write_columns

__all__ = [
    "ENTITIES",
    "MISSING",
    "STATEMENTS",
    "AsOfMask",
    "Coded",
    "Columns",
    "ColumnsWriter",
    "Counts",
    "EntityRow",
    "References",
    "StatementRow",
    "Subgraph",
    "columns_of",
    "day_number",
    "entity_row",
    "entity_table",
    "seal",
    "statement_row",
    "statement_table",
    "write_columns",
    "write_parquet",
]
