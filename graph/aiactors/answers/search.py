"""What is found, with the documents that carry it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from aiactors.answers.make import AnswerMaker
from aiactors.answers.models import Found, SearchAnswer
from aiactors.answers.parts import Concept
from aiactors.record import citation
from aiactors.search import Hit
from aiactors.search.text import words
from aiactors.vocabulary import iri

if TYPE_CHECKING:
    from aiactors.graph import Graph

_STATEMENT = {"en": "statement", "fr": "énoncé"}


def found(
    graph: Graph,
    text: str,
    kinds: Collection[str] | None = None,
    fields: Collection[str] | None = None,
    limit: int = 10,
    lang: str = "en",
) -> SearchAnswer:
    """Search names, titles, passages and remarks.

    A text without any words finds nothing. For the options see :meth:`aiactors.graph.Graph.search`.

    Example:
        >>> from aiactors.opening import open_graph
        >>> [hit.name for hit in found(open_graph(), "altmann", ["person"], limit=1).hits]
        ['Sam Altman']
    """
    hits = graph.search(text, kinds or None, fields or None, limit, lang) if words(text) else []
    maker = AnswerMaker(_part(graph, hits), lang)
    numbers: dict[str, int] = {}
    answers = tuple(_found(maker, hit, numbers) for hit in hits)
    cited = [citation(maker.dossiers, ref, lang) for ref in numbers]
    return SearchAnswer(hits=answers, sources=maker.sources(cited))


def _part(graph: Graph, hits: Collection[Hit]) -> Graph:
    """The part of the graph that tells who carries what was found."""
    refs = [hit.ref for hit in hits]
    return graph.holding(
        [ref for ref in refs if ref.startswith("st:")],
        [ref for ref in refs if ref.startswith("id:")],
    )


def _found(maker: AnswerMaker, hit: Hit, numbers: dict[str, int]) -> Found:
    return Found(
        ref=hit.ref,
        address=iri(hit.ref),
        name=hit.name,
        kind=_kind(maker, hit.kind),
        field=hit.field,
        how=hit.how,
        text=hit.text,
        lang=hit.lang,
        matched=hit.matched,
        score=hit.score,
        sources=tuple(
            sorted(numbers.setdefault(r, len(numbers) + 1) for r in _carriers(maker, hit.ref))
        ),
    )


def _carriers(maker: AnswerMaker, ref: str) -> list[str]:
    """The documents in which a statement was read; a document itself."""
    if (statement := maker.dossiers.statements.get(ref)) is not None:
        return list(dict.fromkeys(a.read_in for a in statement.attributions))
    return [ref] if ref in maker.dossiers.documents else []


def _kind(maker: AnswerMaker, kind: str) -> Concept:
    name = maker.ontology.kinds.get(kind)
    if name is None:
        return Concept(key=kind, words=_STATEMENT[maker.lang] if kind == "statement" else kind)
    return maker.concept(name)
