"""The page of a statement: what it says, who says so, and how to cite it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from aiactors.record import RecordMaker
from aiactors.record.cite import bibtex, claim_review, footnote
from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.ego import style_of
from aiactors.server.site.pages import page
from aiactors.server.site.rdf import describe, wanted
from aiactors.server.site.request import PageRequest
from aiactors.vocabulary import iri

if TYPE_CHECKING:
    from aiactors.graph import Graph

_HASH = re.compile(r"[0-9a-f]{20}")


def statement(graph: Graph, visit: PageRequest, hash_: str) -> Reply:
    """Answer with a statement and its sources."""
    ref = f"st:{hash_}"
    media = wanted(visit)
    graph = graph.holding([ref] if _HASH.fullmatch(hash_) else [])
    if ref not in graph.dossiers.statements:
        raise HttpError(404, f"no statement has the hash {hash_!r}")
    if media != "text/html":
        return describe(graph, iri(ref), media)
    lang = visit.lang
    told = graph.dossiers.statements[ref]
    line, sources = RecordMaker(graph.projector, lang).cited(ref)
    known = graph.derived.assessments[ref].known_since
    return page(
        "statement.html.j2",
        visit,
        ref=ref,
        address=iri(ref),
        line=line,
        sources=sources,
        subject=told.subject,
        subject_name=graph.projector.words(told.subject, lang),
        known_since="" if known is None else known.isoformat(),
        style=style_of(line),
        footnote=footnote(graph.projector, told, lang),
        bibtex=bibtex(graph.projector, told, lang),
        review=json.dumps(claim_review(graph.projector, told, lang), indent=2, ensure_ascii=False),
    )
