"""What a fact rests on: a statement placed in time, or what a rule makes of statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from aiactors.facts.time import Span, placed, span_of
from aiactors.model import Attribution, Document, Money, Object, Statement
from aiactors.model.status import AFFIRMS
from aiactors.schema import Relation

STANDS = ("Established", "Reported")
"""Statuses of what is taken to be so."""

JOINT = re.compile(r"\b(co|joint)[- ]|\bjointly\b", re.I)
"""Words of a role that several people hold at once."""

_COARSE = timedelta(days=400)


@dataclass(eq=False, slots=True)
class Support:
    """One thing that is said, with its place in time.

    Attributes:
        subject: a reference.
        relation: the edge property.
        object: a reference, a number, money or a text.
        modality: local name of the concept.
        status: how well it stands by itself, as a local name.
        attributions: who says so.
        statement: the statement, where it is one.
        rule: the name of the rule that made it of others; empty where it is a statement.
        premises: references of the statements that a rule made it of.
        event: reference of the event that it is a part of.
        role: its position in words.
        amount: the money that went with it.
        start: when it began.
        end: when it ended.
        seen: when it was seen to hold, or when it happened.
        also: days of documents that tell what was so when they were written.
        over: the day by which it had ended, as documents tell that speak of the past.
        sure: whether its date is written as certain.
        told: the day by which it was first told.
    """

    subject: str
    relation: Relation
    object: Object
    modality: str
    status: str
    attributions: tuple[Attribution, ...]
    statement: Statement | None = None
    rule: str = ""
    premises: tuple[str, ...] = ()
    event: str | None = None
    role: str = ""
    amount: Money | None = None
    start: Span | None = None
    end: Span | None = None
    seen: Span | None = None
    also: tuple[Span, ...] = ()
    over: date | None = None
    sure: bool = True
    told: date | None = None

    @property
    def refs(self) -> tuple[str, ...]:
        """References of the statements that it rests on."""
        return self.premises if self.statement is None else (self.statement.ref,)

    @property
    def affirmed(self) -> bool:
        """Whether somebody says so."""
        return any(a.stance in AFFIRMS for a in self.attributions)

    @property
    def stands(self) -> bool:
        """Whether it is about what is or was so, and is taken to be so."""
        return self.modality == "Actual" and self.status in STANDS

    @property
    def span(self) -> Span | None:
        """The span that its date begins with; None where it has no date."""
        return self.start or self.seen or self.end

    @property
    def first_day(self) -> date:
        """The first day of its dates; the last of the calendar where it has none."""
        spans = (self.start, self.seen, self.end)
        return min((span.first for span in spans if span is not None), default=date.max)


def written(supports: Iterable[Support], name: str, span: Span) -> str:
    """Return a span in EDTF, as a source writes it or else as it is.

    Args:
        supports: what may give it.
        name: the attribute in which they do: ``start``, ``end`` or ``seen``.
        span: the span. Of one whose ends are those of time the text is empty.
    """
    if date.min in span or date.max in span:
        return ""
    for support in supports:
        when = support.statement and support.statement.when
        if when and getattr(support, name) == span:
            whole = when.edtf.partition("/")
            return whole[2] if name == "end" else whole[0] if name == "start" else when.edtf
    return str(span)


class Placer:
    """Places statements in time, by their dates and by the days of their documents."""

    def __init__(
        self, documents: Mapping[str, Document], relations: Mapping[str, Relation]
    ) -> None:
        """Store the arguments."""
        self._documents = documents
        self._relations = relations

    def place(self, statement: Statement, status: str) -> Support:
        """Return a statement with its place in time.

        A single date on a state says that it was seen to hold then, and reaches no further than
        the newest document that says so.
        """
        relation = self._relations[statement.predicate]
        support = Support(
            statement.subject,
            relation,
            statement.object,
            statement.modality,
            status,
            statement.attributions,
            statement,
            role=next((text for lang, text in statement.role if lang == "en"), "")
            or next((text for _, text in statement.role), ""),
            amount=statement.amount,
        )
        days = [
            (day, attribution)
            for attribution in statement.attributions
            if attribution.stance in AFFIRMS and (day := self._day(attribution)) is not None
        ]
        support.told = min((day.last for day, _ in days), default=None)
        if not relation.is_occurrence:
            support.also = tuple(day for day, a in days if a.speaks_of == "Present")
            past = [day for day, a in days if a.speaks_of == "Past"]
            # A document that is itself dated to years tells by their beginning alone.
            ended = [day.first if day.width > _COARSE else day.last for day in past]
            support.over = min(ended, default=None)
        if statement.when is not None:
            self._date(support, statement.when.edtf, [day for day, _ in days])
        return support

    def _date(self, support: Support, edtf: str, days: list[Span]) -> None:
        support.start, support.end, support.seen = placed(edtf)
        support.sure = not edtf.endswith(("?", "%", "~"))
        newest = max(days, default=None)
        if support.relation.is_occurrence:
            if support.seen is None:  # it happened between two days
                first = support.start.first if support.start is not None else date.min
                last = support.end.last if support.end is not None else date.max
                support.start, support.end, support.seen = None, None, Span(first, last)
        elif support.seen is not None:
            support.seen = support.seen.until(max((day.last for day in days), default=date.max))
        elif edtf.endswith("/..") and newest is not None:
            # "Still so" says that it was seen to hold when the source wrote.
            if support.start is None or newest.first >= support.start.first:
                support.seen = newest

    def _day(self, attribution: Attribution) -> Span | None:
        """The days on which it was said: those of the document in which it was, if it has any."""
        for ref in (attribution.said_in, attribution.read_in):
            document = self._documents.get(ref)
            published = None if document is None else document.published
            if published is not None and "/" not in published.edtf:
                return span_of(published.edtf)
        return None
