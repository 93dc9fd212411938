"""The first page: what there is, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiactors.model import in_language
from aiactors.query import named_queries
from aiactors.server.reply import Reply
from aiactors.server.site.pages import page
from aiactors.server.site.questions import question
from aiactors.server.site.visit import Visit

if TYPE_CHECKING:
    from aiactors.graph import Graph

_ACTORS = 36
_DOSSIERS = 300
_QUESTIONS = (
    "founders",
    "chief-executives",
    "disputes",
    "rounds",
    "moves-between",
    "pending-suits",
    "shared-investors",
    "wanted-or-attempted",
)


def start(graph: Graph, visit: Visit) -> Reply:
    """Answer with the first page.

    Args:
        graph: the graph.
        visit: the visit.

    Returns:
        The page.
    """
    lang = visit.lang
    known = named_queries()
    dossiers = graph.titles()
    return page(
        "start.html.j2",
        visit,
        actors=_actors(graph, lang),
        counts={name: f"{number:,}" for name, number in graph.size()._asdict().items()},
        questions=[(n, question(graph, known[n], lang)) for n in _QUESTIONS if n in known],
        dossiers=[(name, in_language(title, lang) or name) for name, title in dossiers[:_DOSSIERS]],
        more=len(dossiers[_DOSSIERS:]),
    )


def _actors(graph: Graph, lang: str) -> list[tuple[str, str]]:
    """Those of whom most is said: reference and name."""
    refs = graph.edges().connected(_ACTORS)
    entities = graph.holding((), refs).dossiers.entities
    return [(ref, entities[ref].name(lang)) for ref in refs]
