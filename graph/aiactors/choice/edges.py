"""The statements between entities: of a whole network, or around some in the middle."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple, Protocol

from aiactors.model import Statement
from aiactors.network.kinds import DRAWN
from aiactors.network.project import Projector
from aiactors.rdf.standpoint import can_hold

PER_ENTITY = 3
"""Relations to an entity in what is drawn of a network that is too large: fewer would be a chain
of strangers, more a knot of the few that are best known."""


class Drawn(NamedTuple):
    """What a drawing shows.

    Attributes:
        statements: references of statements, in the order of subject, relation and hash.
        degrees: reference of an entity → how many statements lead to it in the whole network, in
            the order of references.
    """

    statements: list[str]
    degrees: dict[str, int]


class Edges(Protocol):
    """Statements between entities, near some of them or everywhere."""

    @property
    def total(self) -> int:
        """How many there are."""
        ...

    @property
    def entities(self) -> int:
        """How many entities there are that one of the whole network's statements leads to."""
        ...

    def away(self, ref: str) -> int | None:
        """Return how far an entity is from the middle; None if too far, or there is no middle."""

    def nearest(self, most: int) -> list[str]:
        """Return some of the statements: near before far, then those with most sources.

        Args:
            most: how many at the most.

        Returns:
            Their references.
        """
        ...

    def drawn(self, most: int | None) -> Drawn:
        """Return what a drawing shows.

        Args:
            most: how many statements at the most; None for all.

        Returns:
            All, where there are no more; else some between the entities nearest to the middle of
            which most is said, and of each two the best supported before any other.
        """
        ...

    def connected(self, most: int) -> list[str]:
        """Return the entities of which most is said.

        Args:
            most: how many at the most.

        Returns:
            Their references, the first one that of which most is said.
        """
        ...


class ModelEdges:
    """Statements between entities, of a model.

    Args:
        projector: the model.
        middle: references of the entities in the middle; none for the whole network.
        hops: how many statements away from them an entity may be.
        kinds: the kinds of entity that are there; those that are drawn if empty.
        as_of: the day on which statements can have held; any if left out.
        bulk: whether what stands in bulk dossiers alone is there as well.
    """

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
