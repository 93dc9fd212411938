"""Terms of a query that the graph does not have."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiactors
from aiactors.graph import Graph
from aiactors.graph.queries import with_unknown_terms
from aiactors.query import named_queries, own_terms
from aiactors.query.unknown import MOST
from aiactors.store import Store
from aiactors.vocabulary import iri


@pytest.fixture(scope="module")
def graph(world: Path) -> Graph:
    """The small world."""
    return aiactors.open(world)


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("SELECT * { ?a ai:founded/^ai:funded+ id:xai }", ["ai:founded", "ai:funded", "id:xai"]),
        ("ASK { <https://w3id.org/ai-actors/id/a> a <http://b.example/c> }", ["id:a"]),
        ("PREFIX x: <https://w3id.org/ai-actors/ns#> ASK { ?a x:b ?c }", ["ai:b"]),
        ("PREFIX ai: <http://a.example/> ASK { ?a ai:b ?c }", []),
        ("SELECT * { ?a ai:b 'id:c' . # id:d\n }", ["ai:b"]),
        ("SELECT * { ?a ?b ?c FILTER (STRSTARTS(STR(?a), STR(id:))) }", []),
        ("SELECT * FROM dossier:a { GRAPH dossier:b { st:c at:d ev:e } }",
         ["dossier:a", "dossier:b", "st:c", "at:d", "ev:e"]),
        ("CONSTRUCT { ?a ai:b [ ai:c ?d ] } WHERE { ?a ai:e ?d }", ["ai:e"]),
        ("CONSTRUCT WHERE { ?a ai:e ?d }", ["ai:e"]),
        ("DESCRIBE id:a\\-b", ["id:a-b"]),
        ("SELECT * { ?a search:matches 'b' ; foaf:name ?c }", []),
        ("ASK { ?a <https://w3id.org/ai-actors/ns#a/b> ?c }", []),
    ],
)  # fmt: skip
def test_terms_of_the_project_are_read(query: str, terms: list[str]) -> None:
    """Those that are asked for, short or whole, each once."""
    assert own_terms(query) == terms


@given(st.text(max_size=40))
def test_any_text_has_terms_or_none(text: str) -> None:
    """Whatever it is: it may be wrong in all ways."""
    assert all(":" in term for term in own_terms("ai:a " + text + " ai:b { CONSTRUCT {"))


def test_a_list_of_thousands_is_looked_up_in_part() -> None:
    """The first of them are enough to tell."""
    assert len(own_terms(" ".join(f"id:n{n}" for n in range(3000)))) == MOST


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "SELECT * { ?a ai:foundd ?b }",
            "the graph has no ai:foundd. Did you mean ai:founded or ai:funded",
        ),
        ("SELECT * { ?a ai:works-for ?b }", "the graph has no ai:works-for. Did you mean ai:works"),
        (
            "SELECT * { id:ada-grey ?a ?b }",
            "the graph has no id:ada-grey. Did you mean id:ada-gray",
        ),
        ("SELECT * { GRAPH dossier:storey { ?a ?b ?c } }", "Did you mean dossier:story?"),
        ("DESCRIBE st:00000000000000000000", "the graph has no st:00000000000000000000."),
        ("ASK { id:zzzzzzzzzz ?p ?o }", "the graph has no id:zzzzzzzzzz."),
        ("SELECT * { ?a a ai:Merger }", "nothing in the graph uses ai:Merger, which the ontology"),
    ],
)
def test_what_the_graph_has_not_is_told(query: str, told: str, graph: Graph) -> None:
    """With what is written nearly so."""
    explained = graph.explain(query)
    (unknown,) = explained.unknown
    assert told in str(unknown)
    assert f"warning     {unknown}" in str(explained).splitlines()
    assert with_unknown_terms(graph, query, {})[1] == (unknown,)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { id:ada-gray ai:founded id:mindful }",
        "SELECT * { id:ada-gray ai:founded id:lone-wolf }",
        "SELECT * { ?a a ai:Company ; ai:status ai:Established . ?b a skos:Nothing }",
        "SELECT * { GRAPH dossier:story { ?a a ai:Statement } GRAPH dossier:people { ?b ?c ?d } }",
        "SELECT * { ai:founded rdfs:label ?a }",
        "CONSTRUCT { ?a ai:hasNoSuchThing ?b } { ?a ai:founded ?b }",
        "SELECT * { ?a foaf:nothing <http://a.example/nowhere> }",
        "ASK { id:ada-gray ai:founded id:rival }",
    ],
)
def test_what_it_has_is_not(query: str, graph: Graph) -> None:
    """Also where nothing is found."""
    assert graph.explain(query).unknown == with_unknown_terms(graph, query, {})[1] == ()


def test_what_is_only_defined_is_told_where_nothing_is_found(graph: Graph) -> None:
    """It may be what is left out, as here; what nobody knows is told in any case."""
    query = "SELECT * { ?a ai:founded ?b FILTER NOT EXISTS { ?a a ai:Merger, ai:Mergr } }"
    assert [term.term for term in with_unknown_terms(graph, query, {})[1]] == ["ai:Mergr"]
    assert [term.term for term in with_unknown_terms(graph, f"{query} LIMIT 0", {})[1]] == [
        "ai:Merger",
        "ai:Mergr",
    ]
    assert [term.term for term in with_unknown_terms(graph, query, {}, 0)[1]] == ["ai:Mergr"]


def test_what_is_there_and_not_seen_is_spelt_right(graph: Graph) -> None:
    """From a day before anything was told: the whole graph says what there is."""
    early = graph.at(known_by="1990-01-01")
    query = "SELECT * { id:ada-gray ai:founded ?a ; ai:foundd ?b }"
    assert with_unknown_terms(early, "SELECT * { id:ada-gray ai:founded ?a }", {})[1] == ()
    assert [term.term for term in with_unknown_terms(early, query, {})[1]] == ["ai:foundd"]


def test_queries_of_ones_own_are_looked_at_and_those_that_ship_are_not(
    graph: Graph, tmp_path: Path
) -> None:
    """Nobody can mistype what ships."""
    file = tmp_path / "own.rq"
    file.write_text("# question: Who?\nSELECT ?a { ?a ai:foundd ?b }\n", "utf-8")
    assert [term.near[0] for term in with_unknown_terms(graph, file, {})[1]] == ["ai:founded"]
    lone = Graph.of_dossiers(aiactors.open(Path("tests/world")).dossiers.in_bulk)
    for name, query in named_queries().items():
        if not query.parameters:
            assert with_unknown_terms(lone, name, {})[1] == ()


def test_a_graph_that_others_filled_may_be_named() -> None:
    """Also where nothing is said of the graph itself."""
    store = Store()
    node = ox.NamedNode("http://a.example/")
    store.inner.add(ox.Quad(node, node, node, ox.NamedNode(iri("dossier:mine"))))
    graph = Graph(store)
    assert with_unknown_terms(graph, "SELECT * { GRAPH dossier:mine { ?s ?p ?o } }", {})[1] == ()
    (unknown,) = with_unknown_terms(graph, "SELECT * { GRAPH dossier:mind { ?s ?p ?o } }", {})[1]
    assert unknown.near == ("dossier:mine",)
