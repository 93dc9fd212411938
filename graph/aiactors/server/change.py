"""A graph is written as a whole, or not at all.

The engine takes long to write within a transaction, and as long to take away. So of a graph that
is put again only what has changed is written; and many triples are loaded at once, which the
engine does as a whole or not at all as long as they fit into one of its batches.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

Name = ox.NamedNode | ox.DefaultGraph

_MANY = 5_000
"""Triples from which loading at once is quicker."""

_BATCH = 900_000
"""Triples that surely fit into a batch of the engine, which takes a million."""

_BLANK = "FILTER (isBlank(?s) || isBlank(?o))"


def add(inner: ox.Store, name: Name, triples: Iterable[ox.Triple]) -> None:
    """Add triples to a graph, which exists afterwards even if there are none."""
    quads = [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]
    if not quads:
        inner.add_graph(name)
    elif _MANY < len(quads) < _BATCH:
        inner.bulk_extend(quads)
    else:
        inner.extend(quads)


def replace(inner: ox.Store, name: Name, triples: Iterable[ox.Triple]) -> None:
    """Replace the triples of a graph; blank nodes are never those in the graph."""
    old = {quad.triple for quad in inner.quads_for_pattern(None, None, None, name)}
    new = set(triples)
    gone, fresh = old - new, new - old
    if not gone:
        add(inner, name, fresh)
    elif any(isinstance(triple.object, ox.Triple) and _is_blank(triple) for triple in gone):
        inner.update(f"{_drop(name)} ; INSERT DATA {{ {_within(name, _text(new))} }}")
    else:
        inner.update(_change(name, gone, fresh))


def drop(inner: ox.Store, name: Name) -> None:
    """Delete a graph; the default graph is emptied."""
    inner.update(_drop(name))


def _change(name: Name, gone: set[ox.Triple], fresh: set[ox.Triple]) -> str:
    """The update that takes away and adds; it cannot name blank nodes, so all of them go."""
    ground = [triple for triple in gone if not _is_blank(triple)]
    parts = [f"DELETE DATA {{ {_within(name, _text(ground))} }}"]
    if len(ground) < len(gone):
        pattern, found = _within(name, "?s ?p ?o"), _within(name, f"?s ?p ?o {_BLANK}")
        parts.append(f"DELETE {{ {pattern} }} WHERE {{ {found} }}")
    parts.append(f"INSERT DATA {{ {_within(name, _text(fresh))} }}")
    return " ;\n".join(parts)


def _drop(name: Name) -> str:
    return "DROP DEFAULT" if isinstance(name, ox.DefaultGraph) else f"DROP GRAPH {name}"


def _within(name: Name, text: str) -> str:
    return text if isinstance(name, ox.DefaultGraph) else f"GRAPH {name} {{ {text} }}"


def _text(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _is_blank(triple: ox.Triple) -> bool:
    """Whether it has a blank node, also within a triple that it is about."""
    if isinstance(triple.object, ox.Triple):
        return isinstance(triple.subject, ox.BlankNode) or _is_blank(triple.object)
    return any(isinstance(term, ox.BlankNode) for term in (triple.subject, triple.object))
