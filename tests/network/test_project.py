"""From the model to the network: every statement between what is drawn, in words."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import aiactors
from aiactors.graph import Graph
from aiactors.model import Entity, LangString
from aiactors.network.kinds import DRAWN, KINDS, kind_of
from aiactors.network.model import Edge, Kind, Network, Node, in_words
from aiactors.network.project import Projector
from aiactors.schema import load_ontology, short
from tests.network.plain import neighbourhood

TITLE = {"en": "A network"}


@pytest.fixture(scope="module")
def projector(world: Path) -> Projector:
    """The small world."""
    return aiactors.open(world).projector


@pytest.fixture(scope="module")
def network(projector: Projector) -> Network:
    """The network of the small world, with everything in it."""
    return projector.network(TITLE, KINDS)


def edge(network: Network, relation: str, source: str = "") -> Edge:
    """Return the only edge with a relation."""
    (found,) = [e for e in network.edges if e.relation == relation and source in (e.source, "")]
    return found


def node(network: Network, id_: str) -> Node:
    """Return a node."""
    (found,) = [n for n in network.nodes if n.id == id_]
    return found


# --- kinds ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        (("Person",), "person"),
        (("Company", "ResearchLab"), "organization"),
        (("Court",), "organization"),
        (("AgentGroup",), "group"),
        (("Model",), "product"),
        (("Platform",), "product"),
        (("Lawsuit",), "event"),
        (("Plan",), "event"),
        (("Article",), "document"),
        (("Email",), "document"),
        (("Proposition",), "proposition"),
    ],
)
def test_each_class_is_drawn_as_something(classes: tuple[str, ...], kind: str) -> None:
    """An e-mail is an event and a document, and is drawn as a document."""
    entity = Entity(id="x", kinds=classes, names=(LangString("en", "X"),))
    assert kind_of(entity, load_ontology()) == kind


def test_every_class_of_entities_has_a_kind_of_its_own() -> None:
    """What fits nothing would be drawn as an event, which it is not."""
    ontology = load_ontology()
    for name in set(ontology.kinds.values()) - {"Entity"}:
        entity = Entity(id="x", kinds=(name,), names=(LangString("en", "X"),))
        if kind_of(entity, ontology) == "event":
            assert ontology.is_a([name], ["Event"]), name


def test_all_kinds_are_known() -> None:
    """Those that are drawn, and those that may be asked for."""
    assert get_args(Kind) == KINDS
    assert set(KINDS) > DRAWN


# --- what is drawn --------------------------------------------------------------------------


def test_every_statement_between_entities_is_an_edge(
    projector: Projector, network: Network
) -> None:
    """Once; with both ends among the nodes, and no node without an edge."""
    entities = projector.dossiers.entities
    expected = {
        s.id
        for s in projector.dossiers.statements.values()
        if s.subject in entities and s.object_ref in entities
    }
    assert {e.id for e in network.edges} == expected
    assert len(network.edges) == len(expected)
    ends = {end for e in network.edges for end in (e.source, e.target)}
    assert {n.id for n in network.nodes} == ends
    assert "lone-wolf" not in ends
    for n in network.nodes:
        assert n.degree == sum((e.source == n.id) + (e.target == n.id) for e in network.edges)


def test_nodes_come_in_the_order_of_their_ids(network: Network) -> None:
    """The same every time."""
    ids = [n.id for n in network.nodes]
    assert ids == sorted(ids)


def test_only_the_kinds_that_are_asked_for(projector: Projector) -> None:
    """Edges to others are left out with them; some may be drawn all the same."""
    people = projector.network(TITLE, ["person"])
    assert (people.nodes, people.edges) == ((), ())
    some = projector.network(TITLE, ["person"], also=["id:mindful"])
    assert {n.id for n in some.nodes} == {"ada-gray", "bob-gray", "mindful"}
    usual = projector.network(TITLE)
    assert {n.kind for n in usual.nodes} == {"person", "organization", "event"}


def test_legends_have_their_names_and_order(network: Network) -> None:
    """Families, statuses and modalities, in both languages, as edges name them."""
    assert list(network.statuses)[:3] == ["established", "reported", "claimed"]
    assert next(iter(network.modalities)) == "actual"
    assert network.families["role-relation"] == {"en": "roles", "fr": "rôles"}
    assert {e.family for e in network.edges} <= set(network.families)
    assert {e.status for e in network.edges} <= set(network.statuses)
    assert {e.modality for e in network.edges} <= set(network.modalities)


# --- nodes and edges in words ---------------------------------------------------------------


def test_a_node_says_who_it_is(network: Network) -> None:
    """Names, classes, other names, addresses, remark."""
    ada = node(network, "ada-gray")
    assert ada.iri == "https://w3id.org/ai-actors/id/ada-gray"
    assert ada.labels == {"en": "Ada Gray", "fr": "Ada Gray"}
    assert ada.types == (("person", "personne"),)
    assert ada.aliases == ("A. Gray", "Mme Gray")
    assert ada.homepage == "https://ada.example/"
    assert ada.same_as == ("https://other.example/ada",)
    assert ada.note == {"en": "An engineer.", "fr": "Ingénieure."}
    assert node(network, "rival").note is None


def test_an_edge_says_what_happened_when_and_how_well_it_stands(network: Network) -> None:
    """Relation in both directions, bounds of its time, since when it is known."""
    founded = edge(network, "founded", "ada-gray")
    assert (founded.source, founded.target) == ("ada-gray", "mindful")
    assert founded.labels["fr"] == "a fondé"
    assert founded.inverse_labels["fr"] == "fondé par"
    assert (founded.when, founded.start, founded.end) == ("2019-04", "2019-04-01", "2019-04-30")
    assert (founded.status, founded.modality) == ("established", "actual")
    assert (founded.known_since, founded.source_count) == ("2020-03-01", 2)
    assert founded.directed
    assert founded.iri == f"https://w3id.org/ai-actors/statement/{founded.id}"


def test_an_open_end_is_open(network: Network) -> None:
    """And what is mutual has no direction."""
    works = edge(network, "works-for")
    assert (works.when, works.start, works.end) == ("2020/..", "2020-01-01", None)
    rivals = edge(network, "competes-with")
    assert not rivals.directed
    assert (rivals.when, rivals.start, rivals.end) == (None, None, None)


def test_what_is_no_fact_is_told_apart(network: Network) -> None:
    """By its status and its modality."""
    assert edge(network, "funded").status == "disputed"
    assert edge(network, "acquired").modality == "attempted"
    assert edge(network, "founded", "noe-leger").status == "denied"


def test_qualifiers_are_in_words(network: Network) -> None:
    """In both languages, as people write numbers there."""
    assert edge(network, "chief-executive-of").qualifiers == (
        ("role", {"en": "interim", "fr": "par intérim"}),
    )
    assert edge(network, "owns").qualifiers == (
        ("share", {"en": "27.5%", "fr": "27,5\xa0%"}),
        ("bound", {"en": "more than", "fr": "plus de"}),
    )
    assert dict(edge(network, "invested-in").qualifiers)["amount"] == {
        "en": "USD 38 million",
        "fr": "38\xa0millions USD",
    }
    assert dict(edge(network, "acquired").qualifiers)["editor"] == {
        "en": "It is on record.",
        "fr": "C’est acté.",
    }


def test_an_edge_says_who_says_so(network: Network) -> None:
    """One entry a passage: claimant, stance, document, publisher, place, gist."""
    asserts, denies = sorted(edge(network, "funded").attributions, key=lambda a: a.stance)
    assert in_words(asserts.by, "en") == "Ada Gray"
    assert (asserts.stance, denies.stance) == ("asserts", "denies")
    assert in_words(denies.by, "en") == "Rival"
    assert denies.stance_labels == {"en": "denies", "fr": "nie"}
    assert in_words(denies.document, "fr") == "La querelle"
    assert in_words(denies.publisher, "en") == "The Courier"
    assert (denies.date, denies.url) == ("2021~", "https://courier.example/quarrel")
    assert (denies.where, denies.gist) == (
        "paragraph 5",
        {"en": "Rival says that she did not."},
    )
    assert denies.via is None


def test_a_document_in_its_own_voice_has_no_claimant(network: Network) -> None:
    """It speaks for itself, in as many entries as it has passages."""
    founded = edge(network, "founded", "ada-gray")
    assert [a.by for a in founded.attributions] == [None, None]


def test_what_was_relayed_says_by_whom(network: Network) -> None:
    """The document in which it was said, and the one in which it was read."""
    (said,) = edge(network, "supported").attributions
    assert in_words(said.document, "en") == "E-mail by Ada Gray"
    assert said.date == "2019-05"
    assert said.via is not None
    assert in_words(said.via.title, "en") == "The quarrel"
    assert in_words(said.via.publisher, "en") == "The Courier"
    assert said.via.url == "https://courier.example/quarrel"


# --- from other standpoints -----------------------------------------------------------------


def test_an_edge_says_since_when_it_stood_how(network: Network) -> None:
    """A day and a status each; the last is that of today, where all documents have a date."""
    founded = edge(network, "founded", "ada-gray")
    assert founded.history is not None
    assert founded.history[0][0] == founded.known_since
    assert founded.history[-1][1] == founded.status
    for e in network.edges:
        days = [day for day, _ in e.history or ()]
        assert days == sorted(days)
        assert (days[0] if days else None) == e.known_since


def test_an_edge_says_who_tells_it(network: Network) -> None:
    """With their names, and how it stands by their word."""
    funded = {ref: (name, status) for ref, name, status in edge(network, "funded").told}
    assert funded["id:ada-gray"] == ({"en": "Ada Gray", "fr": "Ada Gray"}, "reported")
    assert funded["id:rival"][1] == "denied"


@pytest.mark.parametrize("day", ["2019-12-31", "2020-03-01", "2021-06-01", "2030-01-01"])
def test_histories_agree_with_the_graph_as_known_by_a_day(world: Path, day: str) -> None:
    """Edge by edge, the status of then."""
    graph = aiactors.open(world)
    then = {e.id: e.status for e in graph.at(known_by=day).network(kinds=KINDS).edges}
    found = {
        e.id: [status for since, status in e.history if since <= day][-1]
        for e in graph.network(kinds=KINDS).edges
        if e.history and e.history[0][0] <= day
    }
    assert found == then


def test_what_is_told_agrees_with_the_graph_as_a_party_tells_it(world: Path) -> None:
    """Of every party that tells something."""
    graph = aiactors.open(world)
    edges = graph.network(kinds=KINDS).edges
    parties = {ref for e in edges for ref, _, _ in e.told}
    assert {"id:ada-gray", "id:rival"} <= parties
    for party in parties:
        seen = graph.at(told_by=party).network(kinds=KINDS).edges
        told = {e.id: status for e in edges for ref, _, status in e.told if ref == party}
        assert told == {e.id: e.status for e in seen}


# --- sentences ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("predicate", "english", "french"),
    [
        (
            "outcome",
            "Takeover of Mindful, outcome: rejected",
            "Rachat de Mindful, issue\xa0: rejeté",
        ),
        (
            "renamedTo",
            "Mindful, new name: Mindful Group",
            "Mindful, nouveau nom\xa0: Mindful Group",
        ),
        ("owns", "The Bank owns Mindful", "La Banque possède Mindful"),
        (
            "valuation",
            "Mindful, valuation: at least USD 1.1 billion",
            "Mindful, valorisation\xa0: au moins 1,1\xa0milliard USD",
        ),
        (
            "weeklyActiveUsers",
            "Parrot, weekly active users: 1,200,000",
            "Perroquet, utilisateurs actifs hebdomadaires\xa0: 1\xa0200\xa0000",
        ),
        (
            "supported",
            "Bob Gray supported “Openness pays”",
            "Bob Gray a soutenu «\xa0L’ouverture paie\xa0»",
        ),
        (
            "knewOf",
            "Bob Gray knew of (Ada Gray funded Mindful)",
            "Bob Gray avait connaissance de (Ada Gray a financé Mindful)",
        ),
    ],
)
def test_a_statement_is_a_sentence(
    projector: Projector, predicate: str, english: str, french: str
) -> None:
    """In both languages, whatever its object is."""
    (statement,) = [s for s in projector.dossiers.statements.values() if s.predicate == predicate]
    assert projector.sentence(statement) == english
    assert projector.sentence(statement, "fr") == french
    assert projector.sentences(statement) == {"en": english, "fr": french}


def test_words_of_what_is_not_there(projector: Projector) -> None:
    """A file of RDF may be a part of a graph: references stay references."""
    assert projector.words("id:gone") == "id:gone"
    assert projector.words("st:" + "0" * 20) == "st:" + "0" * 20
    assert projector.words("ai:Rejected", "fr") == load_ontology().label("Rejected", "fr")


# --- parts ----------------------------------------------------------------------------------


def test_a_neighbourhood_grows_by_hops(network: Network) -> None:
    """With all edges between what is in it, and the same legends."""
    sizes = [len(neighbourhood(network, ["bob-gray"], hops).nodes) for hops in range(4)]
    assert sizes[0] == 1
    assert sizes == sorted(sizes)
    near = neighbourhood(network, ["bob-gray"])
    assert {n.id for n in near.nodes} == {"bob-gray", "mindful", "openness-pays"}
    assert {e.relation for e in near.edges} == {"works-for", "supported"}
    assert (near.title, near.families) == (network.title, network.families)
    assert neighbourhood(network, ["nobody"]).nodes == ()


def test_a_neighbourhood_keeps_edges_among_the_neighbours(network: Network) -> None:
    """Whether two of them are tied is what people want to see."""
    near = neighbourhood(network, ["ada-gray", "rival"], 1)
    assert "competes-with" in {e.relation for e in near.edges}
    assert node(near, "mindful").degree == node(network, "mindful").degree


# --- the release ----------------------------------------------------------------------------


@pytest.mark.heavy
def test_the_release_has_names_in_both_languages(shared_release: Graph) -> None:
    """Every node, relation and stance of it."""
    network = shared_release.network(kinds=KINDS)
    assert len(network.nodes) > 100
    for n in network.nodes:
        assert {"en", "fr"} <= set(n.labels) or n.kind == "document", n.id
    for e in network.edges:
        assert set(e.labels) == {"en", "fr"}
        assert e.attributions
        assert not e.directed or set(e.inverse_labels) == {"en", "fr"}, e.relation
        assert short(e.relation) == e.relation
