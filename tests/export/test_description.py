"""The description of a release is true: names, sizes, hashes, numbers."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID, XSD

import aiactors
from aiactors.build import make
from aiactors.export import description, export_text
from aiactors.model import DossierSet
from aiactors.resources import package_version
from aiactors.vocabulary import BASE, ONTOLOGY

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DCAT_VERSION = rdflib.URIRef(str(DCAT) + "version")
DATASET = rdflib.URIRef(BASE + "dataset")


@pytest.fixture(scope="module")
def files(world: Path) -> dict[str, bytes]:
    """The files of a release of the small world."""
    return dict(make(world, {}).files)


def number(graph: rdflib.Graph, subject: rdflib.URIRef, predicate: rdflib.URIRef) -> int:
    """Return the only number."""
    (value,) = graph.objects(subject, predicate)
    return int(str(value))


def parsed(data: bytes) -> rdflib.Graph:
    """Read Turtle."""
    return rdflib.Graph().parse(data=data, format="turtle")


def check_files(graph: rdflib.Graph, files: dict[str, bytes]) -> None:
    """Hold what is said of files against the files."""
    described = {str(graph.value(part, DCTERMS.title)): part for part in
                 graph.objects(DATASET, DCAT.distribution)}  # fmt: skip
    assert set(described) == set(files)
    for name, data in files.items():
        part = described[name]
        assert isinstance(part, rdflib.URIRef)
        assert number(graph, part, DCAT.byteSize) == len(data)
        checksum = graph.value(part, SPDX.checksum)
        digest = graph.value(checksum, SPDX.checksumValue)
        assert digest == rdflib.Literal(hashlib.sha256(data).hexdigest(), datatype=XSD.hexBinary)
        assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256


def test_it_is_true_of_a_release(files: dict[str, bytes], world: Path) -> None:
    """Of its graph, and of each of its files but itself and the places."""
    graph = parsed(files["description.ttl"])
    dossiers = aiactors.open(world).dossiers
    statements = rdflib.URIRef(BASE + "dataset/statements")
    assert number(graph, DATASET, VOID.entities) == len(dossiers.entities)
    assert number(graph, DATASET, VOID.documents) == len(dossiers.documents)
    assert number(graph, statements, VOID.entities) == len(dossiers.statements)
    assert graph.value(statements, VOID["class"]) == rdflib.URIRef(ONTOLOGY + "#Statement")
    assert number(graph, DATASET, VOID.triples) == len(parsed(files["ai-actors.ttl"]))
    assert str(graph.value(DATASET, DCAT_VERSION)) == package_version()
    check_files(graph, {n: d for n, d in files.items() if n.startswith("ai-actors.")})


def test_it_is_true_of_the_release_that_ships(root: Path) -> None:
    """Whoever downloads it can check it."""
    exports = root / "exports"
    graph = parsed((exports / "description.ttl").read_bytes())
    beside = ("description.ttl", "positions.json")
    files = {p.name: p.read_bytes() for p in exports.iterdir() if p.name not in beside}
    check_files(graph, files)
    union = ox.parse(files["ai-actors.ttl"], ox.RdfFormat.TURTLE)
    assert number(graph, DATASET, VOID.triples) == sum(1 for _ in union)


def test_it_says_what_may_be_done_with_it(files: dict[str, bytes]) -> None:
    """Licence, languages, title in both."""
    graph = parsed(files["description.ttl"])
    licence = rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert set(graph.objects(None, DCTERMS.license)) == {licence}
    assert {t.language for t in graph.objects(DATASET, DCTERMS.title)} == {"en", "fr"}  # type: ignore[attr-defined]
    assert {str(lang) for lang in graph.objects(DATASET, DCTERMS.language)} == {"en", "fr"}
    assert set(graph.objects(DATASET, RDF.type)) == {DCAT.Dataset, VOID.Dataset}


def test_media_types_are_addresses(files: dict[str, bytes]) -> None:
    """As DCAT asks for."""
    graph = parsed(files["description.ttl"])
    types = {
        str(t).rpartition("assignments/media-types/")[2]
        for t in graph.objects(None, DCAT.mediaType)
    }
    assert types == {"text/turtle", "application/trig", "text/html"}


def test_there_is_no_blank_node_and_the_bytes_are_the_same(files: dict[str, bytes]) -> None:
    """As in the graph itself."""
    text = description(DossierSet(), 0, files, '1.0"\\')
    assert text == description(DossierSet(), 0, dict(reversed(files.items())), '1.0"\\')
    quads = set(ox.parse(text.encode(), ox.RdfFormat.TURTLE))
    assert all(isinstance(q.subject, ox.NamedNode) for q in quads)
    assert not any(isinstance(q.object, ox.BlankNode) for q in quads)
    assert '1.0"\\' in {q.object.value for q in quads if isinstance(q.object, ox.Literal)}


def test_the_number_of_triples_is_that_of_lines(world: Path) -> None:
    """A text with line breaks in it is one line in N-Triples."""
    text = export_text(aiactors.open(world).dossiers, "nt")
    assert text.count("\n") == sum(1 for _ in ox.parse(text.encode(), ox.RdfFormat.N_TRIPLES))
