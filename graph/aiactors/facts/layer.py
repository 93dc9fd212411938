"""The facts of all dossiers: grouped, numbered, bounded, and ended by what followed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from aiactors.collection import paused_collection
from aiactors.facts.fact import Fact, Key, fact_of
from aiactors.facts.grouping import grouped
from aiactors.facts.rules import derived, events_of
from aiactors.facts.support import JOINT, Placer, Support
from aiactors.facts.time import Holding, Span
from aiactors.model import Assessment, DossierSet, object_key
from aiactors.schema import Ontology, Relation, load_ontology

_INTERIM = re.compile(r"\b(interim|acting)\b", re.I)
_INTERIM_MONTHS = 12
_ON_THE_BOARD = ("chairs", "boardMemberOf", "boardObserverOf")
_NAMED = {
    "chairs": re.compile("chair", re.I),
    "boardMemberOf": re.compile("board", re.I),
    "presidentOf": re.compile("president", re.I),
    "chiefExecutiveOf": re.compile("chief executive", re.I),
}
"""Post → words in the role of a going by which it names the post that it ends."""

_BEFORE_IT_WAS_OUT = ("developed", "released", "published", "intends")
"""What can be said of a thing before it was released."""

_WITHOUT_FLOOR = ("renamedTo", "describedAs")


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must decide, or should look at.

    Attributes:
        kind: what it is, in words.
        statements: references of the statements that it is about, in order.
    """

    kind: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """All facts that follow from some dossiers.

    Attributes:
        facts: in the order of subject, relation, object, modality and number.
        now: the day that they call now; None where no document has a date.
        dates: reference of an event → its own date, in EDTF.
        questions: what could not be decided, in order.
    """

    facts: Sequence[Fact] = ()
    now: date | None = None
    dates: Mapping[str, str] = field(default_factory=dict, repr=False)
    questions: tuple[Question, ...] = field(default=(), repr=False)

    def holding_now(self, fact: Fact) -> Holding:
        """Tell whether a fact holds now: on :attr:`now`."""
        return Holding.MAY if self.now is None else fact.as_of(self.now)

    def is_now(self, fact: Fact) -> bool:
        """Tell whether a fact has a triple in ``now:``: a state that is taken to hold.

        The same rule as a query is ``ontology/rules/now.rq``.
        """
        return (
            fact.relation.aspect == "State"
            and not fact.relation.has_value
            and (self.holding_now(fact) in (Holding.HELD, Holding.LAST_SEEN))
        )


def newest_day(dossiers: DossierSet) -> date | None:
    """Return the newest day on which a document was published; None where none has a date.

    Of one that is dated to a month or a year it is the first day: nothing is later than now.

    Example:
        >>> newest_day(DossierSet())
    """
    days = (
        document.published.bounds.earliest_start
        for document in dossiers.documents.values()
        if document.published is not None
    )
    return max((day for day in days if day is not None), default=None)


@paused_collection()
def facts_of(dossiers: DossierSet, assessments: Mapping[str, Assessment]) -> Facts:
    """Return the facts above the statements of some dossiers.

    Args:
        dossiers: the dossiers; with the numbers of a release that they were read from, these are
            kept.
        assessments: reference of a statement → how it stands.

    Returns:
        The facts, those that rules make of events among them.

    Example:
        >>> len(facts_of(DossierSet(), {}).facts)
        0
    """
    return _Layer(dossiers, assessments).made()


class _Layer:
    """Makes facts step by step."""

    def __init__(self, dossiers: DossierSet, assessments: Mapping[str, Assessment]) -> None:
        self._ontology = load_ontology()
        self._sources = dossiers.sources
        self._numbers = dossiers.occurrences
        self._now = newest_day(dossiers)
        self._questions: dict[Question, None] = {}
        placer = Placer(dossiers.documents, self._ontology.relations)
        self._supports = [
            placer.place(statement, assessments[ref].status)
            for ref, statement in dossiers.statements.items()
        ]
        kinds = _all_kinds(dossiers, self._ontology)
        self._events = events_of(self._supports, kinds, self._ask)
        made = derived(self._supports, self._events, self._ontology, self._ask)
        self._facts = self._grouped([*self._supports, *made])
        self._of: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self._facts:
            self._of[fact.relation.name, object_key(fact.object)].append(fact)

    def made(self) -> Facts:
        """Bound the facts, end them where something followed, and return them."""
        self._bound()
        self._end_by_goings()
        self._end_by_successors()
        self._doubt_what_was_sold()
        if self._now is not None:
            for fact in self._facts:
                if not fact.relation.is_occurrence:
                    fact.period.seen = [span.until(self._now) for span in fact.period.seen]
        facts = sorted(self._facts, key=lambda f: (*f.key, f.number))
        dates = {ref: event.when for ref, event in self._events.items() if event.when}
        return Facts(facts, self._now, dates, tuple(sorted(self._questions, key=_question_order)))

    def _ask(self, kind: str, supports: Sequence[Support]) -> None:
        refs = sorted({ref for support in supports for ref in support.refs})
        self._questions.setdefault(Question(kind, tuple(refs)))

    def _grouped(self, supports: Iterable[Support]) -> list[Fact]:
        keyed: dict[Key, list[Support]] = defaultdict(list)
        for support in supports:
            object_ = object_key(support.object)
            key = fact_key(support.subject, support.relation, object_, support.modality)
            keyed[key].append(support)
        self._goings = [
            s for s in self._supports if s.relation.name == "left" and s.stands and s.seen
        ]
        breaks: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for going in self._goings:
            if going.seen is not None:
                breaks[going.subject, object_key(going.object)].append(going.seen)
        holders: dict[tuple[str, str], list[Support]] = defaultdict(list)
        for support in self._supports:
            if support.relation.one_holder and support.modality == "Actual" and support.start:
                if JOINT.search(support.role) is None:
                    post = (support.relation.name, object_key(support.object))
                    holders[post].append(support)
        found: list[Fact] = []
        for key, of_key in keyed.items():
            first = of_key[0]
            target = object_key(first.object)
            between = list(breaks[first.subject, target]) if first.relation.is_post else []
            for other in holders[first.relation.name, target]:
                if other.subject != first.subject and other.start is not None:
                    between.append(other.start)
            groups = sorted(grouped(of_key, between, self._ask), key=_group_order)
            facts = [fact_of(key, group, self._sources, self._ask) for group in groups]
            for fact in facts:
                if _INTERIM.search(fact.roles):
                    fact.period.fades = _INTERIM_MONTHS
            give_numbers(facts, self._numbers.get(key, {}))
            found += facts
        return found

    def _standing(self, relation: str, object_: str) -> list[Fact]:
        return [fact for fact in self._of[relation, object_] if fact.stands]

    def _bound(self) -> None:
        """Nothing binds an organisation before its founding, nor a thing before its release."""
        born: dict[str, date] = {}
        made: dict[str, date] = {}
        for fact in self._facts:
            if fact.stands and fact.period.seen and isinstance(fact.object, str):
                if fact.relation.name == "founded":
                    years = [date(int(day[:4]), 1, 1) for day in fact.rivals.get("date", ())]
                    days = [fact.period.seen[0].first, *years, born.get(fact.object, date.max)]
                    born[fact.object] = min(days)
                elif fact.relation.name == "released":
                    first = fact.period.seen[0].first
                    made[fact.object] = min(first, made.get(fact.object, date.max))
        for fact in self._facts:
            if fact.modality == "Actual" and fact.relation.name not in _WITHOUT_FLOOR:
                self._put_floor(fact, born, made)

    def _put_floor(self, fact: Fact, born: Mapping[str, date], made: Mapping[str, date]) -> None:
        name, period = fact.relation.name, fact.period
        ends = (
            [object_key(fact.object)]
            if name == "founded"
            else [fact.subject, object_key(fact.object)]
        )
        floors = [born[end] for end in ends if end in born]
        if name not in _BEFORE_IT_WAS_OUT:
            floors += [made[end] for end in ends if end in made]
        event = self._events.get(fact.subject)
        if event is not None and event.day is not None:
            if not period.is_occurrence or not period.seen:
                floors.append(event.day.first)
        if not floors:
            return
        floor = max(floors)
        known = [span.last for span in (period.start, period.end, *period.seen[:1]) if span]
        if known and min(known) < floor and name != "founded":
            self._ask("before its founding", fact.supports)
        else:
            period.floor = floor

    def _doubt_what_was_sold(self) -> None:
        """Of a post at an organisation that was sold since, the last sighting says nothing."""
        sold: dict[str, Span] = {}
        for fact in self._facts:
            if fact.relation.name in ("acquired", "mergedWith") and fact.stands:
                if fact.period.seen and isinstance(fact.object, str):
                    sold[fact.object] = fact.period.seen[0]
        for fact in self._facts:
            last = fact.period.last_seen
            day = sold.get(object_key(fact.object)) if fact.relation.is_post else None
            if day is not None and last is not None and last.first <= day.last:
                doubt = fact.period.doubt
                fact.period.doubt = day.last if doubt is None else min(doubt, day.last)

    def _end_by_goings(self) -> None:
        """A going ends the posts at the same place that were open then; a role names which.

        Who leaves a job may keep a seat on the board; a post that is named ends alone.
        """
        held: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self._facts:
            if fact.relation.is_post and fact.modality == "Actual":
                held[fact.subject, object_key(fact.object)].append(fact)
        for going in self._goings:
            day = going.seen
            assert day is not None
            named = next((p for p, word in _NAMED.items() if word.search(going.role)), None)
            for fact in held[going.subject, object_key(going.object)]:
                name, period = fact.relation.name, fact.period
                last = period.last_seen
                later = last is not None and last.first > day.last
                meant = name == named if named else name not in _ON_THE_BOARD
                if meant and period.end is None and not later:
                    period.end = day

    def _end_by_successors(self) -> None:
        """A post of one holder ends where another's begins; a mere sighting of another ends none.

        A planned successor whose day has come throws doubt on it.
        """
        for relation, object_ in list(self._of):
            if not self._ontology.relations[relation].one_holder:
                continue
            holders = self._standing(relation, object_)
            for fact in holders:
                self._end_by(fact, [other for other in holders if other.subject != fact.subject])
                for planned in self._of[relation, object_]:
                    if planned.modality == "Planned" and planned.subject != fact.subject:
                        self._doubt(fact, planned)

    def _end_by(self, fact: Fact, others: Iterable[Fact]) -> None:
        period = fact.period
        last = period.last_seen
        if period.end is not None or last is None:
            return
        starts = [
            other.period.start
            for other in others
            if other.period.start is not None
            and other.period.start.first > last.first
            and other.period.start.last > last.last
            and JOINT.search(other.roles) is None
        ]
        if starts:
            start = min(starts)
            period.end = start if period.start is not None else Span(last.first, start.last)
            period.seen = [span for span in period.seen if span.first <= start.last]

    def _doubt(self, fact: Fact, planned: Fact) -> None:
        last = fact.period.last_seen
        due = planned.period.start or next(iter(planned.period.seen), None)
        if due is None or last is None or due.first <= last.last:
            return
        if JOINT.search(planned.roles) is None:
            fact.period.doubt = due.first
            self._ask("successor due", planned.supports)


def _all_kinds(dossiers: DossierSet, ontology: Ontology) -> dict[str, frozenset[str]]:
    """Reference → classes of an entity, and those above them."""
    known: dict[tuple[str, ...], frozenset[str]] = {}
    found = {}
    for ref, entity in dossiers.entities.items():
        if entity.kinds not in known:
            above = (ontology.ancestors(kind) for kind in entity.kinds)
            known[entity.kinds] = frozenset().union(*above)
        found[ref] = known[entity.kinds]
    return found


def fact_key(subject: str, relation: Relation, object_: str, modality: str) -> Key:
    """Return what all statements of one fact have in common.

    A relation that reads both ways has its two ends in order; a value is no part of the key.

    Example:
        >>> partner = load_ontology().relations["partnerOf"]
        >>> fact_key("id:b", partner, "id:a", "Actual")
        ('id:a', 'partnerOf', 'id:b', 'Actual')
    """
    if not relation.directed:
        subject, object_ = sorted((subject, object_))
    return subject, relation.name, "" if relation.has_value else object_, modality


def give_numbers(facts: Sequence[Fact], before: Mapping[str, int]) -> None:
    """Number facts with the same key, as before where that is known.

    A fact takes the number of the one with which it shares most statements; a new one the next
    that is free. Numbered by date, one found earlier would shift all later ones.

    Args:
        facts: the facts, in order.
        before: reference of a statement → the number of its fact in the release before.
    """
    taken: set[int] = set()
    for fact in sorted(facts, key=lambda fact: -len(fact.supports)):
        refs = {ref for support in fact.supports for ref in support.refs}
        votes = Counter(before[ref] for ref in refs if before.get(ref, 0) not in {0, *taken})
        if votes:
            fact.number = min(votes, key=lambda number: (-votes[number], number))
            taken.add(fact.number)
    free = max(taken, default=0) + 1
    for fact in facts:
        if fact.number == 0:
            fact.number = free
            free += 1


def _group_order(group: Sequence[Support]) -> tuple[date, tuple[str, ...]]:
    return min(s.first_day for s in group), min(s.refs for s in group)


def _question_order(question: Question) -> tuple[str, tuple[str, ...]]:
    return question.kind, question.statements
