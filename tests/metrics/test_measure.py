"""What is measured is the network of direct triples between actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

import aiactors
from aiactors.columns import columns_of
from aiactors.errors import DateError, InputError
from aiactors.graph import Graph
from aiactors.metrics import ActorMetrics, measure
from aiactors.network.communities import communities
from aiactors.network.kinds import DRAWN
from tests.paths.conftest import made_graph
from tests.paths.test_parts import EDGES
from tests.strategies import examples


@pytest.fixture
def graph_of() -> Callable[..., Graph]:
    """What makes a graph of statements."""
    return made_graph


def triples(graph: Graph) -> set[tuple[str, str, str]]:
    """Return the direct triples between actors, each once; where mutual, in order."""
    kinds = graph.projector.kinds
    found = set()
    for subject, pairs in graph.derived.direct.items():
        for predicate, objects in pairs.items():
            relation = graph.projector.ontology.relations[predicate.removeprefix("ai:")]
            for object_ in objects:
                ends = (subject, object_) if relation.directed else sorted((subject, object_))
                if subject != object_ and {kinds.get(subject), kinds.get(object_)} <= DRAWN:
                    found.add((ends[0], predicate, ends[1]))
    return found


def plainly(graph: Graph) -> list[ActorMetrics]:
    """Measure a graph with networkx, triple by triple."""
    relations = graph.projector.ontology.relations
    towards: Counter[tuple[str, str]] = Counter()
    edges = [(subject, object_) for subject, _, object_ in sorted(triples(graph))]
    for subject, predicate, object_ in triples(graph):
        towards[subject, object_] += 1
        if not relations[predicate.removeprefix("ai:")].directed:
            towards[object_, subject] += 1
    directed, tied = nx.DiGraph(), nx.Graph(edges)
    directed.add_nodes_from(tied)
    directed.add_weighted_edges_from((a, b, n) for (a, b), n in towards.items())
    refs = sorted(tied)
    ranks = nx.pagerank(directed, tol=1e-13, max_iter=1000) if refs else {}
    between = nx.betweenness_centrality(tied)
    groups = dict(zip(refs, communities(refs, edges), strict=True))
    name = graph.projector.words
    rows = [ActorMetrics(r, name(r), ranks[r], between[r], groups[r], tied.degree(r)) for r in refs]
    return sorted(rows, key=lambda row: (-round(row.pagerank, 7), row.ref))


def hold_equal(found: list[ActorMetrics], expected: list[ActorMetrics]) -> None:
    """Hold measures against each other, whatever the order of what is equal."""
    one, other = ({row.ref: row for row in rows} for rows in (found, expected))
    assert one.keys() == other.keys()
    for ref, row in one.items():
        same = other[ref]
        assert (row.name, row.community, row.degree) == (same.name, same.community, same.degree)
        assert row.pagerank == pytest.approx(same.pagerank, abs=1e-7)
        assert row.betweenness == pytest.approx(same.betweenness, abs=1e-9)


@examples(40)
@given(EDGES)
def test_it_is_what_networkx_finds(edges: list[Any]) -> None:
    """Whatever statements there are: those without a direct triple do not count."""
    graph = made_graph(edges)
    expected = plainly(graph)
    found = measure(columns_of(graph.dossiers, graph.derived), bulk=True)
    hold_equal(found, expected)
    assert [round(row.pagerank, 9) for row in found] == sorted(
        (round(row.pagerank, 9) for row in found), reverse=True
    )


def test_as_of_a_day(world: Path) -> None:
    """As the graph of that day, which is another way to ask it."""
    graph = aiactors.open(world)
    for day in ("2019-01-01", "2020-06-01", "2021-06-01"):
        then = graph.at(as_of=day)
        hold_equal(graph.metrics(day), plainly(then))
        hold_equal(graph.metrics(date.fromisoformat(day)), then.metrics())


def test_bulk_dossiers_count_when_they_are_asked_for(graph_of: Callable[..., Graph]) -> None:
    """They are taken over from tables."""
    graph = graph_of([("a", "owns", "b"), ("b", "owns", "c", {"bulk": True})])
    assert [row.ref for row in graph.metrics()] == ["id:b", "id:a"]
    assert len(graph.metrics(bulk=True)) == 3


def test_a_line_of_three(graph_of: Callable[..., Graph]) -> None:
    """By hand: the one in the middle is between the others."""
    graph = graph_of([("a", "owns", "b"), ("c", "owns", "b"), ("a", "founded", "b")])
    first, *others = graph.metrics(lang="fr")
    assert (first.ref, first.name, first.degree) == ("id:b", "b (fr)", 2)
    assert (first.betweenness, [row.betweenness for row in others]) == (1.0, [0.0, 0.0])


def test_nothing_is_measured_of_nothing(graph_of: Callable[..., Graph]) -> None:
    """Nor of statements that tie no actors."""
    assert graph_of([("a", "author", "doc")]).metrics() == []


def test_what_is_wrong_is_said(graph_of: Callable[..., Graph]) -> None:
    """With what to do."""
    graph = graph_of([("a", "owns", "b")])
    with pytest.raises(InputError, match="sources 0: use a number from 1"):
        graph.metrics(sources=0)
    with pytest.raises(DateError, match="tomorrow"):
        graph.metrics("tomorrow")
