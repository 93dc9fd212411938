"""Bulk dossiers in YAML and in RDF, there and back, and apart from the curated ones."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.dossier import read_text, read_texts, to_yaml
from aiactors.errors import DossierError, InputError
from aiactors.graph import Graph
from aiactors.model import Dossier, DossierSet, LangString
from aiactors.rdf import derive, to_trig, to_turtle
from aiactors.rdf.read import from_text
from aiactors.stats import count
from aiactors.stats.markdown import as_markdown
from tests.embedded import embedded

PAGE = Path(__file__).resolve().parents[2] / "docs" / "dossiers.md"
TABLE = """\
dossier: table
title:
  en: Table
  fr: Tableau
about: Row by row.
bulk: yes
entities:
  parrot:
    kind: model
    names: Parrot
documents:
  list:
    kind: article
    title: A list
    publisher: gazette
    language: en
statements:
- subject: lab
  relation: developed
  object: parrot
  sources:
  - in: list
    where: row 1
    gist: It did.
- subject: mira
  relation: founded
  object: lab
  sources:
  - in: list
    where: row 2
    gist: She did.
"""
CASE = """\
dossier: case
title: {en: Case, fr: Affaire}
entities:
  mira: {kind: person, names: Mira}
  lab: {kind: research-lab, names: Lab}
  gazette: {kind: media-organization, names: Gazette, tier: outlet}
  courier: {kind: media-organization, names: Courier, tier: outlet}
documents:
  page: {title: Page, publisher: courier}
statements:
  - subject: mira
    relation: founded
    object: lab
    sources: [{in: page, where: page 1, gist: She did.}]
"""


@pytest.fixture(scope="module")
def both() -> DossierSet:
    """A curated dossier, and one in bulk that says the same and more."""
    return read_texts([("case.yaml", CASE), ("table.yaml", TABLE)])


def test_yaml_and_back(both: DossierSet) -> None:
    """The mark is read and written; where there is none, a dossier is a curated one."""
    assert [(d.name, d.bulk) for d in both.dossiers] == [("case", False), ("table", True)]
    written = to_yaml(both)
    assert written["table"] == TABLE
    assert "bulk" not in written["case"]
    assert not read_text("dossier: a\ntitle: {en: A, fr: A}\nbulk: no", "a.yaml").dossiers[0].bulk


def test_rdf_and_back(both: DossierSet) -> None:
    """The mark is in the graph: whoever asks can leave bulk dossiers out."""
    trig = to_trig(both, derive(both))
    assert trig.count('ai:bulk "true"^^xsd:boolean') == 1
    assert from_text(trig.encode(), ox.RdfFormat.TRIG) == both
    graph = Graph.of_dossiers(both)
    assert list(graph.query("SELECT ?d { ?d ai:bulk true }")) == [("dossier:table",)]
    assert list(graph.query("SELECT ?who { ?who ai:developed id:parrot }")) == [("id:lab",)]
    curated = "GRAPH ?dossier { ?statement a ai:Statement } MINUS { ?dossier ai:bulk true }"
    assert f"`{curated}`" in PAGE.read_text("utf-8")
    assert list(graph.query(f"SELECT ?p {{ {curated} ?statement rdf:predicate ?p }}")) == [
        ("ai:founded",)
    ]


@pytest.mark.parametrize("written", ["true", "Yes", "1", "", "[yes]"])
def test_nothing_but_yes_or_no(written: str) -> None:
    """With the line, and with what to write."""
    with pytest.raises(DossierError) as caught:
        read_text(CASE.replace("entities:", f"bulk: {written}\nentities:"), "case.yaml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.do) == (3, "Write yes, or leave the key out")
    assert "is neither yes nor no" in problem.what


def test_the_two_parts_of_a_set(both: DossierSet) -> None:
    """Each with what it holds; what both say keeps the sources of each in it."""
    assert [d.name for d in both.curated.dossiers] == ["case"]
    assert [d.name for d in both.in_bulk.dossiers] == ["table"]
    (ref,) = both.curated.statements
    assert len(both.statements) == 2
    assert len(both.statements[ref].attributions) == 2
    assert len(both.curated.statements[ref].attributions) == 1


def test_bulk_is_not_drawn_unless_asked_for(both: DossierSet) -> None:
    """Nor what it alone names; what it says of a curated statement counts in the drawing."""
    graph = Graph.of_dossiers(both)
    network = graph.network()
    assert [node.id for node in network.nodes] == ["lab", "mira"]
    assert [(e.relation, e.status, len(e.attributions)) for e in network.edges] == [
        ("founded", "established", 2)
    ]
    assert [node.id for node in graph.network(bulk=True).nodes] == ["lab", "mira", "parrot"]
    assert embedded(graph.page())["nodes"]["name"] == ["Lab", "Mira"]
    assert embedded(graph.page(bulk=True))["nodes"]["name"] == ["Lab", "Mira", "Parrot"]
    assert sorted(graph.as_networkx()) == ["lab", "mira"]
    assert sorted(graph.as_networkx(bulk=True)) == ["lab", "mira", "parrot"]


def test_a_focus_that_is_in_bulk_alone_says_so(both: DossierSet) -> None:
    """Else people would think that nothing is known of it."""
    graph = Graph.of_dossiers(both)
    with pytest.raises(InputError, match="bulk dossiers are left out unless they are asked for"):
        graph.network(["Parrot"])
    assert [node.id for node in graph.network(["Parrot"], bulk=True).nodes] == ["lab", "parrot"]


def test_turtle_has_no_dossiers_to_leave_out(both: DossierSet) -> None:
    """A file without named graphs is one dossier, and all of it is drawn."""
    text = to_turtle(both, derive(both)).encode()
    read = from_text(text, ox.RdfFormat.TURTLE)
    assert [d.bulk for d in read.dossiers] == [False]
    assert read.statements == both.statements


def test_bulk_is_counted_apart(both: DossierSet) -> None:
    """The numbers of the curated dossiers are the same as without it, but for their standing."""
    counted = count(both, derive(both))
    alone = count(both.curated, derive(both.curated))
    assert alone.bulk == ()
    differing = {
        one.title for one, other in zip(alone, counted, strict=False) if one.rows != other.rows
    }
    assert differing == {
        "The whole", "Statements by status", "Statements by number of independent sources"
    }  # fmt: skip
    assert counted.totals.rows == dict(alone.totals.rows) | {
        "statements with two or more independent sources": 1
    }
    data = json.loads(json.dumps(counted.as_data()))
    assert data["In bulk dossiers, counted apart"] == {
        "dossiers": 1,
        "entities": 1,
        "documents": 1,
        "statements": 2,
        "statements that curated dossiers make as well": 1,
    }
    assert data["Statements by bulk dossier"] == {"table": 2}
    assert "## In bulk dossiers, counted apart\n" in as_markdown(counted)


def test_whatever_follows_of_a_set_follows_of_its_parts(both: DossierSet) -> None:
    """A set without bulk dossiers is its own curated part."""
    assert both.curated.curated == both.curated
    assert both.curated.in_bulk.dossiers == ()
    assert Dossier(name="a", title=(LangString("en", "A"),)).bulk is False


@pytest.mark.heavy
def test_the_release_draws_no_bulk(shared_release: Graph) -> None:
    """What is drawn is what people curated."""
    release = shared_release
    told = release.dossiers.curated.statements
    assert all(f"st:{edge.id}" in told for edge in release.network().edges)
