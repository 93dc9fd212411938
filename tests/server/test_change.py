"""A graph is written as a whole, by the shortest way."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.server import change
from aiactors.server.change import add, replace

GRAPHS: list[change.Name] = [ox.DefaultGraph(), ox.NamedNode("urn:g")]
OTHER = ox.Quad(
    ox.BlankNode("kept"), ox.NamedNode("urn:p"), ox.BlankNode("kept"), ox.NamedNode("urn:other")
)
TURTLE = st.lists(
    st.sampled_from(
        [
            "<urn:a> <urn:p> 1 .", "<urn:a> <urn:p> 'x' .", "<urn:b> <urn:p> <urn:a> .",
            "_:x <urn:p> 1 .", "<urn:a> <urn:q> _:x .", "_:x <urn:q> _:y .",
            "<urn:a> <urn:says> <<( <urn:a> <urn:p> 2 )>> .",
            "<urn:a> <urn:says> <<( _:x <urn:p> 2 )>> .",
        ]
    ),
    max_size=6,
).map("\n".join)  # fmt: skip


def parsed(text: str) -> list[ox.Triple]:
    """Triples with blank nodes of their own."""
    return [q.triple for q in ox.parse(text, ox.RdfFormat.TURTLE, rename_blank_nodes=True)]


def canonical(triples: list[ox.Triple]) -> set[str]:
    """Triples that can be compared."""
    graph = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in graph}


def held(store: ox.Store, name: change.Name) -> list[ox.Triple]:
    """The triples of a graph."""
    return [quad.triple for quad in store.quads_for_pattern(None, None, None, name)]


@given(before=TURTLE, after=TURTLE, name=st.sampled_from(GRAPHS), many=st.booleans())
def test_put_and_post(before: str, after: str, name: change.Name, many: bool) -> None:
    """What is there afterwards is what was put, or both; nothing else is touched."""
    with pytest.MonkeyPatch.context() as patched:
        if many:
            patched.setattr(change, "_MANY", 0)
        store = ox.Store()
        store.add(OTHER)
        first, second = parsed(before), parsed(after)
        add(store, name, first)
        assert canonical(held(store, name)) == canonical(first)
        replace(store, name, second)
        assert canonical(held(store, name)) == canonical(second)
        add(store, name, first)
        assert canonical(held(store, name)) == canonical([*first, *second])
        assert held(store, ox.NamedNode("urn:other")) == [OTHER.triple]
