"""What follows from the dossiers: the same from the code and from the published query."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given

from aiactors.model import (
    Attribution,
    Dossier,
    DossierSet,
    Evidence,
    Override,
    Statement,
    holds,
    parse_money,
)
from aiactors.rdf import derive, to_trig, to_turtle
from aiactors.rdf.derived import direct_triples, ranked_triple
from aiactors.rdf.terms import expand
from aiactors.resources import ontology_path
from aiactors.vocabulary import DERIVED, PREFIXES
from tests.rdf.test_round_trip import Triple, ox_term, rdflib_term
from tests.strategies import dossier_sets, examples, texts_of

LINE = ox.RdfFormat.N_TRIPLES
OF_DATES = ("ai:when", "ai:earliestStart", "ai:latestStart", "ai:earliestEnd", "ai:latestEnd")
RULE = (ontology_path() / "rules" / "direct.rq").read_text("utf-8")


def expected(dossiers: DossierSet) -> set[Triple]:
    """The direct triples as the code derives them."""
    lines = [
        f"{expand(subject)} {expand(predicate)} {expand(term)} .\n"
        for subject, pairs in derive(dossiers).direct.items()
        for predicate, objects in pairs.items()
        for term in objects
    ]
    triples = ox.parse("".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
    return {(ox_term(q.subject), ox_term(q.predicate), ox_term(q.object)) for q in triples}


def by_pyoxigraph(dossiers: DossierSet) -> set[Triple]:
    """The direct triples as the rule constructs them."""
    store = ox.Store()
    store.load(to_trig(dossiers).encode(), ox.RdfFormat.TRIG)
    found = store.query(RULE, use_default_graph_as_union=True)
    assert isinstance(found, ox.QueryTriples)
    return {(ox_term(t.subject), ox_term(t.predicate), ox_term(t.object)) for t in found}


def by_rdflib(dossiers: DossierSet) -> set[Triple]:
    """The same in rdflib."""
    graph = rdflib.Graph().parse(data=to_turtle(dossiers), format="turtle")
    found = graph.query(RULE).graph
    assert found is not None
    return {(rdflib_term(s), rdflib_term(p), rdflib_term(o)) for s, p, o in found}


@examples(50)
@given(dossier_sets())
def test_the_rule_and_the_code_agree(dossiers: DossierSet) -> None:
    """On any set of dossiers."""
    assert by_pyoxigraph(dossiers) == expected(dossiers)


@examples(12)
@given(dossier_sets(most_statements=3))
def test_the_rule_in_another_engine(dossiers: DossierSet) -> None:
    """A rule that only one engine understands is none."""
    assert by_rdflib(dossiers) == expected(dossiers)


@examples(50)
@given(dossier_sets())
def test_the_rules_of_what_follows_and_the_code_agree(dossiers: DossierSet) -> None:
    """Facts, what holds now, and what the ontology adds; an event's date has no rule."""
    store = ox.Store()
    store.load(to_trig(dossiers).encode(), ox.RdfFormat.TRIG)
    store.load((ontology_path() / "ai.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    found: set[ox.Triple] = set()
    for name in ("direct", "now", "entailed"):
        rule = (ontology_path() / "rules" / f"{name}.rq").read_text("utf-8")
        made = store.query(rule, use_default_graph_as_union=True)
        assert isinstance(made, ox.QueryTriples)
        found |= set(made)
    wanted = {
        ox.parse(f"{expand(subject)} {expand(predicate)} {expand(term)} .".encode(), LINE)
        .__next__()
        .triple
        for subject, pairs in derive(dossiers).triples.items()
        for predicate, objects in pairs.items()
        if predicate not in OF_DATES
        for term in objects
    }
    assert found == wanted


def said(stance: str = "Asserts") -> tuple[Attribution, ...]:
    """One attribution, by a document of no known publisher: reported, or denied."""
    passage = Evidence(document="id:gazette", where="p. 1", gist=texts_of("en", text="So."))
    return (Attribution(stance=stance, said_in="id:gazette", evidence=(passage,)),)


def statement(object_: str, rank: str = "Normal", **fields: object) -> Statement:
    """A statement on who leads the lab."""
    plain = {"subject": "id:mira", "predicate": "leads", "object": object_, "rank": rank}
    return Statement.model_validate(plain | {"attributions": said()} | fields)


def direct(*statements: Statement) -> set[str]:
    """The objects of the direct triples, by the code and the rule."""
    title = texts_of("en", text="t")
    dossiers = DossierSet(dossiers=(Dossier(name="a", title=title, statements=statements),))
    found = derive(dossiers).direct
    assert by_pyoxigraph(dossiers) == expected(dossiers)
    return {term for pairs in found.values() for objects in pairs.values() for term in objects}


@pytest.mark.parametrize(
    ("statements", "objects"),
    [
        ([statement("id:a"), statement("id:b")], {"id:a", "id:b"}),
        ([statement("id:a", "Preferred"), statement("id:b")], {"id:a"}),
        ([statement("id:a", "Preferred"), statement("id:b", "Preferred")], {"id:a", "id:b"}),
        ([statement("id:a", "Deprecated"), statement("id:b")], {"id:b"}),
        ([statement("id:a", "Deprecated")], set()),
        (
            [statement("id:a", "Preferred", modality="Planned"), statement("id:b")],
            {"id:b"},
        ),
        (
            [statement("id:a", "Preferred", attributions=said("Denies")), statement("id:b")],
            {"id:b"},
        ),
        (
            [statement("id:a", when="2017"), statement("id:a", when="2018")],
            {"id:a"},
        ),
        (
            [
                statement(
                    "id:a",
                    attributions=said("Denies"),
                    override=Override(status="Established", reason=texts_of("en", text="r")),
                )
            ],
            {"id:a"},
        ),
        (
            [
                statement(
                    "id:a",
                    override=Override(status="Disputed", reason=texts_of("en", text="r")),
                )
            ],
            set(),
        ),
        (
            [statement("id:a", predicate="left", rank="Preferred"), statement("id:b")],
            {"id:a", "id:b"},
        ),
    ],
)
def test_ranks_modalities_and_statuses(statements: list[Statement], objects: set[str]) -> None:
    """Preferred ones put normal ones aside, of the same subject and relation, if they hold."""
    assert direct(*statements) == objects


def test_objects_of_all_kinds() -> None:
    """Entities, concepts, numbers, money and texts."""
    statements = [
        statement("id:a"),
        statement("ai:Rejected", predicate="outcome"),
        Statement(subject="id:mira", predicate="headcount", object=7, attributions=said()),
        Statement(
            subject="id:mira",
            predicate="valuation",
            object=parse_money("USD 1.5"),
            share=Decimal("0.5"),
            attributions=said(),
        ),
    ]
    assert direct_triples(map(ranked_triple, statements)) == {
        "id:mira": {
            "ai:headcount": ["7"],
            "ai:leads": ["id:a"],
            "ai:outcome": ["ai:Rejected"],
            "ai:valuation": ["money:USD1.5"],
        }
    }


@examples(20)
@given(dossier_sets())
def test_the_derived_graph_can_be_dropped(dossiers: DossierSet) -> None:
    """Statuses, dates, direct triples and facts stand there and nowhere else in TriG."""
    derived = derive(dossiers)
    assert set(derived.assessments) == set(dossiers.statements)
    inside: set[str] = set()
    for quad in ox.parse(to_trig(dossiers).encode(), ox.RdfFormat.TRIG):
        name = quad.predicate.value.rpartition("#")[2]
        of_fact = quad.subject.value.startswith(PREFIXES["fact"])
        is_derived = of_fact or name in ("status", "sourceCount", "knownSince")
        assert isinstance(quad.graph_name, ox.NamedNode)
        assert is_derived <= (quad.graph_name.value == DERIVED)
        if name == "status":
            inside.add(quad.subject.value)
    assert len(inside) == len(dossiers.statements) + len(derived.facts.facts)
    for ref, made in derived.assessments.items():
        if holds(dossiers.statements[ref], made.status):
            assert made.status in ("Established", "Reported")
