"""The graph as text in every format of RDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from aiactors.collection import paused_collection
from aiactors.errors import InputError
from aiactors.model import DossierSet
from aiactors.rdf import (
    Derived,
    iter_trig,
    iter_turtle,
    to_nquads,
    to_ntriples,
    write_lines,
)
from aiactors.vocabulary import PREFIXES

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_Writer = Callable[[DossierSet, Derived | None, BinaryIO, Path | None], int]


def _piece_by_piece(pieces: Callable[[DossierSet, Derived | None], Iterator[str]]) -> _Writer:
    """A format that is put together from pieces of text."""

    def writer(dossiers: DossierSet, derived: Derived | None, out: BinaryIO, _: Path | None) -> int:
        return sum(out.write(piece.encode()) for piece in pieces(dossiers, derived))

    return writer


def _line_by_line(*, graphs: bool) -> _Writer:
    """A format of lines, which are sorted."""

    def writer(
        dossiers: DossierSet, derived: Derived | None, out: BinaryIO, scratch: Path | None
    ) -> int:
        return write_lines(dossiers, out, derived, graphs=graphs, scratch=scratch)

    return writer


def _by_engine(format_: ox.RdfFormat, text: str, source: ox.RdfFormat) -> bytes:
    """A format that the engine writes, from the canonical lines in their order."""
    quads = ox.parse(text.encode(), source)
    items = quads if format_.supports_datasets else (q.triple for q in quads)
    return ox.serialize(items, format=format_, prefixes=PREFIXES) or b""


def _json(dossiers: DossierSet, derived: Derived | None, out: BinaryIO, _: Path | None) -> int:
    text = to_nquads(dossiers, derived)
    return out.write(_by_engine(ox.RdfFormat.JSON_LD, text, ox.RdfFormat.N_QUADS))


def no_xml(character: str) -> InputError:
    """Return what is wrong with a character that XML cannot hold."""
    return InputError(
        f"RDF/XML cannot hold the character U+{ord(character):04X}, which stands in a text of "
        "the graph: take it out, or export to another format"
    )


def _xml(dossiers: DossierSet, derived: Derived | None, out: BinaryIO, _: Path | None) -> int:
    """RDF/XML that every reader takes: the engine writes any character, and XML has not all."""
    lines = to_ntriples(dossiers, derived)
    text = _by_engine(ox.RdfFormat.RDF_XML, lines, ox.RdfFormat.N_TRIPLES).decode()
    found = NOT_IN_XML.search(text)
    if found is not None:
        raise no_xml(found[0])
    # XML readers make a line feed of a bare one.
    return out.write(text.replace("\r", "&#13;").encode())


WRITERS: Mapping[str, _Writer] = {
    "ttl": _piece_by_piece(iter_turtle),
    "trig": _piece_by_piece(iter_trig),
    "nt": _line_by_line(graphs=False),
    "nq": _line_by_line(graphs=True),
    "jsonld": _json,
    "rdf": _xml,
}
"""Ending of a file, without dot → what writes it."""


@paused_collection()
def write_export(
    dossiers: DossierSet,
    format_: str,
    out: BinaryIO,
    derived: Derived | None = None,
    *,
    scratch: Path | None = None,
) -> int:
    """Write the graph in a format: the same bytes for the same content; return how many.

    Formats are ``ttl``, ``trig``, ``nt``, ``nq``, ``jsonld`` and ``rdf``. Lines that do not fit
    into memory are sorted in ``scratch``.
    """
    if format_ not in WRITERS:
        raise InputError(f"unknown format {format_!r}: use {', '.join(WRITERS)}")
    return WRITERS[format_](dossiers, derived, out, scratch)


def export_text(dossiers: DossierSet, format_: str, derived: Derived | None = None) -> str:
    """Return the graph as text in a format of :func:`write_export`: the same for the same content.

    Example:
        >>> export_text(DossierSet(), "nt")
        ''
    """
    out = BytesIO()
    write_export(dossiers, format_, out, derived)
    return out.getvalue().decode()
