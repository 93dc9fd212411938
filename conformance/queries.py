"""Tests of queries: their syntax, their results, and the formats of these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from conformance.client import Answer, Server
from conformance.manifest import LABEL, QT, UT, Case, Manifest
from conformance.results import (
    Outcome,
    Table,
    csv_value,
    expected,
    parse_rows,
    parse_triples,
    same_graph,
    same_rows,
    value,
)
from conformance.verdict import PASSED, Verdict, failed

_ACCEPT = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".srj": "application/sparql-results+json",
    ".srx": "application/sparql-results+xml",
}
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".trig": ox.RdfFormat.TRIG,
}
_FROM = re.compile(r"^\s*FROM\s+(?:NAMED\s+)?<([^>:]+)>", re.IGNORECASE | re.MULTILINE)
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)


def run_query(case: Case, server: Server) -> Verdict:
    """Run a test of queries."""
    if case.kind == "PositiveSyntaxTest11":
        answer = server.ask(_query(case, case.action), "*/*")
        return PASSED if answer.good else failed(f"refused: {answer}")
    if case.kind == "NegativeSyntaxTest11":
        answer = server.ask(_query(case, case.action), "*/*")
        return PASSED if 400 <= answer.status < 500 else failed(f"not refused: {answer}")
    return _evaluated(case, server)


def _query(case: Case, file: object) -> str:
    assert isinstance(file, ox.NamedNode)
    return f"BASE <{file.value}>\n{case.manifest.file(file.value).read_text('utf-8')}"


def _evaluated(case: Case, server: Server) -> Verdict:
    manifest, action, result = case.manifest, case.action, case.result
    assert isinstance(result, ox.NamedNode)
    query = _query(case, manifest.one(action, QT + "query"))
    quads = read_data(manifest, action, QT)
    for name in _FROM.findall(query):
        quads += _read(manifest, ox.NamedNode(manifest.base + name), manifest.base + name)
    server.fill(quads, read_graphs(manifest, action, QT))
    path = manifest.file(result.value)
    wanted = expected(path, result.value)
    if isinstance(wanted, list):
        return _compared_graph(wanted, server.ask(query, "application/n-triples"))
    suffix = path.suffix if path.suffix in _ACCEPT else ".srx"
    answer = server.ask(query, _ACCEPT[suffix])
    if not answer.good:
        return failed(str(answer))
    if answer.media != _ACCEPT[suffix]:
        return failed(f"the Content-Type is {answer.media}")
    found = parse_rows(answer.body, suffix)
    return _compared(wanted, found, suffix, ordered=_ORDERED.search(query) is not None)


def _compared(wanted: Outcome, found: Table | bool, suffix: str, *, ordered: bool) -> Verdict:
    if not isinstance(wanted, Table) or not isinstance(found, Table):
        return PASSED if wanted == found else failed(f"{found} and not {wanted}")
    if same_rows(wanted, found, ordered=ordered):
        return PASSED
    key = csv_value if suffix == ".csv" else value
    if same_rows(wanted, found, ordered=ordered, key=key):
        return Verdict(True, exact=False)
    return failed(f"{_shown(found)} and not {_shown(wanted)}")


def _shown(table: Table) -> str:
    rows = [" ".join(f"?{n}={term}" for n, term in sorted(row.items())) for row in table.rows]
    return f"{sorted(table.names)} {sorted(rows)}"[:500]


def _compared_graph(wanted: list[ox.Triple], answer: Answer) -> Verdict:
    if not answer.good:
        return failed(str(answer))
    found = parse_triples(answer.body, ox.RdfFormat.N_TRIPLES)
    return PASSED if same_graph(wanted, found) else failed(f"{found} and not {wanted}"[:500])


def read_data(manifest: Manifest, action: object, namespace: str) -> list[ox.Quad]:
    """Return the quads that a test begins or ends with.

    Args:
        manifest: the file that lists the test.
        action: what names the files of data.
        namespace: that of the names.
    """
    quads: list[ox.Quad] = []
    for file in manifest.all(action, namespace + "data"):
        quads += _read(manifest, file, "")
    for named, graph in _graphs(manifest, action, namespace):
        quads += _read(manifest, named, graph)
    return quads


def read_graphs(manifest: Manifest, action: object, namespace: str) -> list[str]:
    """Return the addresses of the named graphs that a test begins or ends with.

    Args:
        manifest: the file that lists the test.
        action: what names the files of data.
        namespace: that of the names.
    """
    return [graph for _, graph in _graphs(manifest, action, namespace)]


def _graphs(manifest: Manifest, action: object, namespace: str) -> Iterator[tuple[object, str]]:
    for graph in manifest.all(action, namespace + "graphData"):
        file = graph if isinstance(graph, ox.NamedNode) else manifest.one(graph, UT + "graph")
        yield file, manifest.text(graph, LABEL) or getattr(file, "value", "")


def _read(manifest: Manifest, file: object, graph: str) -> list[ox.Quad]:
    assert isinstance(file, ox.NamedNode)
    path: Path = manifest.file(file.value)
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    quads = ox.parse(path=str(path), format=_FORMATS[path.suffix], base_iri=file.value)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads]
