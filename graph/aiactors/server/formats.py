"""The media types of answers, and the formats of the engine behind them."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from aiactors.server.negotiation import choose
from aiactors.server.reply import HttpError

ROWS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""Formats of rows and truth values, best first."""

TRIPLES: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
}
"""Formats of triples, best first."""

NAMES: Mapping[str, str] = {
    "json": "application/json",
    "xml": "application/xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""What a parameter ``format`` may say → media type."""

_CHARSET = {"text/csv", "text/tab-separated-values", "text/turtle", "text/plain", "text/xml"}
_EXACT = {
    ("json", True): "application/sparql-results+json",
    ("xml", True): "application/sparql-results+xml",
    ("json", False): "application/ld+json",
    ("xml", False): "application/rdf+xml",
}


def media_of(accept: str, name: str, *, rows: bool) -> str:
    """Return the media type of an answer.

    Args:
        accept: the header ``Accept``.
        name: what a parameter ``format`` says; empty if there is none. It goes before the header.
        rows: whether the answer is rows or a truth value, and not triples.

    Returns:
        One of :data:`ROWS` or :data:`TRIPLES`.

    Raises:
        HttpError: if the answer cannot be had in any format that the client accepts.

    Example:
        >>> media_of("", "json", rows=False)
        'application/ld+json'
    """
    table: tuple[str, ...] = tuple(ROWS if rows else TRIPLES)
    if name:
        media = _EXACT.get((name.lower(), rows)) or NAMES.get(name.lower(), "")
        if media not in table:
            raise HttpError(406, f"no format {name!r} of this answer; {_offer(table)}")
        return media
    chosen = choose(accept, table)
    if chosen is None:
        raise HttpError(406, f"this answer cannot be had as {accept}; {_offer(table)}")
    return chosen


def _offer(table: tuple[str, ...]) -> str:
    return f"ask for {', '.join(table)}"


def content_type(media: str) -> str:
    """Return the header ``Content-Type`` for a media type, with its charset where it has one.

    Args:
        media: the media type.

    Returns:
        The header.

    Example:
        >>> content_type("text/csv")
        'text/csv; charset=utf-8'
    """
    return f"{media}; charset=utf-8" if media in _CHARSET else media
