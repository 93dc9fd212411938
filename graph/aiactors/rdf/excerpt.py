"""A part of a graph as a model: some statements, with all that they rest on.

Of a store with millions of statements, a few are cited at a time. What is read of it for them is
what the whole model would have told: who says so, in which documents, by which publishers and
their owners, and what the statements are about. Their statuses are therefore the same as in the
whole; a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import pyoxigraph as ox

from aiactors.collection import paused_collection
from aiactors.model import DossierSet
from aiactors.rdf.read import from_quads
from aiactors.vocabulary import DERIVED, PREFIXES, iri


def _named(*names: str) -> tuple[ox.NamedNode, ...]:
    return tuple(ox.NamedNode(iri(name)) for name in names)


MANY = 64
"""Quads of an entity from which on it is asked for by what an entity says of itself alone."""

_OF_ENTITIES = _named(
    "rdf:type", "skos:prefLabel", "skos:altLabel", "skos:exactMatch", "skos:note",
    "foaf:homepage", "ai:tier", "ai:owner", "dcterms:publisher", "dcterms:language",
    "schema:url", "ai:when", "ai:copyOf", "ai:fileName", "ai:textHash", "ai:accessed",
)  # fmt: skip
"""What an entity or document says of itself; its direct triples may be many, and are derived."""

_OF_DOSSIERS = _named("dcterms:title", "dcterms:description", "ai:bulk")
_OURS = tuple(PREFIXES[prefix] for prefix in ("id", "st", "at", "ev", "money"))
_ASIDE = frozenset(_named("ai:contradicts", "ai:supports"))
"""What leads from a statement to others that it can be understood without."""

_SUBJECT, _OBJECT, _SAID_IN, _VIA, _ATTRIBUTION = _named(
    "rdf:subject", "rdf:object", "ai:saidIn", "ai:reportedVia", "ai:attribution"
)


@paused_collection()
def excerpt(store: ox.Store, statements: Iterable[str], entities: Iterable[str] = ()) -> DossierSet:
    """Read some statements out of a store, with all that they rest on.

    Args:
        store: the engine's store, in which each dossier is a named graph; or where only their
            union was filled in, as of records in bulk.
        statements: references of statements.
        entities: references of entities and documents that are read as well.

    Returns:
        The dossiers, with these statements and those that they are about or depend on, with every
        attribution and passage, and the documents, publishers, owners, claimants and ends that
        they name. What the store does not hold is left out.

    Raises:
        RdfError: if the store does not hold the model.

    Example:
        >>> excerpt(ox.Store(), ["st:00000000000000000000"]).statements
        {}
    """
    refs = chain(statements, entities)
    of_union = next(iter(store.named_graphs()), None) is None
    waiting = [ox.NamedNode(iri(ref)) for ref in refs]
    quads = list(_quads(store, waiting, of_union=of_union))
    graphs = {quad.graph_name for quad in quads}
    about = chain.from_iterable(_dossier(store, graph) for graph in graphs)
    return from_quads(chain(about, quads), file="store")


def statements_about(store: ox.Store, ref: str) -> list[str]:
    """Return the statements in which an entity or document takes part.

    Args:
        store: the engine's store.
        ref: reference of the entity.

    Returns:
        References of the statements with that subject or object, and of those that somebody
        makes in that document, in order.
    """
    entity = ox.NamedNode(iri(ref))
    found = {
        quad.subject
        for predicate in (_SUBJECT, _OBJECT)
        for quad in store.quads_for_pattern(None, predicate, entity, None)
    }
    for predicate in (_SAID_IN, _VIA):
        for said in store.quads_for_pattern(None, predicate, entity, None):
            told = store.quads_for_pattern(None, _ATTRIBUTION, said.subject, None)
            found.update(quad.subject for quad in told)
    prefix = PREFIXES["st"]
    addresses = (node.value for node in found if isinstance(node, ox.NamedNode))
    return sorted("st:" + a.removeprefix(prefix) for a in addresses if a.startswith(prefix))


def _quads(store: ox.Store, waiting: list[ox.NamedNode], *, of_union: bool) -> Iterator[ox.Quad]:
    """What the dossiers say of some subjects, and of those that these rest on."""
    seen = set(waiting)
    while waiting:
        for quad in _said_of(store, waiting.pop()):
            if not _is_of_dossiers(quad, of_union=of_union):
                continue
            yield quad
            there = quad.object
            if (
                isinstance(there, ox.NamedNode)
                and there not in seen
                and quad.predicate not in _ASIDE
                and there.value.startswith(_OURS)
            ):
                seen.add(there)
                waiting.append(there)


def _said_of(store: ox.Store, subject: ox.NamedNode) -> Iterable[ox.Quad]:
    every = store.quads_for_pattern(subject, None, None, None)
    if not subject.value.startswith(PREFIXES["id"]):
        return every
    # What an entity says of itself is little; hubs have thousands of direct triples beside it.
    some = list(islice(every, MANY))
    if len(some) == MANY:
        said = (store.quads_for_pattern(subject, name, None, None) for name in _OF_ENTITIES)
        return chain.from_iterable(said)
    return (quad for quad in some if quad.predicate in _OF_ENTITIES)


def _is_of_dossiers(quad: ox.Quad, *, of_union: bool) -> bool:
    """Whether it stands in the graph of a dossier, or, where there is none, in their union."""
    graph = quad.graph_name
    return of_union or (isinstance(graph, ox.NamedNode) and graph.value != DERIVED)


def _dossier(store: ox.Store, graph: object) -> Iterator[ox.Quad]:
    """What a dossier says of itself."""
    if isinstance(graph, ox.NamedNode):
        for predicate in _OF_DOSSIERS:
            yield from store.quads_for_pattern(graph, predicate, None, graph)
