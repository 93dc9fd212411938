"""Every address resolves, as a page for people and as data for programs."""

from __future__ import annotations

import gzip
import html
import json
import re
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import aiactors
from aiactors.graph import Graph
from aiactors.server.site.network import front
from aiactors.server.site.request import PageRequest
from aiactors.server.site.start import start
from aiactors.vocabulary import iri
from tests.server.conftest import Answer, Running

FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def graph(world: Path) -> Graph:
    """What is served."""
    return aiactors.open(world)


def get(site: Running, path: str, accept: str = "text/html", **headers: str) -> Answer:
    """PageRequest an address."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.send("GET", path, {"accept": accept, **sent})


def statement(graph: Graph, predicate: str) -> str:
    """Return the path of the first statement with a relation."""
    return f"/statement/{next(s.id for s in graph.statements() if s.predicate == predicate)}"


def test_the_front_page_is_the_network(site: Running) -> None:
    """To browsers, with ways to the other pages; to others it tells where to begin."""
    page = get(site, "/", "text/html,application/xhtml+xml,*/*;q=0.8")
    assert 'id="kg-data"' in page.text
    assert 'id="kg-wasm"' in page.text
    paths = set(re.findall(r'href="(/[^"#]*)"', page.text))
    assert {"/start", "/query", "/ns", "/api"} <= paths
    assert {path: get(site, path).status for path in paths} == dict.fromkeys(paths, 200)
    assert page.body == get(site, "/network").body
    for accept in ("*/*", ""):
        assert 'href="/query?name=disputes"' in get(site, "/", accept).text


def test_the_front_page_states_its_policy_twice(site: Running) -> None:
    """The header forbids nothing that the page allows itself, nor the other way round."""
    page = get(site, "/")
    stated = re.search(r'Content-Security-Policy" content="([^"]*)"', page.text)
    assert stated is not None
    assert page.headers["content-security-policy"] == html.unescape(stated[1])
    assert "'wasm-unsafe-eval'" in page.headers["content-security-policy"]


def test_a_network_without_places_or_layout_still_has_a_front_page(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that is all words."""
    monkeypatch.setitem(sys.modules, "aiactors.network.forces", None)
    monkeypatch.delattr("aiactors.network.forces", raising=False)
    graph = Graph.of_dossiers(aiactors.open(world).dossiers)
    visit = PageRequest("/", {}, {"accept": "text/html"}, "http://a.example")
    assert front(graph, visit).body == start(graph, visit).body


def test_the_whole_network_is_drawn_once(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many ask for it, in however many ways."""
    drawn: list[dict[str, Any]] = []
    page = Graph.page

    def counted(self: Graph, *arguments: Any, **named: Any) -> str:
        drawn.append(named)
        return page(self, *arguments, **named)

    monkeypatch.setattr(Graph, "page", counted)
    for language in ("en", "en-GB,en;q=0.9", "de,en;q=0.5", "fr-FR"):
        headers = {"accept": "text/html", "accept-language": language}
        for path in ("/", "/network"):
            front(graph, PageRequest(path, {}, headers, "http://a.example"))
    assert [named["lang"] for named in drawn] == ["en", "fr"]


def test_the_start_page_leads_on(site: Running) -> None:
    """To actors, to questions and to dossiers, all of which are there."""
    page = get(site, "/start").text
    paths = set(re.findall(r'href="(/[^"#]*)"', page))
    assert {"/id/ada-gray", "/query?name=disputes", "/dossier/story", "/"} <= paths
    # Of those whom this graph does not know, nothing is asked.
    assert "founders" not in page
    assert "openai" not in page
    assert {path: get(site, path).status for path in paths} == dict.fromkeys(paths, 200)


def test_a_page_of_an_entity_tells_all_with_sources(site: Running) -> None:
    """Relations from its side, how each stands, and documents with their addresses."""
    page = get(site, "/id/mindful").text
    assert "founded by" in page
    assert '<a href="/id/ada-gray"><bdi>Ada Gray</bdi></a>' in page
    assert 'href="https://gazette.example/2020/03/01/mindful"' in page
    assert "interim" in page
    assert page.count('id="source-') >= 2


def test_a_page_shows_both_sides_of_a_dispute(site: Running, graph: Graph) -> None:
    """Who says so stands beside who does not."""
    contested = next(
        s for s in graph.statements() if any(a.stance == "Denies" for a in s.attributions)
    )
    page = get(site, f"/statement/{contested.id}").text
    assert "says so" in page
    assert "does not" in page


def test_a_statement_can_be_cited(site: Running, graph: Graph) -> None:
    """As a footnote, in BibTeX, and as a ClaimReview that parses."""
    page = html.unescape(get(site, statement(graph, "founded")).text)
    assert re.search(r"^@\w+\{", page, re.MULTILINE) is not None
    review = re.search(r"<pre[^>]*>(\{.*?\})</pre>", page, re.DOTALL)
    assert review is not None
    assert json.loads(review[1])["@type"] == "ClaimReview"


@pytest.mark.parametrize("media", FORMATS)
def test_an_entity_can_be_had_as_rdf(site: Running, media: str) -> None:
    """Its own triples, the statements about it, and who says so."""
    answer = get(site, "/id/ada-gray", media)
    assert (answer.status, answer.media) == (200, media)
    triples = {quad.triple for quad in ox.parse(answer.body, FORMATS[media])}
    predicates = {str(t.predicate.value).rsplit("#")[-1].rsplit("/")[-1] for t in triples}
    assert {"prefLabel", "founded", "subject", "attribution", "gist"} <= predicates


@pytest.mark.parametrize("media", FORMATS)
def test_the_same_gives_the_same_bytes(site: Running, media: str) -> None:
    """From one process to the next: what was cached stays right."""
    first, second = (get(site, f"/id/mindful?x={n}", media) for n in (1, 2))
    assert first.body == second.body
    lines = first.text.splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)


@pytest.mark.parametrize(
    "path", ["/ns", "/dossier/story", "/dossier/people", "/id/gazette-2020", "/graph/derived"]
)
@pytest.mark.parametrize("media", ["text/turtle", "application/ld+json", "text/html"])
def test_every_kind_of_address_resolves(site: Running, path: str, media: str) -> None:
    """The ontology, a dossier, a document, the derived graph."""
    answer = get(site, path, media)
    assert (answer.status, answer.media) == (200, media)


def test_every_address_of_the_graph_resolves(site: Running, graph: Graph) -> None:
    """Attributions, passages and amounts have pages too."""
    subjects = {q.subject.value for q in graph.store.quads() if isinstance(q.subject, ox.NamedNode)}
    own = sorted(s for s in subjects if s.startswith(iri("id:").removesuffix("id/")))
    by_kind = {address.rsplit("/", 2)[-2]: address for address in own}
    assert len(by_kind) >= 6
    for address in by_kind.values():
        path = address.removeprefix("https://w3id.org/ai-actors")
        assert get(site, path).status == 200, path


def test_a_dossier_is_called_by_its_title(site: Running) -> None:
    """In the language of the page; properties have their prefixes, and no line breaks in them."""
    title = re.search(r'<a href="/dossier/story"><bdi>([^<]*)', get(site, "/start").text)
    assert title is not None
    page = get(site, "/dossier/story").text
    assert f"<h1><bdi>{title[1]}</bdi></h1>" in page
    assert "<bdi>dcterms:title</bdi>" in page
    assert "purl.org" not in page


def test_what_a_document_tells_leads_to_its_statements(site: Running, graph: Graph) -> None:
    """Each sentence, so that its other sources are a step away."""
    told = next(s for s in graph.statements() if s.attributions)
    document = told.attributions[0].said_in.removeprefix("id:")
    assert f'<a href="/statement/{told.id}">' in get(site, f"/id/{document}").text


def test_dossiers_are_in_the_order_of_their_numbers(graph: Graph) -> None:
    """The second before the tenth, as people look for them."""

    class Many:
        """The graph, with other dossiers."""

        def __getattr__(self, name: str) -> Any:
            return getattr(graph, name)

        def titles(self) -> list[tuple[str, Any]]:
            return [(f"story-{n}", ()) for n in (10, 2, 1)]

    page = start(Many(), PageRequest("/start", {}, {}, "")).body.decode()  # type: ignore[arg-type]
    assert re.findall(r'"/dossier/([^"]*)"', page) == ["story-1", "story-2", "story-10"]


def test_a_dossier_is_its_named_graph(site: Running, graph: Graph) -> None:
    """No triple more or less."""
    answer = get(site, "/dossier/story", "application/n-triples")
    got = {quad.triple for quad in ox.parse(answer.body, ox.RdfFormat.N_TRIPLES)}
    named = ox.NamedNode(iri("dossier:story"))
    assert got == {q.triple for q in graph.store.quads() if q.graph_name == named}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/id/nobody", 404),
        ("/statement/0123", 404),
        ("/dossier/none", 404),
        ("/nothing/here", 404),
        ("/static/none.css", 404),
        ("/static/..%2fpages.py", 404),
        ("/static/../pages.py", 404),
        ("/id/openai%00", 404),
        ("/id/%3Cscript%3E", 404),
        ("/network?hops=9", 400),
        ("/network?hops=x", 400),
        ("/network?focus=nobody", 404),
        ("/network?" + "&focus=ada-gray" * 21, 400),
        ("/?lang=de", 400),
        ("/start?lang=de", 400),
        ("/search?q=a&q=b", 400),
        ("/search?q=%ff", 400),
    ],
)
def test_what_is_wrong_is_told(site: Running, path: str, status: int) -> None:
    """In one line of plain text, with the right status; to browsers the same line on a page."""
    told = get(site, path, "*/*")
    assert (told.status, told.media) == (status, "text/plain")
    assert 0 < len(told.text) < 300
    page = get(site, path, "text/html,application/xhtml+xml,*/*;q=0.8")
    assert (page.status, page.media) == (status, "text/html")
    assert told.text.strip() in html.unescape(page.text)
    assert "<script" not in page.text
    assert '<a class="mast" href="/start">' in page.text
    assert "http-equiv" not in page.text  # only a busy server is asked again


def test_what_cannot_be_had_is_not_acceptable(site: Running) -> None:
    """Rather than something that was not asked for."""
    assert get(site, "/id/ada-gray", "image/png").status == 406
    assert get(site, "/id/ada-gray?format=exe", "image/png").status == 406


@pytest.mark.parametrize("path", ["/id/ada-gray", "/dossier/story", "/ns"])
@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("ttl", "text/turtle"),
        ("n3", "text/n3"),
        ("text/rdf%2Bn3", "text/rdf+n3"),
        ("application/ld%2Bjson", "application/ld+json"),
        ("rdf+xml", "application/rdf+xml"),
        ("html", "text/html"),
        ("exe", "text/html"),
    ],
)
def test_a_format_has_the_names_that_it_has_for_queries(
    site: Running, path: str, name: str, media: str
) -> None:
    """One that is unknown leaves it to the header."""
    answer = get(site, f"{path}?format={name}", "*/*")
    assert (answer.status, answer.media) == (200, media)


def test_the_language_follows_the_browser(site: Running) -> None:
    """And a parameter goes before it."""
    assert "Chercher" in get(site, "/start", accept_language="fr-FR,fr;q=0.9,en;q=0.5").text
    assert "Search" in get(site, "/start", accept_language="de,en;q=0.5,fr;q=0.1").text
    assert "Chercher" in get(site, "/start?lang=fr", accept_language="en").text


def test_a_page_is_sent_once(site: Running) -> None:
    """A client that has it gets its tag back, and nothing else."""
    first = get(site, "/id/mindful")
    again = get(site, "/id/mindful", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_page_is_compressed_where_that_is_accepted(site: Running) -> None:
    """And it is the same page."""
    plain = get(site, "/id/mindful")
    zipped = get(site, "/id/mindful", accept_encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body


def test_head_is_get_without_a_body(site: Running) -> None:
    """With the same headers."""
    answer = site.send("HEAD", "/id/mindful", {"accept": "text/html"})
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) == len(get(site, "/id/mindful").body)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_are_only_read(site: Running, method: str) -> None:
    """The server says what it allows."""
    answer = site.send(method, "/id/mindful", {}, b"x")
    assert answer.status == 405
    assert "GET" in answer.headers["allow"]


def test_what_is_searched_is_found_and_escaped(site: Running) -> None:
    """Misspelt names too; and markup stays text."""
    assert '<a href="/id/ada-gray">' in get(site, "/search?q=Ada+Grey").text
    page = get(site, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_named_queries_are_there_to_try(site: Running) -> None:
    """Each as SPARQL that this server answers."""
    examples = json.loads(get(site, "/query/named").body)["queries"]
    assert len(examples) > 20
    for example in examples:
        answer = site.send(
            "POST", "/sparql", {"content-type": "application/sparql-query"}, example["sparql"]
        )
        assert answer.status == 200, example["name"]


def test_labels_from_outside_are_harmless(tmp_path: Path) -> None:
    """Markup in every text of a dossier stays text on every page."""
    from aiactors.server.limits import Limits
    from aiactors.server.reply import Reply
    from aiactors.server.site.host import Host
    from aiactors.server.site.request import PageRequest
    from aiactors.server.source import Source

    bad = json.dumps('<script>alert(1)</script>"><img src=x onerror=alert(2)>')
    (tmp_path / "bad.yaml").write_text(
        f"""
dossier: bad
title: {{en: {bad}, fr: {bad}}}
entities:
  one: {{kind: company, names: {bad}, aliases: [{bad}], note: {bad}}}
  two: {{kind: person, names: {bad}}}
documents:
  doc: {{title: {{en: {bad}}}, published: 2024-05-02}}
statements:
  - subject: two
    relation: chief-executive-of
    object: one
    role: {{en: {bad}}}
    when: 2024-05
    sources:
      - {{in: doc, where: {bad}, gist: {bad}}}
  - subject: two
    relation: founded
    object: one
    note: {{en: {bad}}}
    sources:
      - {{in: doc, where: {bad}, gist: {bad}}}
      - {{in: doc, by: two, stance: denies, where: {bad}, gist: {bad}}}
""",
        encoding="utf-8",
    )
    place = tmp_path / "snapshot"
    Source(tmp_path / "bad.yaml").prepare(place)
    told = aiactors.open(tmp_path / "bad.yaml").statements("one")[-1]
    host = Host(Limits())
    for path in (
        "/",
        "/start",
        "/id/one",
        "/id/doc",
        f"/statement/{told.id}",
        "/search",
        "/dossier/bad",
    ):
        visit = PageRequest(path, {"q": ["script"]}, {"accept": "text/html"}, "http://a.example")
        reply: Reply = host(str(place), visit)
        page = reply.body.decode()
        assert reply.status == 200, path
        assert ("last seen 2024-05" in page) == (path == "/id/one"), path
        assert "<script>alert" not in page, path
        assert "<img" not in page, path
