"""The graph as text in every format of RDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyoxigraph as ox

from aiactors.errors import InputError
from aiactors.model import DossierSet
from aiactors.rdf import Derived, to_nquads, to_ntriples, to_trig, to_turtle
from aiactors.vocabulary import PREFIXES

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


WRITERS: Mapping[str, _Writer] = {
    "ttl": to_turtle,
    "trig": to_trig,
    "nt": to_ntriples,
    "nq": to_nquads,
    "jsonld": _parsed(ox.RdfFormat.JSON_LD, to_nquads, ox.RdfFormat.N_QUADS),
    "rdf": _parsed(ox.RdfFormat.RDF_XML, to_ntriples, ox.RdfFormat.N_TRIPLES),
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
        InputError: if the format is none of these.

    Example:
        >>> export_text(DossierSet(), "nt")
        ''
    """
    if format_ not in WRITERS:
        raise InputError(f"unknown format {format_!r}: use {', '.join(WRITERS)}")
    return WRITERS[format_](dossiers, derived)
