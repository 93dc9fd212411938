"""What may be a hop: the statements that tie two entities, and how well each of them stands.

Of a model, hops are taken in plain Python, which needs no extra and answers in milliseconds for
thousands of statements; of columns, in arrays (:mod:`aiactors.paths.rows`). Both keep to the same
rules and are searched in the same way; a test holds their answers equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from aiactors.model import Assessment, Statement, holds
from aiactors.network.kinds import DRAWN
from aiactors.network.project import Projector
from aiactors.paths.guided import GuidedReach
from aiactors.paths.shortest import shortest_paths
from aiactors.rdf.standpoint import can_hold

STEP = 1_000_000
"""The cost of a hop, beside which the part of its evidence is so small that it never adds up to
another hop: the shortest way is the best one, whatever it rests on."""

STATUS = {
    "Established": 0, "Reported": 200, "Claimed": 400, "Unknown": 500, "Disputed": 600,
    "Denied": 800,
}  # fmt: skip
"""Status → what it adds to the cost of a hop, before the number of sources counts."""

WORST = 800
"""What any other status adds."""

CONTESTED = frozenset({"Claimed", "Unknown", "Disputed", "Denied"})
"""The statuses of what may be a hop only where it is asked for."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which statements may be hops.

    Attributes:
        established: only those that are established.
        as_of: only those that can have held on that day.
        without: local names of relations that are left out.
        disputed: also those that are claimed, disputed, denied or unknown.
        bulk: also those that stand in bulk dossiers alone.
    """

    established: bool = False
    as_of: date | None = None
    without: frozenset[str] = frozenset()
    disputed: bool = False
    bulk: bool = False


class Links(Protocol):
    """All hops there may be under some conditions."""

    def ways(self, start: str, end: str, k: int, longest: int) -> list[tuple[str, ...]]:
        """Return the best ways from one entity to another.

        Args:
            start: reference of the one.
            end: reference of the other.
            k: how many at the most.
            longest: how many hops each may have at the most.

        Returns:
            The references on each way, the best one first.
        """
        ...

    def between(self, one: str, other: str) -> Sequence[str]:
        """Return the statements that tie two entities.

        Args:
            one: reference of the one.
            other: reference of the other.

        Returns:
            References of the statements, the best one first.
        """
        ...


def penalty(assessment: Assessment) -> int:
    """Return how badly a statement stands: first its status, then the number of its sources.

    Args:
        assessment: how it stands.

    Returns:
        From 0 (well) to 900.

    Example:
        >>> two, three = (Assessment("Reported", n, None) for n in (2, 3))
        >>> penalty(Assessment("Established", 2, None)) < penalty(three) < penalty(two)
        True
    """
    return STATUS.get(assessment.status, WORST) + 100 // max(assessment.source_count, 1)


def links(projector: Projector, conditions: Conditions) -> ModelLinks:
    """Return all hops there may be under some conditions.

    People, organisations, groups, products and events are tied; documents, thoughts and concepts
    are what is said about them, and no way leads over those.

    Args:
        projector: the model.
        conditions: which statements may be hops.

    Returns:
        The hops, and the statements behind them.
    """
    assessments = projector.derived.assessments
    tied: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for statement in _standing(projector, conditions):
        subject, object_ = statement.subject, statement.object_ref or ""
        badly = penalty(assessments[statement.ref])
        tied[min(subject, object_), max(subject, object_)].append((badly, statement.ref))
    refs = sorted({ref for pair in tied for ref in pair})
    numbers = {ref: number for number, ref in enumerate(refs)}
    costs: list[dict[int, int]] = [{} for _ in refs]
    statements: dict[tuple[str, str], tuple[str, ...]] = {}
    for pair, told in tied.items():
        told.sort()
        statements[pair] = tuple(ref for _, ref in told)
        one, other = numbers[pair[0]], numbers[pair[1]]
        costs[one][other] = costs[other][one] = STEP + told[0][0]
    return ModelLinks(refs, numbers, costs, statements)


@dataclass(frozen=True, slots=True)
class ModelLinks:
    """The hops of a model, in memory: nothing is needed for them but Python.

    Attributes:
        refs: every entity that is tied, in order.
        numbers: where each stands among them.
        costs: entity → neighbour → what it costs to go there, by number.
        statements: two entities, in the order of their references → the statements that tie
            them, the best one first.
    """

    refs: Sequence[str]
    numbers: Mapping[str, int]
    costs: Sequence[Mapping[int, int]]
    statements: Mapping[tuple[str, str], tuple[str, ...]]

    def ways(self, start: str, end: str, k: int, longest: int) -> list[tuple[str, ...]]:
        """Return the best ways: see :meth:`Links.ways`."""
        if start not in self.numbers or end not in self.numbers:
            return []
        begin, goal = self.numbers[start], self.numbers[end]
        reach = GuidedReach.to(self.costs, goal, longest * STEP + STEP // 2)
        found = shortest_paths([reach], begin, goal, k)
        return [tuple(self.refs[number] for number in path) for _, path in found]

    def between(self, one: str, other: str) -> Sequence[str]:
        """Return the statements that tie two entities: see :meth:`Links.between`."""
        return self.statements[min(one, other), max(one, other)]


def _standing(projector: Projector, conditions: Conditions) -> Iterator[Statement]:
    """The statements that may be hops; of those that hold, what the direct triples rest on."""
    dossiers, kinds = projector.dossiers, projector.kinds
    told = dossiers.statements if conditions.bulk else dossiers.curated.statements
    every = [
        s
        for ref, s in dossiers.statements.items()
        if ref in told and (conditions.as_of is None or can_hold(s, conditions.as_of))
    ]
    assessments = projector.derived.assessments
    standing = [s for s in every if holds(s, assessments[s.ref].status)]
    accepted: list[Statement] = list(_preferred(standing))
    if conditions.disputed:
        accepted += [s for s in every if _contested(s, assessments[s.ref].status)]
    for s in accepted:
        if (
            s.predicate not in conditions.without
            and s.subject != s.object_ref
            and kinds.get(s.subject) in DRAWN
            and kinds.get(s.object_ref or "") in DRAWN
            and (not conditions.established or assessments[s.ref].status == "Established")
        ):
            yield s


def _contested(statement: Statement, status: str) -> bool:
    actual = statement.modality == "Actual" and statement.rank != "Deprecated"
    return actual and status in CONTESTED


def _preferred(standing: Iterable[Statement]) -> Iterator[Statement]:
    """Those of the best rank among all of a subject and relation."""
    standing = list(standing)
    best = {(s.subject, s.predicate) for s in standing if s.rank == "Preferred"}
    return (s for s in standing if s.rank == "Preferred" or (s.subject, s.predicate) not in best)
