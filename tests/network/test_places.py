"""Known places are kept, and others are found for what is new."""

from __future__ import annotations

import itertools
import sys

import pytest

from aiactors.errors import MissingExtraError
from aiactors.network.model import Edge, Network, Node
from aiactors.network.places import placed


def network(ids: str) -> Network:
    """Return a chain of nodes."""
    edges = tuple(
        Edge(
            id=f"{a}{b}",
            iri="",
            source=a,
            target=b,
            relation="r",
            labels={},
            inverse_labels={},
            family="f",
        )
        for a, b in itertools.pairwise(ids)
    )
    nodes = tuple(Node(id=id_, iri="", kind="person", labels={"en": id_}) for id_ in ids)
    return Network(title={}, nodes=nodes, edges=edges)


def without_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be nothing that computes places."""
    monkeypatch.setitem(sys.modules, "aiactors.network.forces", None)
    monkeypatch.delattr("aiactors.network.forces", raising=False)


def test_where_all_are_known_nothing_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain installation draws the release without numpy."""
    without_layout(monkeypatch)
    known = {"a": (1.5, 2.5), "b": (3.0, 4.0), "c": (0.0, 0.0)}
    assert placed(network("ab"), known) == {"a": (1.5, 2.5), "b": (3.0, 4.0)}


def test_without_what_computes_places_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to install."""
    without_layout(monkeypatch)
    with pytest.raises(MissingExtraError, match=r"pip install 'aiactors\[layout\]'"):
        placed(network("ab"), {"a": (0, 0)})


def test_known_places_are_kept_and_new_ones_are_found_beside() -> None:
    """No two of them the same."""
    places = placed(network("abcd"), {"a": (100, -50), "b": (300, -50)})
    assert places["a"] == (100, -50)
    assert places["b"] == (300, -50)
    assert set(places) == set("abcd")
    assert len(set(places.values())) == 4


def test_without_known_places_all_are_computed() -> None:
    """The same every time; places of others do no harm."""
    places = placed(network("abc"), {})
    assert set(places) == set("abc")
    assert placed(network("abc"), {}) == places
    assert set(placed(network("abc"), {"z": (0, 0)})) == set("abc")


def test_an_empty_network_has_no_places() -> None:
    """A graph may be empty."""
    assert placed(network(""), {"a": (0, 0)}) == {}
