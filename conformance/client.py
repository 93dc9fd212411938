"""The client's side: requests of HTTP, and those that every test needs."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pyoxigraph as ox

JSON = "application/sparql-results+json"
_PATIENCE = 60
_EVERYTHING = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        status: its code.
        headers: name in small letters → value.
        body: its body.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def good(self) -> bool:
        """Whether it is a success."""
        return 200 <= self.status < 300

    @property
    def media(self) -> str:
        """Its media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def __str__(self) -> str:
        """Return the status, and the beginning of the body."""
        return f"{self.status} {' '.join(self.body.decode('utf-8', 'replace').split())[:200]}"


@dataclass(slots=True)
class Server:
    """A server that is tested.

    Attributes:
        name: what it is called.
        query: the address that takes queries.
        update: the one that takes updates.
        store: the one of its graph store; empty if it has none.
        token: what is shown to it; empty for nothing.
    """

    name: str
    query: str
    update: str
    store: str = ""
    token: str = ""
    _filled: str = field(default="", repr=False)

    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        """Send a request with exactly these headers, and the token.

        Raises:
            OSError: if the server cannot be reached.
        """
        self._filled = ""  # who knows what it does
        return self._answer(method, url, headers, body)

    def _answer(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        parts = urlsplit(url)
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = kind(parts.netloc, timeout=_PATIENCE)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        shown = {"authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            connection.request(method, path or "/", body, {**headers, **shown})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        except http.client.HTTPException as error:
            raise OSError(f"no answer of HTTP: {error!r}") from None
        finally:
            connection.close()

    def ask(self, query: str, accept: str = JSON) -> Answer:
        """Send a query."""
        headers = {"content-type": "application/sparql-query", "accept": accept}
        return self._answer("POST", self.query, headers, query.encode())

    def change(self, update: str) -> Answer:
        """Send an update."""
        headers = {"content-type": "application/sparql-update"}
        return self.send("POST", self.update, headers, update.encode())

    def fill(self, quads: list[ox.Quad], graphs: Sequence[str] = ()) -> None:
        """Put quads in the place of all that it holds.

        Args:
            quads: the quads.
            graphs: addresses of graphs that are there, even if they are empty.

        Raises:
            OSError: if it does not take them.
        """
        parted: dict[str, list[ox.Triple]] = {}
        for quad in quads:
            parted.setdefault(str(quad.graph_name), []).append(quad.triple)
        parts = []
        for graph, triples in parted.items():
            text = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
            is_default = graph == str(ox.DefaultGraph())
            parts.append(text if is_default else f"GRAPH {graph} {{ {text} }}")
        made = " ".join(f"CREATE SILENT GRAPH <{graph}> ;" for graph in graphs)
        update = f"DROP ALL ; {made} INSERT DATA {{ {' '.join(parts)} }}"
        if update == self._filled:
            return
        answer = self.change(update)
        if not answer.good:
            raise OSError(f"the server does not take the data: {answer}")
        self._filled = update

    def everything(self) -> list[ox.Quad]:
        """Return all quads that it holds.

        Raises:
            OSError: if it does not tell.
        """
        answer = self.ask(_EVERYTHING)
        if not answer.good:
            raise OSError(f"the server does not tell what it holds: {answer}")
        found = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        return [_quad(row) for row in found]


def _quad(row: ox.QuerySolution) -> ox.Quad:
    subject, predicate, value, graph = row["s"], row["p"], row["o"], row["g"]
    assert isinstance(subject, ox.NamedNode | ox.BlankNode)
    assert isinstance(predicate, ox.NamedNode)
    assert isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal)
    assert graph is None or isinstance(graph, ox.NamedNode | ox.BlankNode)
    return ox.Quad(subject, predicate, value, graph)


def truth(answer: Answer) -> bool | None:
    """Return what an answer to ASK says; None where it says nothing."""
    try:
        if "json" in answer.media:
            said = json.loads(answer.body)["boolean"]
            return said if isinstance(said, bool) else None
        if "xml" in answer.media:
            found = ox.parse_query_results(answer.body, ox.QueryResultsFormat.XML)
            return bool(found) if isinstance(found, ox.QueryBoolean) else None
    except (ValueError, KeyError, TypeError, SyntaxError):
        return None
    return {b"true": True, b"false": False}.get(answer.body.strip().lower())
