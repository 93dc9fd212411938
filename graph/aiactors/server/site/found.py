"""The page of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiactors.server.reply import Reply
from aiactors.server.site.pages import page
from aiactors.server.site.visit import Visit

if TYPE_CHECKING:
    from aiactors.graph import Graph

_HITS = 40
_LONGEST = 200


def search(graph: Graph, visit: Visit) -> Reply:
    """Answer with what is found.

    Args:
        graph: the graph.
        visit: its parameter ``q`` says what is looked for.

    Returns:
        The page.
    """
    text = visit.one("q").strip()[:_LONGEST]
    hits = graph.search(text, limit=_HITS, lang=visit.lang) if text else []
    return page("search.html.j2", visit, text=text, hits=hits, marked=_marked)


def _marked(text: str, matched: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """A text in parts, each with whether it fits what was looked for."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for begin, end in matched:
        parts += [(text[at:begin], False), (text[begin:end], True)]
        at = end
    return [*parts, (text[at:], False)]
