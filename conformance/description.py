"""Tests of the service description; the suite tells in words what they are."""

from __future__ import annotations

import pyoxigraph as ox

from conformance.client import Server
from conformance.http_tests import TRIPLES
from conformance.manifest import RDF, Case
from conformance.results import parse_triples
from conformance.verdict import PASSED, Verdict, failed

SD = "http://www.w3.org/ns/sparql-service-description#"

_CLASSES = {
    "Service",
    "Dataset",
    "Graph",
    "NamedGraph",
    "GraphCollection",
    "Feature",
    "Function",
    "Aggregate",
    "Language",
    "EntailmentRegime",
    "EntailmentProfile",
}
_DOMAINS = {
    "endpoint": "Service", "feature": "Service", "supportedLanguage": "Service",
    "resultFormat": "Service", "inputFormat": "Service", "defaultDataset": "Service",
    "availableGraphs": "Service", "extensionFunction": "Service", "extensionAggregate": "Service",
    "languageExtension": "Service", "propertyFeature": "Service",
    "defaultEntailmentRegime": "Service", "defaultSupportedEntailmentProfile": "Service",
    "entailmentRegime": "NamedGraph", "supportedEntailmentProfile": "NamedGraph",
    "name": "NamedGraph", "graph": "NamedGraph", "defaultGraph": "Dataset", "namedGraph": "Dataset",
}  # fmt: skip
_RANGES = {
    "defaultDataset": "Dataset", "defaultGraph": "Graph", "graph": "Graph",
    "namedGraph": "NamedGraph",
}  # fmt: skip
_VALUES = {
    "feature": {"DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs",
                "BasicFederatedQuery"},
    "supportedLanguage": {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"},
}  # fmt: skip


def run_description(case: Case, server: Server) -> Verdict:
    """Run a test of the service description."""
    answer = server.send("GET", server.query, {"accept": ", ".join(TRIPLES)})
    if not answer.good or answer.media not in TRIPLES:
        return failed(f"no RDF: {answer}")
    try:
        triples = parse_triples(answer.body, TRIPLES[answer.media], server.query)
    except (SyntaxError, ValueError) as error:
        return failed(f"no RDF: {error}")
    if case.name.endswith("has-endpoint-triple"):
        return _endpoint(triples, server)
    if case.name.endswith("conforms-to-schema"):
        why = "; ".join(sorted({why for triple in triples if (why := _misfit(triple, triples))}))
        return failed(why) if why else PASSED
    return PASSED


def _endpoint(triples: list[ox.Triple], server: Server) -> Verdict:
    found = {str(t.object) for t in triples if t.predicate.value == SD + "endpoint"}
    return PASSED if f"<{server.query}>" in found else failed(f"sd:endpoint: {sorted(found)}")


def _misfit(triple: ox.Triple, triples: list[ox.Triple]) -> str:
    """What is against the vocabulary; empty if nothing."""
    name, said = triple.predicate.value, _address(triple.object)
    if name == RDF + "type" and said.startswith(SD):
        end = said.removeprefix(SD)
        return "" if end in _CLASSES else f"there is no class sd:{end}"
    if not name.startswith(SD):
        return ""
    end = name.removeprefix(SD)
    if end not in _DOMAINS:
        return f"there is no property sd:{end}"
    if _DOMAINS[end] not in _kinds(triple.subject, triples, {_DOMAINS[end]}):
        return f"sd:{end} of what is no sd:{_DOMAINS[end]}"
    if end in _RANGES and _RANGES[end] not in _kinds(triple.object, triples, {_RANGES[end]}):
        return f"sd:{end} names what is no sd:{_RANGES[end]}"
    if end in _VALUES and said.startswith(SD) and said.removeprefix(SD) not in _VALUES[end]:
        return f"there is no sd:{said.removeprefix(SD)}"
    return ""


def _kinds(subject: object, triples: list[ox.Triple], unsaid: set[str]) -> set[str]:
    """The classes of something; where none is said, those that its use gives it."""
    kinds = [
        t.object for t in triples if t.subject == subject and t.predicate.value == RDF + "type"
    ]
    named = {_address(kind).removeprefix(SD) for kind in kinds}
    return named | ({"Graph"} if "NamedGraph" in named else set()) or unsaid


def _address(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
