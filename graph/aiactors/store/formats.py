"""The formats of RDF that are read and written, by the endings of files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from aiactors.errors import InputError

FORMATS: Mapping[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
"""Ending of a file → its format."""


def rdf_format(path: Path) -> ox.RdfFormat:
    """Return the format of a file by its ending; InputError if it is unknown.

    Example:
        >>> rdf_format(Path("a.ttl")).name
        'Turtle'
    """
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise InputError(
            f"{path}: unknown format {path.suffix!r}; name the file {', '.join(FORMATS)}"
        ) from None
