"""Arrays choose what plain Python chooses; and what is kept of too much."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.columns import columns_of
from aiactors.columns.edges import Edges
from aiactors.columns.mentions import Mention, best, between, mentions_of
from aiactors.errors import InputError
from aiactors.graph import Graph
from aiactors.model import DossierSet
from aiactors.network.kinds import DRAWN, KINDS
from aiactors.network.project import Projector
from aiactors.rdf import derive
from tests.columns import plain_choice as in_python
from tests.columns.plain_choice import PlainEdges
from tests.strategies import dossier_sets, examples

DAYS = st.none() | st.dates(date(2005, 1, 1), date(2030, 1, 1))


@examples(60)
@given(st.data(), dossier_sets(12))
@pytest.mark.heavy
def test_edges_of_columns_are_those_of_the_model(data: st.DataObject, dossiers: DossierSet) -> None:
    """Whatever is in the middle, however far, as of any day; in every order and of any number."""
    projector = Projector(dossiers, derive(dossiers))
    columns = columns_of(dossiers, projector.derived)
    refs = st.sampled_from([*dossiers.entities, "id:nobody"])
    middle = data.draw(st.lists(refs, max_size=2, unique=True))
    kinds = data.draw(st.sets(st.sampled_from(KINDS), min_size=1) | st.just(DRAWN))
    hops, day, bulk = data.draw(st.integers(0, 3)), data.draw(DAYS), data.draw(st.booleans())
    plain = PlainEdges(projector, middle, hops, kinds, day, bulk=bulk)
    fast = Edges(columns, kinds, middle, hops, day, bulk=bulk)
    assert (fast.total, fast.entities) == (plain.total, plain.entities)
    for most in (1, 3, 6, 100):
        assert fast.nearest(most) == plain.nearest(most)
        assert fast.connected(most) == plain.connected(most)
        assert fast.drawn(most) == plain.drawn(most)
    assert fast.drawn(None) == plain.drawn(None)
    for ref in [*dossiers.entities, *middle]:
        assert fast.away(ref) == plain.away(ref)


@examples(40)
@given(dossier_sets(8))
@pytest.mark.heavy
def test_what_is_said_in_columns_is_what_the_model_says(dossiers: DossierSet) -> None:
    """Of every entity, and of every document that carries something."""
    projector = Projector(dossiers, derive(dossiers))
    columns = columns_of(dossiers, projector.derived)
    for ref in [*dossiers.entities, "id:nobody"]:
        carried = [
            s.ref
            for s in dossiers.statements.values()
            if any(ref in (a.said_in, a.via) for a in s.attributions)
        ]
        assert mentions_of(columns, ref, carried) == in_python.mentions_of(projector, ref)
    pairs = {(s.subject, str(s.object)) for s in list(dossiers.statements.values())[::2]}
    pairs |= {(b, a) for a, b in pairs} | {("id:nobody", "id:no-one")}
    assert between(columns, pairs) == in_python.between(projector, pairs)


@pytest.fixture(scope="module")
def graph(world: object) -> Graph:
    """The small world."""
    from aiactors.opening import open_graph

    return open_graph(str(world))


def test_too_much_is_drawn_in_part(graph: Graph) -> None:
    """Between the best known, of each two the best first; around somebody, the nearest."""
    edges = graph.edges()
    shown = edges.drawn(9)
    assert len(shown.statements) <= 9 < edges.total
    best_known = set(edges.connected(3))
    assert set(shown.degrees) <= best_known
    assert list(shown.degrees) == sorted(shown.degrees)
    middle = edges.connected(1)
    around = graph.edges(middle, 1)
    assert middle[0] in around.drawn(6).degrees
    assert around.connected(1) == middle


def test_a_network_tells_what_it_leaves_out(graph: Graph) -> None:
    """In its title, in both languages; all of it says nothing of the kind."""
    whole, part = graph.network(), graph.network(most=6)
    assert not whole.left_out
    assert all(edge in whole.edges for edge in part.edges)
    assert 0 < len(part.edges) <= 6 < len(whole.edges)
    every = {node.id: node for node in whole.nodes}
    assert all(every[node.id] == node for node in part.nodes)
    assert f"of {len(whole.edges)} relations" in part.left_out
    assert part.left_out in part.title["en"]
    assert f"relations sur {len(whole.edges)}" in part.title["fr"]
    for most in (0, -1):
        with pytest.raises(InputError, match="use a number from 1"):
            graph.network(most=most)


def test_best() -> None:
    """As they are read, where there are no more; else those with most sources, equal ones so."""
    said = [Mention(f"st:{n}", "founded", "subject", "2019", n % 3) for n in range(6)]
    assert best(said, None) == best(said, 6) == said
    assert [one.statement for one in best(said, 3)] == ["st:2", "st:5", "st:1"]


def test_hops_end_where_nothing_is_farther(graph: Graph) -> None:
    """However many are asked for."""
    middle = graph.edges().connected(1)
    columns = graph.columns
    for hops in (100, 10**12):
        plain = PlainEdges(graph.projector, middle, hops)
        fast = Edges(columns, DRAWN, middle, hops)
        assert plain.total == fast.total > 0
