"""Any other address of the project: a dossier, an attribution, a passage, an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.pages import page
from aiactors.server.site.rdf import describe, serialized, wanted
from aiactors.server.site.visit import Visit
from aiactors.vocabulary import BASE, curie

if TYPE_CHECKING:
    from aiactors.graph import Graph

_SHOWN = 200


def resource(graph: Graph, visit: Visit, rest: str) -> Reply:
    """Answer with what the graph says of an address.

    Args:
        graph: the graph.
        visit: says in which form.
        rest: the address below that of the project.

    Returns:
        A page, or RDF: of a named graph, all that it holds.

    Raises:
        HttpError: if the graph says nothing of it.
    """
    media = wanted(visit)
    try:
        term = ox.NamedNode(BASE + rest)
    except ValueError:
        raise HttpError(404, f"no address: {BASE}{rest}") from None
    store = graph.store.inner
    own = list(store.quads_for_pattern(term, None, None, ox.DefaultGraph()))
    if not own and not store.contains_named_graph(term):
        raise HttpError(404, f"the graph says nothing of {term.value}")
    if media != "text/html":
        if store.contains_named_graph(term):
            quads = store.quads_for_pattern(None, None, None, term)
            return serialized((quad.triple for quad in quads), media)
        return describe(graph, term.value, media)
    back = list(store.quads_for_pattern(None, None, term, ox.DefaultGraph()))
    return page(
        "resource.html.j2",
        visit,
        address=term.value,
        forth=_pairs(own, subject=False),
        back=_pairs(back, subject=True),
        more=max(len(own) - _SHOWN, 0) + max(len(back) - _SHOWN, 0),
    )


def _pairs(quads: list[ox.Quad], *, subject: bool) -> list[tuple[str, str, str | None]]:
    """Relation, words, and the reference where it is something of this graph; in order."""
    found = []
    for quad in quads:
        other = quad.subject if subject else quad.object
        value = getattr(other, "value", str(other))
        ref = curie(value) if isinstance(other, ox.NamedNode) and value.startswith(BASE) else None
        found.append((curie(quad.predicate.value), ref or value, ref))
    return sorted(found, key=lambda pair: pair[:2])[:_SHOWN]
