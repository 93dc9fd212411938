"""Which statements are about one fact.

Statements with the same subject, relation, object and modality are divided by their dates, by the
events that they belong to, and by ends. Amounts, shares and the words of roles never divide: where
sources differ in those, they tell of one thing. How often something can happen between the same
two is said by the ontology (``ai:recurs``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise

from aiactors.facts.support import Support
from aiactors.facts.time import Span

Ask = Callable[[str, Sequence[Support]], None]
"""Is told what a person must decide, and of which supports."""

_TOTAL = timedelta(days=800)
"""From which width on the date of an amount is that of a sum over several occurrences."""

_NEAR = timedelta(days=45)
"""How near two occurrences may be that are asked about: they may be one."""


def grouped(supports: Sequence[Support], breaks: Sequence[Span], ask: Ask) -> list[list[Support]]:
    """Divide supports with the same key into those of one fact each.

    Args:
        supports: what has the same subject, relation, object and modality; of a measure, the same
            subject, relation and modality.
        breaks: when a state was interrupted: goings, and other holders of the post.
        ask: is told what is not clear.

    Returns:
        The supports of each fact.
    """
    first = supports[0]
    if len(supports) == 1 or (
        first.relation.recurs == "OnceBetween" and first.modality == "Actual"
    ):
        return [list(supports)]
    if first.relation.has_value:
        groups = _readings(supports, ask)
    elif first.relation.is_occurrence:
        groups = _occurrences(supports, ask)
    else:
        groups = _states(supports, breaks, ask)
    undated = [s for s in supports if s.span is None]
    if undated and len(groups) > 1:
        ask("undated beside several", undated)
    if undated:
        (groups or [[]])[-1].extend(undated)
    return groups or [undated]


def _put(
    groups: list[list[Support]], support: Support, fits: list[list[Support]], ask: Ask
) -> None:
    if len(fits) > 1:
        ask("fits several", [support])
    (fits[0].append(support) if fits else groups.append([support]))


def _readings(supports: Sequence[Support], ask: Ask) -> list[list[Support]]:
    """Values by day and by what they measure: of one day rivals, of more days a history."""

    def alike(one: Support, other: Support) -> bool:
        assert one.span is not None and other.span is not None
        if not one.span.meets(other.span) or one.role.lower() != other.role.lower():
            return False
        return (
            one.relation.recurs == "OneValue"
            or one.object == other.object
            or _when(one) == _when(other)
        )

    groups: list[list[Support]] = []
    for support in sorted(_dated(supports), key=_width):
        fits = [group for group in groups if all(alike(support, other) for other in group)]
        _put(groups, support, fits, ask)
    return groups


def _when(support: Support) -> str | None:
    statement = support.statement
    return None if statement is None or statement.when is None else statement.when.edtf


def _occurrences(supports: Sequence[Support], ask: Ask) -> list[list[Support]]:
    """What is of one event, or can have been on one day, is one."""
    groups: list[list[Support]] = []
    for support in sorted(_dated(supports), key=_width):
        span = support.seen
        assert span is not None
        meeting = [g for g in groups if all(_meets(span, other) for other in g)]
        if span.width > _TOTAL:
            # "13 billion by 2024": a sum over several, which must not be counted beside its parts.
            alone = len(meeting) == 1 and support.amount is None
            fits = meeting if alone else []
            if support.amount is not None and meeting:
                ask("a total", [support])
        else:
            same_event = [
                g for g in groups if support.event and any(support.event == o.event for o in g)
            ]
            fits = same_event or [
                g for g in meeting if not any(support.event and other.event for other in g)
            ]
        _put(groups, support, fits, ask)
    for one, other in pairwise(groups):
        a, b = one[0], other[0]
        assert a.seen is not None and b.seen is not None
        near = abs(a.seen.first - b.seen.first) <= _NEAR
        if near and not (a.event and b.event) and a.relation.scheme is None:
            ask("near in time", [a, b])
    return groups


def _meets(span: Span, other: Support) -> bool:
    return other.seen is not None and span.meets(other.seen)


def _states(supports: Sequence[Support], breaks: Sequence[Span], ask: Ask) -> list[list[Support]]:
    """Sightings and periods of a state are one, unless an end or a break lies between them."""
    groups: list[list[Support]] = []
    for support in sorted(_dated(supports), key=_by_day):
        fits = [
            group
            for group in groups
            if not any(
                _apart(other, support, breaks)
                or _apart(support, other, breaks)
                or _two_positions(support, other)
                for other in group
            )
        ]
        _put(groups, support, fits, ask)
    return groups


def _apart(one: Support, other: Support, breaks: Sequence[Span]) -> bool:
    """Whether two are about two periods of a state: the other begins after the one has ended."""
    if not (one.affirmed and other.affirmed):
        return False
    if one.end is not None and other.start is not None and other.start.last >= one.end.last:
        if one.start is None or one.start.last < other.start.first:
            return True
    if one.end is not None and other.start is None and other.seen is not None and other.sure:
        if other.seen.first > one.end.last and one.relation.is_post:
            return True
    before = [span.last for span in (one.start, one.seen, one.end) if span is not None]
    after = [span.first for span in (other.start, other.seen) if span is not None]
    if not before or not after:
        return False
    return any(max(before) <= gap.first and gap.last <= min(after) for gap in breaks)


def _two_positions(one: Support, other: Support) -> bool:
    """Whether two jobs at one place ended apart: two positions in words, or two goings."""
    if one.relation.name != "worksFor" or one.end is None or other.end is None:
        return False
    both = bool(one.role and other.role) or bool(one.rule and other.rule)
    return both and not one.end.meets(other.end)


def _dated(supports: Sequence[Support]) -> list[Support]:
    return [support for support in supports if support.span is not None]


def _by_day(support: Support) -> Span:
    assert support.span is not None
    return support.span


def _width(support: Support) -> tuple[timedelta, Span]:
    assert support.span is not None
    return support.span.width, support.span
