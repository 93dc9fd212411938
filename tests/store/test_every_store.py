"""One body of tests for every store: in memory, on disk, on Oxigraph's server, on Virtuoso.

The named queries must answer on each of them with the rows that are kept with their tests; all
else is compared with the store in memory.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from aiactors.dossier import read_dossiers
from aiactors.errors import QueryError
from aiactors.export import export_text
from aiactors.graph import Graph
from aiactors.graph.queries import with_unknown_terms
from aiactors.model import DossierSet
from aiactors.query import Result, serialize
from aiactors.rdf import to_trig
from aiactors.remote.state import STATE
from aiactors.remote.store import RemoteStore
from aiactors.stats import count
from aiactors.store import FORMATS, Store
from aiactors.store.limit import limited
from aiactors.store.store import Graphs
from aiactors.vocabulary import DERIVED, iri
from tests.query import test_named_queries as named
from tests.servers import Served

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
KINDS = ("memory", "disk", "oxigraph", "virtuoso")
TRIG = FORMATS[".trig"]


@functools.cache
def golden() -> DossierSet:
    """The golden story."""
    return read_dossiers([GOLDEN / "orion.yaml", GOLDEN / "press.yaml"])


@functools.cache
def data(world: str) -> bytes:
    """The quads of a world."""
    if world == "golden":
        return to_trig(golden()).encode()
    quads = named.world(world).store.quads()
    return ox.serialize(quads, format=TRIG) or b""


@functools.cache
def expected(world: str) -> Graph:
    """A world as the store in memory has it."""
    store = Store()
    store.load(data(world), TRIG)
    return Graph(store)


def empty(kind: str, request: pytest.FixtureRequest, folder: Path) -> Store:
    """An empty store of a kind."""
    if kind == "memory":
        return Store()
    if kind == "disk":
        return Store.on_disk(folder / "store")
    served: Served = request.getfixturevalue(kind)
    return served.cleared()


Opened = dict[str, tuple[str, Graph]]


@pytest.fixture(scope="module")
def opened() -> Opened:
    """Kind of store → the world that is in it: a server holds one at a time."""
    return {}


@pytest.fixture
def graph(
    request: pytest.FixtureRequest, opened: Opened, tmp_path_factory: pytest.TempPathFactory
) -> Graph:
    """A world in a store of a kind."""
    kind, world = request.param
    there, graph = opened.get(kind, ("", None))
    if graph is None or there != world:
        store = empty(kind, request, tmp_path_factory.mktemp("store"))
        store.replace(data(world), TRIG)
        graph = Graph(store)
        opened[kind] = world, graph
    return graph


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, opened: Opened, tmp_path: Path) -> Store:
    """An empty store, to be written to."""
    opened.pop(request.param, None)
    return empty(request.param, request, tmp_path)


def on_every_store(world: str) -> pytest.MarkDecorator:
    """Run a test on a world in each kind of store."""
    return pytest.mark.parametrize(
        "graph", [(kind, world) for kind in KINDS], indirect=True, ids=KINDS
    )


# --- the named queries ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("graph", "case"),
    [((kind, case.world), case) for kind in KINDS for case in named.CASES],
    indirect=["graph"],
    ids=[f"{kind}-{case}" for kind in KINDS for case in named.CASES],
)
def test_named_queries(graph: Graph, case: named.Case) -> None:
    """In their order."""
    result = graph.query(case.query, **case.values)
    rows = (["" if cell is None else str(cell) for cell in row] for row in result)
    lines = ["\t".join(line) for line in (list(result.columns), *rows)]
    assert lines == case.file.read_text("utf-8").splitlines()


@on_every_store("golden")
def test_named_queries_of_the_golden_story(graph: Graph) -> None:
    """The story is no part of their own tests."""
    founders = list(graph.query("founders", organization="orion"))
    assert founders == list(expected("golden").query("founders", organization="orion"))
    assert founders and founders[0][0] == "Mira"
    for name, values in (("single-source", {"about": "orion"}), ("ties-on-day", {"actor": "mira"})):
        rows = list(graph.query(name, **values))
        assert rows == list(expected("golden").query(name, **values))


# --- what commands need --------------------------------------------------------------------------


@on_every_store("golden")
def test_the_model_comes_back(graph: Graph) -> None:
    """Every dossier, as it was written."""
    assert graph.dossiers == golden()
    assert graph.derived == expected("golden").derived


@on_every_store("golden")
@pytest.mark.parametrize("format_", ["ttl", "trig", "nt", "nq"])
def test_exports_are_the_same_bytes(graph: Graph, format_: str) -> None:
    """Whatever store they come from."""
    assert export_text(graph.dossiers, format_) == (GOLDEN / f"story.{format_}").read_text("utf-8")


@on_every_store("golden")
def test_terms_that_are_not_there_are_told(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server is asked for them once, and only where nothing was found."""
    asked: list[str] = []
    ask = type(graph.store).query

    def noted(store: Store, sparql: str, *more: Any) -> Any:
        asked.append(sparql)
        return ask(store, sparql, *more)

    monkeypatch.setattr(type(graph.store), "query", noted)
    graph.__dict__.pop("names", None)
    far = graph.store.is_far
    _, unknown = with_unknown_terms(
        graph, "SELECT ?who { ?who ai:foundd id:orien ; a ai:Abandoned }", {}
    )
    assert [(term.term, term.is_defined) for term in unknown] == [
        ("ai:foundd", False),
        ("id:orien", False),
        ("ai:Abandoned", True),
    ]
    assert unknown[0].near[0] == "ai:founded"
    assert unknown[1].near[:1] == (() if far else ("id:orion",))
    assert not far or len(asked) == 2
    asked.clear()
    query = "SELECT ?a { ?a ai:founded ?b OPTIONAL { ?a ai:foundd ?c } }"
    answer, unknown = with_unknown_terms(graph, query, {})
    assert len(Result(answer)) > 0
    assert [term.term for term in unknown] == ([] if far else ["ai:foundd"])
    assert not far or len(asked) == 1
    assert with_unknown_terms(graph, "SELECT ?a { ?a ai:founded id:mira }", {})[1] == ()


@on_every_store("article")
@pytest.mark.heavy
def test_more_than_a_server_gives_at_once(graph: Graph) -> None:
    """A graph of thousands of triples comes in pages, and whole."""
    assert set(graph.store.quads()) == set(expected("article").store.quads())
    assert graph.dossiers == expected("article").dossiers
    rows = graph.query("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?p ?o ?s")
    assert len(rows) > 3_000
    assert set(rows) == set(expected("article").query("SELECT ?s ?p ?o { ?s ?p ?o }"))
    few = graph.query("SELECT ?s { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 1500 OFFSET 7")
    assert len(few) == 1_500
    triples = graph.query("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o FILTER isIRI(?o) }")
    again = expected("article").query("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o FILTER isIRI(?o) }")
    assert len(triples) > 1_000
    assert set(triples) == set(again)


@on_every_store("article")
def test_what_people_look_at(graph: Graph) -> None:
    """Entities, ties, networks, numbers, hits."""
    other = expected("article")
    assert graph.entity("Musk") == other.entity("Musk")
    assert graph.statements("OpenAI") == other.statements("OpenAI")
    assert graph.paths("Elon Musk", "Tesla") == other.paths("Elon Musk", "Tesla")
    assert graph.page(["OpenAI"]) == other.page(["OpenAI"])
    assert count(graph.dossiers, graph.derived).as_data() == (
        count(other.dossiers, other.derived).as_data()
    )
    assert graph.search("altmann") == other.search("altmann")
    assert graph.search("opn ai", limit=50) == other.search("opn ai", limit=50)


@on_every_store("article")
def test_standpoints_and_search_in_queries(graph: Graph) -> None:
    """What is made of a store works on one that is far away."""
    sparql = """SELECT ?x ?name {
        ?x search:matches "musk" ; skos:prefLabel ?name } ORDER BY ?x LANG(?name)"""
    assert list(graph.query(sparql)) == list(expected("article").query(sparql))
    then, other = (g.at(as_of="2018-01-01") for g in (graph, expected("article")))
    assert list(then.query("founders")) == list(other.query("founders"))
    assert (
        graph.explain("founders").timing.rows == expected("article").explain("founders").timing.rows
    )


# --- queries -------------------------------------------------------------------------------------

QUERIES = {
    "union": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "labels of the ontology": "SELECT ?l { ai:founded rdfs:label ?l } ORDER BY LANG(?l)",
    "a graph": "SELECT (COUNT(*) AS ?n) { GRAPH dossier:orion { ?s ?p ?o } }",
    "each graph": f"""SELECT ?g (COUNT(*) AS ?n) {{
        GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{STATE}>) }} GROUP BY ?g ORDER BY ?g""",
    "from": "SELECT (COUNT(*) AS ?n) FROM dossier:orion { ?s ?p ?o }",
    "optional": """SELECT ?e ?n ?h {
        ?e skos:prefLabel ?n OPTIONAL { ?e foaf:homepage ?h } } ORDER BY ?e LANG(?n)""",
    "star": "SELECT * { ?who ai:founded ?what ; skos:prefLabel ?name } ORDER BY ?who LANG(?name)",
    "values": "SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) (2.5 'a'@en) (true id:orion) } }",
    "literals": "SELECT ?s ?o { ?s ?p ?o FILTER isLiteral(?o) } ORDER BY ?s ?p STR(?o) LANG(?o)",
    "unbound": "SELECT ?x ?y { ?x ai:founded id:orion }",
    "path": "SELECT ?c { ai:ResearchLab rdfs:subClassOf+ ?c } ORDER BY ?c",
    "days": "SELECT ?s { ?s ai:latestEnd ?d FILTER (?d <= '2020-01-01'^^xsd:date) } ORDER BY ?s",
    "yes": "ASK { id:mira ai:founded id:orion }",
    "no": "ASK { id:orion ai:founded id:mira }",
    "construct": "CONSTRUCT { ?o ai:foundedBy ?s } WHERE { ?s ai:founded ?o }",
    "construct where": "CONSTRUCT WHERE { ?s ai:founded ?o }",
    "describe": "DESCRIBE id:nobody",
    "none": "SELECT ?x { ?x ai:founded id:nobody }",
    "own prefix": "PREFIX ai: <https://w3id.org/ai-actors/id/> SELECT ?p { ?x ?p ai:orion }",
}


@on_every_store("golden")
@pytest.mark.parametrize("name", QUERIES)
def test_queries(graph: Graph, name: str) -> None:
    """The same columns, rows and kinds of answer."""
    result, other = graph.query(QUERIES[name]), expected("golden").query(QUERIES[name])
    assert (result.kind, result.columns) == (other.kind, other.columns)
    if "ORDER" in QUERIES[name]:
        assert list(result) == list(other)
    assert sorted(map(str, result.terms())) == sorted(map(str, other.terms()))
    assert bool(result) == bool(other)


@on_every_store("golden")
@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml", "md", "html"])
def test_formats(graph: Graph, format_: str) -> None:
    """Bytes for bytes, where the order is given."""
    answers = [g.store.query(QUERIES["optional"]) for g in (graph, expected("golden"))]
    one, other = (serialize(answer, format_) for answer in answers)
    assert one == other
    cut = limited(graph.store.query(QUERIES["optional"]), 2)
    assert len(Result(cut)) == 2


@on_every_store("golden")
@pytest.mark.parametrize(
    "sparql",
    ["SELECT {", "SELECT ?x { ?x foo:bar 1 }", "ASK { SERVICE <http://x.example/> { } }", "ASK {"],
)
def test_what_is_wrong_is_said_in_the_same_words(graph: Graph, sparql: str) -> None:
    """Before a server is asked."""
    said = []
    for each in (graph, expected("golden")):
        with pytest.raises(QueryError) as error:
            each.query(sparql)
        said.append(str(error.value))
    assert said[0] == said[1]


@on_every_store("golden")
def test_graphs_that_the_protocol_names(graph: Graph) -> None:
    """As a client of ours would name them."""
    sparql = "SELECT ?s { ?s ai:founded ?o }"
    derived, press = ox.NamedNode(DERIVED), ox.NamedNode(iri("dossier:press"))
    every: list[Graphs] = [([derived], None), ([press], [derived]), ([ox.DefaultGraph()], [])]
    for graphs in every:
        answers = [g.store.query(sparql, graphs=graphs) for g in (graph, expected("golden"))]
        assert list(Result(answers[0])) == list(Result(answers[1]))


@on_every_store("golden")
def test_graphs_and_sizes(graph: Graph) -> None:
    """What helps to ask is no part of it."""
    other = expected("golden").store
    assert graph.store.graphs() == other.graphs()
    assert len(graph.store) == len(other)
    assert len(list(graph.store.inner)) == len(list(other.inner))


# --- writing -------------------------------------------------------------------------------------


def test_the_same_twice_changes_nothing(store: Store) -> None:
    """Nothing is even sent."""
    store.replace(data("golden"), TRIG)
    before = set(store.quads())
    if isinstance(store, RemoteStore):
        published = store.publish(data("golden"), TRIG)
        assert (published.written, published.dropped) == ([], [])
    store.replace(data("golden"), TRIG)
    assert set(store.quads()) == before == set(expected("golden").store.quads())


def test_a_dossier_that_changes_is_one_graph(store: Store) -> None:
    """And one that goes is gone, from the union as well."""
    store.replace(data("golden"), TRIG)
    changed = data("golden").replace(b"A made-up laboratory", b"An invented laboratory")
    if isinstance(store, RemoteStore):
        home = store.publish(changed, TRIG)
        assert home.written[:1] == [iri("dossier:orion")]
        assert len(home.written) == 2  # that of the union as well
        assert home.kept == 2
    store.replace(changed, TRIG)
    assert bool(store.query('ASK { ?s ?p "An invented laboratory is offered for sale."@en }'))
    assert not store.query('ASK { ?s ?p "A made-up laboratory is offered for sale."@en }')
    store.replace(b"<urn:s> <urn:p> <urn:o> .", FORMATS[".ttl"])
    assert store.graphs() == [iri("dossier:union")]
    assert not store.query("ASK { ?s ai:founded ?o }")
    assert bool(store.query("ASK { ai:founded rdfs:label ?l }")), "the ontology stays"


def test_more_is_loaded_beside_what_is_there(store: Store) -> None:
    """Each triple once in the union."""
    store.load(data("golden"), TRIG)
    store.load(b'<urn:g> { <urn:s> <urn:p> 1 , 1.50 , "x"@fr }', TRIG)
    store.load(b"<urn:h> { <urn:s> <urn:p> 1 }", TRIG)
    assert {"urn:g", "urn:h", iri("dossier:orion")} <= set(store.graphs())
    (row,) = Result(store.query("SELECT (COUNT(*) AS ?n) { <urn:s> <urn:p> ?o }"))
    assert row == (3,)
    assert bool(store.query("ASK { id:mira ai:founded id:orion }"))


def test_texts_of_every_kind_come_back(store: Store) -> None:
    """Quotation marks, line feeds, signs beyond the first plane, languages, numbers."""
    texts = [
        '"',
        "\\",
        "a\nb\tc",
        "Zoë ß 人工 🤖",
        "\u202eevil",
        " lead and trail ",
        "'''",
        "%20&<>",
    ]
    triples = {ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(t)) for t in texts}
    triples |= {
        ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), value)
        for value in (
            ox.Literal("x", language="fr"),
            ox.Literal(3),
            ox.Literal("0.25", datatype=ox.NamedNode(iri("xsd:decimal"))),
            ox.Literal(True),
            ox.Literal("2015-12~", datatype=ox.NamedNode(iri("edtf:EDTF"))),
            ox.NamedNode("http://x.example/é?a=%20&b=(c)'"),
        )
    }
    store.load(ox.serialize(triples, format=FORMATS[".ttl"]) or b"", FORMATS[".ttl"])
    assert {q.object for q in store.quads()} == {q.object for q in triples}
    rows = Result(store.query("SELECT ?o { <urn:s> <urn:p> ?o }")).terms()
    assert {row[0] for row in rows} == {q.object for q in triples}
