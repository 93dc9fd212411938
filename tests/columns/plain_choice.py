"""What is chosen of a graph, in plain Python: what the arrays must find as well."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from aiactors.columns.edges import PER_ENTITY, Drawn
from aiactors.columns.mentions import NO_DAY, Mention
from aiactors.model import Statement
from aiactors.network.kinds import DRAWN
from aiactors.network.project import Projector
from aiactors.rdf.standpoint import can_hold


def mentions_of(projector: Projector, ref: str) -> list[Mention]:
    """What is said of an entity, and what a document carries."""
    return [
        _said(projector, s, "subject" if s.subject == ref else "object" if s.object == ref else "")
        for s in projector.dossiers.statements_of.get(ref, ())
    ]


def between(projector: Projector, pairs: Collection[tuple[str, str]]) -> list[Mention]:
    """The statements from one of two to the other."""
    every = projector.dossiers.statements.values()
    return [_said(projector, s, "") for s in every if (s.subject, s.object_ref) in pairs]


def _said(projector: Projector, s: Statement, end: str) -> Mention:
    bounds = None if s.when is None else s.when.bounds
    first = None if bounds is None else bounds.earliest_start or bounds.latest_end
    day = NO_DAY if first is None else first.isoformat()
    sources = projector.derived.assessments[s.ref].source_count
    return Mention(s.ref, s.predicate, end, day, sources)


class PlainEdges:
    """The statements between entities, of a model."""

    def __init__(
        self,
        projector: Projector,
        middle: Collection[str] = (),
        hops: int = 1,
        kinds: Collection[str] = (),
        as_of: date | None = None,
        *,
        bulk: bool = False,
    ) -> None:
        """Find them."""
        self._made = projector.derived.assessments
        every = _there(projector, middle, kinds or DRAWN, as_of, bulk=bulk)
        self._degrees = Counter(ref for s in every for ref in (s.subject, str(s.object)))
        self._middle = frozenset(middle)
        self._away = _away(every, middle, hops) if middle else {}
        self._edges = [
            s for s in every if not middle or {s.subject, str(s.object)} <= self._away.keys()
        ]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._edges)

    @property
    def entities(self) -> int:
        """How many entities there are that one of the whole network's statements leads to."""
        return len(self._near())

    def _near(self) -> list[str]:
        return sorted(ref for ref in self._degrees if not self._away or ref in self._away)

    def away(self, ref: str) -> int | None:
        """Return how far an entity is from the middle; None if too far, or there is no middle."""
        return self._away.get(ref)

    def _far(self, s: Statement) -> int:
        return self._away.get(s.subject, 0) + self._away.get(str(s.object), 0)

    def nearest(self, most: int) -> list[str]:
        """Return some of the statements: see :meth:`Edges.nearest`."""
        ordered = sorted(self._edges, key=lambda s: (self._far(s), -self._made[s.ref].source_count))
        return [s.ref for s in ordered[:most]]

    def connected(self, most: int) -> list[str]:
        """Return the entities of which most is said: see :meth:`Edges.connected`."""
        return sorted(self._near(), key=self._rank)[:most]

    def _rank(self, ref: str) -> tuple[int, int, str]:
        return self._away.get(ref, 0), -self._degrees[ref], ref

    def drawn(self, most: int | None) -> Drawn:
        """Return what a drawing shows: see :meth:`Edges.drawn`."""
        if most is None or self.total <= most:
            return self._drawn(self._edges, self._near())
        kept = set(self.connected(max(most // PER_ENTITY, 2)))
        between = [s for s in self._edges if {s.subject, str(s.object)} <= kept]
        between.sort(key=lambda s: -self._made[s.ref].source_count)
        before: Counter[frozenset[str]] = Counter()
        ranked = []
        for s in between:
            pair = frozenset((s.subject, str(s.object)))
            ranked.append((before[pair], self._far(s), s.ref))
            before[pair] += 1
        chosen = {ref for _, _, ref in sorted(ranked, key=lambda one: one[:2])[:most]}
        shown = [s for s in self._edges if s.ref in chosen]
        ends = {ref for s in shown for ref in (s.subject, str(s.object))}
        return self._drawn(shown, ends | (self._middle & self._degrees.keys()))

    def _drawn(self, shown: Iterable[Statement], entities: Iterable[str]) -> Drawn:
        degrees = {ref: self._degrees[ref] for ref in sorted(entities)}
        return Drawn([s.ref for s in shown], degrees)


def _there(
    projector: Projector,
    middle: Collection[str],
    kinds: Collection[str],
    as_of: date | None,
    *,
    bulk: bool,
) -> list[Statement]:
    """The statements between entities that are there."""
    dossiers = projector.dossiers
    shown = {ref for ref, kind in projector.kinds.items() if kind in kinds}.union(middle)
    told = (dossiers if bulk else dossiers.curated).statements
    return [
        s
        for ref, s in dossiers.statements.items()
        if ref in told
        and s.subject in shown
        and s.object_ref in shown
        and (as_of is None or can_hold(s, as_of))
    ]


def _away(edges: Iterable[Statement], middle: Iterable[str], hops: int) -> dict[str, int]:
    """How far each entity is from the middle, as far as it is asked for."""
    beside: dict[str, set[str]] = defaultdict(set)
    for s in edges:
        beside[s.subject].add(str(s.object))
        beside[str(s.object)].add(s.subject)
    away = dict.fromkeys(middle, 0)
    edge = set(away)
    for step in range(1, hops + 1):
        edge = {ref for one in edge for ref in beside[one]} - away.keys()
        if not edge:
            break
        away |= dict.fromkeys(edge, step)
    return away
