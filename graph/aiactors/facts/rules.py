"""From events to relations: what follows from rounds, suits, purchases, hirings and goings.

An event and a relation are two roads to one fact: who took part in a round invested in its
recipient. What a rule makes rests on the attributions of its weaker premise, and is weighed as
anything else is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from aiactors.facts.fact import STRENGTH
from aiactors.facts.grouping import Ask
from aiactors.facts.support import STANDS, Support, written
from aiactors.facts.time import Span, best_of
from aiactors.model import object_key
from aiactors.schema import Ontology, Relation

_PARTS = frozenset(
    "initiator target plaintiff defendant investor leadInvestor recipient person organization "
    "participant".split()
)
_HAPPENED = ("Actual", "Planned", "Sought", "Attempted")
_OUTCOMES: Mapping[str, str] = {
    "ai:Completed": "Actual",
    "ai:Pending": "Planned",
    "ai:Abandoned": "Attempted",
    "ai:Rejected": "Attempted",
    "ai:Withdrawn": "Attempted",
    "ai:Blocked": "Attempted",
}
"""Outcome of a purchase → modality of what follows from it."""


@dataclass(frozen=True)
class Event:
    """An event with its parts.

    Attributes:
        ref: its reference.
        kinds: local names of its classes and of those above them.
        parts: relation → what is said with it.
        day: its own date; None where none of its parts has one.
    """

    ref: str
    kinds: frozenset[str]
    parts: Mapping[str, Sequence[Support]]
    day: Span | None

    @property
    def when(self) -> str:
        """Its date in EDTF; empty where it has none."""
        if self.day is None:
            return ""
        return written(chain.from_iterable(self.parts.values()), "seen", self.day)


def events_of(
    supports: Iterable[Support], kinds: Mapping[str, frozenset[str]], ask: Ask
) -> dict[str, Event]:
    """Return the events that statements are about, by reference, each with a date of its own.

    An event has the date that most sources of its parts give; a suit the first on which somebody
    sued, a purchase or a merger the first, on which it was announced.

    Args:
        supports: all statements.
        kinds: reference → local names of the classes of an entity and of those above them.
        ask: is told what is not clear.
    """
    parts: dict[str, dict[str, list[Support]]] = defaultdict(lambda: defaultdict(list))
    for support in supports:
        if "Event" in kinds.get(support.subject, ()):
            parts[support.subject][support.relation.name].append(support)
    return {
        ref: Event(ref, kinds[ref], of, _day_of(of, kinds[ref], ask)) for ref, of in parts.items()
    }


def _day_of(parts: Mapping[str, Sequence[Support]], kinds: frozenset[str], ask: Ask) -> Span | None:
    dated = [
        support
        for name in sorted(_PARTS & parts.keys())
        for support in parts[name]
        if support.seen is not None and support.modality in _HAPPENED
    ]
    if not dated:
        return None
    if kinds & {"Lawsuit", "Acquisition", "Merger"}:
        suing = [s for s in dated if s.relation.name == "plaintiff"]
        days = [s.seen for s in suing or dated if s.seen is not None]
        first = min(days, key=lambda span: span.last)
        dated = [s for s in dated if s.seen is not None and s.seen.meets(first)]
    given = [s for s in dated if s.affirmed] or dated
    spans = best_of((s.seen, len(s.attributions)) for s in given if s.seen is not None)
    if len(spans) > 1:
        ask("rival date", dated)
    return spans[0]


def derived(
    supports: Sequence[Support],
    events: Mapping[str, Event],
    ontology: Ontology,
    ask: Ask,
) -> list[Support]:
    """Return what follows from events and from hirings and goings.

    Args:
        supports: all statements.
        events: the events that they are about.
        ontology: has the relations.
        ask: is told what is not clear.
    """
    relations = ontology.relations
    found = [*_jobs(supports, relations["worksFor"])]
    for event in events.values():
        if "FundingRound" in event.kinds:
            found += _of_round(event, relations["investedIn"])
        if "Lawsuit" in event.kinds:
            found += _of_suit(event, relations["sued"], ask)
        if "Acquisition" in event.kinds:
            found += _of_purchase(event, relations["acquired"], ask)
    return found


def _jobs(supports: Sequence[Support], job: Relation) -> Iterator[Support]:
    """Who is hired works there from then on; who left had done so until then."""
    posts = {
        (s.subject, object_key(s.object))
        for s in supports
        if s.relation.is_post and s.modality == "Actual"
    }
    for s in supports:
        if s.statement is None or s.seen is None or not isinstance(s.object, str):
            continue
        made = replace(
            s, relation=job, statement=None, rule=s.relation.name, premises=s.refs,
            amount=None, seen=None, also=(), over=None,
        )  # fmt: skip
        if s.relation.name == "hired" and s.modality in ("Actual", "Planned"):
            yield replace(made, subject=s.object, object=s.subject, start=s.seen)
        elif s.relation.name == "left" and s.modality == "Actual" and not s.role:
            # Where a post is written, the going ends that; see the layer.
            if (s.subject, s.object) not in posts:
                yield replace(made, end=s.seen)


def _weaker(one: Support, other: Support) -> Support:
    return min((one, other), key=lambda support: STRENGTH.index(support.status))


class _Made:
    """What a rule makes of one event: of two ways to the same, the stronger stays."""

    def __init__(self, event: Event, relation: Relation, rule: str) -> None:
        self._event = event
        self._relation = relation
        self._rule = rule
        self._found: dict[tuple[str, str, str], Support] = {}

    def add(self, one: Support, other: Support, modality: str | None, day: Span | None) -> None:
        """Relate the object of one part to that of another; the amount is that of the first."""
        if one.object == other.object or not isinstance(one.object, str):
            return
        weak = _weaker(one, other)
        support = Support(
            one.object,
            self._relation,
            other.object,
            modality or (one.modality if one.modality != "Actual" else other.modality),
            weak.status,
            weak.attributions,
            rule=self._rule,
            premises=tuple(sorted({*one.refs, *other.refs})),
            event=self._event.ref,
            amount=one.amount,
            seen=day,
        )
        key = (support.subject, object_key(support.object), support.modality)
        known = self._found.get(key)
        if known is None or STRENGTH.index(known.status) < STRENGTH.index(support.status):
            self._found[key] = support

    def found(self) -> list[Support]:
        return list(self._found.values())


def _of_round(event: Event, invested: Relation) -> list[Support]:
    """Who invested in a round invested in its recipient."""
    made = _Made(event, invested, "round")
    for recipient in event.parts.get("recipient", ()):
        for name in ("investor", "leadInvestor"):
            for investor in event.parts.get(name, ()):
                made.add(investor, recipient, None, event.day)
    return made.found()


def _of_suit(event: Event, sued: Relation, ask: Ask) -> list[Support]:
    """Plaintiffs sued defendants: on the day of filing, or on which a party was added."""
    made = _Made(event, sued, "suit")
    sides = {name: event.parts.get(name, ()) for name in ("plaintiff", "defendant")}
    for plaintiff in sides["plaintiff"]:
        for defendant in sides["defendant"]:
            joined = [
                _joined(sides["plaintiff"], plaintiff),
                _joined(sides["defendant"], defendant),
            ]
            day = event.day
            added = [span for span in joined if span and day and not span.meets(day)]
            if not all(joined):
                ask("party without a date", [defendant if joined[0] else plaintiff])
            made.add(plaintiff, defendant, None, max(added, default=day))
    return made.found()


def _joined(side: Sequence[Support], party: Support) -> Span | None:
    """The first day on which a party is said to be one."""
    days = [s.seen for s in side if s.object == party.object and s.seen is not None]
    return min(days, default=None)


def _of_purchase(event: Event, acquired: Relation, ask: Ask) -> list[Support]:
    """Who set out to buy bought, or tried to, as the last outcome says; without one nothing."""
    told = [
        s for s in event.parts.get("outcome", ()) if s.modality == "Actual" and s.status in STANDS
    ]
    last = max(told, key=lambda s: s.seen.last if s.seen is not None else date.min, default=None)
    outcome = None if last is None else _OUTCOMES.get(object_key(last.object))
    made = _Made(event, acquired, "acquisition")
    for buyer in event.parts.get("initiator", ()):
        for target in event.parts.get("target", ()):
            told_of_parts = (s.modality for s in (buyer, target) if s.modality != "Actual")
            modality = outcome or next(told_of_parts, None)
            if modality is None:  # talks and bids of which nobody says how they ended
                ask("no outcome", [buyer])
                continue
            completed = last.seen if last is not None and modality == "Actual" else None
            made.add(buyer, target, modality, completed or event.day)
    return made.found()
