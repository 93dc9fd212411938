"""Any other address of the project: a dossier, an attribution, a passage, an amount."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.chosen import choose
from aiactors.server.site.pages import page
from aiactors.server.site.rdf import describe, node_of, serialized, wanted
from aiactors.server.site.request import PageRequest
from aiactors.vocabulary import BASE, PREFIXES, curie, iri

if TYPE_CHECKING:
    from aiactors.graph import Graph

_SHOWN = 200

_NAMES = frozenset(map(iri, ("dcterms:title", "rdfs:label", "skos:prefLabel")))
"""Properties that name a thing."""

_READ = 10_000
"""Triples that are read for what is shown: millions may lead to a class or a concept."""


def resource(graph: Graph, visit: PageRequest, rest: str) -> Reply:
    """Answer with what the graph says of an address, given below that of the project."""
    media = wanted(visit)
    term = node_of(BASE + rest)
    store = graph.store.inner
    own = list(islice(store.quads_for_pattern(term, None, None, ox.DefaultGraph()), _READ))
    if not own and not store.contains_named_graph(term):
        raise HttpError(404, f"the graph says nothing of {term.value}")
    if media != "text/html":
        if store.contains_named_graph(term):
            quads = store.quads_for_pattern(None, None, None, term)
            return serialized((quad.triple for quad in quads), media)
        chosen = choose(graph, visit, curie(term.value)) if graph.is_large else None
        return describe(graph, term.value, media, chosen)
    back = list(islice(store.quads_for_pattern(None, None, term, ox.DefaultGraph()), _READ))
    return page(
        "resource.html.j2",
        visit,
        address=term.value,
        name=_name(own, visit.lang),
        forth=_pairs(own, subject=False),
        back=_pairs(back, subject=True),
        more=max(len(own) - _SHOWN, 0) + max(len(back) - _SHOWN, 0),
        is_all=_READ not in (len(own), len(back)),
    )


def _pairs(quads: list[ox.Quad], *, subject: bool) -> list[tuple[str, str, str | None]]:
    """Relation, words, and the reference where it is something of this graph; in order."""
    found = []
    for quad in quads:
        other = quad.subject if subject else quad.object
        value = getattr(other, "value", str(other))
        ref = curie(value) if isinstance(other, ox.NamedNode) and value.startswith(BASE) else None
        found.append((_brief(quad.predicate.value), ref or value, ref))
    return sorted(found, key=lambda pair: pair[:2])[:_SHOWN]


def _name(own: list[ox.Quad], lang: str) -> str:
    """What it is called, in a language if it has one there; empty if it has no name."""
    names = [
        (quad.object.language != lang, quad.object.language != "en", quad.object.value)
        for quad in own
        if quad.predicate.value in _NAMES and isinstance(quad.object, ox.Literal)
    ]
    return min(names)[2] if names else ""


def _brief(address: str) -> str:
    """An address with its prefix, where it has one that people know."""
    for prefix, namespace in PREFIXES.items():
        if address.startswith(namespace):
            return f"{prefix}:{address.removeprefix(namespace)}"
    return address
