"""The SPARQL protocol, asked of servers that run."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.server.conftest import AUTHORIZED, TOKEN, Running
from tests.waiting import PATIENCE

EX = "http://a.example/"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
OURS = f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{EX}')) }}"


def test_a_query(readable: Running) -> None:
    """By GET, by a form, and as it is."""
    answers = [
        readable.ask(OURS),
        readable.send("POST", "/sparql", {"content-type": "application/sparql-query",
                                          "accept": "text/csv"}, OURS),
        readable.send("POST", "/sparql", {"content-type": "application/x-www-form-urlencoded",
                                          "accept": "text/csv"},
                      "query=" + OURS.replace("+", "%2B")),
    ]  # fmt: skip
    assert [(a.status, a.media, a.text) for a in answers] == [(200, "text/csv", "n\r\n4\r\n")] * 3


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/json;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_formats_of_rows(readable: Running, accept: str, media: str) -> None:
    """What is answered is what is accepted."""
    answer = readable.ask("SELECT * { ?s ?p ?o } LIMIT 1", accept)
    assert (answer.status, answer.media) == (200, media)
    assert answer.headers["vary"] == "accept"


@pytest.mark.parametrize(
    "media", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_formats_of_triples(readable: Running, media: str) -> None:
    """The same for CONSTRUCT."""
    answer = readable.ask("CONSTRUCT WHERE { ?s a ?c } LIMIT 1", media)
    assert (answer.status, answer.media) == (200, media)


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("SELECT * {", "*/*", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "*/*", 400),
        ("SELECT * { ?s ?p ?o }", "image/png", 406),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", 406),
        ("DROP ALL", "*/*", 400),
        ("SELECT (<http://a.example/unknown>(1) AS ?x) {}", "*/*", 400),
    ],
)
def test_what_is_refused(readable: Running, query: str, accept: str, status: int) -> None:
    """In words, and with the right status."""
    answer = readable.ask(query, accept)
    assert (answer.status, answer.media) == (status, "text/plain")
    assert answer.text.strip()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_methods(readable: Running, method: str) -> None:
    """Others are told which there are."""
    answer = readable.send(method, "/sparql", body="ASK {}")
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_client_that_knows_no_hosts(readable: Running) -> None:
    """HTTP/1.0 has no header for them; one that is wrong is refused."""
    with socket.create_connection(("127.0.0.1", readable.port), timeout=PATIENCE) as connection:
        connection.sendall(b"GET /sparql?query=ASK%20%7B%7D HTTP/1.0\r\n\r\n")
        assert b" 200 " in connection.makefile("rb").readline()
    assert readable.send("GET", "/sparql", {"host": "a b<c>"}, query="ASK {}").status == 400


def test_graphs_of_the_request(readable: Running) -> None:
    """They go before those of the query."""
    one = readable.ask(COUNT, **{"default-graph-uri": f"{EX}one"})
    assert one.text == "n\r\n3\r\n"
    query = "SELECT (COUNT(*) AS ?n) FROM <http://a.example/one> { GRAPH ?g { ?s ?p ?o } }"
    assert readable.ask(query, **{"named-graph-uri": f"{EX}two"}).text == "n\r\n2\r\n"
    assert readable.ask(query).text == "n\r\n0\r\n"
    assert readable.ask(COUNT, **{"default-graph-uri": "nonsense"}).status == 400


@pytest.mark.parametrize("headers", [{}, AUTHORIZED])
def test_a_server_that_is_read_only(readable: Running, headers: dict[str, str]) -> None:
    """It writes for nobody, whatever they show."""
    assert readable.change("DROP ALL", headers).status == 403
    form = {"content-type": "application/x-www-form-urlencoded", **headers}
    assert readable.send("POST", "/sparql", form, "update=DROP+ALL").status == 403
    assert readable.ask(OURS).text == "n\r\n4\r\n"


@pytest.mark.parametrize(
    "shown",
    [{}, {"authorization": TOKEN}, {"authorization": f"Basic {TOKEN}"},
     {"authorization": "Bearer "}, {"authorization": f"Bearer {TOKEN}x"},
     {"authorization": f"Bearer {TOKEN[:-1]}"}, {"authorization": "Bearer \xe9"}],
)  # fmt: skip
def test_only_those_write_who_show_the_token(writable: Running, shown: dict[str, str]) -> None:
    """Others are told how."""
    answer = writable.change("INSERT DATA { <http://a.example/s> a <http://a.example/C> }", shown)
    assert answer.status == 401
    assert answer.headers["www-authenticate"].startswith("Bearer ")
    assert TOKEN not in answer.text
    assert writable.ask(COUNT).text == "n\r\n0\r\n"


def test_an_update(writable: Running) -> None:
    """What it did can be read at once, by the ways of the protocol."""
    assert writable.change("INSERT DATA { <http://a.example/s> a 1 }").status == 204
    form = {"content-type": "application/x-www-form-urlencoded", **AUTHORIZED}
    sent = "update=INSERT+DATA+%7B+%3Chttp%3A%2F%2Fa.example%2Fs%3E+a+2+%7D"
    assert writable.send("POST", "/sparql", form, sent).status == 204
    assert writable.ask(COUNT).text == "n\r\n2\r\n"


def test_the_default_graph_is_no_union(writable: Running) -> None:
    """It is what was put there, as SPARQL has it; FROM and the request choose others."""
    writable.change(f"INSERT DATA {{ <{EX}s> a 1 GRAPH <{EX}g> {{ <{EX}s> a 2 , 3 }} }}")
    assert writable.ask(COUNT).text == "n\r\n1\r\n"
    assert writable.ask(COUNT.replace("{", f"FROM <{EX}g> {{")).text == "n\r\n2\r\n"
    assert writable.ask(COUNT, **{"default-graph-uri": f"{EX}g"}).text == "n\r\n2\r\n"


def test_relative_addresses(writable: Running) -> None:
    """They begin with the address of the endpoint."""
    writable.change("INSERT DATA { <s> a <#c> }")
    found = json.loads(writable.ask("SELECT ?s ?c { ?s a ?c FILTER(?s = <s>) }", "*/*").text)
    row = found["results"]["bindings"][0]
    assert row["s"]["value"] == f"{writable.base}/s"
    assert row["c"]["value"] == f"{writable.base}/sparql#c"


@pytest.mark.parametrize(
    ("update", "status"),
    [
        ("DROP", 400),
        ("INSERT DATA { <http://a.example/s> a ?x }", 400),
        ("INSERT DATA { unknown:s a 1 }", 400),
        ("LOAD <http://127.0.0.1:9/x>", 403),
        ("LOAD SILENT <http://127.0.0.1:9/x>", 204),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
        ("CLEAR GRAPH <http://a.example/none>", 409),
        ("INSERT DATA { <http://a.example/s> a 1 } ; CREATE GRAPH <http://a.example/g> ;"
         " CREATE GRAPH <http://a.example/g>", 409),
        ("ASK {}", 400),
        ("", 204),
    ],
)  # fmt: skip
def test_updates_that_are_refused(writable: Running, update: str, status: int) -> None:
    """As a whole: nothing of them is done."""
    answer = writable.change(update)
    assert answer.status == status, answer.text
    assert writable.ask(COUNT).text == "n\r\n0\r\n"


def test_the_place_of_an_error_is_that_in_the_update(writable: Running) -> None:
    """As it was sent."""
    assert "line 2, column 8" in writable.change("DROP ALL ;\nINSERT nonsense").text


def test_graphs_of_an_update(writable: Running) -> None:
    """The request may name those that WHERE reads."""
    writable.change(f"INSERT DATA {{ GRAPH <{EX}1> {{ <{EX}s> a 1 }}"
                    f" GRAPH <{EX}2> {{ <{EX}s> a 2 }} }}")  # fmt: skip
    sent = {"content-type": "application/sparql-update", **AUTHORIZED}
    update = "INSERT { ?s a 'copied' } WHERE { ?s a 1 }"
    path = f"/sparql?using-graph-uri={EX}"
    assert writable.send("POST", path + "2", sent, update).status == 204
    assert writable.ask(COUNT).text == "n\r\n0\r\n"
    assert writable.send("POST", path + "1", sent, update).status == 204
    assert writable.ask(COUNT).text == "n\r\n1\r\n"
    with_using = update.replace("WHERE", f"USING <{EX}1> WHERE")
    assert writable.send("POST", path + "1", sent, with_using).status == 400
    assert writable.send("POST", "/sparql?using-graph-uri=x", sent, update).status == 400


def test_many_write_at_the_same_time(writable: Running) -> None:
    """One after the other, and each reads what it wrote."""

    def write(number: int) -> bool:
        done = writable.change(f"INSERT DATA {{ <{EX}s> <{EX}p> {number} }}").status == 204
        return done and writable.ask(f"ASK {{ ?s ?p {number} }}").text.strip() == "true"

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(write, range(16)))
    assert writable.ask(COUNT).text == "n\r\n16\r\n"
