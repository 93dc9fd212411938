"""Rules are asked in the way that takes the least, and find what their plain form finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiactors.check.rules import rule_names
from aiactors.check.sets import Sets
from aiactors.check.skippable import is_spared
from aiactors.resources import ontology_path
from aiactors.store import Store
from aiactors.vocabulary import PREFIXES, iri

PLAIN = Path(__file__).parent / "plain"
HEAD = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
ONTOLOGY = list(ox.parse((ontology_path() / "ai.ttl").read_bytes(), ox.RdfFormat.TURTLE))


def read(turtle: str) -> list[ox.Triple]:
    """Read Turtle."""
    return [quad.triple for quad in ox.parse((HEAD + turtle).encode(), ox.RdfFormat.TURTLE)]


def statement(name: str, says: str, told: str, rest: str) -> str:
    """One statement with one attribution and its passage, as Turtle."""
    subject, predicate, object_ = says.split()
    stance, document = told.split()
    return f"""
    st:{name} a ai:Statement ; rdf:subject {subject} ; rdf:predicate {predicate} ;
      rdf:object {object_} ; ai:attribution at:{name} ; {rest} .
    at:{name} a ai:Attribution ; ai:stance ai:{stance} ; ai:saidIn id:{document} ;
      ai:evidence ev:{name} .
    ev:{name} a ai:Evidence ; oa:hasSource id:{document} ; ai:gist "g"@en ; ai:locator "p. 1" .
    """


HOLDS = "ai:modality ai:Actual ; ai:status ai:Reported ; ai:rank ai:Normal ; ai:sourceCount 1"
DATED = (
    'ai:when "2017/2018"^^edtf:EDTF ; ai:earliestStart "2017-01-01"^^xsd:date ; '
    'ai:latestStart "2017-12-31"^^xsd:date ; ai:earliestEnd "2018-01-01"^^xsd:date ; '
    'ai:latestEnd "2018-12-31"^^xsd:date'
)
WHOLE = read(
    """
    id:ada a ai:Person ; skos:prefLabel "Ada"@en . id:bob a ai:Person ; skos:prefLabel "Bob"@en .
    id:lab a ai:ResearchLab ; skos:prefLabel "Lab"@en ; ai:tier ai:WeakTier ; ai:owner id:big .
    id:big a ai:Company ; skos:prefLabel "Big"@en ; ai:tier ai:OutletTier .
    id:one a ai:Article ; dcterms:publisher id:lab ; schema:url <https://x.example/1> ;
      ai:when "2019-01-01"^^edtf:EDTF ; ai:earliestStart "2019-01-01"^^xsd:date ;
      ai:latestEnd "2019-01-01"^^xsd:date ; ai:copyOf id:two .
    id:two a ai:Article ; dcterms:publisher id:big ; schema:url <https://x.example/2> ;
      ai:accessed "2020-01-01"^^xsd:date .
    id:lab ai:partnerOf id:big . id:ada ai:worksFor id:lab . id:lab ai:headcount 12 .
    id:ada ai:sued id:bob . id:ada ai:chiefExecutiveOf id:big .
    st:works ai:role "r"@en .
    at:denied ai:claimant id:big . at:works ai:reportedVia id:two .
    """
    + statement("works", "id:ada ai:worksFor id:lab", "Asserts one", f"{HOLDS} ; {DATED}")
    + statement("again", "id:ada ai:worksFor id:lab", "Asserts two", f"{HOLDS} ; {DATED}")
    + statement("partner", "id:lab ai:partnerOf id:big", "Reports two", HOLDS)
    + statement(
        "count", "id:lab ai:headcount 12", "Asserts one", HOLDS.replace("Normal", "Preferred")
    )
    + statement("fewer", "id:lab ai:headcount 11", "Asserts one", HOLDS)
    + statement("sued", "id:ada ai:sued id:bob", "Asserts two", HOLDS)
    + statement("led", "id:ada ai:chiefExecutiveOf id:big", "Asserts two", f"{HOLDS} ; {DATED}")
    + statement(
        "denied",
        "id:ada ai:worksFor id:lab",
        "Denies two",
        f"{HOLDS} ; {DATED}".replace("Reported", "Disputed"),
    )
)
SUBJECTS = [*sorted({t.subject for t in WHOLE}, key=str), ox.NamedNode(iri("id:nobody"))]
PREDICATES = [
    *sorted({t.predicate for t in WHOLE}, key=str),
    *(
        ox.NamedNode(iri(f"ai:{name}"))
        for name in ("amount", "share", "editorStatus", "response", "invented")
    ),
]
VALUES: list[Any] = [
    *sorted({t.object for t in WHOLE}, key=str),
    *(
        triple.object
        for triple in read(
            """id:x id:y ai:Denied , ai:Deprecated , ai:Planned , ai:Claimed , ai:CopyTier , 1 , 2 ,
            ai:Company , ai:Nothing , [] , "Ada"@en , st:works , at:works , ai:worksFor , 11 ,
            "2016-01-01"^^xsd:date , "2020-01-01"^^xsd:date , "2024-02-30"^^xsd:date , ai:invented .
            """
        )
    ),
]


@st.composite
def changed(draw: st.DrawFn) -> list[ox.Triple]:
    """The sound graph, with some triples dropped, altered or added."""
    triples = list(WHOLE)
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["drop", "alter", "add", "copy"]))
        at = draw(st.integers(0, len(triples) - 1))
        old = triples[at]
        subject, value = draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(VALUES))
        if kind == "drop":
            del triples[at]
        elif kind == "alter":
            triples[at] = ox.Triple(old.subject, old.predicate, value)
        elif kind == "copy":
            triples.append(ox.Triple(subject, old.predicate, old.object))
        else:
            triples.append(ox.Triple(subject, draw(st.sampled_from(PREDICATES)), value))
    return triples


def filled(triples: list[ox.Triple]) -> Store:
    """A store of some triples, beside the ontology."""
    store = Store()
    store.inner.extend(ONTOLOGY)
    store.inner.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    store._is_united = True
    return store


def rows(store: Store, path: Path) -> list[str]:
    """What a query finds, in order."""
    return sorted(str(tuple(row)) for row in store.query(path.read_text()))  # type: ignore[union-attr]


def test_plain_forms_are_of_rules() -> None:
    """Each has the name of one."""
    names = {path.stem for path in PLAIN.glob("*.rq")}
    assert names
    assert names <= set(rule_names())


@pytest.mark.parametrize("rule", rule_names())
def test_nothing_breaks_a_rule_that_is_spared_in_a_sound_graph(rule: str) -> None:
    """Nor is anything spared that the plain form finds."""
    store = filled(WHOLE)
    if is_spared(rule, Sets(store)):
        assert rows(store, ontology_path() / "violations" / f"{rule}.rq") == []


@settings(max_examples=60)
@given(changed())
def test_random_graphs_break_the_same_rules(triples: list[ox.Triple]) -> None:
    """Whether they are spared or not, and as their plain form says."""
    store = filled(triples)
    sets = Sets(store)
    for rule in rule_names():
        found = rows(store, ontology_path() / "violations" / f"{rule}.rq")
        assert not (found and is_spared(rule, sets)), rule
        plain = PLAIN / f"{rule}.rq"
        if plain.exists():
            assert set(found) == set(rows(store, plain)), rule
