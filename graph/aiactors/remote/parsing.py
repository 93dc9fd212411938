"""Queries and RDF, read here before a server gets to see them."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from aiactors.errors import QueryError, RdfError
from aiactors.store.store import Results
from aiactors.store.syntax import ROOM, explain
from aiactors.vocabulary import PREFIXES, iri

_UNNAMED = iri("dossier:union")


def form_of(sparql: str, base: str | None) -> Results:
    """Find out what a query answers with: an empty answer of that kind, with the same columns.

    It is asked of nothing, by our own engine; QueryError if it does not parse.

    Example:
        >>> [v.value for v in form_of("SELECT ?x { ?x a ai:Person }", None).variables]
        ['x']
    """
    try:
        return ox.Store().query(sparql + ROOM, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        why, line, column = explain(error, sparql)
        raise QueryError(why, line, column) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"cannot be answered: {error}") from None


def parsed(data: bytes, format_: ox.RdfFormat, file: str) -> dict[str, set[ox.Triple]]:
    """Read RDF: address of a graph → its triples.

    What is in no named graph is in ``dossier:union``.
    """
    graphs: defaultdict[str, set[ox.Triple]] = defaultdict(set)
    try:
        for quad in ox.parse(data, format_):
            name = quad.graph_name
            graphs[name.value if isinstance(name, ox.NamedNode) else _UNNAMED].add(quad.triple)
    except SyntaxError as error:
        raise RdfError(file, str(error.msg), error.lineno or 0) from None
    return dict(graphs)
