"""The graph as text in every format of RDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pyoxigraph as ox

from aiactors.errors import InputError
from aiactors.model import DossierSet
from aiactors.rdf import Derived, to_nquads, to_ntriples, to_trig, to_turtle
from aiactors.vocabulary import PREFIXES

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_Writer = Callable[[DossierSet, Derived | None], str]


def _parsed(
    format_: ox.RdfFormat, write: _Writer, source: ox.RdfFormat
) -> Callable[[DossierSet, Derived | None], str]:
    """A format that the engine writes, from the canonical lines in their order."""

    def writer(dossiers: DossierSet, derived: Derived | None) -> str:
        quads = ox.parse(write(dossiers, derived).encode(), source)
        items = quads if format_.supports_datasets else (q.triple for q in quads)
        return (ox.serialize(items, format=format_, prefixes=PREFIXES) or b"").decode()

    return writer


def _to_xml(dossiers: DossierSet, derived: Derived | None) -> str:
    """RDF/XML that every reader takes: the engine writes any character, and XML has not all."""
    text = _parsed(ox.RdfFormat.RDF_XML, to_ntriples, ox.RdfFormat.N_TRIPLES)(dossiers, derived)
    found = _NOT_IN_XML.search(text)
    if found is not None:
        raise InputError(
            f"RDF/XML cannot hold the character U+{ord(found[0]):04X}, which stands in a text of "
            "the graph: take it out, or export to another format"
        )
    return text.replace("\r", "&#13;")  # XML readers make a line feed of a bare one


WRITERS: Mapping[str, _Writer] = {
    "ttl": to_turtle,
    "trig": to_trig,
    "nt": to_ntriples,
    "nq": to_nquads,
    "jsonld": _parsed(ox.RdfFormat.JSON_LD, to_nquads, ox.RdfFormat.N_QUADS),
    "rdf": _to_xml,
}
"""Ending of a file, without dot → what writes it."""


def export_text(dossiers: DossierSet, format_: str, derived: Derived | None = None) -> str:
    """Return the graph as text: the same bytes for the same content.

    Args:
        dossiers: all dossiers of the graph.
        format_: ``ttl``, ``trig``, ``nt``, ``nq``, ``jsonld`` or ``rdf``.
        derived: what follows from them, if already at hand.

    Returns:
        The text.

    Raises:
        InputError: if the format is none of these, or cannot hold a text of the graph.

    Example:
        >>> export_text(DossierSet(), "nt")
        ''
    """
    if format_ not in WRITERS:
        raise InputError(f"unknown format {format_!r}: use {', '.join(WRITERS)}")
    return WRITERS[format_](dossiers, derived)
