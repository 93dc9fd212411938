"""The graph from a standpoint: the same from the code as from SPARQL."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.dossier import read_dossiers
from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    Override,
    Statement,
    assess,
    parse_time,
)
from aiactors.rdf import Derived, Standpoint, derive, seen_from, to_trig
from aiactors.rdf.standpoint import can_hold
from aiactors.rdf.terms import expand
from aiactors.resources import ontology_path
from aiactors.store import FORMATS, Store
from aiactors.vocabulary import curie, iri
from tests.strategies import DAYS, dossier_sets, examples, texts_of

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
CAN_HOLD = (ontology_path() / "rules" / "can-hold.rq").read_text("utf-8")
SURELY_HOLDS = (ontology_path() / "rules" / "surely-holds.rq").read_text("utf-8")
DIRECT = (ontology_path() / "rules" / "direct.rq").read_text("utf-8")
PARTIES = ("id:the-person", "id:the-researchlab")


@functools.cache
def golden() -> DossierSet:
    """The golden story."""
    return read_dossiers(GOLDEN)


def store_of(dossiers: DossierSet, derived: Derived | None = None) -> Store:
    """Dossiers as a store, with what is derived."""
    store = Store()
    store.load(to_trig(dossiers, derived).encode(), FORMATS[".trig"])
    return store


def made_by(query: str, store: Store, day: date | None = None) -> set[tuple[str, str, str]]:
    """The triples that a rule makes."""
    xsd_date = ox.NamedNode(iri("xsd:date"))
    bound = {} if day is None else {"day": ox.Literal(day.isoformat(), datatype=xsd_date)}
    found = store.query(query, bound)
    assert isinstance(found, ox.QueryTriples)
    return {(str(t.subject), str(t.predicate), str(t.object)) for t in found}


def direct(derived: Derived) -> set[tuple[str, str, str]]:
    """The direct triples, as the store writes their terms."""
    lines = [
        f"{expand(subject)} {expand(predicate)} {expand(term)} .\n"
        for subject, pairs in derived.direct.items()
        for predicate, objects in pairs.items()
        for term in objects
    ]
    store = ox.Store()
    store.load("".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in store}


def short(derived: Derived) -> set[str]:
    """The direct triples in short."""
    return {
        f"{subject} {predicate} {term}"
        for subject, pairs in derived.direct.items()
        for predicate, objects in pairs.items()
        for term in objects
    }


def found(query: str, store: Store) -> set[str]:
    """The first column of an answer."""
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return {curie(row[0].value) for row in rows}


def interesting_days(dossiers: DossierSet) -> list[date]:
    """The days on which something may begin or end, and those next to them."""
    times = [s.when for s in dossiers.statements.values()]
    times += [d.published for d in dossiers.documents.values()]
    days = {day for time in times if time is not None for day in time.bounds[:4] if day}
    inner = [day for day in days if date.min < day < date.max]
    return sorted(days | {day + timedelta(n) for day in inner for n in (-1, 1)})


@st.composite
def sets_with_a_day(draw: st.DrawFn) -> tuple[DossierSet, date]:
    """Dossiers, and a day on which something changes, or any other."""
    dossiers = draw(dossier_sets())
    days = interesting_days(dossiers)
    return dossiers, draw(st.sampled_from(days) | DAYS if days else DAYS)


# --- as of a day ----------------------------------------------------------------------------


@examples(40)
@given(sets_with_a_day())
def test_what_can_hold_on_a_day_is_what_the_rule_says(case: tuple[DossierSet, date]) -> None:
    """On any set of dossiers, on any day."""
    dossiers, day = case
    _, derived = seen_from(dossiers, Standpoint(as_of=day))
    assert direct(derived) == made_by(CAN_HOLD, store_of(dossiers), day)


@pytest.mark.parametrize("day", interesting_days(golden()))
def test_the_golden_story_day_by_day(day: date) -> None:
    """As the rule has it, and never less than what surely held."""
    _, derived = seen_from(golden(), Standpoint(as_of=day))
    store = store_of(golden())
    assert direct(derived) == made_by(CAN_HOLD, store, day)
    assert direct(derived) >= made_by(SURELY_HOLDS, store, day)


@examples(20)
@given(sets_with_a_day())
def test_what_can_hold_no_more_is_not_in_the_model(case: tuple[DossierSet, date]) -> None:
    """Unless another statement is about it; statuses are what they were."""
    dossiers, day = case
    seen, derived = seen_from(dossiers, Standpoint(as_of=day))
    before = derive(dossiers).assessments
    about = {
        ref for s in seen.statements.values() for ref in (s.subject, s.object_ref, s.condition)
    }
    for ref, statement in dossiers.statements.items():
        assert (ref in seen.statements) == (can_hold(statement, day) or ref in about)
    assert {ref: before[ref] for ref in seen.statements} == derived.assessments
    assert seen.entities == dossiers.entities


@pytest.mark.parametrize(
    ("relation", "when", "days"),
    [
        # a state: from its first possible day to its last
        ("leads", "2015/2018-02", {"2015-01-01", "2016-06-01", "2018-02-28"}),
        ("leads", "2015/..", {"2015-01-01", "2016-06-01", "2018-02-28", "2018-03-01"}),
        ("leads", "2015/", {"2015-01-01", "2016-06-01", "2018-02-28", "2018-03-01"}),
        ("leads", "/2016", {"2014-12-31", "2015-01-01", "2016-06-01"}),
        ("leads", "2016-06-01", {"2016-06-01"}),
        # an occurrence: from its first possible day on
        ("founded", "2015", {"2015-01-01", "2016-06-01", "2018-02-28", "2018-03-01"}),
        ("founded", "2018-02-28~", {"2018-02-28", "2018-03-01"}),
        # no date: always
        ("leads", None, {"2014-12-31", "2015-01-01", "2016-06-01", "2018-02-28", "2018-03-01"}),
        # a relation that the ontology does not know is a state
        ("nonsense", "2016", {"2016-06-01"}),
    ],
)
def test_states_end_and_occurrences_stay(relation: str, when: str | None, days: set[str]) -> None:
    """On the first and last days that the date leaves open, and on those next to them."""
    told = statement("id:a", predicate=relation, when=when)
    every = ("2014-12-31", "2015-01-01", "2016-06-01", "2018-02-28", "2018-03-01")
    assert {day for day in every if can_hold(told, date.fromisoformat(day))} == days


# --- as known by a day ----------------------------------------------------------------------

PUBLIC = """
SELECT ?attribution {
  ?statement ai:attribution ?attribution .
  ?attribution ai:saidIn ?said . OPTIONAL { ?attribution ai:reportedVia ?via }
  BIND (COALESCE(?via, ?said) AS ?read)
  ?read ai:latestStart ?public FILTER (?public <= "%s"^^xsd:date)
}
"""


def attribution_refs(statements: Iterable[Statement]) -> set[str]:
    """References of all attributions."""
    return {f"at:{s.attribution_id(a)}" for s in statements for a in s.attributions}


@examples(40)
@given(sets_with_a_day())
def test_what_is_known_by_a_day(case: tuple[DossierSet, date]) -> None:
    """What was public by then, what follows from that, and nothing else."""
    dossiers, day = case
    seen, derived = seen_from(dossiers, Standpoint(known_by=day))
    public = found(PUBLIC % day.isoformat(), store_of(dossiers))
    left = attribution_refs(seen.statements.values())
    assert left <= public
    for ref, statement in dossiers.statements.items():
        since = assess(statement, dossiers.entities).known_since
        if ref in seen.statements:
            own = seen.statements[ref]
            assert attribution_refs([own]) == attribution_refs([statement]) & public
            assert derived.assessments[ref] == assess(own, dossiers.entities)
            assert since is not None
            assert since <= day
            whole = own.attributions == statement.attributions
            assert own.override == (statement.override if whole else None)
        elif not {*map(str, (statement.subject, statement.object, statement.condition))} & (
            dossiers.statements.keys()
        ):
            assert since is None or since > day
    assert direct(derived) == made_by(DIRECT, store_of(seen, derived))


@examples(20)
@given(dossier_sets())
def test_by_the_last_day_all_is_known_that_has_a_date(dossiers: DossierSet) -> None:
    """And before the first day nothing is."""
    assert not seen_from(dossiers, Standpoint(known_by=date.min))[0].statements or any(
        d.published and d.published.bounds.latest_start == date.min
        for d in dossiers.documents.values()
    )
    seen, _ = seen_from(dossiers, Standpoint(known_by=date.max))
    dated = {d.ref for d in dossiers.documents.values() if d.published and d.published.bounds[1]}
    for ref, statement in seen.statements.items():
        before = dossiers.statements[ref].attributions
        assert statement.attributions == tuple(a for a in before if a.read_in in dated)


def test_the_golden_story_as_known_by_a_day() -> None:
    """The article of March counts with its last day; the copy has no date."""
    founding = next(r for r, s in golden().statements.items() if s.predicate == "founded")
    assert derive(golden()).assessments[founding].status == "Established"
    for day, status in (("2024-02-29", "Reported"), ("2024-03-30", "Reported")):
        seen, derived = seen_from(golden(), Standpoint(known_by=date.fromisoformat(day)))
        assert derived.assessments[founding].status == status
        assert len(seen.statements[founding].attributions) == 1
    _, derived = seen_from(golden(), Standpoint(known_by=date(2024, 3, 31)))
    assert derived.assessments[founding].status == "Established"
    seen, derived = seen_from(golden(), Standpoint(known_by=date(2024, 2, 28)))
    assert (dict(seen.statements), dict(derived.direct)) == ({}, {})


# --- as a party tells it --------------------------------------------------------------------

SAYS = """
SELECT ?statement {
  ?statement ai:attribution ?a . ?a ai:stance ?stance .
  FILTER (?stance IN (%s))
  { ?a ai:claimant <%s> }
  UNION
  {
    ?a ai:saidIn/ai:copyOf* ?original
    FILTER NOT EXISTS { ?a ai:claimant ?claimant }
    FILTER NOT EXISTS { ?original ai:copyOf ?other }
    ?original dcterms:publisher <%s>
  }
}
"""


def says(store: Store, party: str, *stances: str) -> set[str]:
    """The statements on which a party takes one of some stances."""
    names = ", ".join(f"ai:{stance}" for stance in stances)
    return found(SAYS % (names, iri(party), iri(party)), store)


@examples(40)
@given(dossier_sets(), st.sampled_from(PARTIES))
def test_what_a_party_tells(dossiers: DossierSet, party: str) -> None:
    """What it asserts stands, what it denies does not, and there is nothing else."""
    seen, derived = seen_from(dossiers, Standpoint(told_by=party))
    store = store_of(dossiers)
    affirms, denies = (
        says(store, party, "Asserts", "Reports"),
        says(store, party, "Denies", "Disputes"),
    )
    retracts = says(store, party, "Retracts")
    open_ = says(store, party, "LeavesOpen", "DeclinesToSay")
    assert set(seen.statements) <= affirms | denies | retracts | open_
    affirms -= retracts
    for ref, made in derived.assessments.items():
        expected = {
            (True, False): "Reported",
            (True, True): "Disputed",
            (False, True): "Denied",
        }.get((ref in affirms, ref in denies), "Retracted" if ref in retracts else "Unknown")
        assert made.status == expected
        assert seen.statements[ref].override is None
    assert direct(derived) == made_by(DIRECT, store_of(seen, derived))


def test_the_golden_story_as_mira_tells_it() -> None:
    """What she is only said to say stands; nothing of others does."""
    seen, derived = seen_from(golden(), Standpoint(told_by="id:mira"))
    assert short(derived) == {
        "id:mira ai:investedIn id:orion",
        "id:orion ai:valuation money:EUR1100000000",
    }
    assert {derived.assessments[r].status for r in seen.statements} == {"Reported", "Unknown"}


def test_the_golden_story_as_the_gazette_tells_it() -> None:
    """In its own voice, that of the copy of the Courier aside."""
    seen, derived = seen_from(golden(), Standpoint(told_by="id:gazette"))
    assert short(derived) == {"id:mira ai:founded id:orion"}
    [denied] = [r for r, made in derived.assessments.items() if made.status == "Denied"]
    assert seen.statements[denied].predicate == "renamedTo"
    assert len(seen.statements) == 3


def test_who_says_nothing_tells_nothing() -> None:
    """Every entity is there all the same."""
    seen, derived = seen_from(golden(), Standpoint(told_by="id:suit"))
    assert (dict(seen.statements), dict(derived.direct)) == ({}, {})
    assert seen.entities == golden().entities


# --- together, and by hand ------------------------------------------------------------------


@examples(20)
@given(sets_with_a_day(), DAYS, st.sampled_from(PARTIES))
def test_standpoints_go_together(case: tuple[DossierSet, date], by: date, party: str) -> None:
    """What the party had said by a day, as far as it can have held on the other one."""
    dossiers, day = case
    seen, derived = seen_from(dossiers, Standpoint(day, by, party))
    said, _ = seen_from(dossiers, Standpoint(told_by=party))
    known, _ = seen_from(dossiers, Standpoint(known_by=by))
    assert set(seen.statements) <= set(said.statements) & set(known.statements)
    assert direct(derived) == made_by(CAN_HOLD, store_of(seen, derived), day)


@examples(20)
@given(dossier_sets())
def test_from_no_standpoint_it_is_the_same(dossiers: DossierSet) -> None:
    """Nothing is asked, and nothing changes."""
    assert seen_from(dossiers, Standpoint()) == (dossiers, derive(dossiers))
    assert str(Standpoint()) == ""


@examples(15)
@given(sets_with_a_day(), st.sampled_from(PARTIES))
def test_nothing_refers_to_what_is_not_there(case: tuple[DossierSet, date], party: str) -> None:
    """From any standpoint: what reads the graph follows every reference."""
    dossiers, day = case
    for standpoint in (
        Standpoint(as_of=day),
        Standpoint(known_by=day),
        Standpoint(told_by=party),
        Standpoint(day, day, party),
    ):
        seen, derived = seen_from(dossiers, standpoint)
        for s in seen.statements.values():
            refs = {s.subject, s.object_ref, s.condition, *s.contradicts, *s.supports}
            assert {r for r in refs if r and r.startswith("st:")} <= seen.statements.keys()
        assert derived.assessments.keys() == seen.statements.keys()


def said(
    document: str = "id:gazette", stance: str = "Asserts", by: str | None = None
) -> Attribution:
    """One attribution."""
    passage = Evidence(document=document, where="p. 1", gist=texts_of("en", text="So."))
    return Attribution(stance=stance, said_in=document, claimant=by, evidence=(passage,))


def statement(object_: str, rank: str = "Normal", **fields: object) -> Statement:
    """A statement on who leads the lab."""
    plain = {"subject": "id:mira", "predicate": "leads", "object": object_, "rank": rank}
    fields = {name: value for name, value in fields.items() if value is not None}
    return Statement.model_validate(plain | {"attributions": (said(),)} | fields)


def story(*statements: Statement) -> DossierSet:
    """Statements, and three documents of 2020, 2022 and without a date."""
    title = texts_of("en", text="t")
    dated = {"old": "2020", "new": "2022-05-01", "undated": None}
    documents = tuple(
        Document(
            id=id_,
            kinds=("Article",),
            names=title,
            publisher=f"id:publisher-of-{id_}",
            published=None if when is None else parse_time(when),
        )
        for id_, when in dated.items()
    )
    publishers = tuple(
        Entity(id=f"publisher-of-{id_}", kinds=("Company",), names=title, owner=owner)
        for id_, owner in (("old", "id:house"), ("new", None), ("undated", None))
    )
    dossier = Dossier(
        name="a", title=title, documents=documents, entities=publishers, statements=statements
    )
    return DossierSet(dossiers=(dossier,))


def test_who_was_preferred_then_is_not_who_is_preferred_now() -> None:
    """As of a day both count, and what was known by a day is ranked as it is."""
    dossiers = story(
        statement("id:first", when="2015/2018", attributions=(said("id:old"),)),
        statement("id:second", "Preferred", when="2018/..", attributions=(said("id:new"),)),
        statement("id:never", "Deprecated", attributions=(said("id:old"),)),
    )
    assert short(derive(dossiers)) == {"id:mira ai:leads id:second"}
    for day, objects in (
        ("2016-01-01", {"first"}),
        ("2018-06-01", {"first", "second"}),
        ("2019-01-01", {"second"}),
        ("2014-01-01", set()),
    ):
        _, derived = seen_from(dossiers, Standpoint(as_of=date.fromisoformat(day)))
        assert short(derived) == {f"id:mira ai:leads id:{name}" for name in objects}
    _, derived = seen_from(dossiers, Standpoint(known_by=date(2021, 1, 1)))
    assert short(derived) == {"id:mira ai:leads id:first"}


def test_a_later_denial_is_not_yet_known() -> None:
    """Nor is an editor's word on both."""
    told = statement(
        "id:a",
        attributions=(said("id:old"), said("id:new", "Denies")),
        override=Override(status="Established", reason=texts_of("en", text="r")),
    )
    for day, status in ((date(2022, 4, 30), "Reported"), (date(2022, 5, 1), "Established")):
        _, derived = seen_from(story(told), Standpoint(known_by=day))
        assert derived.assessments[told.ref].status == status


def test_a_party_that_takes_back_its_own_word() -> None:
    """Whether it is named or speaks in its own paper, and whoever owns it."""
    party = "id:publisher-of-old"
    told = statement("id:a", attributions=(said("id:old"), said("id:new", "Retracts", party)))
    seen, derived = seen_from(story(told), Standpoint(told_by=party))
    assert derived.assessments[told.ref].status == "Retracted"
    assert derived.direct == {}
    assert len(seen.statements[told.ref].attributions) == 2


def test_a_statement_about_another_goes_with_it() -> None:
    """Where nobody who counts says it; where it held at another time, it stays beneath."""
    inner = statement("id:a", when="2015", attributions=(said("id:new"),))
    outer = statement(inner.ref, predicate="knewOf", attributions=(said("id:old"),))
    beyond = statement(outer.ref, predicate="knewOf", attributions=(said("id:old"),))
    tied = statement(
        "id:b", attributions=(said("id:old"),), contradicts=(inner.ref,), supports=(outer.ref,)
    )
    dossiers = story(inner, outer, beyond, tied)
    seen, _ = seen_from(dossiers, Standpoint(known_by=date(2021, 1, 1)))
    assert set(seen.statements) == {tied.ref}
    assert (seen.statements[tied.ref].contradicts, seen.statements[tied.ref].supports) == ((), ())
    seen, derived = seen_from(dossiers, Standpoint(as_of=date(2019, 1, 1)))
    assert set(seen.statements) == {inner.ref, outer.ref, beyond.ref, tied.ref}
    assert "id:mira ai:leads id:a" not in short(derived)
    assert f"id:mira ai:knewOf {inner.ref}" in short(derived)
