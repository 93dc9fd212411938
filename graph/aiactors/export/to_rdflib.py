"""Quads of the store as a dataset of rdflib, term by term, without a detour over text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox


def to_dataset(quads: Iterable[ox.Quad]) -> Any:
    """Return quads as a dataset of rdflib.

    Args:
        quads: quads of pyoxigraph.

    Returns:
        A ``rdflib.Dataset`` in memory, whose default graph is the union of all graphs.
    """
    import rdflib

    from aiactors.vocabulary import PREFIXES

    terms: dict[Any, Any] = {}

    def term(value: Any) -> Any:
        known = terms.get(value)
        if known is None:
            known = terms[value] = _term(value, rdflib)
        return known

    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    graphs: dict[Any, Any] = {}
    for quad in quads:
        name = quad.graph_name
        if name not in graphs:
            graphs[name] = (
                dataset.default_graph
                if isinstance(name, ox.DefaultGraph)
                else dataset.graph(term(name))
            )
        graphs[name].add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return dataset


def _term(value: Any, rdflib: Any) -> Any:
    if isinstance(value, ox.NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, ox.Literal):
        if value.language is not None:
            return rdflib.Literal(value.value, lang=value.language)
        plain = value.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        datatype = None if plain else rdflib.URIRef(value.datatype.value)
        return rdflib.Literal(value.value, datatype=datatype, normalize=False)
    return rdflib.BNode(value.value)
