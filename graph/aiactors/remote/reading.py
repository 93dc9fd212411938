"""A whole graph, read from a server: in one piece if it gives that, or else in parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from aiactors.errors import ServerError
from aiactors.remote.server import CutError, Server


def read_graph(server: Server, name: str, size: int) -> list[ox.Triple]:
    """Read a graph of ``size`` triples; ServerError if they are not all there."""
    triples = server.get(name)
    if triples is None or len(triples) != size:
        triples = _asked(server, name)
    if len(triples) != size:
        why = f"gave {len(triples):,} of {size:,} triples of <{name}>: ask again"
        raise ServerError(server.shown, why)
    return triples


def _asked(server: Server, name: str) -> list[ox.Triple]:
    """The triples of a graph that queries are answered with."""
    try:
        return list(_triples(server, name, in_pages=not server.is_virtuoso))
    except CutError as cut:
        parts = _parts(server, name, cut.rows)
        return [triple for part in parts for triple in _triples(server, name, part)]


def _triples(
    server: Server, name: str, predicates: str = "", *, in_pages: bool = True
) -> Iterator[ox.Triple]:
    sparql = f"SELECT ?s ?p ?o {{ {predicates} GRAPH <{name}> {{ ?s ?p ?o }} }}"
    rows: Any = server.select(sparql, ("s", "p", "o"), in_pages=in_pages)
    return (ox.Triple(*row) for row in rows)


def _parts(server: Server, name: str, most: int) -> list[str]:
    """Predicates that have together no more triples than the server gives; or one that has more."""
    # Pages must be sorted, each of them anew: that takes the longer the larger a graph is.
    sparql = f"SELECT ?p (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }} GROUP BY ?p"
    rows: Any = server.select(sparql, ("p", "n"))
    bins: list[list[str]] = [[]]
    total = 0
    for number, predicate in sorted((int(n.value), str(p)) for p, n in rows):
        if bins[-1] and total + number > most:
            bins.append([])
            total = 0
        bins[-1].append(predicate)
        total += number
    return [f"VALUES ?p {{ {' '.join(some)} }}" for some in bins if some]
