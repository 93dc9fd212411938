"""How single statements stand from every standpoint: the same as the graph seen from there."""

from __future__ import annotations

import functools
import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.dossier import read_dossiers
from aiactors.graph import Graph
from aiactors.model import DossierSet
from aiactors.rdf import Standpoint, StatusHistory, derive, seen_from
from aiactors.rdf.attribution import party_of
from tests.strategies import DAYS, dossier_sets, examples

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


@functools.cache
def golden() -> DossierSet:
    """The golden story."""
    return read_dossiers(GOLDEN)


def known_by(hearing: StatusHistory, dossiers: DossierSet, day: date) -> dict[str, str]:
    """What was known by a day, by the histories of statements."""
    return {
        ref: [status for since, status in history if since <= day][-1]
        for ref in dossiers.statements
        if (history := hearing.history(ref)) and history[0][0] <= day
    }


def told_by(hearing: StatusHistory, dossiers: DossierSet, party: str) -> dict[str, str]:
    """What a party tells, by what is told of statements."""
    every = {ref: hearing.told(ref) for ref in dossiers.statements}
    return {ref: told[party] for ref, told in every.items() if party in told}


def statuses(dossiers: DossierSet, standpoint: Standpoint) -> dict[str, str]:
    """The same by the graph as a whole."""
    seen, derived = seen_from(dossiers, standpoint)
    return {ref: derived.assessments[ref].status for ref in seen.statements}


def days_of(dossiers: DossierSet) -> list[date]:
    """The days by which documents were public, and the days before."""
    times = [d.published for d in dossiers.documents.values() if d.published is not None]
    last = [time.bounds.latest_start for time in times]
    return sorted(
        {day - timedelta(n) for day in last if day is not None and day > date.min for n in (0, 1)}
    )


@st.composite
def sets_with_a_day(draw: st.DrawFn) -> tuple[DossierSet, date]:
    """Dossiers, and a day on which something becomes known, or any other."""
    dossiers = draw(dossier_sets())
    days = days_of(dossiers)
    return dossiers, draw(st.sampled_from(days) | DAYS if days else DAYS)


@examples(60)
@given(sets_with_a_day())
def test_histories_are_what_was_known_by_each_day(case: tuple[DossierSet, date]) -> None:
    """In order, each status once, and the same as the graph as known by that day."""
    dossiers, day = case
    hearing = StatusHistory(dossiers, derive(dossiers))
    assert known_by(hearing, dossiers, day) == statuses(dossiers, Standpoint(known_by=day))
    for ref in dossiers.statements:
        history = hearing.history(ref)
        assert [day for day, _ in history] == sorted({day for day, _ in history})
        assert all(a != b for (_, a), (_, b) in itertools.pairwise(history))


@examples(60)
@given(dossier_sets())
def test_what_is_told_is_what_each_party_tells(dossiers: DossierSet) -> None:
    """Of every party that says something, and of nobody else."""
    hearing = StatusHistory(dossiers, derive(dossiers))
    parties = {
        party_of(a, dossiers.entities) for s in dossiers.statements.values() for a in s.attributions
    } - {None}
    for ref in dossiers.statements:
        assert hearing.told(ref).keys() <= parties
    for party in parties:
        assert party is not None
        told = told_by(hearing, dossiers, party)
        assert told == statuses(dossiers, Standpoint(told_by=party))


@examples(60)
@given(sets_with_a_day())
@pytest.mark.heavy
def test_the_word_of_a_party_is_what_it_had_said_by_then(case: tuple[DossierSet, date]) -> None:
    """Nothing is told before it was said, and with the status of then."""
    dossiers, day = case
    hearing = StatusHistory(dossiers, derive(dossiers))
    words = {ref: hearing.words(ref) for ref in dossiers.statements}
    for ref, said in words.items():
        assert said.keys() == hearing.told(ref).keys()
        for word in said.values():
            assert all(a[0] < b[0] and a[1] != b[1] for a, b in itertools.pairwise(word))
    for party in {party for said in words.values() for party in said}:
        then = {
            ref: [status for since, status in said[party] if since <= day]
            for ref, said in words.items()
            if party in said
        }
        expected = statuses(dossiers, Standpoint(told_by=party, known_by=day))
        assert {ref: last[-1] for ref, last in then.items() if last} == expected


@examples(30)
@given(sets_with_a_day())
def test_histories_of_what_one_party_tells(case: tuple[DossierSet, date]) -> None:
    """Where only its word counts, it counts on every day."""
    dossiers, day = case
    for party in ("id:the-person", "id:the-researchlab"):
        seen, derived = seen_from(dossiers, Standpoint(told_by=party))
        expected = statuses(dossiers, Standpoint(told_by=party, known_by=day))
        assert known_by(StatusHistory(seen, derived), seen, day) == expected


def test_the_golden_story() -> None:
    """The article of March makes it established, the copy without a date does not count."""
    hearing = StatusHistory(golden(), derive(golden()))
    founding = next(r for r, s in golden().statements.items() if s.predicate == "founded")
    assert hearing.history(founding) == (
        (date(2024, 2, 29), "Reported"),
        (date(2024, 3, 31), "Established"),
    )
    assert hearing.told(founding) == {"id:courier": "Reported", "id:gazette": "Reported"}


def test_what_stands_under_a_condition_is_known_with_it() -> None:
    """Nothing is known before what it depends on is, and nobody tells it who does not tell that."""
    hearing = StatusHistory(golden(), derive(golden()))
    sale = next(r for r, s in golden().statements.items() if s.predicate == "renamedTo")
    assert hearing.history(sale) == ((date(2024, 3, 31), "Denied"),)
    assert hearing.told(sale) == {"id:gazette": "Denied"}


@pytest.mark.heavy
def test_the_release_stands_as_it_is_seen(shared_release: Graph) -> None:
    """On days of several years, and by the word of those who say most."""
    graph = shared_release
    dossiers = graph.dossiers
    hearing = StatusHistory(dossiers, graph.derived)
    for day in (date(2018, 2, 20), date(2024, 3, 1)):
        assert known_by(hearing, dossiers, day) == statuses(dossiers, Standpoint(known_by=day))
    for party in ("id:elon-musk", "id:openai"):
        told = told_by(hearing, dossiers, party)
        assert told
        assert told == statuses(dossiers, Standpoint(told_by=party))
