"""Tests that are requests of HTTP, one after the other: the protocol, and the graph store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from conformance.client import Answer, Server, truth
from conformance.manifest import MF, UT, Case, Manifest
from conformance.queries import read_data
from conformance.results import parse_triples, same_graph
from conformance.verdict import PASSED, Verdict, failed

HT = "http://www.w3.org/2011/http#"
HTS = "http://www.w3.org/2011/http-statusCodes#"
CNT = "http://www.w3.org/2011/content#"

_CODES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
_TABLES = {
    "application/sparql-results+json", "application/json", "application/sparql-results+xml",
    "application/xml", "text/csv", "text/tab-separated-values",
}  # fmt: skip
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
_LOCATION = "$LOCATION$"
_GRAPH_STORE = "http://www.example/gsp"


@dataclass(frozen=True, slots=True)
class Step:
    """A request of a test, and what must come back.

    Attributes:
        method: ``GET`` …
        path: its path, with the parameters.
        headers: its headers.
        body: its body.
        statuses: the codes that may come back, ``2xx`` for a class of them.
        truth: what ASK must say, if anything.
        format: ``boolean``, ``tabular`` or ``RDF``, if it counts.
        media: the Content-Type that must come back; empty if it does not count.
        triples: the triples that must come back, as Turtle; empty if they do not count.
        tells_location: whether the answer must name an address, for the steps that follow.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[str]
    truth: bool | None
    format: str
    media: str
    triples: bytes
    tells_location: bool


def read_steps(case: Case, put: Callable[[str], str] = str) -> Iterator[Step]:
    """Yield the requests of a test.

    Args:
        case: the test.
        put: puts the addresses of the server in the place of those of the test.
    """
    manifest = case.manifest
    for request in manifest.items(manifest.one(case.action, HT + "requests")):
        response = manifest.one(request, HT + "resp")
        codes = [term.value for term in manifest.all(response, MF + "expectedStatus")]
        said = manifest.text(response, MF + "expectedBoolean")
        answered = _headers(manifest, response)
        yield Step(
            manifest.text(request, HT + "methodName"),
            manifest.text(request, HT + "absolutePath"),
            _headers(manifest, request),
            _body(manifest, request, put),
            frozenset(code.removeprefix(HTS).removeprefix("StatusCode") for code in codes),
            said == "true" if said else None,
            manifest.text(response, MF + "expectedFormat"),
            answered.get("content-type", "").partition(";")[0],
            _body(manifest, response, put) or b"",
            bool(manifest.text(response, MF + "expectedLocation")),
        )


def _headers(manifest: Manifest, message: object) -> dict[str, str]:
    items = manifest.items(manifest.one(message, HT + "headers"))
    return {
        manifest.text(header, HT + "fieldName").lower(): manifest.text(header, HT + "fieldValue")
        for header in items
    }


def _body(manifest: Manifest, message: object, put: Callable[[str], str]) -> bytes | None:
    content = manifest.one(message, HT + "body")
    if content is None:
        return None
    encoding = manifest.text(content, CNT + "characterEncoding") or "UTF-8"
    return put(manifest.text(content, CNT + "chars")).encode(encoding)


def run_protocol(case: Case, server: Server) -> Verdict:
    """Run a test of the protocol."""
    server.fill(read_data(case.manifest, case.subject, UT))
    for number, step in enumerate(read_steps(case), 1):
        url = server.update if _is_update(step) else server.query
        _, mark, parameters = step.path.partition("?")
        answer = server.send(step.method, url + mark + parameters, step.headers, step.body)
        if why := _wrong(step, answer):
            return failed(f"request {number}: {why}")
    return PASSED


def _is_update(step: Step) -> bool:
    """Whether it must go where updates go: servers may have two addresses."""
    kind = step.headers.get("content-type", "")
    body = step.body or b""
    return "update" in kind or b"update=" in body or "update=" in step.path or b"CLEAR" in body


def run_graph_store(case: Case, server: Server) -> Verdict:
    """Run a test of the graph store."""
    if not server.store:
        return failed("no graph store")
    server.fill([])

    def put(text: str) -> str:
        return text.replace(_GRAPH_STORE, server.store)

    location = ""
    for number, step in enumerate(read_steps(case, put), 1):
        path = step.path.replace(quote(_GRAPH_STORE, safe=""), quote(server.store, safe=""))
        path = path.replace(_GRAPH_STORE, server.store).replace(_LOCATION, location)
        url = server.store + path.removeprefix("/gsp")
        answer = server.send(step.method, url, step.headers, step.body)
        if why := _wrong(step, answer):
            return failed(f"request {number}, {step.method} {urlsplit(url).path}: {why}")
        location = answer.headers.get("location", location)
        if step.tells_location and not location:
            return failed(f"request {number}: no Location")
    return PASSED


def _wrong(step: Step, answer: Answer) -> str:
    """What is wrong with an answer; empty if nothing."""
    codes = {str(_CODES.get(code, code)) for code in step.statuses}
    if not codes & {str(answer.status), f"{answer.status // 100}xx"}:
        return f"{answer}; not {', '.join(sorted(codes))}"
    if step.truth is not None and truth(answer) is not step.truth:
        return f"{truth(answer)} and not {step.truth}"
    if step.format == "RDF" and answer.media not in TRIPLES:
        return f"{answer.media} is no format of RDF"
    if step.format in ("tabular", "boolean") and answer.media not in _TABLES:
        return f"{answer.media} is no format of results"
    if step.media and step.method != "HEAD" and answer.media != step.media:
        return f"{answer.media} and not {step.media}"
    return _wrong_triples(step, answer) if step.triples else ""


def _wrong_triples(step: Step, answer: Answer) -> str:
    try:
        found = parse_triples(answer.body, TRIPLES[answer.media])
    except (SyntaxError, ValueError, KeyError) as error:
        return f"no RDF: {error}"
    wanted = parse_triples(step.triples, TRIPLES[step.media])
    return "" if same_graph(wanted, found) else f"{found} and not {wanted}"[:500]
