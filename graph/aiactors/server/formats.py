"""The formats of answers: media types, other names of them, and those of the engine behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
    "text/n3": ox.RdfFormat.TURTLE,  # of which N3 is an extension
    "text/rdf+n3": ox.RdfFormat.TURTLE,
}
"""Formats of triples, best first."""

PARAMETERS = ("format", "output", "results")
"""Parameters that name a format; clients do not agree on one, and some send all of them."""

_TYPES = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "srj sparql-results+json": ("application/sparql-results+json",),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "srx sparql-results+xml": ("application/sparql-results+xml",),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "ttl turtle application/turtle application/x-turtle": ("text/turtle",),
    "nt ntriples n-triples": ("application/n-triples",),
    "n3 application/n3": ("text/n3",),
    "jsonld json-ld ld+json application/x-json+ld": ("application/ld+json",),
    "rdf rdfxml rdf/xml rdf+xml": ("application/rdf+xml",),
    "html": ("text/html",),
}
"""Names → the media types that are meant, of which the first that can be had is given."""

_NAMED = {name: types for names, types in _TYPES.items() for name in names.split()}


def names_of(parameters: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the formats that parameters name, in order of preference.

    Example:
        >>> names_of({"query": ["ASK {}"], "output": ["csv"], "format": ["json"]})
        ('json', 'csv')
    """
    return tuple(value for name in PARAMETERS for value in parameters.get(name, ()))


def media_of(accept: str, names: Iterable[str], offered: Iterable[str]) -> str:
    """Return the media type of an answer; HttpError if the client accepts none of those offered.

    The first of ``names`` that is offered goes before the header ``Accept``; ``offered`` is best
    first.

    Example:
        >>> media_of("*/*", ["html", "json"], TRIPLES)
        'application/ld+json'
    """
    offered, names = tuple(offered), tuple(names)
    for media in (media for name in names for media in _meant(name)):
        if media in offered:
            return media
    chosen = choose(accept, offered)
    if chosen is None:
        asked = ", ".join((*names, accept))
        raise HttpError(406, f"this cannot be had as {asked}; ask for {', '.join(offered)}")
    return chosen


def _meant(name: str) -> Iterator[str]:
    """The media types that may be meant, of a list as in the header, or of one."""
    for part in name.lower().split(","):
        bare = part.partition(";")[0].strip().replace(" ", "+")  # a plus that was not escaped
        yield bare
        yield from _NAMED.get(bare, ())


def content_type(media: str) -> str:
    """Return the header ``Content-Type`` for a media type, with its charset where it has one.

    Example:
        >>> content_type("text/csv")
        'text/csv; charset=utf-8'
    """
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
