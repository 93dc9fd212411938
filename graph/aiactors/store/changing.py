"""The update that makes of what a store holds what it is to hold, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

DEFAULT = ox.DefaultGraph()


def change(gone: Iterable[ox.Quad], added: Iterable[ox.Quad], empty: Iterable[str]) -> str:
    """Return the update that takes away and adds, and forgets graphs that are left empty.

    What is taken away must have no blank nodes, which an update cannot name.

    Example:
        >>> change([], [], ["urn:g"]).splitlines()[-1]
        'DROP SILENT GRAPH <urn:g>'
    """
    parts = [f"DELETE DATA {{ {_data(gone)} }}", f"INSERT DATA {{ {_data(added)} }}"]
    return " ;\n".join(parts + [f"DROP SILENT GRAPH <{graph}>" for graph in sorted(empty)])


def _data(quads: Iterable[ox.Quad]) -> str:
    return "\n".join(
        f"{quad.triple} ."
        if quad.graph_name == DEFAULT
        else f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
        for quad in quads
    )


def is_blank(quad: ox.Quad) -> bool:
    """Tell whether a quad has a blank node, as none of ours: an update cannot name those."""
    return any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object))
