"""A part of a store read the plain way: each subject by itself, and every quad of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from aiactors.model import DossierSet
from aiactors.rdf import from_quads
from aiactors.rdf.gather import _ASIDE, _OF_DOSSIERS, _OF_ENTITIES, _OURS
from aiactors.vocabulary import DERIVED, PREFIXES, iri


def excerpt_one_by_one(store: ox.Store, refs: Iterable[str]) -> DossierSet:
    """Read some things out of a store, with all that they rest on."""
    of_union = next(iter(store.named_graphs()), None) is None
    quads = list(_quads(store, [ox.NamedNode(iri(ref)) for ref in refs], of_union=of_union))
    for graph in {quad.graph_name for quad in quads}:
        if isinstance(graph, ox.NamedNode):
            for predicate in _OF_DOSSIERS:
                quads += store.quads_for_pattern(graph, predicate, None, graph)
    return from_quads(quads, file="store")


def _quads(store: ox.Store, waiting: list[ox.NamedNode], *, of_union: bool) -> Iterator[ox.Quad]:
    seen = set(waiting)
    while waiting:
        subject = waiting.pop()
        for quad in store.quads_for_pattern(subject, None, None, None):
            graph, there = quad.graph_name, quad.object
            if subject.value.startswith(PREFIXES["id"]) and quad.predicate not in _OF_ENTITIES:
                continue
            if not (of_union or (isinstance(graph, ox.NamedNode) and graph.value != DERIVED)):
                continue
            yield quad
            if (
                isinstance(there, ox.NamedNode)
                and there not in seen
                and quad.predicate.value not in _ASIDE
                and there.value.startswith(_OURS)
            ):
                seen.add(there)
                waiting.append(there)
