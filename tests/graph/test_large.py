"""A store of records answers as the model of the same records: pages, data, counts, files.

Of the store, only what is asked for is read; a few hundred statements stand for millions.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import aiactors
from aiactors.answers import about_entity, about_statement, found, network_around, ties_between
from aiactors.bulk import build_store
from aiactors.errors import InputError, NotFoundError
from aiactors.export import export_text, write_union
from aiactors.graph import Graph
from aiactors.graph.queries import with_unknown_terms
from aiactors.mcp.asking import Question, answered
from aiactors.mcp.table import answer_of
from aiactors.model import parse_day
from aiactors.network.kinds import KINDS
from aiactors.progress import Advance
from aiactors.query import Unknown
from aiactors.rdf import derive, to_trig
from aiactors.records import read_records
from aiactors.server.reply import HttpError, Reply
from aiactors.server.site import chosen
from aiactors.server.site.request import PageRequest
from aiactors.server.site.routes import ROUTER
from aiactors.store import Store
from aiactors.vocabulary import iri
from bench.records import write_records

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where records of some hundred statements lie, and a store that was built of them."""
    folder = tmp_path_factory.mktemp("large")
    records = folder / "records.jsonl"
    write_records(records, 800)
    lines = records.read_text("utf-8").splitlines(keepends=True)
    told = [n for n, line in enumerate(lines) if '"statement":' in line]
    for n in told[::4]:
        lines[n] = lines[n].replace('"dossier":"story-0"', '"dossier":"table"')
    lines.append('{"dossier":"table","title":{"en":"A table","fr":"Un tableau"},"bulk":true}\n')
    records.write_text("".join(lines), "utf-8")
    build_store(folder / "records.jsonl", folder / "store")
    return folder


@pytest.fixture(scope="module")
def small(folder: Path) -> Graph:
    """The model of the records; no facts are made of records in bulk."""
    dossiers = read_records(folder / "records.jsonl")
    derived = derive(dossiers).without_facts()
    store = Store()
    store.load(to_trig(dossiers, derived).encode(), ox.RdfFormat.TRIG, file="records")
    return Graph(store, dossiers, derived=derived)


@pytest.fixture
def large(folder: Path) -> Graph:
    """The store, newly opened."""
    graph = aiactors.open(folder / "store")
    assert graph.has_columns
    return graph


def test_terms_that_are_not_there_are_told(large: Graph, small: Graph, folder: Path) -> None:
    """With near ones as far as an index is there; none is made for that."""
    name = small.entity(hub(small)).name()
    query = f"SELECT * {{ id:{name.replace(' ', '-').lower()}x ai:founded ?a }}"
    (unknown,) = with_unknown_terms(large, query, {})[1]
    assert f"id:{hub(small)}" in unknown.near
    index = folder / "store" / "search.sqlite"
    with_index = index.rename(folder / "search.sqlite")
    try:
        assert with_unknown_terms(aiactors.open(folder / "store"), query, {})[1] == (
            Unknown(unknown.term),
        )
    finally:
        with_index.rename(index)


def hub(small: Graph) -> str:
    """The id of the entity of which most is said."""
    return small.edges(bulk=True).connected(1)[0].removeprefix("id:")


def visit(path: str, accept: str = "text/html", **parameters: str) -> PageRequest:
    """Somebody who asks for a page."""
    given = {name: [value] for name, value in parameters.items()}
    return PageRequest(path, given, {"accept": accept}, "http://kg.example")


def of(reply: Reply) -> tuple[int, str, bytes, Any]:
    """All that is told."""
    return reply.status, reply.media, reply.body, dict(reply.headers)


def untouched(graph: Graph) -> bool:
    """Whether the whole model was left alone."""
    return not {"dossiers", "derived", "projector"} & vars(graph).keys()


def test_answers(small: Graph, large: Graph) -> None:
    """Entities, statements, documents, networks, ties, hits: to the letter."""
    who = hub(small)
    first = next(iter(small.dossiers.statements))
    document = small.dossiers.statements[first].attributions[0].said_in.removeprefix("id:")
    other = small.edges().connected(3)[2].removeprefix("id:")
    day = parse_day("2016-01-01")
    for graph in (small, large):
        graph.search_index.search("a")
    for ask in (
        lambda graph: about_entity(graph, who),
        lambda graph: about_entity(graph, who, "fr", ("works-for", "invested-in"), 5),
        lambda graph: about_entity(graph, document),
        lambda graph: about_statement(graph, first),
        lambda graph: found(graph, "Verla", limit=20),
        lambda graph: network_around(graph, [who], 1, limit=40, bulk=True),
        lambda graph: network_around(graph, [who, other], 2, as_of=day, limit=40),
        lambda graph: network_around(graph, kinds=KINDS, limit=30),
        lambda graph: ties_between(graph, [who, other], k=2),
    ):
        assert ask(large) == ask(small)
    assert untouched(large)
    with pytest.raises(NotFoundError, match="no statement"):
        about_statement(large, "st:00000000000000000000")


def test_networks(small: Graph, large: Graph) -> None:
    """Nodes with their degrees, edges in their order; the part that is drawn of too much."""
    who = hub(small)
    for focus, most in (((), None), ((who,), None), ((who,), 12), ((), 30)):
        for bulk in (False, True):
            plain = small.network(focus, most=most, bulk=bulk)
            assert large.network(focus, most=most, bulk=bulk) == plain
            assert plain.left_out == large.network(focus, most=most, bulk=bulk).left_out
    alone = next(
        ref for ref in small.dossiers.documents if not small.edges([ref], 1).drawn(None).degrees
    )
    for graph in (small, large):
        with pytest.raises(InputError, match=r"nothing is drawn around .*; bulk dossiers are left"):
            graph.network([alone])
    assert untouched(large)


def test_pages(small: Graph, large: Graph) -> None:
    """Every page that a small graph has, in both languages."""
    who = hub(small)
    first = next(iter(small.dossiers.statements)).removeprefix("st:")
    document = list(small.dossiers.documents)[-1].removeprefix("id:")
    for path in (
        "/start",
        f"/id/{document}",
        f"/statement/{first}",
        "/search",
        "/ns",
        "/query/named",
        "/api/network",
        f"/api/entity/{who}",
    ):
        for lang in ("en", "fr"):
            asked = visit(path, lang=lang, **({"q": "Verla"} if path == "/search" else {}))
            assert of(ROUTER.reply(large, asked)) == of(ROUTER.reply(small, asked))
    for path in ("/id/nobody", "/statement/00000000000000000000", "/statement/x"):
        with pytest.raises(HttpError) as refusal:
            ROUTER.reply(large, visit(path))
        assert refusal.value.status == 404
    assert untouched(large)


def test_the_page_of_a_hub(small: Graph, large: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those with most sources and how many there are; all of them relation by relation."""
    who = hub(small)
    every = about_entity(small, who)
    total = every.total
    assert total > 60
    whole = ROUTER.reply(small, visit(f"/id/{who}")).body.decode()
    monkeypatch.setattr(chosen, "AT_ONCE", 1_000)
    assert ROUTER.reply(large, visit(f"/id/{who}")).body.decode() == whole
    monkeypatch.setattr(chosen, "AT_ONCE", 20)
    page = ROUTER.reply(large, visit(f"/id/{who}")).body.decode()
    assert f"20 of {total:,} statements are shown" in page
    relations = {s.relation.key for s in every.statements}
    assert all(f'href="?relation={key}"' in page for key in relations)
    told: list[str] = []
    for key in sorted(relations):
        number = 1
        while True:
            page = ROUTER.reply(
                large, visit(f"/id/{who}", relation=key, page=str(number))
            ).body.decode()
            table = page[page.index("<table") :]
            told += [part[:20] for part in table.split('numbers"><a href="/statement/')[1:]]
            if 'rel="next"' not in page:
                break
            number += 1
    assert sorted(told) == sorted(s.id for s in every.statements)
    for wrong in ({"relation": "no-such"}, {"relation": "works-for", "page": "99"}, {"page": "2"}):
        for graph in (small, large):
            with pytest.raises(HttpError) as refusal:
                ROUTER.reply(graph, visit(f"/id/{who}", **wrong))
            assert refusal.value.status == 404


def test_a_hub_as_rdf(small: Graph, large: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same triples where it is not too much; else a part, and the header tells so."""
    asked = visit(f"/id/{hub(small)}", "application/n-triples")
    whole = ROUTER.reply(small, asked)
    assert "warning" not in whole.headers
    lines = set(whole.body.splitlines())
    monkeypatch.setattr(chosen, "AT_ONCE", 1_000)
    assert set(ROUTER.reply(large, asked).body.splitlines()) == lines
    monkeypatch.setattr(chosen, "AT_ONCE", 20)
    part = ROUTER.reply(large, asked)
    assert set(part.body.splitlines()) < lines
    assert "20 of " in part.headers["warning"]


def test_one_relation_as_rdf(small: Graph, large: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its statements and no others, as on the page; of a document, those that it carries."""
    who = hub(small)
    document = next(iter(small.dossiers.statements.values())).attributions[0].said_in
    every = about_entity(small, who).statements
    monkeypatch.setattr(chosen, "AT_ONCE", 100)
    for path, relation, wanted in (
        (who, "works-for", {s.id for s in every if s.relation.key == "works-for"}),
        (document.removeprefix("id:"), "", {s.statement[3:] for s in small.mentions_of(document)}),
    ):
        asked = visit(f"/id/{path}", "application/n-triples", relation=relation)
        for graph in (small, large):
            triples = ROUTER.reply(graph, asked).body.decode().splitlines()
            told = {line.split(">")[0][-20:] for line in triples if "#subject>" in line}
            assert told == wanted != set()


def test_what_millions_lead_to(large: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """A class or a concept: as much is read as is shown, and some more to tell that there is."""
    from aiactors.server.site import resource

    class_ = ox.NamedNode(iri("ai:Statement"))
    many = sum(1 for _ in large.store.inner.quads_for_pattern(None, None, class_, None))
    whole = ROUTER.reply(large, visit("/ns#Statement")).body.decode()
    assert f"… and {many - 200} more" in whole
    monkeypatch.setattr(resource, "_READ", 300)
    part = ROUTER.reply(large, visit("/ns#Statement")).body.decode()
    assert "… and more than 100 more" in part
    assert ROUTER.reply(large, visit("/ns#Statement", "text/turtle")).status == 200


@pytest.mark.parametrize("path", ["/id/a b", "/id/<x>", "/id/a\x00", "/statement/<x>", "/x/<y>"])
def test_what_is_no_address(large: Graph, path: str) -> None:
    """Is not found, as everywhere."""
    with pytest.raises(HttpError) as refusal:
        ROUTER.reply(large, visit(path))
    assert refusal.value.status == 404


def test_the_front_page(large: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part between the best known; around one, what is near, and no more than is said."""
    from aiactors.server.site import network

    monkeypatch.setattr(network, "OVERVIEW", 60)
    monkeypatch.setattr(network, "AROUND", 30)
    front = ROUTER.reply(large, visit("/")).body.decode()
    assert "60 of " in front
    around = ROUTER.reply(large, visit("/network", focus="p0")).body.decode()
    assert "30 of " in around
    assert untouched(large)


def test_counts(small: Graph, large: Graph) -> None:
    """Every number of the columns is that of the model; what they do not tell is left out."""
    plain, fast = small.counted().as_data(), large.counted().as_data()
    shared = {
        "Statements by relation",
        "Statements by status",
        "Statements by modality",
        "Statements by number of independent sources",
        "Money, lawsuits, departures by independent sources",
        "Statements by the year in which they begin",
        "Entities by kind",
        "Relations with fewer than 5 statements",
        "Entities with few statements",
        "Statements by dossier",
        "Statements by bulk dossier",
    }
    assert shared <= fast.keys()
    assert {title: fast[title] for title in shared} == {title: plain[title] for title in shared}
    totals = {name: n for name, n in plain["The whole"].items() if name != "attributions"}
    assert totals.items() <= fast["The whole"].items()
    bulk = "In bulk dossiers, counted apart"
    assert fast[bulk]["statements that no curated dossier makes"] > 100
    for name in ("dossiers", "entities", "documents"):
        assert fast[bulk][name] == plain[bulk][name]
    (stances,) = (rows for title, rows in fast.items() if title.startswith("Attributions"))
    said = sum(len(s.attributions) for s in small.dossiers.statements.values())
    assert sum(stances.values()) == said
    assert untouched(large)


def test_what_stands_behind_a_table(small: Graph, large: Graph) -> None:
    """Statements that rows name, or those between their entities, by address or by name."""
    who = hub(small)
    between = f"SELECT ?a ?b {{ ?a ai:worksFor ?b FILTER(?b = id:{who}) }} ORDER BY ?a LIMIT 5"
    named = (
        f"SELECT ?n ?o {{ ?a ai:worksFor id:{who} ; skos:prefLabel ?n . id:{who} skos:prefLabel ?o"
        ' FILTER(LANG(?n) = "en" && LANG(?o) = "en") } ORDER BY ?n LIMIT 5'
    )
    told = f"SELECT ?s {{ ?s a ai:Statement ; rdf:object id:{who} }} ORDER BY ?s LIMIT 3"
    for query in (between, named, told, "SELECT ?n { VALUES ?n { 'nobody' } }"):
        table = answered(large, Question(query, {}))
        answer = answer_of(large, table, "en")
        assert answer == answer_of(small, answered(small, Question(query, {})), "en")
        assert bool(answer.statements) == ("nobody" not in query)
    assert untouched(large)


def test_size_and_titles(small: Graph, large: Graph) -> None:
    """As the model has them."""
    assert large.size() == small.size()
    assert large.titles() == small.titles()
    assert untouched(large)


def exported(graph: Graph, format_: str) -> str:
    """What a stream writes."""
    out = io.BytesIO()
    assert write_union(graph.store.inner, format_, out) == len(out.getvalue())
    return out.getvalue().decode()


def test_export(small: Graph, large: Graph) -> None:
    """The lines of the model, and the same triples in other formats; no graphs that are none."""
    lines = export_text(small.dossiers, "nt", small.derived)
    assert exported(large, "nt") == lines
    assert exported(large, "rdf") == export_text(small.dossiers, "rdf", small.derived)
    wanted = {quad.triple for quad in ox.parse(lines.encode(), ox.RdfFormat.N_TRIPLES)}
    for format_, kind in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        text = exported(large, format_).encode()
        assert {quad.triple for quad in ox.parse(text, kind)} == wanted
    for format_ in ("nq", "trig"):
        with pytest.raises(InputError, match=r"no named graphs.*--out"):
            exported(large, format_)
    assert untouched(large)


def test_statements_of_one(small: Graph, large: Graph) -> None:
    """Of an entity and of a document, in their order; no more is read for them."""
    for name in (hub(small), list(small.dossiers.documents)[-1]):
        assert large.statements(name) == small.statements(name)
    assert large.statements(hub(small))
    assert untouched(large)


def test_names_to_the_letter(small: Graph, large: Graph) -> None:
    """What is named like a word that many names hold; those are not read."""
    name = small.entity(hub(small)).names[0].text
    for texts in ({name, "Report"}, {"Report", "?", ""}):
        assert large.named(texts) == small.named(texts)
    assert large.named({name})
    assert len(large._kept or ()) < 20


class Told:
    """Keeps what is told of steps."""

    def __init__(self) -> None:
        """Begin with none."""
        self.steps: dict[str, tuple[int | None, list[int]]] = {}

    @contextmanager
    def step(self, what: str, total: int | None = None, unit: str = "") -> Iterator[Advance]:
        """Keep a step."""
        assert unit == "statements"
        done: list[int] = []
        self.steps[what] = total, done
        yield done.append


def test_how_far_it_is(small: Graph, large: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """To read all that is said of a hub takes some seconds: it is told part by part."""
    from aiactors.rdf import gather

    monkeypatch.setattr(gather, "AT_ONCE", 20)
    who, told = f"id:{hub(small)}", Told()
    part = large.about(who, progress=told)
    assert part.statements(who) == small.statements(who)
    total, done = told.steps["reading what is said"]
    assert total == sum(done) >= len(small.statements(who))
    assert max(done) == 20
    assert sum(told.steps["taking it in"][1]) == len(part.dossiers.statements)
