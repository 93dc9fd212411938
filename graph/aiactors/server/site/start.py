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
    curated = graph.dossiers.curated
    nodes = graph.network().nodes
    actors = sorted(nodes, key=lambda node: (-node.degree, node.id))[:_ACTORS]
    return page(
        "start.html.j2",
        visit,
        actors=[(f"id:{n.id}", n.labels.get(lang) or n.labels["en"], n.kind) for n in actors],
        counts=_counts(len(curated.statements), len(curated.entities), len(curated.documents)),
        questions=[(n, question(graph, known[n], lang)) for n in _QUESTIONS if n in known],
        dossiers=[(d.name, in_language(d.title, lang) or d.name) for d in graph.dossiers.dossiers],
    )


def _counts(statements: int, entities: int, documents: int) -> dict[str, str]:
    return {
        "statements": f"{statements:,}",
        "entities": f"{entities - documents:,}",
        "documents": f"{documents:,}",
    }
