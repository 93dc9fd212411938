"""The page of the ontology: classes, relations and concepts, with their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from aiactors.resources import ontology_path
from aiactors.server.formats import TRIPLES, content_type
from aiactors.server.reply import Reply
from aiactors.server.site.pages import page
from aiactors.server.site.rdf import serialized, wanted
from aiactors.server.site.request import PageRequest
from aiactors.store.formats import rdf_format

if TYPE_CHECKING:
    from aiactors.graph import Graph

_TERMS = """
SELECT ?term ?type (SAMPLE(?l) AS ?label) (SAMPLE(?d) AS ?definition) {
  VALUES ?type { ai:EdgeProperty skos:Concept <http://www.w3.org/2002/07/owl#Class>
    <http://www.w3.org/2002/07/owl#ObjectProperty>
    <http://www.w3.org/2002/07/owl#DatatypeProperty> }
  ?term a ?type FILTER (STRSTARTS(STR(?term), STR(ai:)))
  OPTIONAL { ?term rdfs:label|skos:prefLabel ?l FILTER (LANG(?l) = ?lang) }
  OPTIONAL { ?term rdfs:comment|skos:definition ?d FILTER (LANG(?d) = ?lang) }
} GROUP BY ?term ?type ORDER BY ?term
"""
_GROUPS = (
    ("classes", "http://www.w3.org/2002/07/owl#Class"),
    ("relations", "https://w3id.org/ai-actors/ns#EdgeProperty"),
    ("others", "http://www.w3.org/2002/07/owl#ObjectProperty"),
    ("others", "http://www.w3.org/2002/07/owl#DatatypeProperty"),
    ("concepts", "http://www.w3.org/2004/02/skos/core#Concept"),
)


def terms(graph: Graph, visit: PageRequest) -> Reply:
    """Answer with the ontology."""
    media = wanted(visit)
    file = ontology_path() / "ai.ttl"
    if TRIPLES.get(media) == ox.RdfFormat.TURTLE:
        return Reply(200, content_type(media), file.read_bytes())
    if media != "text/html":
        return serialized((q.triple for q in ox.parse(file.read_bytes(), rdf_format(file))), media)
    found: Any = graph.store.query(_TERMS, {"lang": ox.Literal(visit.lang)})
    rows = list(found)
    seen: set[str] = set()
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for key, type_ in _GROUPS:
        for term, kind, label, definition in rows:
            local = term.value.partition("#")[2]
            if kind.value == type_ and local not in seen:
                seen.add(local)
                words = ("" if t is None else t.value for t in (label, definition))
                groups.setdefault(key, []).append((local, *words))
    return page("terms.html.j2", visit, groups=groups)
