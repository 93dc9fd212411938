"""What may be a hop, in plain Python: what the arrays must find as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from aiactors.model import Statement, holds
from aiactors.network.kinds import DRAWN
from aiactors.network.project import Projector
from aiactors.paths import Conditions
from aiactors.paths.links import CONTESTED, penalty
from aiactors.rdf.standpoint import can_hold

Hops = dict[tuple[str, str], list[tuple[int, str]]]
"""Two entities in order → the statements that tie them, each after its penalty, the best first."""


def hops(projector: Projector, conditions: Conditions) -> Hops:
    """Return all hops there may be under some conditions."""
    tied: Hops = defaultdict(list)
    for s in standing(projector, conditions):
        one, other = sorted((s.subject, str(s.object)))
        tied[one, other].append((penalty(projector.derived.assessments[s.ref]), s.ref))
    return {pair: sorted(behind) for pair, behind in tied.items()}


def standing(projector: Projector, conditions: Conditions) -> Iterator[Statement]:
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
