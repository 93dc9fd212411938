"""The Graph Store protocol, asked of servers that run."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.server.multipart import Body, bodies
from aiactors.server.reply import HttpError
from tests.server.conftest import AUTHORIZED, Answer, Running

EX = "http://a.example/"
TURTLE = {"content-type": "text/turtle", **AUTHORIZED}
ONE = "<http://a.example/s> <http://a.example/p> 1 ."
TWO = "<http://a.example/s> <http://a.example/p> 2 ."


def triples(answer: Answer) -> set[str]:
    """The triples of an answer."""
    assert (answer.status, answer.media) == (200, "application/n-triples"), answer.text
    return {str(quad.triple) for quad in ox.parse(answer.body, ox.RdfFormat.N_TRIPLES)}


def read(server: Running, path: str = "/store", **parameters: str) -> Answer:
    """Read a graph."""
    return server.send("GET", path, {"accept": "application/n-triples"}, **parameters)


def test_a_graph_is_read(readable: Running) -> None:
    """By its address; the default graph by its name."""
    assert len(triples(read(readable, graph=f"{EX}one"))) == 3
    everything = triples(read(readable, default=""))
    assert triples(read(readable, graph=f"{EX}two")) < everything


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_formats(readable: Running, accept: str) -> None:
    """As the client likes it best."""
    answer = readable.send("GET", "/store", {"accept": accept}, graph=f"{EX}one")
    assert (answer.status, answer.media) == (200, accept)
    for name in ("nt", "application/n-triples"):
        answer = readable.send("GET", "/store", {"accept": accept}, graph=f"{EX}one", output=name)
        assert (answer.status, answer.media) == (200, "application/n-triples")
    answer = readable.send("GET", "/store", {"accept": accept}, graph=f"{EX}one", format="pdf")
    assert (answer.status, answer.media) == (200, accept)


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        (f"/store?graph={EX}none", "*/*", 404),
        ("/store/none", "*/*", 404),
        ("/store/", "*/*", 404),
        (f"/store?graph={EX}one", "text/csv", 406),
        (f"/store?graph={EX}one&format=pdf", "image/png", 406),
        ("/store", "*/*", 400),
        ("/store?graph=", "*/*", 400),
        ("/store?graph=relative", "*/*", 400),
        ("/store?graph=http://a.example/%20%3C", "*/*", 400),
        (f"/store?default&graph={EX}one", "*/*", 400),
        (f"/store?graph={EX}one&graph={EX}two", "*/*", 400),
        (f"/store/one?graph={EX}one", "*/*", 400),
        ("/store?grahp=x", "*/*", 400),
        ("/store?graph=%ff", "*/*", 400),
    ],
)
def test_what_is_refused(readable: Running, path: str, accept: str, status: int) -> None:
    """To GET in words, to HEAD without."""
    answer = readable.send("GET", path, {"accept": accept})
    assert answer.status == status
    assert answer.text.strip()
    head = readable.send("HEAD", path, {"accept": accept})
    assert (head.status, head.body) == (status, b"")


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_a_server_that_is_read_only(readable: Running, method: str) -> None:
    """It tells which methods there are."""
    answer = readable.send(method, "/store", TURTLE, ONE, graph=f"{EX}one")
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_head_tells_the_same(readable: Running) -> None:
    """But for the body."""
    get = readable.send("GET", "/store", {}, graph=f"{EX}one")
    head = readable.send("HEAD", "/store", {}, graph=f"{EX}one")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(get.body))
    assert head.media == get.media


def test_the_life_of_a_graph(writable: Running) -> None:
    """Put, put again, added to, deleted."""
    graph = f"{EX}g"
    assert read(writable, graph=graph).status == 404
    assert writable.send("PUT", "/store", TURTLE, ONE, graph=graph).status == 201
    assert writable.send("PUT", "/store", TURTLE, TWO, graph=graph).status == 204
    assert triples(read(writable, graph=graph)) == {TWO.replace(
        " 2 .", ' "2"^^<http://www.w3.org/2001/XMLSchema#integer>')}  # fmt: skip
    assert writable.send("POST", "/store", TURTLE, ONE, graph=graph).status == 204
    assert len(triples(read(writable, graph=graph))) == 2
    assert writable.send("DELETE", "/store", AUTHORIZED, graph=graph).status == 204
    assert writable.send("DELETE", "/store", AUTHORIZED, graph=graph).status == 404
    assert read(writable, graph=graph).status == 404


def test_the_default_graph(writable: Running) -> None:
    """It is always there, and apart from the others."""
    assert writable.send("PUT", "/store", TURTLE, ONE, graph=f"{EX}g").status == 201
    assert triples(read(writable, default="")) == set()
    assert writable.send("PUT", "/store?default", TURTLE, ONE).status == 204
    assert writable.send("POST", "/store?default", TURTLE, TWO).status == 204
    assert len(triples(read(writable, default=""))) == 2
    assert writable.send("DELETE", "/store?default", AUTHORIZED).status == 204
    assert triples(read(writable, default="")) == set()
    assert len(triples(read(writable, graph=f"{EX}g"))) == 1


def test_an_empty_graph_is_there(writable: Running) -> None:
    """Once it was put."""
    assert writable.send("PUT", "/store", TURTLE, "", graph=f"{EX}g").status == 201
    assert triples(read(writable, graph=f"{EX}g")) == set()


def test_a_graph_by_its_own_address(writable: Running) -> None:
    """What lies under the server, and relative addresses in it."""
    path = "/store/people/%C3%A9va"
    assert writable.send("PUT", path, TURTLE, "<#me> a <thing> .").status == 201
    graph = f"{writable.base}{path}"
    assert triples(read(writable, path)) == triples(read(writable, graph=graph))
    wanted = f"<{graph}#me> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert triples(read(writable, path)) == {f"{wanted} <{writable.base}/store/people/thing>"}


def test_a_new_graph(writable: Running) -> None:
    """The server gives it an address."""
    answer = writable.send("POST", "/store", TURTLE, ONE)
    assert answer.status == 201
    location = answer.headers["location"]
    assert location.startswith(f"{writable.base}/store/")
    assert len(triples(read(writable, location.removeprefix(writable.base)))) == 1
    assert len(triples(read(writable, graph=location))) == 1


def test_texts_come_through_as_they_are(writable: Running) -> None:
    """Escapes, lines, signs of other scripts, and blank nodes apart from those of others."""
    text = r'_:b <urn:p> "a\\u0041 \" \n \u0001 { } # ü 𝄞" .'
    nt = {"content-type": "application/n-triples", **AUTHORIZED}
    for _ in range(2):
        assert writable.send("POST", "/store?default", nt, text).status == 204
    found = triples(read(writable, default=""))
    assert len(found) == 2
    assert {line.partition("<urn:p>")[2] for line in found} == {
        str(next(ox.parse(text, ox.RdfFormat.N_TRIPLES)).triple).partition("<urn:p>")[2]
    }


FORM = {"content-type": "multipart/form-data; boundary=xyz", **AUTHORIZED}


def form(*parts: str) -> str:
    """A form of parts, each with its headers."""
    return "".join(f"--xyz\r\n{part}\r\n" for part in parts) + "--xyz--\r\n"


def test_a_form_of_files(writable: Running) -> None:
    """Each in its own format; all of them, or nothing."""
    parts = [
        f"Content-Type: text/turtle\r\n\r\n{ONE}",
        f'Content-Disposition: form-data; name="f"; filename="a.nt"\r\n\r\n'
        f"{TWO.replace(' 2', ' <urn:x>')}",
    ]
    assert writable.send("POST", "/store?default", FORM, form(*parts)).status == 204
    assert len(triples(read(writable, default=""))) == 2
    wrong = form(f"Content-Type: text/turtle\r\n\r\n{ONE}", "Content-Type: text/turtle\r\n\r\nx")
    assert writable.send("PUT", "/store?default", FORM, wrong).status == 400
    assert len(triples(read(writable, default=""))) == 2


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "text/turtle"}, "nonsense", 400),
        ({"content-type": "text/turtle"}, b"<urn:a> <urn:b> '\xff' .", 400),
        ({"content-type": "text/turtle; charset=utf-16"}, ONE, 415),
        ({"content-type": "text/csv"}, "a,b", 415),
        ({"content-type": "application/trig"}, "<urn:g> { <urn:a> <urn:b> 1 }", 415),
        ({"content-type": "application/ld+json"},
         '[{"@id": "urn:g", "@graph": [{"@id": "urn:s", "urn:p": 1}]}]', 400),
        ({"content-type": "application/ld+json"},
         '{"@context": "http://127.0.0.1:9/context", "@id": "urn:s"}', 400),
        ({}, ONE, 415),
        ({"content-type": "text/turtle", "content-encoding": "gzip"}, ONE, 415),
        ({"content-type": "multipart/form-data"}, form(), 400),
        ({"content-type": "multipart/form-data; boundary=xyz"}, "--xyz\r\n", 400),
        ({"content-type": "multipart/form-data; boundary=xyz"}, form("nothing"), 400),
        ({"content-type": "multipart/form-data; boundary=xyz"}, form("A: b\r\n\r\n" + ONE), 415),
    ],
)  # fmt: skip
def test_bodies_that_are_refused(
    writable: Running, headers: dict[str, str], body: str | bytes, status: int
) -> None:
    """And nothing is written."""
    for method in ("PUT", "POST"):
        sent = {**headers, **AUTHORIZED}
        answer = writable.send(method, "/store", sent, body, graph=f"{EX}g")
        assert answer.status == status, answer.text
    assert read(writable, graph=f"{EX}g").status == 404


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("PUT", "/store", 400), ("DELETE", "/store", 400), ("PATCH", "/store?default", 405),
     ("PUT", "/store?graph=relative", 400)],
)  # fmt: skip
def test_requests_that_are_refused(writable: Running, method: str, path: str, status: int) -> None:
    """They need a graph, and a method that there is."""
    assert writable.send(method, path, TURTLE, ONE).status == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_only_those_write_who_show_the_token(writable: Running, method: str) -> None:
    """Whatever the graph is."""
    answer = writable.send(method, "/store?default", {"content-type": "text/turtle"}, ONE)
    assert answer.status == 401
    assert answer.headers["www-authenticate"].startswith("Bearer ")


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=4))
def test_every_form_is_read_as_it_was_made(parts: list[bytes]) -> None:
    """Whatever the parts hold, but for the boundary."""
    boundary = "a boundary that no part holds"
    sent = b"".join(
        f"--{boundary}\r\nContent-Type: text/turtle\r\n\r\n".encode() + part + b"\r\n"
        for part in parts
    )
    header = f'multipart/form-data; boundary="{boundary}"'
    found = bodies(header, sent + f"--{boundary}--".encode())
    assert found == tuple(Body("text/turtle", part) for part in parts)


@given(st.text(max_size=60), st.binary(max_size=80))
def test_any_body_is_read_or_refused(content_type: str, data: bytes) -> None:
    """Whatever is sent."""
    try:
        assert bodies(content_type, data)[0].data is not None
    except (HttpError, IndexError) as error:
        assert isinstance(error, HttpError)
