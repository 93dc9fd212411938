"""Dossiers: the YAML that people write, to the model and back."""

from aiactors.dossier.json_schema import json_schema
from aiactors.dossier.read import dossier_files, read_dossiers, read_text, read_texts
from aiactors.dossier.write import to_yaml

__all__ = [
    "dossier_files",
    "json_schema",
    "read_dossiers",
    "read_text",
    "read_texts",
    "to_yaml",
]
