"""The graph as files to take away."""

from aiactors.export.description import description
from aiactors.export.rdf_files import WRITERS, export_text, write_export

__all__ = ["WRITERS", "description", "export_text", "write_export"]
