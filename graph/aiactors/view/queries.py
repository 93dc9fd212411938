"""What the page's own SPARQL box is given: the named queries, and the ontology they speak of.

The page makes the triples of its actors and relations itself (``src/triples.ts``). What it cannot
know from its data is embedded beside them: names and hierarchy of classes, relations and
concepts, and the few statements whose rank is not the usual one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from aiactors.network.model import Network
from aiactors.query.named import NamedQuery, named_queries
from aiactors.resources import ontology_path
from aiactors.schema import load_ontology
from aiactors.view.inert import as_json, element
from aiactors.vocabulary import PREFIXES, curie, iri

# The others ask of what no page holds: values and outcomes as objects, offsets of passages,
# conditions, who wrote a document, or two graphs.
IN_THE_PAGE = (
    "founders",
    "disputes",
    "claims-about",
    "wanted-or-attempted",
    "ties-on-day",
    "paths-on-day",
    "chief-executives",
    "moves-between",
    "rivals-led-by-leavers",
    "funded-then-competed",
    "shared-investors",
    "shared-board-members",
    "product-stack",
    "declined-to-say",
    "known-between",
    "said-of-year",
    "single-source",
)
"""The named queries that a page can answer from its own data, in the order of its list."""

_KEPT = (
    "rdf:type",
    "rdfs:label",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "skos:prefLabel",
    "skos:inScheme",
    "ai:inverseLabel",
    "ai:aspect",
    "ai:family",
    "ai:directed",
)


def vocabulary(network: Network) -> dict[str, Any]:
    """Return ``terms`` and ``ranks``, which the page needs to write RDF of its network.

    English label → local name, of classes and bounds; id of a statement → local name of its rank,
    where that is not ``Normal``.

    Example:
        >>> vocabulary(Network(title={}, nodes=(), edges=()))["terms"]["research laboratory"]
        'ResearchLab'
    """
    return {"terms": _terms(), "ranks": _ranks(network)}


def asking() -> dict[str, Any]:
    """Return ``queries`` and ``ontology`` (Turtle), which the page needs to be asked in SPARQL.

    Example:
        >>> asking()["queries"][0]["name"]
        'founders'
    """
    known = named_queries()
    told = [_told(known[name]) for name in IN_THE_PAGE if name in known]
    return {"queries": told, "ontology": _ontology()}


def asking_elements(network: Network, *, sparql: bool) -> str:
    """Return the elements of the page that hold both."""
    held = element('id="kg-terms"', as_json(vocabulary(network)), much=False)
    if not sparql:
        return held
    return held + "\n" + element('id="kg-queries"', as_json(asking()), much=True)


def _ranks(network: Network) -> dict[str, str]:
    return {e.id: e.rank.capitalize() for e in network.edges if e.rank != "normal"}


@functools.cache
def _terms() -> dict[str, str]:
    ontology = load_ontology()
    names = (*ontology.classes, *ontology.concepts_of("BoundScheme"))
    return {ontology.label(name): name for name in sorted(names)}


def _told(query: NamedQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": dict(query.questions) | {"en": query.title},
        "question": dict(query.questions),
        "sparql": _without_header(query.sparql),
        "parameters": [
            {"name": p.name, "type": p.type, "default": p.default} for p in query.parameters
        ],
    }


def _without_header(sparql: str) -> str:
    """Leave out what the page shows beside the query: the first lines that are comments."""
    lines = sparql.splitlines()
    first = next((i for i, line in enumerate(lines) if not line.startswith("#")), 0)
    return "\n".join(lines[first:]).strip() + "\n"


@functools.cache
def _ontology() -> str:
    """Names and hierarchy of all terms, as Turtle: one triple a line, the same on any machine."""
    prefixes = "".join(f"@prefix {p}: <{n}> .\n" for p, n in sorted(PREFIXES.items()))
    return prefixes + "\n".join(sorted(set(_triples()))) + "\n"


def _triples() -> Iterator[str]:
    import pyoxigraph as ox

    kept = {iri(short): short for short in _KEPT}
    for quad in ox.parse(path=str(ontology_path() / "ai.ttl"), format=ox.RdfFormat.TURTLE):
        short = kept.get(quad.predicate.value)
        if short is not None:
            yield f"{_term(quad.subject)} {short} {_term(quad.object)} ."


def _term(term: object) -> str:
    value = getattr(term, "value", "")
    short = curie(value)
    return short if short != value else str(term)
