"""What becomes one fact, what stays two, and how a fact stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from aiactors.facts import Holding
from aiactors.model import DossierSet, Statement, parse_money
from aiactors.rdf import derive, from_text, to_turtle
from aiactors.store import FORMATS
from tests.facts.world import dossiers, facts, of, only, said, told
from tests.strategies import dossier_sets, examples

CEO = "chiefExecutiveOf"


def test_coarser_dates_and_other_words_are_one_founding() -> None:
    """Sources of one founding add up, whatever they give for its date."""
    found = facts(
        told("ada", "founded", "lab", "2015"),
        told("ada", "founded", "lab", "2015-12-11", by=[said("daily")]),
        told("ada", "founded", "lab", role="co-founder", by=[said("old")]),
    )
    fact = only(found, "founded")
    assert (fact.when, fact.status, fact.source_count) == ("2015-12-11", "Established", 3)
    assert not fact.rivals and not found.questions


def test_other_dates_of_a_founding_are_rivals() -> None:
    """The founding is not disputed; its date is."""
    found = facts(
        told("ada", "founded", "lab", "2010", by=[said("wire"), said("daily")]),
        told("ada", "founded", "lab", "2012", by=[said("old")]),
    )
    fact = only(found, "founded")
    assert (fact.when, fact.status) == ("2010", "Established")
    assert fact.rivals == {"date": ("2010", "2012")}
    assert [question.kind for question in found.questions] == ["rival date"]


def test_sightings_of_a_post_are_one_post() -> None:
    """Seen in 2022 and in 2026, it was held between, and is held when last seen."""
    found = facts(
        told("ada", CEO, "lab", "2022-02-01"),
        told("ada", CEO, "lab", "2024-02-01", by=[said("daily")]),
    )
    fact = only(found, CEO)
    assert fact.as_of(date(2023, 1, 1)) == Holding.HELD
    assert found.holding_now(fact) == Holding.LAST_SEEN
    assert found.is_now(fact)


def test_who_comes_back_holds_it_twice() -> None:
    """The second term begins when the first has ended."""
    found = facts(
        told("ada", CEO, "lab", "2019/2023-11-17"), told("ada", CEO, "lab", "2023-11-22/")
    )
    assert [fact.when for fact in of(found, CEO)] == ["2019/2023-11-17", "2023-11-22/"]
    assert [fact.number for fact in of(found, CEO)] == [1, 2]
    assert len({fact.ref for fact in of(found, CEO)}) == 2


def test_amounts_never_divide() -> None:
    """Two sums of one investment are rival sums."""
    found = facts(
        told("fund", "investedIn", "lab", "2023-02~", amount="USD 300 million"),
        told("fund", "investedIn", "lab", "2023-02", amount="USD 400 million", by=[said("daily")]),
    )
    fact = only(found, "investedIn")
    assert fact.status == "Established"
    assert fact.rivals == {"amount": ("USD 300000000", "USD 400000000")}


def test_investments_on_two_days_are_two() -> None:
    """A total over both is a third, and a question."""
    found = facts(
        told("fund", "investedIn", "lab", "2019-07"),
        told("fund", "investedIn", "lab", "2023-01"),
        told("fund", "investedIn", "lab", "/2024", amount="USD 13 billion"),
    )
    assert len(of(found, "investedIn")) == 3
    assert "a total" in [question.kind for question in found.questions]


def test_two_valuations_of_one_day_are_rivals_and_of_two_days_a_history() -> None:
    """The value is no part of what makes it one."""
    low, high = parse_money("USD 80 billion"), parse_money("USD 90 billion")
    day = [
        told("lab", "valuation", low, "2024-02-16"),
        told("lab", "valuation", high, "2024-02-16", by=[said("daily"), said("old")]),
    ]
    fact = only(facts(*day), "valuation")
    assert (fact.object, fact.rivals["value"]) == (high, (str(high), str(low)))
    assert len(of(facts(*day, told("lab", "valuation", low, "2024-10-02")), "valuation")) == 2


def test_who_denies_one_statement_and_affirms_another_disputes_a_part() -> None:
    """The date is denied, and not the founding."""
    found = facts(
        told("ada", "founded", "lab", "2010", by=[said("daily", "Denies", by="ada"), said("wire")]),
        told("ada", "founded", "lab", "2012", by=[said("daily", by="ada"), said("old")]),
    )
    assert only(found, "founded").status == "Established"
    assert "denies a part" in [question.kind for question in found.questions]


def test_what_sources_say_of_their_own_day_is_a_sighting() -> None:
    """And of a time that is over, the end of what has no date."""
    present = facts(told("ada", CEO, "lab", "2020", by=[said(speaks_of="Present")]))
    assert only(present, CEO).bounds["ai:lastSeen"] == date(2024, 6, 1)
    assert present.is_now(only(present, CEO))
    past = facts(told("ada", "worksFor", "lab", by=[said(speaks_of="Past")]))
    assert only(past, "worksFor").as_of(date(2025, 1, 1)) == Holding.NOT


@pytest.mark.parametrize(
    ("going", "post", "goes_on"),
    [
        (None, CEO, False),
        (None, "boardMemberOf", True),
        ("board member", CEO, True),
        ("chief executive", CEO, False),
    ],
)
def test_a_going_ends_what_it_is_about(going: str | None, post: str, *, goes_on: bool) -> None:
    """Who leaves a job may keep a seat on the board; a post that is named ends alone."""
    found = facts(
        told("ada", post, "lab", "2024-01-01/"),
        told("ada", "left", "lab", "2024-05-01", role=going or ()),
    )
    assert found.is_now(only(found, post)) is goes_on


def test_a_post_of_one_holder_ends_where_the_next_begins() -> None:
    """If that start is stated, and nobody calls it a joint post."""
    before = told("ada", CEO, "lab", "2020-01-01")
    for other, ended in (
        (told("bo", CEO, "lab", "2023-03-01/"), True),
        (told("bo", CEO, "lab", "2023-03-01"), False),
        (told("bo", CEO, "lab", "2023-03-01/", role="co-chief executive"), False),
    ):
        ada = next(f for f in facts(before, other).facts if f.subject == "id:ada")
        assert (ada.period.end is not None) is ended


def test_a_sale_and_a_successor_who_is_due_throw_doubt_on_a_sighting() -> None:
    """It may go on; nobody says so."""
    seen = told("ada", CEO, "lab", "2022-01-01", by=[said("daily")])
    sold = told("giant", "acquired", "lab", "2023-01-01")
    due = told("bo", CEO, "lab", "2023-01-01/", modality="Planned")
    assert facts(seen).is_now(only(facts(seen), CEO))
    for other in (sold, due):
        found = facts(seen, other)
        ada = next(f for f in found.facts if f.subject == "id:ada")
        assert found.holding_now(ada) == Holding.MAY


def test_what_is_interim_fades_within_a_year() -> None:
    """Another post takes longer."""
    for role, goes_on in (("interim chief executive", False), ("chief executive", True)):
        found = facts(told("ada", CEO, "lab", "2023-01-01", role=role, by=[said("daily")]))
        assert found.is_now(only(found, CEO)) is goes_on


def test_nothing_is_tied_to_an_organisation_before_its_founding() -> None:
    """Rival years of founding widen the bound; what contradicts it is a question."""
    founding = told("ada", "founded", "lab", "2015-12-11")
    fact = only(facts(founding, told("bo", "worksFor", "lab")), "worksFor")
    assert fact.as_of(date(2015, 1, 1)) == Holding.NOT
    assert fact.as_of(date(2016, 1, 1)) == Holding.MAY
    found = facts(founding, told("bo", "worksFor", "lab", "2003"))
    assert [question.kind for question in found.questions] == ["before its founding"]


def test_who_took_part_in_a_round_invested() -> None:
    """On the day of the round, with its own sum; a direct statement of that day is the same."""
    found = facts(
        told("round", "recipient", "lab", "2024-05-26"),
        told("round", "investor", "fund", amount="USD 5 million", by=[said("daily")]),
        told("round", "leadInvestor", "giant"),
        told("fund", "investedIn", "lab", "2024-05", by=[said("old")]),
    )
    fund, giant = of(found, "investedIn")
    assert (fund.subject, fund.when, fund.source_count) == ("id:fund", "2024-05-26", 2)
    assert len(fund.statements) == 1 and len(fund.premises) == 2
    assert (giant.subject, giant.statements) == ("id:giant", [])


def test_a_suit_is_filed_once_and_parties_are_added() -> None:
    """Who was added later was sued later."""
    found = facts(
        told("suit", "plaintiff", "ada", "2024-08-05"),
        told("suit", "defendant", "lab", "2024-08-05"),
        told("suit", "defendant", "giant", "2024-11-14"),
    )
    assert {fact.object: fact.when for fact in of(found, "sued")} == {
        "id:lab": "2024-08-05",
        "id:giant": "2024-11-14",
    }


@pytest.mark.parametrize(
    ("outcome", "modality"),
    [("Completed", "Actual"), ("Pending", "Planned"), ("Abandoned", "Attempted"), (None, None)],
)
def test_a_purchase_is_what_its_last_outcome_says(
    outcome: str | None, modality: str | None
) -> None:
    """Of talks of which nobody says how they ended, nothing follows."""
    parts = [told("deal", "initiator", "giant", "2020"), told("deal", "target", "lab", "2020")]
    if outcome is not None:
        parts.append(told("deal", "outcome", f"ai:{outcome}", "2022-02-14"))
    found = facts(*parts)
    assert [fact.modality for fact in of(found, "acquired")] == ([modality] if modality else [])
    assert ("no outcome" in [question.kind for question in found.questions]) is (modality is None)
    if modality == "Actual":
        assert only(found, "acquired").when == "2022-02-14"


def test_who_is_hired_works_there_and_who_left_did() -> None:
    """A going of which no post is known says that there was a job."""
    hired = only(facts(told("lab", "hired", "ada", "2023-01-05")), "worksFor")
    assert (hired.subject, hired.object, hired.when) == ("id:ada", "id:lab", "2023-01-05/")
    left = only(facts(told("ada", "left", "lab", "2024-01-05")), "worksFor")
    assert left.when == "/2024-01-05"


def _numbered(*statements: Statement) -> dict[str, int]:
    """Date → number of the fact, where an earlier release is known."""
    before = from_text(to_turtle(dossiers(*statements[1:])).encode(), FORMATS[".ttl"])
    found = facts(*statements, numbers=before.occurrences)
    return {fact.when or "": fact.number for fact in of(found, "investedIn")}


def test_numbers_are_kept_from_one_release_to_the_next() -> None:
    """One that is found earlier does not shift the later ones."""
    later = [told("fund", "investedIn", "lab", day) for day in ("2021-01-01", "2023-01-01")]
    first = told("fund", "investedIn", "lab", "2019-01-01")
    assert _numbered(first, *later) == {"2019-01-01": 3, "2021-01-01": 1, "2023-01-01": 2}


def test_the_address_stays_when_a_date_is_made_finer() -> None:
    """It is made of subject, relation, object, modality and number alone."""
    coarse = only(facts(told("ada", "founded", "lab", "2015")), "founded")
    fine = only(facts(told("ada", "founded", "lab", "2015-12-11", role="founder")), "founded")
    assert coarse.ref == fine.ref and coarse.statements != fine.statements


@examples(40)
@given(dossier_sets())
def test_each_statement_is_in_one_fact(dossiers_: DossierSet) -> None:
    """None is lost, none is counted twice, and every fact has an address of its own."""
    found = derive(dossiers_).facts
    refs = [ref for fact in found.facts for ref in fact.statements]
    assert sorted(refs) == sorted(dossiers_.statements)
    assert len({fact.ref for fact in found.facts}) == len(found.facts)


@examples(25)
@given(dossier_sets())
def test_numbers_come_back_from_rdf(dossiers_: DossierSet) -> None:
    """So that what is read and written again has the same facts."""
    text = to_turtle(dossiers_)
    again = from_text(text.encode(), FORMATS[".ttl"])
    assert {f.ref for f in derive(again).facts.facts} == {
        f.ref for f in derive(dossiers_).facts.facts
    }


def test_what_follows_stands_as_plain_triples() -> None:
    """Facts of rules, both ways of what reads both ways, what lies above, dates of events."""
    world_ = dossiers(
        told("acme", "competesWith", "zeta", "2024"),
        told("ada", "chairs", "acme", "2024-05"),
        told("round", "recipient", "acme", "2024-03-05"),
        told("round", "investor", "zeta", "2024-03-05"),
    )
    found = derive(world_).triples
    assert found["id:zeta"] == {
        "a": ["ai:Agent", "ai:Entity", "ai:Organization"],
        "ai:competesWith": ["id:acme"],
        "ai:investedIn": ["id:acme"],
        "now:competesWith": ["id:acme"],
    }
    assert found["id:ada"] == {
        "a": ["ai:Agent", "ai:Entity"],
        "ai:boardMemberOf": ["id:acme"],
        "ai:chairs": ["id:acme"],
        "now:boardMemberOf": ["id:acme"],
        "now:chairs": ["id:acme"],
    }
    assert found["id:round"]["ai:when"] == ['"2024-03-05"^^edtf:EDTF']
    assert found["id:round"]["ai:latestEnd"] == ['"2024-03-05"^^xsd:date']
    assert "now:competesWith" not in derive(world_).without_facts().triples["id:acme"]


def test_a_rival_value_is_no_plain_triple() -> None:
    """Of two sums of one event, the one that stands best."""
    found = derive(
        dossiers(
            told("round", "amount", parse_money("USD 5"), by=[said("wire"), said("daily")]),
            told("round", "amount", parse_money("USD 7"), by=[said("old")]),
        )
    )
    assert found.triples["id:round"]["ai:amount"] == ["money:USD5"]
