"""Small graphs of actors, made for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from aiactors.graph import Graph
from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    Statement,
    texts,
)

Edge = tuple[str, str, str] | tuple[str, str, str, dict[str, Any]]
"""Subject, relation and object; then ``sources`` (a number), ``stance``, ``claimant``, ``bulk``
and what else a statement has."""

KINDS = {"doc": "Article", "round": "FundingRound", "suit": "Lawsuit", "thought": "Proposition"}
PAPERS = 4


def _said(count: int, stance: str, claimant: str | None) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(
            said_in=f"id:text-{n}",
            stance=stance,
            claimant=claimant,
            evidence=(Evidence(document=f"id:text-{n}", gist=texts({"en": f"So says text {n}."})),),
        )
        for n in range(count)
    )


def _statement(edge: Edge) -> Statement:
    more = dict(edge[3]) if len(edge) == 4 else {}
    said = _said(more.pop("sources", 1), more.pop("stance", "Asserts"), more.pop("claimant", None))
    also = more.pop("denied", 0)
    said += _said(also, "Denies", None)[:also]
    subject, predicate, object_ = (edge[0], edge[1], edge[2])
    return Statement(
        subject=f"id:{subject}", predicate=predicate, object=f"id:{object_}",
        **{"attributions": said, **more},
    )  # fmt: skip


def _entity(id_: str) -> Entity:
    kind = KINDS.get(id_.rstrip("0123456789"), "Company")
    name = texts({"en": id_.title(), "fr": f"{id_} (fr)"})
    if kind == "Article":
        return Document(id=id_, kinds=(kind,), names=name)
    return Entity(id=id_, kinds=(kind,), names=name)


def made_graph(edges: Iterable[Edge], also: Iterable[str] = ()) -> Graph:
    """Make a graph of statements."""
    edges = list(edges)
    ids = sorted({end for edge in edges for end in (edge[0], edge[2])} | set(also))
    papers = [Entity(id=f"paper-{n}", kinds=("MediaOrganization",), names=texts({"en": f"P{n}"}))
              for n in range(PAPERS)]  # fmt: skip
    documents = [
        Document(
            id=f"text-{n}", kinds=("Article",), names=texts({"en": f"Text {n}"}),
            publisher=f"id:paper-{n}", url=f"https://paper.example/{n}",
        )
        for n in range(PAPERS)
    ]  # fmt: skip
    entities = [_entity(id_) for id_ in ids]
    in_bulk = [(*e[:3], {k: v for k, v in e[3].items() if k != "bulk"})
               for e in edges if len(e) == 4 and e[3].get("bulk")]  # fmt: skip
    curated = [e for e in edges if not (len(e) == 4 and e[3].get("bulk"))]
    title = texts({"en": "A"})
    return Graph.of_dossiers(
        DossierSet(
            dossiers=(
                Dossier(
                    name="one", title=title,
                    entities=(*papers, *(e for e in entities if not isinstance(e, Document))),
                    documents=(*documents, *(e for e in entities if isinstance(e, Document))),
                    statements=tuple(map(_statement, curated)),
                ),
                Dossier(
                    name="two", title=title, bulk=True,
                    statements=tuple(_statement(e) for e in in_bulk),
                ),
            )
        )
    )  # fmt: skip


@pytest.fixture
def graph_of() -> Callable[..., Graph]:
    """What makes a graph of statements."""
    return made_graph
