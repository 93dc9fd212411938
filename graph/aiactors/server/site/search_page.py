"""The page of a search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aiactors.schema import load_ontology
from aiactors.server.reply import Reply
from aiactors.server.site.pages import page
from aiactors.server.site.request import PageRequest

if TYPE_CHECKING:
    from aiactors.graph import Graph
    from aiactors.search import Hit

_HITS = 40
_LONGEST = 200


def search(graph: Graph, visit: PageRequest) -> Reply:
    """Answer with what is found."""
    text = visit.one("q").strip()[:_LONGEST]
    hits = graph.search(text, limit=_HITS + 1, lang=visit.lang) if text else []
    shown = hits[:_HITS]
    return page(
        "search.html.j2",
        visit,
        text=text,
        hits=shown,
        found=_found(len(hits)),
        marked=_marked,
        kind_of=partial(_kind, lang=visit.lang),
    )


def _kind(hit: Hit, lang: str) -> str:
    """What a hit is, in words."""
    ontology = load_ontology()
    name = ontology.kinds.get(hit.kind, "Statement" if hit.kind == "statement" else "")
    return ontology.label(name, lang) if name else hit.kind


def _found(many: int) -> str:
    """The key of the words that tell how many hits there are, or that there are more."""
    if many > _HITS:
        return "found-most"
    return ("found-none", "found-one")[many] if many < 2 else "found"


def _marked(text: str, matched: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """A text in parts, each with whether it fits what was looked for."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for begin, end in matched:
        parts += [(text[at:begin], False), (text[begin:end], True)]
        at = end
    return [*parts, (text[at:], False)]
