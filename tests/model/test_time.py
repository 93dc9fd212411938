"""Dates: what is accepted, and the days that bound it, against plain calendar arithmetic."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aiactors.errors import DateError
from aiactors.model import Time, bounds, parse_time
from tests.strategies import examples, first_day, intervals, last_day, single_dates

ONE_DAY = timedelta(days=1)
quick = examples(80)


@quick
@given(single_dates())
def test_a_single_date_is_bound_by_its_first_and_last_day(edtf: str) -> None:
    """The oracle walks the calendar from day to day; it shares no code with the model."""
    first, last, *_ = bounds(edtf)
    assert bounds(edtf) == (first, last, first, last, False)
    assert first == first_day(edtf)
    parts = edtf.rstrip("?~%").split("-")
    inside = [f"{d.year:04}-{d.month:02}-{d.day:02}" for d in (first, last) if d is not None]
    assert all(day.split("-")[: len(parts)] == parts for day in inside)
    assert first is not None
    assert last is not None
    if first != date.min:
        assert (first - ONE_DAY).isoformat().split("-")[: len(parts)] != parts
    if last != date.max:
        assert (last + ONE_DAY).isoformat().split("-")[: len(parts)] != parts


@quick
@given(intervals())
def test_an_interval_has_the_bounds_of_its_ends(edtf: str) -> None:
    """An end that is not known has no day; ``..`` at the right says that it goes on."""
    left, right = edtf.split("/")
    known_left, known_right = left.strip("."), right.strip(".")
    assert bounds(edtf) == (
        first_day(left) if known_left else None,
        last_day(left) if known_left else None,
        first_day(right) if known_right else None,
        last_day(right) if known_right else None,
        right == "..",
    )


@quick
@given(single_dates(), single_dates())
def test_an_interval_must_not_end_before_it_starts(left: str, right: str) -> None:
    """It is refused if and only if its last possible end is before its first possible start."""
    if last_day(right) < first_day(left):
        with pytest.raises(DateError, match="ends before it starts"):
            bounds(f"{left}/{right}")
    else:
        assert not bounds(f"{left}/{right}").ongoing


@pytest.mark.parametrize(
    ("edtf", "last"),
    [
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("1900-02", date(1900, 2, 28)),
        ("2000-02~", date(2000, 2, 29)),
        ("2024-02-29", date(2024, 2, 29)),
        ("0001", date(1, 12, 31)),
        ("9999-12?", date(9999, 12, 31)),
    ],
)
def test_leap_days_and_the_edges_of_the_calendar(edtf: str, last: date) -> None:
    """Centuries are no leap years, but every fourth."""
    assert bounds(edtf).latest_end == last


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        " 2017",
        "2017 ",
        "2017\n",
        "17",
        "20170",
        "2017-1",
        "2017-12-4",
        "2017/12/04",
        "04-12-2017",
        "2017-12-04T10:00:00Z",
        "2017??",
        "?2017",
        "20XX",
        "2017-21",
        "-0044",
        "y2017",
        "[2016,2017]",
        "\u0662\u0660\u0661\u0667",
        "\uff12\uff10\uff11\uff17",
        "2017//2018",
        "2017-12-04\x00",
    ],
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    """Nothing is guessed: seasons, masks, times of day, other digits, spaces."""
    with pytest.raises(DateError) as caught:
        bounds(edtf)
    assert caught.value.value == edtf


@pytest.mark.parametrize("edtf", ["2023-02-29", "2017-13", "2017-00", "2017-04-31", "0000"])
def test_days_that_do_not_exist_are_refused(edtf: str) -> None:
    """The form is right, and the calendar has no such day."""
    with pytest.raises(DateError, match="there is no such day"):
        bounds(edtf)


@pytest.mark.parametrize("edtf", ["/", "../..", "/..", "../"])
def test_an_interval_with_two_unknown_ends_says_nothing(edtf: str) -> None:
    """Then the date is left out."""
    with pytest.raises(DateError, match="neither start nor end is known"):
        bounds(edtf)


def test_both_ends_may_be_one_and_the_same() -> None:
    """A span within a day, a month or a year is allowed."""
    assert bounds("2015/2015").latest_end == date(2015, 12, 31)
    assert bounds("2015-06/2015").earliest_end == date(2015, 1, 1)


@quick
@given(st.text(max_size=25))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    """No text makes it fail in another way."""
    try:
        bounds(text)
    except DateError as error:
        assert repr(text) in str(error)


def test_a_time_is_frozen_and_equal_by_its_text() -> None:
    """The same text gives the same object, so large graphs stay small."""
    assert parse_time("2017-12") is parse_time("2017-12")
    assert parse_time("2017-12") == Time(edtf="2017-12")
    assert str(Time(edtf="2015-12-11/..")) == "2015-12-11/.."
    assert Time(edtf="2015-12-11/..").bounds.ongoing
    with pytest.raises(ValidationError, match="frozen"):
        Time(edtf="2017").__setattr__("edtf", "2018")
    with pytest.raises(ValidationError, match="there is no such day"):
        Time(edtf="2023-02-29")
