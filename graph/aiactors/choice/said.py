"""What is said of an entity, statement by statement, before any of it is put into words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from aiactors.model import Statement
from aiactors.network.project import Projector

NO_DAY = "9999"
"""After every day: what has no date comes last."""


class Said(NamedTuple):
    """A statement in which an entity or document takes part.

    Attributes:
        statement: its reference.
        predicate: local name of its relation.
        end: ``subject`` or ``object``, whichever the entity is; empty where it is but a document
            that carries the statement.
        first: the day on which it begins, or else by which it had ended.
        source_count: how many independent sources it has.
    """

    statement: str
    predicate: str
    end: str
    first: str
    source_count: int


def said_of(projector: Projector, ref: str) -> list[Said]:
    """Return what is said of an entity, and what a document carries.

    Args:
        projector: the model.
        ref: reference of the entity or document.

    Returns:
        The statements, in the order of subject, relation and hash.
    """
    made = projector.derived.assessments
    return [
        Said(s.ref, s.predicate, _end(s, ref), _first(s), made[s.ref].source_count)
        for s in projector.dossiers.statements_of.get(ref, ())
    ]


def between(projector: Projector, pairs: Collection[tuple[str, str]]) -> list[Said]:
    """Return the statements from one of two to the other.

    Args:
        projector: the model.
        pairs: references of subject and object.

    Returns:
        The statements, in the order of subject, relation and hash.
    """
    made = projector.derived.assessments
    told = projector.dossiers.statements_of
    wanted = set(pairs)
    return [
        Said(s.ref, s.predicate, "", _first(s), made[s.ref].source_count)
        for subject in sorted({subject for subject, _ in wanted})
        for s in told.get(subject, ())
        if s.subject == subject and (subject, s.object_ref) in wanted
    ]


def _end(statement: Statement, ref: str) -> str:
    if statement.subject == ref:
        return "subject"
    return "object" if statement.object == ref else ""


def _first(statement: Statement) -> str:
    bounds = None if statement.when is None else statement.when.bounds
    first = None if bounds is None else bounds.earliest_start or bounds.latest_end
    return NO_DAY if first is None else first.isoformat()


def best(said: Iterable[Said], most: int | None) -> list[Said]:
    """Return what is told of many statements: those with most sources.

    Args:
        said: the statements, in the order in which they are read.
        most: how many; None for all.

    Returns:
        All of them in their order, where there are no more; else those with most sources first.

    Example:
        >>> few, many = Said("st:a", "founded", "subject", "2019", 1), Said("st:b", "", "", "", 3)
        >>> [one.statement for one in best([few, many], 1)]
        ['st:b']
    """
    every = list(said)
    if most is None or len(every) <= most:
        return every
    return sorted(every, key=lambda one: -one.source_count)[:most]
