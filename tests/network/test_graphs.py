"""The network for networkx: every node and edge, with what people count by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import aiactors
from aiactors.graph import Graph
from aiactors.network.graphs import to_networkx
from aiactors.network.model import Network


@pytest.fixture(scope="module")
def network(world: Path) -> Network:
    """The network of the small world."""
    return aiactors.open(world).network()


def test_it_is_a_directed_graph_with_parallel_edges(network: Network) -> None:
    """Two statements between the same two are two edges."""
    graph = to_networkx(network)
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_nodes() == len(network.nodes)
    assert graph.number_of_edges() == len(network.edges)
    assert graph.number_of_edges("ada-gray", "mindful") == 3
    assert graph.graph["title"] == "The actors of artificial intelligence"


def test_nodes_have_label_kind_and_address(network: Network) -> None:
    """In the language that is asked for."""
    assert to_networkx(network, "fr").nodes["bank"] == {
        "label": "La Banque",
        "kind": "organization",
        "iri": "https://w3id.org/ai-actors/id/bank",
    }
    assert to_networkx(network).nodes["bank"]["label"] == "The Bank"


def test_edges_have_what_people_count_by(network: Network) -> None:
    """Their key is the hash of the statement."""
    (edge,) = [e for e in network.edges if e.relation == "founded" and e.source == "ada-gray"]
    assert to_networkx(network, "fr").edges["ada-gray", "mindful", edge.id] == {
        "relation": "founded",
        "label": "a fondé",
        "family": "role-relation",
        "modality": "actual",
        "status": "established",
        "when": "2019-04",
        "known_since": "2020-03-01",
        "source_count": 2,
    }


def test_edges_can_be_chosen_by_them(network: Network) -> None:
    """Only what is so, and well attested."""
    graph = to_networkx(network)
    facts = graph.edge_subgraph(
        edge
        for edge in graph.edges(keys=True)
        if graph.edges[edge]["modality"] == "actual"
        and graph.edges[edge]["status"] in ("established", "reported")
    )
    assert not facts.has_edge("rival", "mindful")
    assert facts.has_edge("ada-gray", "mindful")


def test_what_is_not_known_has_no_attribute(network: Network) -> None:
    """Files that others read have no word for it."""
    edges = to_networkx(network).edges(data=True)
    assert {"when", "known_since"} <= {key for *_, data in edges for key in data}
    assert any("when" not in data for *_, data in edges)
    assert None not in [value for *_, data in edges for value in data.values()]


def read_graphml(file: Path) -> nx.MultiDiGraph:
    """Read GraphML; networkx takes a hash that is all digits for a number, unless it is told."""
    return nx.read_graphml(file, edge_key_type=str)


@pytest.fixture(scope="module")
def release(root: Path) -> Graph:
    """The release that ships, read once."""
    return aiactors.open(root / "exports" / "ai-actors.trig")


@pytest.fixture(scope="module")
def drawn(release: Graph) -> nx.MultiDiGraph:
    """The network of the release."""
    return release.as_networkx()


@pytest.mark.parametrize(
    ("write", "read"), [(nx.write_gexf, nx.read_gexf), (nx.write_graphml, read_graphml)]
)
@pytest.mark.heavy
def test_files_of_networkx_hold_all_of_it(
    write: Any, read: Any, drawn: nx.MultiDiGraph, tmp_path: Path
) -> None:
    """What Gephi, Cytoscape and others open, with the same nodes, edges and attributes."""
    write(drawn, tmp_path / "network.xml")
    found = read(tmp_path / "network.xml")
    for *_, data in found.edges(data=True):
        data.pop("id", None)  # GEXF has a number for each edge
    assert dict(found.nodes(data=True)) == dict(drawn.nodes(data=True))
    assert sorted(found.edges(keys=True, data=True)) == sorted(drawn.edges(keys=True, data=True))


@pytest.mark.heavy
def test_the_release_has_as_many(release: Graph, drawn: nx.MultiDiGraph) -> None:
    """As the network that is drawn."""
    assert drawn.number_of_edges() == len(release.network().edges)
    assert drawn.degree("openai") > 50
