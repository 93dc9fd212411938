"""The graph as files to take away."""

from aiactors.export.description import description
from aiactors.export.rdf_files import WRITERS, export_text, write_export
from aiactors.export.union import write_union

__all__ = ["WRITERS", "description", "export_text", "write_export", "write_union"]
