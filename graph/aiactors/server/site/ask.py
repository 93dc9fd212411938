"""The page on which SPARQL is written, and the named queries as examples for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aiactors.errors import AiActorsError
from aiactors.query import bind, named_queries
from aiactors.query.named import NamedQuery
from aiactors.server.reply import Reply
from aiactors.server.site.pages import POLICY, page
from aiactors.server.site.questions import is_of, question
from aiactors.server.site.request import PageRequest
from aiactors.store.values import fill
from aiactors.vocabulary import PREFIXES

if TYPE_CHECKING:
    from aiactors.graph import Graph

_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The editor writes styles of its own into the page."""


def ask(_graph: Graph, visit: PageRequest) -> Reply:
    """Answer with the page on which queries are written."""
    return page("query.html.j2", visit, policy=_POLICY)


def named(graph: Graph, visit: PageRequest) -> Reply:
    """Answer with the named queries, their parameters filled in with their defaults, as JSON."""
    found = {
        "prefixes": PREFIXES,
        # Those first that ask of what this graph knows.
        "queries": [
            _example(graph, query, visit.lang)
            for query in sorted(named_queries().values(), key=lambda one: not is_of(graph, one))
        ],
    }
    return Reply(200, "application/json", json.dumps(found, ensure_ascii=False).encode())


def _example(graph: Graph, query: NamedQuery, lang: str) -> dict[str, str]:
    values = {p.name: lang for p in query.parameters if p.name == "lang"}
    try:
        text = fill(query.sparql, bind(query, values, graph.find))
    except AiActorsError:
        text = query.sparql  # an entity that this graph does not know, or no default
    code = "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()
    asked = question(graph, query, lang)
    return {"name": query.name, "question": asked, "sparql": f"# {asked}\n{code}\n"}
