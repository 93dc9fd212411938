"""The page of an entity: all that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiactors.record import RecordMaker, holding_now
from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.chosen import choose
from aiactors.server.site.ego import spokes, style_of
from aiactors.server.site.pages import page
from aiactors.server.site.rdf import describe, node_of, wanted
from aiactors.server.site.request import PageRequest
from aiactors.vocabulary import iri

if TYPE_CHECKING:
    from aiactors.graph import Graph


def entity(graph: Graph, visit: PageRequest, slug: str) -> Reply:
    """Answer with what is said of an entity."""
    ref = f"id:{slug}"
    node_of(iri(ref))
    media = wanted(visit)
    chosen = choose(graph, visit, ref)
    part = graph.holding(chosen.statements, [ref])
    if ref not in part.dossiers.entities:
        raise HttpError(404, f"no entity has the id {slug!r}: look for it at {visit.base}/search")
    if media != "text/html":
        return describe(graph, iri(ref), media, chosen)
    record = RecordMaker(part.projector, visit.lang).record(ref, frozenset(chosen.statements))
    lines = [line for group in record.groups.values() for line in group]
    return page(
        "entity.html.j2",
        visit,
        ref=ref,
        record=record,
        now=holding_now(graph.store, ref, visit.lang),
        chosen=chosen,
        contested=[line for line in lines if line.contested],
        spokes=spokes(record.groups.items(), part.projector.kinds),
        style_of=style_of,
        address=iri(ref),
    )
