"""One fact: what its statements give for its time, its value, its sum, and how well it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from aiactors.facts.grouping import Ask
from aiactors.facts.support import STANDS, Support, written
from aiactors.facts.time import Holding, Period, Span, best_of
from aiactors.model import Attribution, Object, content_hash, object_key
from aiactors.model.sources import Sources
from aiactors.model.status import AFFIRMS, DENIES, speaker_of, weigh
from aiactors.schema import Relation

Key = tuple[str, str, str, str]
"""Subject, relation, object (empty where the object is a value), modality."""

STRENGTH = ("Denied", "Retracted", "Unknown", "Disputed", "Claimed", "Reported", "Established")
"""Statuses, from the weakest."""

RANKS = ("Deprecated", "Normal", "Preferred")
_A_MONTH = timedelta(days=31)


@dataclass(eq=False)
class Fact:
    """One thing in the world that statements are about.

    Attributes:
        key: what it is made known by, with ``number``.
        subject: a reference.
        relation: the edge property.
        object: what it leads to; of rival values the one that stands best.
        modality: local name of the concept.
        supports: what it rests on.
        period: when it happened or held.
        number: which one it is of those with its key, from 1.
        status: local name of the concept.
        source_count: how many independent sources affirm it.
        rank: the best rank of its statements.
        rivals: name of a facet → the values that sources give for it, the best first.
    """

    key: Key
    subject: str
    relation: Relation
    object: Object
    modality: str
    supports: Sequence[Support]
    period: Period
    number: int = 0
    status: str = ""
    source_count: int = 0
    rank: str = "Normal"
    rivals: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def ref(self) -> str:
        """Its reference: ``fact:`` and a hash of its key and number.

        It stays when a date is made finer, a name mended or a role reworded.
        """
        return f"fact:{content_hash(*self.key, str(self.number))}"

    @property
    def statements(self) -> list[str]:
        """References of the statements about it, in order."""
        return sorted({s.statement.ref for s in self.supports if s.statement is not None})

    @property
    def premises(self) -> list[str]:
        """References of the statements that a rule made it of, in order."""
        return sorted({ref for s in self.supports for ref in s.premises})

    @property
    def roles(self) -> str:
        """Its positions in words, one after the other."""
        return "; ".join(sorted({s.role for s in self.supports if s.role}))

    @property
    def when(self) -> str | None:
        """Its date in EDTF: when it happened, or began and ended; None where neither is known."""
        period = self.period
        if period.is_occurrence:
            return written(self.supports, "seen", period.seen[0]) if period.seen else None
        start, end = (
            "" if span is None else written(self.supports, name, span)
            for name, span in (("start", period.start), ("end", period.end))
        )
        # Of what is known to lie between two days alone, an interval has no place for both.
        start, end = ("" if "/" in text else text for text in (start, end))
        return f"{start}/{end}" if start or end else None

    @property
    def bounds(self) -> dict[str, date]:
        """The days that bound it, by the property of the ontology; those that are not known lack.

        A state has begun by the day on which it was first seen, and has not ended before that on
        which it was last seen.
        """
        period = self.period
        start, end, last = period.start, period.end, period.last_seen
        if period.is_occurrence and period.seen:
            start = end = period.seen[0]
        begun = start.last if start is not None else period.begun_by or period.told
        found = {
            "ai:earliestStart": start.first if start is not None else period.floor,
            "ai:latestStart": begun,
            "ai:earliestEnd": end.first if end is not None else last.first if last else None,
            "ai:latestEnd": end.last if end is not None else None,
            "ai:lastSeen": None if period.is_occurrence or last is None else last.first,
        }
        unknown = (None, date.min, date.max)
        return {name: day for name, day in found.items() if day is not None and day not in unknown}

    @property
    def stands(self) -> bool:
        """Whether it is about what is or was so, and is taken to be so."""
        return self.modality == "Actual" and self.status in STANDS and self.rank != "Deprecated"

    def as_of(self, day: date) -> Holding:
        """Tell whether it held on a day, by its time and by how well it stands."""
        return self.period.as_of(day) if self.stands else Holding.NOT


def fact_of(key: Key, supports: Sequence[Support], sources: Sources, ask: Ask) -> Fact:
    """Make the fact of some supports; its number is given later.

    Args:
        key: subject, relation, object and modality.
        supports: what it rests on, at least one.
        sources: what counts of the documents.
        ask: is told what is not clear.
    """
    first = supports[0]
    relation = first.relation
    period = Period(
        relation.is_occurrence, lasting=relation.aspect == "Lasting", fades=relation.fades_after
    )
    fact = Fact(
        key, first.subject, relation, _best_value(supports), first.modality, supports, period
    )
    _value_rivals(fact, ask)
    _settle(fact, ask)
    _weigh(fact, sources, ask)
    return fact


def _best_value(supports: Sequence[Support]) -> Object:
    """The object; of several values that which stands best, and that most say."""
    if len(supports) == 1:
        return supports[0].object
    said = Counter[str]()
    best: dict[str, int] = {}
    values: dict[str, Object] = {}
    for support in supports:
        value = object_key(support.object)
        said[value] += len(support.attributions)
        best[value] = max(best.get(value, 0), STRENGTH.index(support.status))
        values.setdefault(value, support.object)
    return values[max(values, key=lambda value: (best[value], said[value]))]


def _value_rivals(fact: Fact, ask: Ask) -> None:
    """Note what sources differ in: the value, the sum, the share."""
    supports = fact.supports
    if len(supports) == 1:
        return
    if fact.relation.has_value:
        best = object_key(fact.object)
        values = {object_key(s.object) for s in supports}
        if len(values) > 1:
            fact.rivals["value"] = (best, *sorted(values - {best}))
            ask("rival value", supports)
    same_day = len({_when(s) for s in supports}) < len(supports)
    statements = [s.statement for s in supports if s.statement is not None]
    facets: Mapping[str, set[str]] = {
        "amount": {str(s.amount) for s in supports if s.amount is not None},
        "share": {f"{s.share.normalize():f}" for s in statements if s.share is not None},
    }
    for facet, told in facets.items():
        # What a state gives on two days is its history.
        if len(told) > 1 and (fact.relation.is_occurrence or same_day):
            fact.rivals[facet] = tuple(sorted(told))
            ask(f"rival {facet}", supports)


def _when(support: Support) -> str | None:
    statement = support.statement
    return None if statement is None or statement.when is None else statement.when.edtf


def _settle(fact: Fact, ask: Ask) -> None:
    """Make its time of what is affirmed: the finest that most give; rivals stand beside."""
    good = [s for s in fact.supports if s.affirmed] or list(fact.supports)
    if fact.relation.is_occurrence:
        _settle_occurrence(fact, good, ask)
        return
    period, relation = fact.period, fact.relation
    starts = [(s.start, len(s.attributions)) for s in good if s.start is not None]
    if starts and (not relation.is_post or relation.name == "worksFor"):
        # It was renewed, or the person was promoted: it began with the first.
        first = min(starts, key=lambda given: given[0].last)[0]
        period.seen += [span for span, _ in starts if not span.meets(first)]
        starts = [given for given in starts if given[0].meets(first)]
    period.start = _best(fact, "start", starts, ask)
    ends = [(s.end, len(s.attributions)) for s in good if s.end is not None]
    period.end = _best(fact, "end", ends, ask)
    sightings = [span for s in good for span in (s.seen, *s.also) if span is not None]
    period.seen = sorted(period.seen + sightings)
    over = min((s.over for s in good if s.over is not None), default=None)
    if over is not None and not (period.end or period.start or period.seen):
        period.end = Span(date.min, over)
    if (end := period.end) is not None:
        if any(span.first > end.last + _A_MONTH for span in period.seen):
            ask("seen after its end", fact.supports)
        period.seen = [span for span in period.seen if span.first <= end.last]


def _settle_occurrence(fact: Fact, good: Sequence[Support], ask: Ask) -> None:
    dates = [(s.seen, len(s.attributions)) for s in good if s.seen is not None]
    if dates and fact.relation.name == "released":
        # The first day counts; a later one is another release of the same thing.
        first = min(dates, key=lambda given: given[0].last)[0]
        dates = [given for given in dates if given[0].meets(first)]
    best = _best(fact, "date", dates, ask)
    if best is None:
        fact.period.told = min((s.told for s in good if s.told is not None), default=None)
    else:
        fact.period.seen = [best]


def _best(fact: Fact, facet: str, given: Sequence[tuple[Span, int]], ask: Ask) -> Span | None:
    spans = best_of(given)
    if len(spans) > 1:
        fact.rivals[facet] = tuple(map(str, spans))
        ask(f"rival {facet}", fact.supports)
    return spans[0] if spans else None


def _weigh(fact: Fact, sources: Sources, ask: Ask) -> None:
    """Give it the status of all that is said of it; each value has one of its own."""
    best = object_key(fact.object)
    mine = [s for s in fact.supports if object_key(s.object) == best]
    statements = [s.statement for s in mine if s.statement is not None]
    fact.rank = max((s.rank for s in statements), key=RANKS.index, default="Normal")
    override = next((s.override for s in statements if s.override is not None), None)
    counted = list(dict.fromkeys(a for s in mine for a in s.attributions))
    if len(mine) > 1:
        counted = _without_partial_denials(fact, counted, sources, ask)
    concerned = [fact.subject]
    if isinstance(fact.object, str):
        concerned.append(fact.object)
    fact.status, fact.source_count = weigh(concerned, counted, sources)
    if override is not None:
        fact.status = override.status


def _without_partial_denials(
    fact: Fact, attributions: list[Attribution], sources: Sources, ask: Ask
) -> list[Attribution]:
    """Leave out who denies one statement of a fact and affirms another.

    They dispute its date or its sum, and not that it happened.
    """
    affirming = {speaker_of(a, sources) for a in attributions if a.stance in AFFIRMS}
    partial = {
        id(a) for a in attributions if a.stance in DENIES and speaker_of(a, sources) in affirming
    }
    if partial:
        ask("denies a part", fact.supports)
    return [a for a in attributions if id(a) not in partial]
