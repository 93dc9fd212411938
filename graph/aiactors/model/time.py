"""Dates as precise as the source: EDTF level 1 as used here, and the four days that bound it.

Source: the Extended Date/Time Format specification, https://www.loc.gov/standards/datetime/,
and, for the bounds, CIDOC CRM P81a, P81b, P82a and P82b.
"""

from __future__ import annotations

import calendar
import functools
import re
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, field_validator

from aiactors.errors import DateError
from aiactors.model.frozen import Frozen

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%])?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HELP = "write 2017, 2017-12, 2017-12-04, with ? or ~ for uncertain or about, or FROM/TO"


class Bounds(NamedTuple):
    """The days between which a time began and ended; None where nothing is known.

    Attributes:
        earliest_start: it did not begin before.
        latest_start: it had begun by the end of this day.
        earliest_end: it had not ended before.
        latest_end: it had ended by the end of this day.
        ongoing: it is said to go on: its end is open.
    """

    earliest_start: date | None
    latest_start: date | None
    earliest_end: date | None
    latest_end: date | None
    ongoing: bool = False


def _days(value: str, whole: str) -> tuple[date, date]:
    match = _DATE.fullmatch(value)
    if match is None:
        raise DateError(whole, f"{value!r} is not an EDTF date; {_HELP}")
    year, month, day = int(match[1]), match[2], match[3]
    try:
        first = date(year, int(month or 1), int(day or 1))
    except ValueError:
        raise DateError(whole, "there is no such day; write one of the calendar") from None
    if day is not None:
        return first, first
    if month is None:
        return first, date(year, 12, 31)
    return first, date(year, first.month, calendar.monthrange(year, first.month)[1])


@functools.lru_cache(maxsize=16384)
def bounds(edtf: str) -> Bounds:
    """Return the four days that bound an EDTF level 1 date or interval.

    Of a single date, its first and last day come twice. Raises DateError for times of day, seasons,
    masked digits, impossible days, and an end before the start.

    Example:
        >>> bounds("2017-12~").latest_end
        datetime.date(2017, 12, 31)
        >>> bounds("2015-12-11/..").ongoing
        True
    """
    if "/" not in edtf:
        first, last = _days(edtf, edtf)
        return Bounds(first, last, first, last)
    left, _, right = edtf.partition("/")
    if left in ("", "..") and right in ("", ".."):
        raise DateError(edtf, "neither start nor end is known; leave the date out")
    start = (None, None) if left in ("", "..") else _days(left, edtf)
    end = (None, None) if right in ("", "..") else _days(right, edtf)
    if start[0] is not None and end[1] is not None and end[1] < start[0]:
        raise DateError(edtf, "it ends before it starts; write the earlier date first")
    return Bounds(start[0], start[1], end[0], end[1], right == "..")


class Time(Frozen):
    """When something happened or held: an EDTF date or interval.

    Attributes:
        edtf: the date as written.

    Example:
        >>> Time(edtf="2015-12/2018-02-20").bounds.latest_start
        datetime.date(2015, 12, 31)
    """

    edtf: str

    @field_validator("edtf")
    @classmethod
    def _valid(cls, value: str) -> str:
        bounds(value)
        return value

    @property
    def bounds(self) -> Bounds:
        """The four days that bound it."""
        return bounds(self.edtf)

    def __str__(self) -> str:
        """Return the date as written."""
        return self.edtf


@functools.lru_cache(maxsize=16384)
def parse_time(edtf: str) -> Time:
    """Return a time, the same object for the same text; DateError as of :func:`bounds`."""
    bounds(edtf)
    return Time.model_construct(edtf=edtf)


def parse_day(text: str) -> date:
    """Return a day of the calendar, given as YYYY-MM-DD; DateError if it is none.

    Example:
        >>> parse_day("2024-02-29")
        datetime.date(2024, 2, 29)
    """
    if _DAY.fullmatch(text) is None:
        raise DateError(text, "this is no day; write year, month and day: 2024-02-29")
    return _days(text, text)[0]


def _from_text(value: Any) -> Any:
    return parse_time(value) if isinstance(value, str) else value


When = Annotated[Time, BeforeValidator(_from_text, json_schema_input_type=str | Time)]
"""A field that takes a :class:`Time` or its text."""
