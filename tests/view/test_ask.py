"""The page is asked in SPARQL: by its own engine, offline, in a worker that can be stopped."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import aiactors
from aiactors.graph import Graph
from aiactors.network.model import Network
from aiactors.resources import ontology_path
from aiactors.view import render_page
from aiactors.view.queries import IN_THE_PAGE, asking, vocabulary
from aiactors.vocabulary import PREFIXES
from tests.view.conftest import PLACES, Open, Opened, edge

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EVIL = '<img src=x onerror="document.title=1">'


@pytest.fixture(scope="module")
def asked_html(network: Network) -> str:
    """The page of the small network, with the engine."""
    return render_page(network, PLACES, sparql=True)


class Asked:
    """The panel in which the network is asked."""

    def __init__(self, opened: Opened) -> None:
        """Open the panel, and wait until the engine is there."""
        self.opened = opened
        self.page = opened.page
        if opened.kg("state")["side"] != "ask":
            self.page.get_by_role("tab", name="Ask").click()
        opened.until("/Ready|Prêt/.test(document.querySelector('#ask .status').textContent)")

    def status(self) -> str:
        """What is said of the last query."""
        return self.page.locator("#ask .status").inner_text()

    def ask(self, sparql: str) -> list[list[str]]:
        """Ask a query, and return the rows that are shown."""
        self.page.get_by_role("textbox", name="Query").fill(sparql)
        return self.run()

    def run(self) -> list[list[str]]:
        """Ask what stands in the box."""
        self.page.locator("#ask .run").click()
        self.opened.until("!document.querySelector('#ask .run').disabled")
        rows = self.page.locator("#ask tbody tr").all()
        return [row.locator("td").all_inner_texts() for row in rows]


Ask = Callable[..., Asked]


@pytest.fixture
def ask(opened: Open, asked_html: str) -> Ask:
    """A function that opens the page and its panel."""
    return lambda text=asked_html, **context: Asked(opened(text, **context))


def test_a_named_query_is_filled_in_and_answered(ask: Ask) -> None:
    """The gap holds an actor of the page; who is found leads to its place."""
    panel = ask()
    panel.page.get_by_label("Examples").select_option("founders")
    assert panel.page.locator("#ask .question").inner_text() == "Who founded Acme?"
    assert panel.run() == [["Ada North", "2015-12-11", "established"]]
    panel.page.get_by_role("button", name="Show this actor").click()
    assert panel.opened.kg("visible")["nodes"] == ["ada-north", "acme"]
    gap = panel.page.locator("#ask").get_by_role("combobox", name="organisation")
    gap.fill("Étoile")
    assert panel.run() == []
    gap.fill("nobody at all")
    assert gap.get_attribute("aria-invalid") == "true"


def test_found_actors_lead_to_their_places_and_light_up(ask: Ask) -> None:
    """A click chooses; pointing at a row lights it up; a button shows them alone."""
    panel = ask()
    panel.ask("SELECT ?who WHERE { ?who ai:founded id:acme }")
    assert panel.opened.kg("state")["lit"]["nodes"] == ["ada-north"]
    panel.page.get_by_role("button", name="Light up").click()
    assert panel.opened.kg("state")["lit"] is None
    panel.ask("SELECT ?a ?b WHERE { ?a ai:released ?b }")
    panel.page.get_by_role("button", name="Show these 2 actors").click()
    assert panel.opened.kg("visible")["nodes"] == ["acme", "model-one"]
    panel.page.get_by_role("button", name="Model One").click()
    assert panel.opened.kg("selected") == "model-one"
    assert panel.opened.kg("state")["side"] == "read"


def test_statements_light_up_as_relations(ask: Ask) -> None:
    """The address of a statement is the relation itself, told as a sentence."""
    panel = ask()
    rows = panel.ask("SELECT ?s WHERE { ?s ai:status ai:Disputed }")
    assert rows == [["Étoile merged with Acme"]]
    assert panel.opened.kg("state")["lit"]["edges"] == ["e-merge"]


def test_yes_and_no_and_triples(ask: Ask) -> None:
    """ASK is answered in words, CONSTRUCT with a table of triples."""
    panel = ask()
    panel.ask("ASK { id:ada-north ai:founded id:acme }")
    assert panel.status() == "Yes."
    panel.ask("ASK { id:etoile ai:mergedWith id:acme }")
    assert panel.status() == "No."
    rows = panel.ask("CONSTRUCT { ?o ai:left ?s } WHERE { ?s ai:released ?o }")
    assert rows == [["Model One", "ai:left", "Acme"]]


def test_direct_triples_are_those_of_the_rule(ask: Ask) -> None:
    """The page's plain triples are what ontology/rules/direct.rq makes of its statements."""
    panel = ask()
    rule = (ontology_path() / "rules" / "direct.rq").read_text("utf-8")
    plain = "SELECT ?s ?p ?o WHERE { ?p a ai:EdgeProperty . ?s ?p ?o . FILTER (isIRI(?o)) }"
    assert sorted(panel.ask(rule)) == sorted(panel.ask(plain))


def test_mistakes_are_told_in_words(ask: Ask) -> None:
    """With their place; and the next query is answered."""
    panel = ask()
    panel.ask("SELECT ?x WHER { }")
    assert panel.status().startswith("This is no SPARQL at line 1, column 16")
    panel.ask("SELECT ?x WHERE { ?x foo:bar ?y }")
    assert "prefix is not declared" in panel.status()
    panel.ask("SELECT ?x WHERE { SERVICE <https://example.org/> { ?x ?y ?z } }")
    assert panel.status().startswith("This cannot be answered")
    panel.ask("DELETE WHERE { ?x ?y ?z }")
    assert panel.status().startswith("This is no SPARQL")
    assert panel.ask("SELECT (1 AS ?one) {}") == [["1"]]


def test_a_query_that_never_ends_is_stopped(ask: Ask) -> None:
    """The page stays alive meanwhile, and the engine comes back."""
    panel = ask()
    panel.page.get_by_role("textbox", name="Query").fill(ENDLESS)
    panel.page.locator("#ask .run").click()
    stop = panel.page.get_by_role("button", name="Stop")
    stop.wait_for()
    assert panel.opened.page.evaluate("1 + 1") == 2
    panel.opened.kg("go", "actor=acme&side=ask")
    stop.click()
    panel.opened.until("document.querySelector('#ask .status').textContent === 'Stopped.'")
    assert panel.ask("SELECT ?who WHERE { ?who ai:founded id:acme }") == [["Ada North"]]


def test_a_query_has_ten_seconds(ask: Ask) -> None:
    """Then it is stopped by itself, and the reader is told what to do."""
    panel = ask(alone=True)
    panel.page.clock.install()
    panel.page.get_by_role("textbox", name="Query").fill(ENDLESS)
    panel.page.locator("#ask .run").click()
    panel.page.get_by_role("button", name="Stop").wait_for()
    panel.page.clock.fast_forward(10_001)
    panel.page.get_by_text("no answer within 10 seconds").wait_for()


def test_long_answers_come_in_pages(ask: Ask) -> None:
    """Fifty rows at a time."""
    panel = ask()
    assert len(panel.ask("SELECT * WHERE { ?s a ?type } ORDER BY ?s")) == 50
    first = panel.page.locator("#ask tbody tr").first.inner_text()
    panel.page.get_by_role("button", name="Next").click()
    assert panel.page.locator("#ask tbody tr").first.inner_text() != first
    panel.page.get_by_role("button", name="Previous").click()
    assert panel.page.locator("#ask tbody tr").first.inner_text() == first


def test_hostile_names_stay_text(network: Network, ask: Ask) -> None:
    """In the table, in the file that is saved, and in the query itself."""
    nodes = list(network.nodes)
    nodes[0] = replace(nodes[0], labels={"en": EVIL, "fr": EVIL}, aliases=("=HYPERLINK(1)",))
    nodes[1] = replace(nodes[1], labels={"en": "x" * 10_000, "fr": "\u202eevil\\\"'''\n"})
    evil = replace(network, nodes=tuple(nodes))
    panel = ask(render_page(evil, PLACES, sparql=True))
    rows = panel.ask("SELECT ?who ?name WHERE { id:ada-north skos:prefLabel ?name } LIMIT 1")
    assert rows == [["", EVIL]]
    [[long]] = panel.ask('SELECT ?n WHERE { id:acme skos:prefLabel ?n FILTER(lang(?n)="en") }')
    assert len(long) < 500
    assert panel.page.locator("#ask img").count() == 0
    panel.ask('SELECT ?alias ("@SUM(1)" AS ?b) ("-1" AS ?c) WHERE { ?x skos:altLabel ?alias }')
    with panel.page.expect_download() as saved:
        panel.page.get_by_role("button", name="Save the answer as CSV").click()
    text = Path(saved.value.path()).read_text("utf-8-sig")
    assert ["'=HYPERLINK(1)", "'@SUM(1)", "'-1"] in list(csv.reader(text.splitlines()))
    assert panel.page.title() != "1"


def test_in_french(ask: Ask) -> None:
    """The panel, the example and its answer."""
    panel = ask(locale="fr-FR", at="#side=ask&lang=en")
    panel.page.get_by_role("button", name="Français").click()
    panel.page.get_by_label("Exemples").select_option("founders")
    assert panel.page.locator("#ask .question").inner_text() == "Qui a fondé Acme ?"
    assert panel.run() == [["Ada North", "2015-12-11", "établi"]]


def test_without_the_engine_there_is_no_such_tab(opened: Open, html: str) -> None:
    """And no code of it in the page."""
    page = opened(html).page
    assert page.get_by_role("tab", name="Ask").count() == 0
    assert 'id="kg-wasm"' not in html
    assert "worker-src" not in html


def test_nothing_is_loaded_before_the_tab_is_opened(opened: Open, asked_html: str) -> None:
    """Only then is a worker made."""
    page = opened(asked_html).page
    assert page.workers == []
    page.get_by_role("tab", name="Ask").click()
    page.get_by_text("Ready").wait_for()
    assert len(page.workers) == 1


def test_a_phone_scrolls_nothing_sideways_but_the_table(ask: Ask) -> None:
    """At 390 pixels."""
    panel = ask(width=390, height=844, has_touch=True, at="#side=ask")
    panel.page.locator("#grip button").click()
    panel.ask("SELECT * WHERE { ?s ?p ?o } LIMIT 5")
    assert panel.opened.wide() == []


@pytest.fixture(scope="module")
def graph(world: Path) -> Graph:
    """The small world."""
    return aiactors.open(world)


@pytest.mark.parametrize("name", ["founders", "disputes", "chief-executives", "ties-on-day"])
def test_answers_are_those_of_the_store(name: str, graph: Graph, opened: Open) -> None:
    """What the page answers, the graph answers too; of what is no actor, the page knows nothing."""
    panel = Asked(opened(graph.page(sparql=True)))
    panel.page.get_by_label("Examples").select_option(name)
    sparql = panel.page.get_by_role("textbox", name="Query").input_value()
    prefixes = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
    known = [[_text(value) for value in row] for row in graph.query(prefixes + sparql)]
    found = panel.run()
    assert found
    # A statement, the last of eight columns, is told as a sentence and not by its address.
    assert [row[:7] for row in found if row[:7] not in [other[:7] for other in known]] == []


def _text(value: Any) -> str:
    return "" if value is None else str(getattr(value, "value", value))


def test_the_ontology_is_embedded_the_same_every_time() -> None:
    """As Turtle that is read, with the names of every relation."""
    held = asking()
    store = ox.Store()
    store.load(held["ontology"].encode(), format=ox.RdfFormat.TURTLE)
    founded = ox.NamedNode("https://w3id.org/ai-actors/ns#founded")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    assert {str(q.object) for q in store.quads_for_pattern(founded, label, None)} == {
        '"founded"@en',
        '"a fondé"@fr',
    }
    assert held == asking()
    assert [query["name"] for query in held["queries"]] == list(IN_THE_PAGE)
    assert all("PREFIX" in query["sparql"] for query in held["queries"])


def test_ranks_are_told_where_they_are_unusual() -> None:
    """Normal ones are not: nearly all are."""
    edges = (
        edge("a", "acme", "founded", "etoile", rank="preferred"),
        edge("b", "acme", "funded", "etoile"),
    )
    assert vocabulary(Network(title={}, nodes=(), edges=edges))["ranks"] == {"a": "Preferred"}
