"""What may be a hop: the statements that tie two entities, and how well each of them stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from aiactors.model import Assessment, Statement, holds
from aiactors.network.kinds import DRAWN
from aiactors.network.project import Projector
from aiactors.rdf.standpoint import can_hold

STEP = 1_000_000
"""The cost of a hop, beside which the part of its evidence is so small that it never adds up to
another hop: the shortest way is the best one, whatever it rests on."""

_STATUS = {
    "Established": 0, "Reported": 200, "Claimed": 400, "Unknown": 500, "Disputed": 600,
    "Denied": 800,
}  # fmt: skip
_CONTESTED = frozenset({"Claimed", "Unknown", "Disputed", "Denied"})


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


@dataclass(frozen=True, slots=True)
class Links:
    """All hops there may be.

    Attributes:
        costs: entity → neighbour → what it costs to go there.
        statements: two entities, in the order of their references → the statements that tie
            them, the best one first.
    """

    costs: Mapping[str, Mapping[str, int]]
    statements: Mapping[tuple[str, str], tuple[Statement, ...]]

    def between(self, one: str, other: str) -> tuple[Statement, ...]:
        """Return the statements that tie two entities.

        Args:
            one: reference of the one.
            other: reference of the other.

        Returns:
            The statements, the best one first.
        """
        return self.statements[min(one, other), max(one, other)]


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
    return _STATUS.get(assessment.status, 800) + 100 // max(assessment.source_count, 1)


def links(projector: Projector, conditions: Conditions) -> Links:
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
    tied: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in _standing(projector, conditions):
        subject, object_ = statement.subject, statement.object_ref or ""
        tied[min(subject, object_), max(subject, object_)].append(statement)
    costs: dict[str, dict[str, int]] = defaultdict(dict)
    ordered: dict[tuple[str, str], tuple[Statement, ...]] = {}
    for (one, other), statements in tied.items():
        best = sorted(statements, key=lambda s: (penalty(assessments[s.ref]), s.id))
        ordered[one, other] = tuple(best)
        cost = STEP + penalty(assessments[best[0].ref])
        costs[one][other] = costs[other][one] = cost
    return Links(costs, ordered)


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
    return actual and status in _CONTESTED


def _preferred(standing: Iterable[Statement]) -> Iterator[Statement]:
    """Those of the best rank among all of a subject and relation."""
    standing = list(standing)
    best = {(s.subject, s.predicate) for s in standing if s.rank == "Preferred"}
    return (s for s in standing if s.rank == "Preferred" or (s.subject, s.predicate) not in best)
