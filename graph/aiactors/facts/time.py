"""Time as facts have it: spans of days, and what a day is answered.

A date of a source is a span of days in which something happened, began, ended or was seen to
hold. Dates that are about or uncertain (``~``, ``?``) reach further on either side, so that what
follows from a span stays sure.
"""

from __future__ import annotations

import functools
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from aiactors.model import bounds

_UNSURE = ("~", "?", "%")
_DAYS_OF_MONTH = 30.44


class Span(NamedTuple):
    """The first and the last day on which something can have happened."""

    first: date
    last: date

    def meets(self, other: Span) -> bool:
        """Tell whether both can be the same day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def width(self) -> timedelta:
        """How far apart its days are."""
        return self.last - self.first

    def until(self, day: date) -> Span:
        """Return the same span, which goes no further than a day."""
        return Span(self.first, max(self.first, min(self.last, day)))

    def __str__(self) -> str:
        """Return it in EDTF, as short as it can be said: a year, a month, a day, or two days."""
        first, last = self
        if first == last:
            return first.isoformat()
        if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12):
            year = f"{first.year:04}"
            return year if first.year == last.year else f"{year}/{last.year:04}"
        month = first.isoformat()[:7]
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            return month if last.isoformat()[:7] == month else f"{month}/{last.isoformat()[:7]}"
        return f"{first}/{last}"


@functools.lru_cache(maxsize=16384)
def span_of(edtf: str) -> Span:
    """Return the span of a single EDTF date.

    One that is about or uncertain is widened by a unit of its own on either side: a year, a month,
    or three days.

    Example:
        >>> str(span_of("2017")), str(span_of("2017-12~"))
        ('2017', '2017-10-31/2018-01-31')
    """
    first, last = bounds(edtf)[:2]
    assert first is not None and last is not None, edtf
    if edtf.endswith(_UNSURE):
        units = edtf.count("-")
        by = timedelta(days=(366, 31, 3)[units])
        # No date is before the first or after the last year that a calendar has.
        first = first - by if first - date.min > by else date.min
        last = last + by if date.max - last > by else date.max
    return Span(first, last)


def placed(edtf: str) -> tuple[Span | None, Span | None, Span | None]:
    """Return the spans of start, end and a sighting that an EDTF date or interval gives.

    Example:
        >>> [str(span) for span in placed("2015/2018-02-20")]
        ['2015', '2018-02-20', 'None']
        >>> [str(span) for span in placed("2015")]
        ['None', 'None', '2015']
    """
    if "/" not in edtf:
        return None, None, span_of(edtf)
    left, _, right = edtf.partition("/")
    start = None if left in ("", "..") else span_of(left)
    end = None if right in ("", "..") else span_of(right)
    return start, end, None


class Holding(StrEnum):
    """Whether a fact holds on a day: the concepts of ``ai:HoldingScheme``."""

    HELD = "HoldsThen"
    LAST_SEEN = "HeldWhenLastSeen"
    MAY = "MayHold"
    NOT = "DoesNotHold"


@dataclass(slots=True)
class Period:
    """When a fact happened or held.

    Attributes:
        is_occurrence: whether it happens on a day; else it is a state.
        lasting: whether it lasts as long as its subject: to have no date is right.
        start: when it began, as sources say.
        end: when it ended, as sources say, or as follows from a going or a successor.
        seen: when it was seen to hold, in order; of an occurrence, the one span in which it
            happened.
        told: the day by which an occurrence without a date was first told: it had happened.
        floor: the day before which it cannot have been: an end of it did not exist.
        doubt: the day from which on an older sighting says nothing: sold, or a successor due.
        fades: how many months after it was last seen it is no longer taken to hold.
    """

    is_occurrence: bool
    lasting: bool = False
    start: Span | None = None
    end: Span | None = None
    seen: list[Span] = field(default_factory=list)
    told: date | None = None
    floor: date | None = None
    doubt: date | None = None
    fades: int | None = None

    @property
    def last_seen(self) -> Span | None:
        """The newest span in which it was seen to hold, or began."""
        return max([*self.seen, *([self.start] if self.start else [])], default=None)

    @property
    def begun_by(self) -> date | None:
        """The day by the end of which it had begun; None where none is known."""
        spans = [*self.seen, *(span for span in (self.start, self.end) if span is not None)]
        return min((span.last for span in spans), default=None)

    def as_of(self, day: date) -> Holding:
        """Tell whether it held on a day.

        Example:
            >>> post = Period(False, seen=[span_of("2022")], fades=24)
            >>> [str(post.as_of(date(year, 6, 1))) for year in (2021, 2023, 2030)]
            ['MayHold', 'HeldWhenLastSeen', 'MayHold']
        """
        if self.floor is not None and day < self.floor:
            return Holding.NOT
        return self._happened(day) if self.is_occurrence else self._held(day)

    def _happened(self, day: date) -> Holding:
        if not self.seen:
            return Holding.HELD if self.told is not None and self.told <= day else Holding.MAY
        if self.seen[0].first <= day < self.seen[0].last:
            return Holding.MAY
        return Holding.HELD if self.seen[0].last <= day else Holding.NOT

    def _held(self, day: date) -> Holding:
        start, end, begun = self.start, self.end, self.begun_by
        if self.lasting and begun is None:
            return Holding.MAY if self.floor is None else Holding.HELD
        if (start is not None and day < start.first) or (end is not None and day > end.last):
            return Holding.NOT
        if begun is None or begun > day:
            return Holding.MAY
        if (end is not None and day < end.first) or any(day <= span.first for span in self.seen):
            return Holding.HELD
        if end is not None or (self.doubt is not None and day >= self.doubt):
            return Holding.MAY
        return Holding.MAY if self._faded(day) else Holding.LAST_SEEN

    def _faded(self, day: date) -> bool:
        last = self.last_seen
        if self.fades is None or last is None:
            return False
        return (day - last.last).days > self.fades * _DAYS_OF_MONTH


def best_of(given: Iterable[tuple[Span, int]]) -> list[Span]:
    """Return the spans that sources give, those that cannot be the same apart, the best first.

    Spans that meet are one, of which the finest is returned; the best is that which most give.

    Example:
        >>> years = [(span_of("2010"), 1), (span_of("2010-09"), 2), (span_of("2012"), 1)]
        >>> [str(span) for span in best_of(years)]
        ['2010-09', '2012']
    """
    clusters: list[Span] = []
    weights: dict[Span, int] = defaultdict(int)
    for span, weight in sorted(given, key=lambda g: (g[0].width, g[0])):
        finest = next((other for other in clusters if span.meets(other)), None)
        if finest is None:
            clusters.append(span)
        weights[finest or span] += weight
    return sorted(clusters, key=lambda span: -weights[span])
