"""What the graph says of one address, as RDF."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from aiactors.server.formats import TRIPLES, content_type, media_of, names_of
from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.chosen import Chosen
from aiactors.server.site.request import PageRequest
from aiactors.store.prefixed import prefixed_turtle
from aiactors.vocabulary import iri

if TYPE_CHECKING:
    from aiactors.graph import Graph

OFFERED = ("text/html", *TRIPLES)
"""What an address can be had as, best first."""

_ENDS = tuple(ox.NamedNode(iri(f"rdf:{end}")) for end in ("subject", "object"))
_PARTS = (ox.NamedNode(iri("ai:attribution")), ox.NamedNode(iri("ai:evidence")))


def wanted(visit: PageRequest) -> str:
    """Return the media type that a visit asks for; ``format=ttl`` goes before its header."""
    return media_of(visit.headers.get("accept", ""), names_of(visit.parameters), OFFERED)


def node_of(address: str) -> ox.NamedNode:
    """Return an address as a node; HttpError if it is none."""
    try:
        return ox.NamedNode(address)
    except ValueError:
        raise HttpError(404, f"this is no address: {address}") from None


def describe(graph: Graph, address: str, media: str, chosen: Chosen | None = None) -> Reply:
    """Return an address's own triples, and its statements with who says so, as a media type.

    Without ``chosen``, the statements of which it is an end.
    """
    store = graph.store.inner
    term = ox.NamedNode(address)
    told: set[Any] = {term}
    if chosen is None:
        told |= {quad.subject for end in _ENDS for quad in _quads(store, None, end, term)}
    else:
        told |= {ox.NamedNode(iri(ref)) for ref in chosen.statements}
    for part in _PARTS:  # a statement goes with its attributions, and those with their evidence
        told |= {quad.object for subject in told for quad in _quads(store, subject, part)}
    triples = (quad.triple for subject in told for quad in _quads(store, subject))
    reply = serialized(triples, media)
    if chosen is not None and chosen.is_part:
        n, total = len(chosen.statements), chosen.total
        note = f'299 - "{n} of {total} statements: add ?relation=NAME&page=N, or ask /sparql"'
        return dataclasses.replace(reply, headers={**reply.headers, "warning": note})
    return reply


def _quads(store: ox.Store, s: Any = None, p: Any = None, o: Any = None) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(s, p, o, ox.DefaultGraph())


def serialized(triples: Iterable[ox.Triple], media: str) -> Reply:
    """Return triples as a reply, in a fixed order."""
    ordered = sorted(set(triples), key=str)
    format_ = TRIPLES[media]
    is_turtle = format_ == ox.RdfFormat.TURTLE
    body = prefixed_turtle(ordered) if is_turtle else ox.serialize(ordered, format=format_)
    return Reply(200, content_type(media), body or b"")
