"""The graph as a whole: opened from anywhere, asked, looked at and taken away."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import aiactors
from aiactors.build import make, write
from aiactors.errors import (
    AmbiguousNameError,
    DossierError,
    FileError,
    InputError,
    NotFoundError,
    QueryError,
    RdfError,
)
from aiactors.export import WRITERS, export_text
from aiactors.graph import Graph
from aiactors.network.kinds import TITLE
from aiactors.opening import read_positions
from aiactors.resources import release_path
from aiactors.store import FORMATS, Store
from aiactors.vocabulary import iri
from tests.embedded import embedded

DIRECT = "SELECT ?who { ?who ai:founded id:mindful }"


@pytest.fixture(scope="module")
def graph(world: Path) -> Graph:
    """The small world."""
    return aiactors.open(world)


@pytest.fixture(scope="module")
def built(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the release of the small world, and a store on disk beside it."""
    folder = tmp_path_factory.mktemp("built")
    write(make(world, {}), folder / "release", folder / "store")
    return folder


# --- opening --------------------------------------------------------------------------------


def test_without_a_place_it_is_the_release() -> None:
    """With the places in which the release draws its entities."""
    release = aiactors.open()
    assert len(release.store) > 1000
    assert release.positions == read_positions(release_path() / "positions.json")


@pytest.mark.parametrize("format_", WRITERS)
def test_every_format_of_rdf_opens(format_: str, graph: Graph, tmp_path: Path) -> None:
    """And holds the same entities and statements, whether it keeps named graphs or not."""
    path = tmp_path / f"graph.{format_}"
    path.write_text(export_text(graph.dossiers, format_), "utf-8")
    opened = aiactors.open(path)
    assert list(opened.query(DIRECT)) == [("id:ada-gray",)]
    assert opened.dossiers.entities == graph.dossiers.entities
    assert opened.dossiers.statements == graph.dossiers.statements


def test_a_store_on_disk_opens_twice_at_once(built: Path, graph: Graph) -> None:
    """Reading needs no lock: a notebook and a terminal may look at the same time."""
    one, two = (aiactors.open(built / "store") for _ in range(2))
    assert list(one.query(DIRECT)) == list(two.query(DIRECT)) == [("id:ada-gray",)]
    assert one.dossiers == graph.dossiers


def test_one_dossier_opens_where_it_needs_no_other(world: Path, graph: Graph) -> None:
    """As does the path as text."""
    people = aiactors.open(str(world / "people.yaml"))
    assert people.entity("Mindful") == graph.entity("Mindful")
    assert people.statements() == []


def test_a_dossier_that_needs_others_says_so(world: Path) -> None:
    """With file and line, as anywhere."""
    with pytest.raises(DossierError, match=r"story\.yaml:\d+: .*gazette"):
        aiactors.open(world / "story.yaml")


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("missing.ttl", None, FileError, "missing.ttl: no such file or folder"),
        ("graph", b"", InputError, "unknown format ''; name the file .ttl, .trig"),
        ("graph.csv", b"", InputError, "unknown format '.csv'"),
        ("a.ttl", b"garbage", RdfError, r"a\.ttl:1: .*garbage"),
        ("a.trig", b"\xff\xfe", RdfError, r"a\.trig:1: .*UTF-8"),
        ("a.jsonld", b"", RdfError, r"a\.jsonld:1: "),
        ("a.nt", b"<x> <y> .\n", RdfError, r"a\.nt:1: "),
        ("a.yaml", b"", DossierError, r"a\.yaml"),
        ("a.jsonl", b"{}", InputError, r"a\.jsonl holds records: make a store of them first"),
    ],
)
def test_what_cannot_be_opened_says_why(
    name: str, data: bytes | None, error: type[Exception], says: str, tmp_path: Path
) -> None:
    """With the name of the file, and the line where there is one."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(error, match=says):
        aiactors.open(tmp_path / name)


def test_a_folder_without_dossiers_says_so(tmp_path: Path) -> None:
    """It is neither a store nor dossiers."""
    with pytest.raises(FileError, match="holds no dossier"):
        aiactors.open(tmp_path)


def test_a_store_that_is_broken_says_so(tmp_path: Path) -> None:
    """A folder with the file by which stores are known, and nothing else of one."""
    (tmp_path / "CURRENT").write_text("MANIFEST-000001\n")
    with pytest.raises(FileError, match="cannot be opened as a store"):
        aiactors.open(tmp_path)


# --- RDF of others --------------------------------------------------------------------------

LITTLE = """
@prefix ai: <https://w3id.org/ai-actors/ns#> . @prefix id: <https://w3id.org/ai-actors/id/> .
@prefix st: <https://w3id.org/ai-actors/statement/> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix at: <https://w3id.org/ai-actors/attribution/> .
@prefix ev: <https://w3id.org/ai-actors/evidence/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:a a ai:Person ; skos:prefLabel "A"@en . id:b a ai:Company ; skos:prefLabel "B"@en .
id:d a ai:Article ; skos:prefLabel "D"@en . id:bare skos:prefLabel "Bare"@en .
st:1 a ai:Statement ; rdf:subject id:a ; rdf:predicate ai:founded ; rdf:object id:b ;
    ai:modality ai:Actual ; ai:rank ai:Normal ; ai:attribution at:1 .
at:1 a ai:Attribution ; ai:stance ai:Asserts ; ai:saidIn id:d ; ai:evidence ev:1 .
ev:1 a ai:Evidence ; oa:hasSource id:d ; ai:locator "1" ; ai:gist "x"@en .
"""


def little(folder: Path, old: str = "", new: str = "") -> Graph:
    """Open a few lines of Turtle, with one thing in them changed."""
    assert old in LITTLE
    path = folder / "little.ttl"
    path.write_text(LITTLE.replace(old, new) if old else LITTLE, "utf-8")
    return aiactors.open(path)


def test_turtle_that_somebody_wrote_by_hand_opens(tmp_path: Path) -> None:
    """Whatever the ids of its statements: they are made anew."""
    graph = little(tmp_path)
    (statement,) = graph.statements("A")
    assert graph.projector.sentence(statement) == "A founded B"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ai:founded", "ai:fuonded"),
        ("ai:Actual", "ai:Atcual"),
        ("ai:Normal", "ai:Nromal"),
        ("ai:Asserts", "ai:Assrets"),
        ("ai:Company", "ai:Compnay"),
        ("ai:Asserts", "ai:founded"),
    ],
)
def test_terms_that_the_ontology_lacks_are_named(old: str, new: str, tmp_path: Path) -> None:
    """Queries still run, and what needs the model says what it does not understand."""
    graph = little(tmp_path, old, new)
    assert graph.query("ASK { id:a ?p ?o }")
    with pytest.raises(RdfError, match=f"has the term '{new}', which the ontology lacks"):
        graph.network()


def test_a_statement_that_nobody_makes_is_refused(tmp_path: Path) -> None:
    """There is nothing that it could stand on."""
    with pytest.raises(RdfError, match="attributions"):
        _ = little(tmp_path, " ; ai:attribution at:1", "").dossiers


def test_a_blank_node_is_refused(tmp_path: Path) -> None:
    """The model has none."""
    with pytest.raises(RdfError, match="blank node"):
        _ = little(tmp_path, "st:1 a", "[] a").dossiers


def test_what_is_named_and_has_no_class_is_no_entity(tmp_path: Path) -> None:
    """The name is found by the query, and nothing can be shown of it."""
    with pytest.raises(NotFoundError, match="id:bare is named here, and has no class"):
        little(tmp_path).entity("Bare")


def test_rdf_that_is_not_of_this_model_can_be_asked_and_is_no_network(tmp_path: Path) -> None:
    """An empty page would look as if there were nothing in it."""
    path = tmp_path / "foreign.nt"
    path.write_text("<http://x.example/a> <http://x.example/b> <http://x.example/c> .\n")
    graph = aiactors.open(path)
    assert graph.query("ASK { <http://x.example/a> ?p ?o }")
    with pytest.raises(RdfError, match="holds no entity and no statement of this model"):
        graph.network()


def test_an_empty_file_is_an_empty_graph(tmp_path: Path) -> None:
    """Nothing is wrong with it."""
    path = tmp_path / "empty.trig"
    path.write_bytes(b"")
    assert aiactors.open(path).network().nodes == ()


# --- asking ---------------------------------------------------------------------------------


def test_sparql_answers_from_text_file_and_name(graph: Graph, tmp_path: Path) -> None:
    """With the prefixes known, and entities by any of their names."""
    path = tmp_path / "mine.rq"
    path.write_text("# param: company entity\n" + DIRECT.replace("id:mindful", "?company"))
    assert list(graph.query(DIRECT)) == [("id:ada-gray",)]
    assert list(graph.query(path, company="Mindful AI")) == [("id:ada-gray",)]
    assert list(graph.query(str(path), company="mindful")) == [("id:ada-gray",)]
    named = graph.query("founders", organization="MINDFUL")
    assert "Ada Gray" in {value for row in named for value in row}


def test_wrong_questions_are_named(graph: Graph) -> None:
    """Each with what to do about it."""
    with pytest.raises(QueryError, match="line 1, column"):
        graph.query("SELECT ?x { ?x ")
    with pytest.raises(NotFoundError, match="Did you mean founders"):
        graph.query("foundres")
    with pytest.raises(InputError, match="has no parameter 'company': it takes organization"):
        graph.query("founders", company="Mindful")
    with pytest.raises(InputError, match="takes no parameters"):
        graph.query(DIRECT, company="Mindful")
    with pytest.raises(NotFoundError, match="Did you mean Mindful"):
        graph.query("founders", organization="Mindfull")
    with pytest.raises(FileError, match=r"gone\.rq: cannot be read"):
        graph.query("gone.rq")


def test_entities_are_found_by_name(graph: Graph) -> None:
    """Accents and case aside, in any language; several are listed, and none is guessed."""
    for name in ("noe-leger", "id:noe-leger", "Noé Léger", "noe leger", "LÉGER"):
        assert graph.entity(name).id == "noe-leger"
    assert graph.entity("la banque").id == "bank"
    with pytest.raises(AmbiguousNameError, match=r"'gray' stands for 2 .*\n  ada-gray .*\n  bob"):
        graph.entity("gray")
    with pytest.raises(NotFoundError, match="Did you mean Noé Léger"):
        graph.entity("Noe Ledger")


def test_statements_of_all_and_of_one(graph: Graph) -> None:
    """As subject and as object."""
    every = graph.statements()
    assert len(every) == 16
    of_ada = graph.statements("Ada Gray")
    assert [s.predicate for s in of_ada] == ["chiefExecutiveOf", "founded", "funded"]
    assert {s.predicate for s in graph.statements("Rival")} >= {"acquired", "competesWith"}


# --- the network ----------------------------------------------------------------------------


def test_the_network_has_what_people_look_for(graph: Graph) -> None:
    """People, organisations, products, events and groups; no documents, no thoughts."""
    network = graph.network()
    assert network.title == TITLE
    assert {node.kind for node in network.nodes} == {"person", "organization", "event"}
    everything = graph.network(kinds=["person", "proposition"])
    assert [node.id for node in everything.nodes] == ["bob-gray", "openness-pays"]


def test_a_focus_leaves_what_is_near(graph: Graph) -> None:
    """As many relations away as is asked for."""
    near = graph.network(["Bob Gray"])
    assert [node.id for node in near.nodes] == ["bob-gray", "mindful"]
    assert [node.id for node in graph.network(["Bob Gray"], hops=0).nodes] == ["bob-gray"]
    farther = graph.network(["Bob Gray"], hops=2)
    assert {node.id for node in farther.nodes} == {
        "ada-gray", "bank", "bob-gray", "mindful", "rival", "takeover"
    }  # fmt: skip
    assert len(graph.network(["Bob Gray", "Noé Léger"], hops=0).nodes) == 2


def test_what_is_in_the_middle_is_drawn_whatever_its_kind(graph: Graph) -> None:
    """Whoever asks for a thought wants to see it."""
    network = graph.network(["Openness pays"])
    assert [node.id for node in network.nodes] == ["bob-gray", "openness-pays"]


def test_a_focus_around_which_nothing_is_says_so(graph: Graph) -> None:
    """An empty page would not."""
    with pytest.raises(InputError, match="nothing is drawn around 'Lone Wolf'"):
        graph.network(["Lone Wolf"])
    with pytest.raises(InputError, match="unknown kind 'persons': use person, organization"):
        graph.network(kinds=["persons"])


def test_the_page_draws_the_same_network(graph: Graph) -> None:
    """Whole, in part, and with the interface in French."""
    page = graph.page()
    assert page == graph.page()
    assert "Ada Gray" in page
    assert "Noé Léger" not in graph.page(["Bob Gray"])
    assert '<html lang="fr"' in graph.page(lang="fr")


def test_a_page_does_not_move_what_has_a_place(built: Path) -> None:
    """The places lie beside the release, and are used."""
    release = aiactors.open(built / "release" / "ai-actors.trig")
    places = read_positions(built / "release" / "positions.json")
    assert release.positions == places
    drawn = embedded(release.page())["nodes"]
    assert set(zip(drawn["x"], drawn["y"], strict=True)) <= set(map(tuple, places.values()))


# --- taken away -----------------------------------------------------------------------------


def test_rdflib_has_every_quad_of_the_store(graph: Graph) -> None:
    """Term by term, in the same named graphs."""
    dataset = graph.as_rdflib()
    assert sum(1 for _ in dataset.quads((None, None, None, None))) == len(graph.store)
    for name in graph.store.graphs():
        inside = graph.store.inner.quads_for_pattern(None, None, None, ox.NamedNode(name))
        assert len(dataset.graph(rdflib.URIRef(name))) == sum(1 for _ in inside)


def test_rdflib_answers_like_the_store(graph: Graph) -> None:
    """Its default graph is the union, and the prefixes are known."""
    rows = graph.as_rdflib().query(DIRECT)
    assert [str(who) for (who,) in rows] == [iri("id:ada-gray")]


def test_changes_in_rdflib_do_not_reach_the_store(graph: Graph) -> None:
    """The graph is looked at, and not changed; a copy of it can be."""
    dataset = graph.as_rdflib()
    with pytest.raises(InputError, match="read-only"):
        dataset.remove((None, None, None))
    copy = rdflib.Dataset(default_union=True)
    copy.addN(dataset.quads())
    assert set(copy.quads()) == set(dataset.quads())
    copy.store.remove((None, None, None))
    assert list(graph.query(DIRECT)) == [("id:ada-gray",)]


def test_networkx_has_the_network(graph: Graph) -> None:
    """Every node and edge, two edges between the same nodes too."""
    network = graph.network()
    taken = graph.as_networkx()
    assert set(taken.nodes) == {node.id for node in network.nodes}
    edges = Counter((e.source, e.target, e.id) for e in network.edges)
    assert Counter(list(taken.edges(keys=True))) == edges
    assert graph.as_networkx("fr").nodes["bank"]["label"] == "La Banque"


# --- made of parts --------------------------------------------------------------------------


def test_nothing_is_read_before_it_is_needed(graph: Graph) -> None:
    """The model is read out of the store once, and only where it is asked for."""
    store = Store()
    store.load(export_text(graph.dossiers, "trig").encode(), FORMATS[".trig"])
    fresh = Graph(store)
    assert "dossiers" not in vars(fresh)
    assert fresh.query(DIRECT)
    assert "dossiers" not in vars(fresh)
    assert fresh.dossiers is fresh.dossiers


def test_places_are_read_when_something_is_drawn(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question needs none; a release without them is named when they are."""
    for name in ("ai-actors.trig", "ai-actors.ttl"):
        (tmp_path / name).write_bytes((built / "release" / name).read_bytes())
    monkeypatch.setattr("aiactors.opening.release_path", lambda: tmp_path)
    release = aiactors.open()
    assert list(release.query(DIRECT)) == [("id:ada-gray",)]
    with pytest.raises(FileError, match=r"positions\.json: cannot be read"):
        release.page()


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        '{"a": [1]}',
        '{"a": "12"',
        '{"a": ["x", "y"]}',
        '{"a": [NaN, 1]}',
        '{"a": [1e999, 1]}',
        f'{{"a": [{"9" * 400}, 1]}}',
        "[" * 100_000,
        "\N{BYTE ORDER MARK}{}",
    ],
)
def test_positions_that_are_none_are_refused(text: str, tmp_path: Path) -> None:
    """A place that is no number would break the page."""
    path = tmp_path / "positions.json"
    path.write_text(text, "utf-8")
    with pytest.raises(FileError, match=r"positions\.json: does not hold positions: delete it"):
        read_positions(path)


def test_positions_that_are_not_there_are_named(tmp_path: Path) -> None:
    """As any file that cannot be read."""
    with pytest.raises(FileError, match="cannot be read: No such file"):
        read_positions(tmp_path / "positions.json")
    (tmp_path / "positions.json").write_bytes(b"\xff")
    with pytest.raises(FileError, match="does not hold positions"):
        read_positions(tmp_path / "positions.json")


def test_positions_beside_a_file_that_are_none_do_no_harm(graph: Graph, tmp_path: Path) -> None:
    """Somebody else's file may have the same name."""
    (tmp_path / "positions.json").write_text(json.dumps({"a": 1}))
    (tmp_path / "graph.ttl").write_text(export_text(graph.dossiers, "ttl"), "utf-8")
    assert aiactors.open(tmp_path / "graph.ttl").query("ASK { ?s ?p ?o }")
