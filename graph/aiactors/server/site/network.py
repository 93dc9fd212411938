"""The network as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiactors.server.reply import Reply
from aiactors.server.site.pages import HTML
from aiactors.server.site.visit import Visit

if TYPE_CHECKING:
    from aiactors.graph import Graph

_FARTHEST = 3


def network(graph: Graph, visit: Visit) -> Reply:
    """Answer with the network, or with what is around some entities.

    Args:
        graph: the graph.
        visit: may name entities as ``focus``, and ``hops``.

    Returns:
        The page.
    """
    hops = visit.number("hops", 1, _FARTHEST)
    page = graph.page(visit.parameters.get("focus", ()), hops, lang=visit.lang)
    return Reply(200, HTML, page.encode())
