"""The first page: what there is, and where to begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiactors.model import in_language
from aiactors.network.words import number_in_words
from aiactors.query import named_queries
from aiactors.server.reply import Reply
from aiactors.server.site.pages import page
from aiactors.server.site.questions import is_of, question
from aiactors.server.site.request import PageRequest

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


def start(graph: Graph, visit: PageRequest) -> Reply:
    """Answer with the first page."""
    lang = visit.lang
    known = {name: query for name, query in named_queries().items() if is_of(graph, query)}
    size = graph.size()
    dossiers = sorted(graph.titles(), key=lambda one: _natural(one[0]))
    return page(
        "start.html.j2",
        visit,
        actors=_actors(graph, lang),
        counts={name: number_in_words(n, lang) for name, n in size._asdict().items()},
        bulk=size.bulk,
        questions=[(n, question(graph, known[n], lang)) for n in _QUESTIONS if n in known],
        dossiers=[(name, in_language(title, lang) or name) for name, title in dossiers[:_DOSSIERS]],
        more=len(dossiers[_DOSSIERS:]),
    )


def _natural(name: str) -> list[tuple[int, str]]:
    """The order in which people look for names with numbers: the 2nd before the 10th."""
    parts = re.split(r"([0-9]{1,9})", name)
    return [(int(part), "") if i % 2 else (0, part) for i, part in enumerate(parts)]


def _actors(graph: Graph, lang: str) -> list[tuple[str, str]]:
    """The actors with most statements: reference and name."""
    refs = graph.edges().connected(_ACTORS)
    entities = graph.holding((), refs).dossiers.entities
    return [(ref, entities[ref].name(lang)) for ref in refs]
