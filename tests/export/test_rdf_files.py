"""Every format of RDF holds the same graph, in the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

import aiactors
from aiactors.cli.export import FORMATS as OFFERED
from aiactors.errors import InputError
from aiactors.export import WRITERS, export_text
from aiactors.model import Document, DossierSet, Entity, LangString
from aiactors.model.dossier import Dossier
from aiactors.rdf import derive, from_text
from aiactors.store import FORMATS

DATASETS = ("trig", "nq", "jsonld")
TRIPLES = ("ttl", "nt", "rdf")
RDFLIB = {
    "ttl": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdf": "xml",
}  # fmt: skip
HOSTILE = (
    '" . <http://x.example/s> <http://x.example/p> "', "</skos:prefLabel>&lt;&amp;]]>",
    'a\\u0041\\"\n\r\ttab', "Zoë ß 人工 🤖", "\u202eevil", " lead and trail ", "'''\"\"\"",
)  # fmt: skip


@pytest.fixture(scope="module")
def dossiers(world: Path) -> DossierSet:
    """The small world, and an entity whose names are up to no good."""
    own = aiactors.open(world).dossiers
    names = tuple(LangString(f"en-x-a{i}", text) for i, text in enumerate(HOSTILE))
    evil = Entity(id="evil", kinds=("Person",), names=names, note=names)
    hostile = Dossier(name="hostile", title=names, entities=(evil,))
    return DossierSet(dossiers=(*own.dossiers, hostile))


@pytest.fixture(scope="module")
def texts(dossiers: DossierSet) -> dict[str, str]:
    """The same in every format."""
    return {format_: export_text(dossiers, format_) for format_ in WRITERS}


def quads(text: str, format_: str) -> set[ox.Quad]:
    """Read a text with pyoxigraph."""
    return set(ox.parse(text.encode(), FORMATS[f".{format_}"]))


def triples(quads: Iterable[ox.Quad]) -> set[ox.Triple]:
    """Leave out the names of the graphs."""
    return {quad.triple for quad in quads}


def rdflib_quads(text: str, format_: str) -> set[tuple[str, ...]]:
    """Read a text with rdflib, and return each quad in N-Triples."""
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=text.encode(), format=RDFLIB[format_])
    return {
        (s.n3(), p.n3(), o.n3(), "" if g == rdflib.graph.DATASET_DEFAULT_GRAPH_ID else str(g))
        for s, p, o, g in dataset.quads((None, None, None, None))
    }


@pytest.mark.parametrize("format_", DATASETS)
def test_datasets_hold_every_quad(format_: str, texts: dict[str, str]) -> None:
    """In the same named graphs."""
    assert quads(texts[format_], format_) == quads(texts["nq"], "nq")


@pytest.mark.parametrize("format_", TRIPLES)
def test_the_others_hold_the_union(format_: str, texts: dict[str, str]) -> None:
    """Without names of graphs."""
    found = quads(texts[format_], format_)
    assert triples(found) == triples(quads(texts["nq"], "nq"))
    assert {quad.graph_name for quad in found} == {ox.DefaultGraph()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("format_", DATASETS)
def test_rdflib_reads_the_same_quads(format_: str, texts: dict[str, str]) -> None:
    """Whatever engine people have."""
    assert rdflib_quads(texts[format_], format_) == rdflib_quads(texts["nq"], "nq")
    assert len(rdflib_quads(texts[format_], format_)) == len(quads(texts["nq"], "nq"))


@pytest.mark.parametrize("format_", TRIPLES)
def test_rdflib_reads_the_same_triples(format_: str, texts: dict[str, str]) -> None:
    """And what it writes, pyoxigraph reads to the same."""
    graph = rdflib.Graph().parse(data=texts[format_].encode(), format=RDFLIB[format_])
    canonical = rdflib.Graph().parse(data=texts["nt"].encode(), format="nt")
    assert isomorphic(graph, canonical)
    again = set(ox.parse(graph.serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES))
    assert again == quads(texts["nt"], "nt")


@pytest.mark.parametrize("format_", WRITERS)
def test_there_is_no_blank_node(format_: str, texts: dict[str, str]) -> None:
    """Every difference between two releases can be read."""
    for quad in quads(texts[format_], format_):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)


@pytest.mark.parametrize("format_", WRITERS)
def test_the_model_comes_back(format_: str, texts: dict[str, str], dossiers: DossierSet) -> None:
    """Dossier by dossier where there are graphs, and all in one where there are none."""
    read = from_text(texts[format_].encode(), FORMATS[f".{format_}"])
    assert read.statements == dossiers.statements
    assert read.entities == dossiers.entities
    if format_ in DATASETS:
        assert read == dossiers


@pytest.mark.parametrize("format_", WRITERS)
def test_the_same_content_is_the_same_bytes(
    format_: str, texts: dict[str, str], dossiers: DossierSet
) -> None:
    """Twice, out of another object, and with what is derived at hand or not."""
    turned = DossierSet(dossiers=tuple(reversed(dossiers.dossiers)))
    assert export_text(turned, format_) == texts[format_]
    assert export_text(dossiers, format_, derive(dossiers)) == texts[format_]


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_the_same_bytes_in_another_process(seed: str, world: Path) -> None:
    """Whatever the order in which Python goes through its sets, and the machine's settings."""
    code = """if True:
        import hashlib, sys, aiactors
        from aiactors.export import WRITERS, export_text
        dossiers = aiactors.open(sys.argv[1]).dossiers
        for name in WRITERS:
            print(name, hashlib.sha256(export_text(dossiers, name).encode()).hexdigest())
    """
    done = subprocess.run(
        [sys.executable, "-c", code, str(world)],
        env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    dossiers = aiactors.open(world).dossiers
    assert dict(line.split() for line in done.stdout.splitlines()) == {
        name: hashlib.sha256(export_text(dossiers, name).encode()).hexdigest() for name in WRITERS
    }


def test_prefixes_are_declared_where_the_format_has_any(texts: dict[str, str]) -> None:
    """A person may open the file."""
    assert texts["ttl"].startswith("@prefix ai: <https://w3id.org/ai-actors/ns#> .\n")
    assert texts["trig"].startswith("@prefix ai: <https://w3id.org/ai-actors/ns#> .\n")
    assert 'xmlns:ai="https://w3id.org/ai-actors/ns#"' in texts["rdf"]


def test_no_dossiers_are_an_empty_graph() -> None:
    """In every format, and each can be read."""
    for format_ in WRITERS:
        assert quads(export_text(DossierSet(), format_), format_) == set()


def test_an_unknown_format_is_named() -> None:
    """With those that exist."""
    with pytest.raises(InputError, match="unknown format 'csv': use ttl, trig, nt, nq, jsonld"):
        export_text(DossierSet(), "csv")


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ufffe"])
def test_what_xml_cannot_hold_is_refused(character: str) -> None:
    """Its readers would refuse the file; all other formats can hold it."""
    names = (LangString("en", f"a{character}b"),)
    evil = Dossier(name="evil", title=names)
    for format_ in set(WRITERS) - {"rdf"}:
        assert export_text(DossierSet(dossiers=(evil,)), format_)
    with pytest.raises(InputError, match=rf"cannot hold the character U\+{ord(character):04X}"):
        export_text(DossierSet(dossiers=(evil,)), "rdf")


def test_the_command_offers_what_there_is() -> None:
    """It has a list of its own, since looking here would cost it time."""
    assert tuple(WRITERS) == OFFERED
    assert {f".{name}" for name in WRITERS} == set(FORMATS)


def test_documents_keep_all_that_is_known_of_them(dossiers: DossierSet) -> None:
    """In the format that has the least."""
    read = from_text(export_text(dossiers, "rdf").encode(), FORMATS[".rdf"])
    document = read.entities["id:gazette-2020"]
    assert isinstance(document, Document)
    assert document.file == "gazette.txt"
    assert document.text_hash is not None
