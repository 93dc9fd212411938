"""Communities: those that are there are found, the same ones every time."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.errors import InputError
from aiactors.network.communities import MOST, CommunityGraph, communities, levels
from tests.network.planted import Ends, planted
from tests.processes import printed
from tests.strategies import examples


def groups(ids: list[str], found: list[int]) -> list[set[str]]:
    """Return the nodes of each community."""
    of = defaultdict(set)
    for node, community in zip(ids, found, strict=True):
        of[community].add(node)
    return [of[community] for community in sorted(of)]


def graph(ids: list[str], edges: Ends) -> nx.Graph:
    """Return a network as networkx has it."""
    made = nx.Graph()
    made.add_nodes_from(ids)
    made.add_edges_from((a, b) for a, b in edges if a != b)
    return made


def test_no_nodes_are_in_no_community() -> None:
    """A graph may be empty."""
    assert communities([], []) == []


def test_a_single_node_is_a_community() -> None:
    """With or without an edge to itself."""
    assert communities(["a"], []) == [0]
    assert communities(["a"], [("a", "a")]) == [0]


def test_nodes_tied_to_nothing_are_one_community() -> None:
    """They are gathered in the overview."""
    assert communities(["x", "a", "y", "b", "z", "c"], [("a", "b"), ("b", "c")]) == [
        1, 0, 1, 0, 1, 0,
    ]  # fmt: skip
    assert communities(["x", "y", "z"], []) == [0, 0, 0]


def test_a_clique_is_not_torn_apart() -> None:
    """However much one would like to have two communities."""
    ids = list("abcdef")
    assert communities(ids, list(itertools.combinations(ids, 2))) == [0] * 6


def test_planted_communities_are_found_back() -> None:
    """Those of a random network in which most ties are within them."""
    ids, edges = planted(groups=12, size=30, across=60)
    found = groups(ids, communities(ids, edges))
    assert len(found) == 12
    for members in found:
        most = Counter(node[:4] for node in members).most_common(1)[0][1]
        assert most == len(members) >= 29


def test_modularity_is_that_of_networkx_louvain() -> None:
    """Joining what is small costs little."""
    ids, edges = planted(groups=40, size=25, across=900)
    network = graph(ids, edges)
    ours = nx.community.modularity(network, groups(ids, communities(ids, edges)))
    theirs = nx.community.louvain_communities(network, seed=1)
    assert ours > nx.community.modularity(network, theirs) - 0.01


def test_there_are_never_more_than_a_reader_can_survey() -> None:
    """What is small joins what it is tied to, or else what is tied to nothing."""
    ids, edges = planted(groups=150, size=8, across=900)
    loose = [f"pair{i:03}{end}" for i in range(100) for end in "ab"]
    pairs = list(zip(loose[::2], loose[1::2], strict=True))
    found = communities([*ids, *loose], edges + pairs)
    assert max(found) + 1 <= MOST
    assert len({found[len(ids) + i] for i in range(200)}) == 1
    assert not set(found[: len(ids)]) & set(found[len(ids) :])


def test_the_largest_comes_first_and_then_the_first_id() -> None:
    """Numbers are stable: pages and links may name them."""
    cliques = {"a": 4, "b": 5, "c": 4}
    ids = [f"{name}{i}" for name, size in cliques.items() for i in range(size)]
    edges = [(a, b) for a, b in itertools.combinations(ids, 2) if a[0] == b[0]]
    assert communities(ids, edges) == [1] * 4 + [0] * 5 + [2] * 4


def test_neither_the_order_nor_the_direction_of_edges_matters() -> None:
    """A store answers in any order."""
    ids, edges = planted(groups=8, size=20, across=80)
    expected = dict(zip(ids, communities(ids, edges), strict=True))
    rng = Random(2)
    for _ in range(3):
        rng.shuffle(ids)
        rng.shuffle(edges)
        turned = [(b, a) if rng.random() < 0.5 else (a, b) for a, b in edges]
        assert dict(zip(ids, communities(ids, turned), strict=True)) == expected


def test_two_processes_agree() -> None:
    """Nothing depends on hashes."""
    code = (
        "from tests.network.planted import planted;"
        "from aiactors.network.communities import communities;"
        "print(communities(*planted(10, 12, 90)))"
    )
    answers = set(printed(code))
    assert len(answers) == 1


def test_an_edge_to_nowhere_is_named() -> None:
    """The message says which node is missing, and what to do."""
    with pytest.raises(InputError, match="'ghost', which is not among the nodes: add it"):
        communities(["a"], [("a", "ghost")])


def test_parallel_edges_tie_more() -> None:
    """Between two groups, a node goes where it has more to do."""
    ids = ["a1", "a2", "a3", "b1", "b2", "b3", "m"]
    edges = [(a, b) for a, b in itertools.combinations(ids[:6], 2) if a[0] == b[0]]
    for side in "ab":
        found = communities(ids, [*edges, ("m", "a1"), ("m", "b1"), *[("m", f"{side}1")] * 3])
        assert found[6] == found[ids.index(f"{side}2")]


NODES = st.integers(0, 25).map(lambda i: f"n{i}")


@examples(100)
@given(st.sets(NODES), st.data())
def test_every_node_has_one_community_and_none_is_empty(ids: set[str], data: st.DataObject) -> None:
    """Whatever the network."""
    nodes = sorted(ids)
    some = st.sampled_from(nodes) if nodes else st.nothing()
    edges = data.draw(st.lists(st.tuples(some, some), max_size=60)) if nodes else []
    found = communities(nodes, edges)
    sizes = Counter(found)
    assert len(found) == len(nodes)
    assert sorted(sizes) == list(range(len(sizes)))
    assert sorted(sizes.values(), reverse=True) == [sizes[i] for i in range(len(sizes))]
    tied = {end for a, b in edges if a != b for end in (a, b)}
    alone = {community for node, community in zip(nodes, found, strict=True) if node not in tied}
    assert len(alone) <= 1


@examples(50)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=60))
def test_each_level_raises_modularity(pairs: list[tuple[int, int]]) -> None:
    """No step makes it worse."""
    edges = sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]})
    network = nx.Graph(edges)
    network.add_nodes_from(range(21))
    found, reached = list(range(21)), -1.0
    for level in levels(CommunityGraph.of(21, [(a, b, 1.0) for a, b in edges])):
        found = [level[group] for group in found]
        members = [{n for n in range(21) if found[n] == group} for group in set(found)]
        now = nx.community.modularity(network, members)
        assert now > reached - 1e-9
        reached = now
