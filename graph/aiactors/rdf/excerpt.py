"""A part of a graph as a model: some statements, with all that they rest on.

Of a store with millions of statements, a few are cited at a time. What is read of it for them is
what the whole model would have told: who says so, in which documents, by which publishers and
their owners, and what the statements are about. Their statuses are therefore the same as in the
whole; a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from aiactors.collection import paused_collection
from aiactors.model import DossierSet
from aiactors.progress import SILENT, Progress
from aiactors.rdf.gather import Gatherer, Kept
from aiactors.rdf.read import from_graphs
from aiactors.vocabulary import PREFIXES, iri

_SUBJECT, _OBJECT, _SAID_IN, _VIA, _ATTRIBUTION = (
    ox.NamedNode(iri(name))
    for name in ("rdf:subject", "rdf:object", "ai:saidIn", "ai:reportedVia", "ai:attribution")
)


@paused_collection()
def excerpt(
    store: ox.Store,
    statements: Iterable[str],
    entities: Iterable[str] = (),
    kept: dict[str, Kept] | None = None,
    *,
    progress: Progress = SILENT,
) -> DossierSet:
    """Read some statements out of a store, with all that they rest on.

    Args:
        store: the engine's store, in which each dossier is a named graph; or where only their
            union was filled in, as of records in bulk.
        statements: references of statements.
        entities: references of entities and documents that are read as well.
        kept: the entities and documents that were read before, if the store has not changed
            since; they are not read again, and those that are read now are added. Where there
            are too many, all are let go.
        progress: is told how far it is.

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
    wanted = list(dict.fromkeys(statements))
    found = Gatherer(store, kept or {})
    with progress.step("reading what is said", len(wanted) or None, "statements") as advance:
        found.gather(map(iri, wanted), map(iri, entities), advance)
    with progress.step("taking it in", len(wanted) or None, "statements") as advance:
        dossiers = from_graphs(found.graphs, found.ready, file="store", advance=advance)
    if kept is not None:
        found.keep(dossiers, kept)
    return dossiers


def statements_about(store: ox.Store, ref: str) -> list[str]:
    """Return the statements in which an entity or document takes part, in order of reference.

    That is as subject or object, or as the document in which they are made.
    """
    entity = ox.NamedNode(iri(ref))
    found = {
        quad.subject
        for predicate in (_SUBJECT, _OBJECT)
        for quad in store.quads_for_pattern(None, predicate, entity, None)
    }
    return sorted({*_refs(found), *statements_in(store, ref)})


def statements_in(store: ox.Store, ref: str) -> list[str]:
    """Return the statements that are made in a document, or passed on by it, in order."""
    document = ox.NamedNode(iri(ref))
    found = {
        told.subject
        for predicate in (_SAID_IN, _VIA)
        for said in store.quads_for_pattern(None, predicate, document, None)
        for told in store.quads_for_pattern(None, _ATTRIBUTION, said.subject, None)
    }
    return sorted(set(_refs(found)))


def _refs(found: Iterable[object]) -> Iterator[str]:
    prefix = PREFIXES["st"]
    for node in found:
        if isinstance(node, ox.NamedNode) and node.value.startswith(prefix):
            yield "st:" + node.value.removeprefix(prefix)
