"""One table of cases: what a day is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.facts import Holding, Period, Span, span_of
from aiactors.facts.time import best_of
from aiactors.model import bounds

POST: dict[str, Any] = {"is_occurrence": False, "fades": 24}
HELD, LAST, MAY, NOT = Holding.HELD, Holding.LAST_SEEN, Holding.MAY, Holding.NOT


def spans(*dates: str) -> list[Span]:
    """Spans of dates."""
    return [span_of(day) for day in dates]


CASES: list[tuple[Period, dict[str, Holding]]] = [
    (
        Period(**POST, seen=spans("2020-05-01", "2022-05-01")),
        {
            "2019-01-01": MAY,
            "2020-05-01": HELD,
            "2021-01-01": HELD,
            "2023-05-01": LAST,
            "2024-06-01": MAY,
        },
    ),
    (
        Period(**POST, start=span_of("2015"), end=span_of("2018-02-20")),
        {"2014-12-31": NOT, "2015-06-01": MAY, "2016-01-01": HELD, "2018-02-21": NOT},
    ),
    (Period(**POST, start=span_of("2015-03-01")), {"2015-02-01": NOT, "2016-01-01": LAST}),
    (Period(**POST, end=span_of("2015-03-01")), {"2014-01-01": MAY, "2015-03-02": NOT}),
    (Period(**POST, seen=spans("2020"), doubt=date(2021, 1, 1)), {"2021-06-01": MAY}),
    (Period(**POST, seen=spans("2020"), floor=date(2019, 6, 1)), {"2019-05-31": NOT}),
    (Period(**POST), {"2020-01-01": MAY}),
    (Period(is_occurrence=True, seen=spans("2015-12")), {"2015-11-30": NOT, "2016-01-01": HELD}),
    (Period(is_occurrence=True, seen=spans("2015-12")), {"2015-12-15": MAY}),
    (Period(is_occurrence=True), {"2015-12-15": MAY}),
    (Period(is_occurrence=True, told=date(2016, 1, 1)), {"2015-01-01": MAY, "2016-01-01": HELD}),
    (Period(is_occurrence=False, lasting=True), {"2015-01-01": MAY}),
    (
        Period(is_occurrence=False, lasting=True, floor=date(2020, 1, 1)),
        {"2019-12-31": NOT, "2030-01-01": HELD},
    ),
]


@pytest.mark.parametrize(
    ("period", "day", "holding"),
    [(period, day, holding) for period, days in CASES for day, holding in days.items()],
)
def test_as_of(period: Period, day: str, holding: Holding) -> None:
    """Held, held when last seen, may have held, or not."""
    assert period.as_of(date.fromisoformat(day)) == holding


@pytest.mark.parametrize(
    ("edtf", "span"),
    [
        ("2017", "2017"),
        ("2017-02", "2017-02"),
        ("2017-02-03", "2017-02-03"),
        ("2017~", "2016-01-01/2019-01-01"),
        ("2017-02-03?", "2017-01-31/2017-02-06"),
        ("2017-03%", "2017-01-29/2017-05-01"),
    ],
)
def test_unsure_dates_reach_further(edtf: str, span: str) -> None:
    """By a unit of their own on either side."""
    assert str(span_of(edtf)) == span


@given(st.dates(), st.dates())
def test_a_span_in_words_is_the_same_span(one: date, other: date) -> None:
    """What is written of it in EDTF has the same first and last day."""
    span = Span(min(one, other), max(one, other))
    days = bounds(str(span))
    assert (days.earliest_start, days.latest_end) == span


def test_the_best_date_is_the_finest_that_most_give() -> None:
    """And the others are rivals, whatever order they come in."""
    given_ = [(span, 1) for span in spans("2012", "2010", "2010-09")]
    assert list(map(str, best_of(given_))) == ["2010-09", "2012"]
    assert best_of(reversed(given_)) == best_of(given_)
