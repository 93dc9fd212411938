"""Tests of updates: their syntax, and what they leave."""

from __future__ import annotations

import pyoxigraph as ox

from conformance.client import Server
from conformance.manifest import UT, Case
from conformance.queries import read_data
from conformance.results import same_graph
from conformance.verdict import PASSED, Verdict, failed

_NOT_UNDERSTOOD = 400


def run_update(case: Case, server: Server) -> Verdict:
    """Run a test of updates."""
    if "Syntax" in case.kind:
        return _syntax(case, server)
    manifest = case.manifest
    server.fill(read_data(manifest, case.action, UT))
    answer = server.change(_update(case, manifest.one(case.action, UT + "request")))
    if not answer.good:
        return failed(str(answer))
    wanted, found = read_data(manifest, case.result, UT), server.everything()
    return PASSED if _same(wanted, found) else failed(f"{found} and not {wanted}"[:500])


def _same(one: list[ox.Quad], other: list[ox.Quad]) -> bool:
    """Whether each graph is the same; the files share no blank nodes, even where graphs do."""
    first, second = _by_graph(one), _by_graph(other)
    return first.keys() == second.keys() and all(
        same_graph(triples, second[graph]) for graph, triples in first.items()
    )


def _by_graph(quads: list[ox.Quad]) -> dict[str, list[ox.Triple]]:
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(quad.triple)
    return graphs


def _syntax(case: Case, server: Server) -> Verdict:
    """What parses may still not be carried out: a graph is missing, or LOAD is not allowed."""
    server.fill([])
    answer = server.change(_update(case, case.action))
    if case.kind.startswith("Negative"):
        return PASSED if 400 <= answer.status < 500 else failed(f"not refused: {answer}")
    return failed(f"refused: {answer}") if answer.status == _NOT_UNDERSTOOD else PASSED


def _update(case: Case, file: object) -> str:
    assert isinstance(file, ox.NamedNode), file
    return f"BASE <{file.value}>\n{case.manifest.file(file.value).read_text('utf-8')}"
