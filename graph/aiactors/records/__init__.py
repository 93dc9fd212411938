"""Records: entities, documents and statements as JSON Lines, one to a line.

People write dossiers; programs that read the news write records. Both become the same model.
Each line stands alone and names its dossier, so that a file can be cut anywhere and its parts
read on many machines.
"""

from aiactors.records.form import Record, json_schema, untitled
from aiactors.records.read import Line, is_records, iter_lines, parse, record_files
from aiactors.records.whole import read_records
from aiactors.records.write import record_lines

__all__ = [
    "Line",
    "Record",
    "is_records",
    "iter_lines",
    "json_schema",
    "parse",
    "read_records",
    "record_files",
    "record_lines",
    "untitled",
]
