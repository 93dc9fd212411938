"""Sets are counted once, and tell whether one lies within another."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from aiactors.check.sets import Sets, having, values_of
from aiactors.store import FORMATS, Store

NAMES = "abcd"
Pairs = list[tuple[str, str, str]]


class Counted(Store):
    """A store that counts how often it is asked."""

    asked = 0

    def query(self, *arguments: Any, **options: Any) -> Any:
        """Ask, and count."""
        self.asked += 1
        return super().query(*arguments, **options)


def read(sets: Sets) -> list[Any]:
    """Read all that has a property."""
    return list(sets.select("SELECT ?focus { ?focus <urn:p> ?any }"))


def graph(pairs: Pairs) -> Counted:
    """A store of some triples."""
    store = Counted()
    store.inner.extend(ox.Quad(*(ox.NamedNode(f"urn:{n}") for n in names)) for names in pairs)
    return store


NAME = st.sampled_from(NAMES)
SET = st.tuples(st.sampled_from([having, values_of]), st.sampled_from("pq"))


@given(
    st.lists(st.tuples(NAME, st.sampled_from("pq"), NAME), max_size=8),
    st.lists(st.tuples(st.lists(SET, max_size=2), st.lists(SET, max_size=2)), max_size=4),
)
def test_one_lies_within_another(pairs: Pairs, asked: list[tuple[list[Any], list[Any]]]) -> None:
    """As sets of Python tell, whatever is known of others already."""
    sets = Sets(graph(pairs))

    def members(parts: list[Any]) -> set[str]:
        return {
            s if kind is having else o for kind, path in parts for s, p, o in pairs if p == path
        }

    def patterns(parts: list[Any]) -> list[str]:
        return [kind(f"<urn:{path}>") for kind, path in parts]

    for part, whole in asked:
        assert sets.size(patterns(part)) == len(members(part))
        assert sets.is_within(patterns(part), patterns(whole)) == (members(part) <= members(whole))


def test_nothing_is_counted_twice() -> None:
    """Nor asked again, if more is known."""
    store = graph([("a", "p", "b"), ("a", "q", "b")])
    sets = Sets(store)
    p, q = having("<urn:p>"), having("<urn:q>")
    assert sets.size([p, q]) == sets.size([q, p]) == 1
    assert store.asked == 1
    sets.note("<urn:p>", 1, 1)
    assert sets.counted("<urn:p>") == 1
    assert sets.is_within([q], [p])
    assert store.asked == 1  # the union of both is known
    assert sets.values("<urn:p>") == sets.values("<urn:p>") == {ox.NamedNode("urn:b")}
    assert sets.kept(read) is sets.kept(read)
    assert store.asked == 3  # the second for the values of one property


def test_classes_with_those_beneath_them() -> None:
    """In a circle as well; blank ones, which no query can name, are left out."""
    store = Store()
    text = b"""@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <urn:> .
    :Cat rdfs:subClassOf :Pet . :Pet rdfs:subClassOf :Animal . :Animal rdfs:subClassOf :Cat .
    [] rdfs:subClassOf :Pet . :tom a :Cat ."""
    store.load(text, FORMATS[".ttl"])
    sets = Sets(store)
    assert sorted(sets.classes(["<urn:Pet>"])) == ["<urn:Animal>", "<urn:Cat>", "<urn:Pet>"]
    assert sets.classes(["<urn:Plant>"]) == ["<urn:Plant>"]
    assert sets.size([sets.instances("<urn:Pet>")]) == 1
    assert sets.is_empty(f"SELECT ?focus {{ {sets.instances('<urn:Plant>')} }}")
