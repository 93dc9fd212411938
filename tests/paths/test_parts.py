"""Ties are told from a part of the store as they are from all of it, word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiactors
from aiactors.columns import columns_of
from aiactors.errors import InputError
from aiactors.graph import Graph
from aiactors.network.kinds import DRAWN
from aiactors.network.project import Projector
from aiactors.paths import Conditions, PathFinder, Ties
from aiactors.rdf import derive, excerpt
from tests.paths.conftest import made_graph
from tests.strategies import examples

GraphOf = Callable[..., Graph]


def both(graph: Graph) -> tuple[PathFinder, PathFinder]:
    """Return what tells ties by the whole model, and by what is read of the store for them."""
    columns = columns_of(graph.dossiers, graph.derived)

    def read(statements: Iterable[str], entities: Iterable[str]) -> Projector:
        part = excerpt(graph.store.inner, statements, entities)
        return Projector(part, derive(part))

    return PathFinder(columns, lambda *_: graph.projector), PathFinder(columns, read)


def hold_equal(graph: Graph, refs: Sequence[str], conditions: Conditions, **more: Any) -> None:
    """Ask both the same."""
    model, columns = both(graph)
    assert model.find(refs, conditions, **more) == columns.find(refs, conditions, **more)


def best_of(ties: Ties) -> Ties:
    """Return ties with nothing but the best statement of each hop, and what that rests on."""
    told = tuple(
        replace(tie, hops=tuple(replace(hop, supports=hop.supports[:1]) for hop in tie.hops))
        for tie in ties
    )
    cited = max((hop.best.source for tie in told for hop in tie.hops), default=0)
    return replace(ties, ties=told, sources=ties.sources[:cited])


ENDS = st.sampled_from(["a", "b", "c", "d", "e", "round", "suit", "thought", "doc"])
HOW = st.fixed_dictionaries(
    {},
    optional={
        "sources": st.integers(1, 4),
        "stance": st.sampled_from(["Asserts", "Denies", "LeavesOpen", "Retracts"]),
        "claimant": st.sampled_from(["id:a", "id:b"]),
        "denied": st.integers(0, 2),
        "bulk": st.just(True),
        "rank": st.sampled_from(["Preferred", "Normal", "Deprecated"]),
        "modality": st.sampled_from(["Actual", "Actual", "Planned"]),
        "when": st.sampled_from(["2015/2017", "2018-05", "2016", "/2019", "2014/..", "2020~"]),
    },
)
RELATIONS = st.sampled_from(["owns", "founded", "sued", "competesWith", "chairs"])
EDGES = st.lists(st.tuples(ENDS, RELATIONS, ENDS, HOW), min_size=1, max_size=25)
CONDITIONS = st.builds(
    Conditions,
    established=st.booleans(),
    as_of=st.sampled_from([None, date(2016, 6, 1), date(2018, 1, 1), date(2021, 1, 1)]),
    without=st.frozensets(st.sampled_from(["owns", "competesWith"]), max_size=1),
    disputed=st.booleans(),
    bulk=st.booleans(),
)


@examples(60)
@given(EDGES, st.lists(CONDITIONS, min_size=1, max_size=4), st.integers(1, 6), st.integers(1, 6))
def test_ties_are_those_of_the_model(
    edges: list[Any], conditions: list[Conditions], k: int, longest: int
) -> None:
    """Under all conditions: the same ways in the same order, and the same words and sources."""
    graph = made_graph(edges, also=["a", "b", "e"])
    model, columns = both(graph)
    for one in conditions:
        more = {"k": k, "longest": longest, "lang": "fr"}
        asked = (["id:a", "id:b", "id:e"], one)
        found = model.find(*asked, **more)  # type: ignore[arg-type]
        assert found == columns.find(*asked, **more)  # type: ignore[arg-type]
        best = columns.find(*asked, **more, every=False)  # type: ignore[arg-type]
        assert best == best_of(found)


@pytest.mark.parametrize("story", ["golden", "world"])
def test_ties_of_a_story(story: str, root: Path) -> None:
    """With everything that a statement may have."""
    graph = aiactors.open(root / "tests" / story)
    refs = [ref for ref, kind in graph.projector.kinds.items() if kind in DRAWN][:8]
    for conditions in (Conditions(), Conditions(disputed=True, bulk=True)):
        hold_equal(graph, refs, conditions)


def test_who_is_no_actor_is_told(graph_of: GraphOf) -> None:
    """In the same words, though nothing but the entity itself was read."""
    graph = graph_of([("a", "author", "doc"), ("a", "owns", "b")])
    for finder in both(graph):
        with pytest.raises(InputError, match="Doc is a document: ties lead between people"):
            finder.find(["id:a", "id:doc"])


def test_who_has_no_statement_is_tied_to_nobody(graph_of: GraphOf) -> None:
    """It has no place in the columns of statements."""
    graph = graph_of([("a", "owns", "b")], also=["lone"])
    _, columns = both(graph)
    assert columns.find(["id:a", "id:lone"]).untied == (("id:a", "id:lone"),)
