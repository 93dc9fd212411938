"""As of a day: columns say what the model says, and what SPARQL says, on any graph."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.columns import Columns, columns_of
from aiactors.dossier import read_dossiers
from aiactors.model import DossierSet, Statement, holds
from aiactors.rdf import Derived, Standpoint, derive, seen_from, to_trig
from aiactors.rdf.describe import object_term
from aiactors.rdf.standpoint import can_hold
from aiactors.rdf.terms import expand
from aiactors.resources import ontology_path
from aiactors.store import FORMATS, Store
from aiactors.vocabulary import iri
from tests.columns.conftest import GOLDEN
from tests.strategies import DAYS, dossier_sets, examples

CAN_HOLD = (ontology_path() / "rules" / "can-hold.rq").read_text("utf-8")
GOLDEN_DAYS = [date(2015, 11, 30), date(2015, 12, 1), date(2018, 6, 1), date(2024, 3, 1)]

Triples = set[tuple[str, str, str]]


def days_of(dossiers: DossierSet) -> list[date]:
    """The days on which something changes, and those next to them."""
    times = [s.when for s in dossiers.statements.values()]
    times += [d.published for d in dossiers.documents.values()]
    days = {day for time in times if time is not None for day in time.bounds[:4] if day}
    inner = [day for day in days if date.min < day < date.max]
    return sorted(days | {day + timedelta(n) for day in inner for n in (-1, 1)})


@st.composite
def sets_with_a_day(draw: st.DrawFn) -> tuple[DossierSet, date]:
    """Dossiers, and a day on which something changes, or any other."""
    dossiers = draw(dossier_sets(6))
    days = days_of(dossiers)
    return dossiers, draw(st.sampled_from(days) | DAYS if days else DAYS)


def direct(derived: Derived) -> Triples:
    """The direct triples of a model."""
    return {
        (subject, predicate, term)
        for subject, pairs in derived.direct.items()
        for predicate, terms in pairs.items()
        for term in terms
    }


def among(columns: Columns, dossiers: DossierSet, mask: object) -> list[Statement]:
    """The statements of a mask."""
    return [dossiers.statements[ref] for ref in columns.statement_refs(mask)]


@examples(100)
@given(dossier_sets(6))
@pytest.mark.heavy
def test_what_is_direct_is_what_the_model_has(dossiers: DossierSet) -> None:
    """The same triples, and each row is a statement that holds."""
    derived = derive(dossiers)
    columns = columns_of(dossiers, derived)
    found = list(columns.triples(columns.direct_rows()))
    assert found == sorted(direct(derived))
    for statement in among(columns, dossiers, columns.direct):
        assert holds(statement, derived.assessments[statement.ref].status)
    assert among(columns, dossiers, columns.holds) == [
        s for s in dossiers.statements.values() if holds(s, derived.assessments[s.ref].status)
    ]


@examples(100)
@given(sets_with_a_day())
@pytest.mark.heavy
def test_a_day_by_columns_and_by_the_model(case: tuple[DossierSet, date]) -> None:
    """Which statements can have held, which triples were direct, and how many there are."""
    dossiers, day = case
    columns = columns_of(dossiers, derive(dossiers))
    then = columns.on(day)
    held = [s for s in dossiers.statements.values() if can_hold(s, day)]
    assert among(columns, dossiers, then.statements) == held
    _, derived = seen_from(dossiers, Standpoint(as_of=day))
    assert set(columns.triples(then.direct)) == direct(derived)
    counts = columns.counts(day, bulk=True)
    assert counts.statements == len(held)
    assert counts.relations == Counter(s.predicate for s in held)
    assert counts.statuses == Counter(derived.assessments[s.ref].status for s in held)
    assert sum(counts.direct_relations.values()) == counts.direct
    curated = [s for s in held if s.ref in dossiers.curated.statements]
    assert columns.counts(day).relations == Counter(s.predicate for s in curated)


@examples(100)
@given(sets_with_a_day(), st.booleans())
@pytest.mark.heavy
def test_the_network_of_a_day(case: tuple[DossierSet, date], bulk: bool) -> None:
    """An edge for each statement that holds between entities; names as the model has them."""
    dossiers, day = case
    net = columns_of(dossiers, derive(dossiers)).network(day, bulk=bulk)
    refs = net.refs()
    _, derived = seen_from(dossiers, Standpoint(as_of=day))
    expected = {
        s.ref: (s.subject, s.predicate, s.object)
        for s in dossiers.statements.values()
        if object_term(s.object) in derived.direct.get(s.subject, {}).get(f"ai:{s.predicate}", ())
        and can_hold(s, day)
        and holds(s, derived.assessments[s.ref].status)
        and s.subject.startswith("id:")
        and (s.object_ref or "").startswith("id:")
        and (bulk or s.ref in dossiers.curated.statements)
    }
    edges = zip(net.sources.tolist(), net.relations(), net.targets.tolist(), strict=True)
    named = [(refs[source], relation, refs[target]) for source, relation, target in edges]
    assert dict(zip(net.statements(), named, strict=True)) == expected
    assert refs == sorted({end for s, _, o in expected.values() for end in (s, str(o))})
    assert len(net) == len(expected)
    for lang in ("en", "fr"):
        assert net.names(lang) == [dossiers.entities[ref].name(lang) for ref in refs]
    codes = net.nodes
    assert net.columns.kinds(codes) == [dossiers.entities[ref].kinds for ref in refs]
    entity = {(s, f"ai:{p}", str(o)) for s, p, o in expected.values()}
    assert set(net.triples()) == entity


@examples(60)
@given(sets_with_a_day())
@pytest.mark.heavy
def test_known_by_a_day_is_what_a_document_had_told(case: tuple[DossierSet, date]) -> None:
    """Without what is about a statement that was not told, it is the graph as known by the day."""
    dossiers, day = case
    columns = columns_of(dossiers, derive(dossiers))
    told = set(columns.statement_refs(columns.known_by(day)))
    seen, _ = seen_from(dossiers, Standpoint(known_by=day))
    assert seen.statements.keys() <= told
    for ref in told - seen.statements.keys():
        s = dossiers.statements[ref]
        about = {r for r in (s.subject, s.object_ref, s.condition) if r and r.startswith("st:")}
        assert not about <= seen.statements.keys()


@pytest.mark.parametrize(
    "standpoint",
    [
        Standpoint(),
        Standpoint(as_of=date(2016, 1, 1)),
        Standpoint(known_by=date(2024, 2, 29)),
        Standpoint(told_by="id:mira"),
        Standpoint(date(2016, 1, 1), date(2024, 2, 29), "id:mira"),
    ],
    ids=str,
)
def test_columns_of_a_graph_that_is_seen_from_somewhere(
    golden: DossierSet, standpoint: Standpoint
) -> None:
    """What is direct is what is direct from there."""
    seen, derived = seen_from(golden, standpoint)
    columns = columns_of(seen, derived, standpoint.as_of)
    assert set(columns.triples(columns.direct)) == direct(derived)


# --- SPARQL ----------------------------------------------------------------------------------


def made_by_sparql(store: Store, day: date) -> Triples:
    """The triples that the rule of the ontology makes of the bounds in a store."""
    bound = {"day": ox.Literal(day.isoformat(), datatype=ox.NamedNode(iri("xsd:date")))}
    found = store.query(CAN_HOLD, bound)
    assert isinstance(found, ox.QueryTriples)
    return {(str(t.subject), str(t.predicate), str(t.object)) for t in found}


def as_stored(triples: Triples) -> Triples:
    """Triples in short, as the store writes their terms."""
    store = ox.Store()
    lines = "".join(f"{' '.join(map(expand, triple))} .\n" for triple in triples)
    store.load(lines.encode(), ox.RdfFormat.N_TRIPLES)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in store}


@examples(40)
@given(sets_with_a_day())
@pytest.mark.heavy
def test_a_day_by_columns_and_by_sparql(case: tuple[DossierSet, date]) -> None:
    """The query over the bounds answers with the same triples."""
    dossiers, day = case
    store = Store()
    store.load(to_trig(dossiers).encode(), FORMATS[".trig"])
    columns = columns_of(dossiers, derive(dossiers))
    assert as_stored(set(columns.triples(columns.on(day).direct))) == made_by_sparql(store, day)


@pytest.mark.parametrize("day", days_of(read_dossiers(GOLDEN)))
def test_the_golden_story_from_files_day_by_day(
    day: date, golden: DossierSet, folder: Path
) -> None:
    """What files give, the store and the model give."""
    store = Store()
    store.load(to_trig(golden).encode(), FORMATS[".trig"])
    columns = Columns.read(folder)
    triples = set(columns.triples(columns.on(day).direct))
    assert as_stored(triples) == made_by_sparql(store, day)
    assert triples == direct(seen_from(golden, Standpoint(as_of=day))[1])
