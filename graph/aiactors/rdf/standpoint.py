"""The graph from a standpoint: as of a day, as known by a day, as one party tells it.

The direct triples of a graph are what holds today, by all that is known, whoever says so. From a
standpoint others follow from the same dossiers:

- **As of a day**: what can have held on that day, by the rule of ``ontology/rules/can-hold.rq``.
  A state from the first day on which it may have begun to the last on which it may have gone on;
  an occurrence from the first day on which it may have happened. Who led formerly led then,
  whoever is preferred now.
- **As known by a day**: an attribution counts if the document in which it was read was public by
  that day (a date that is not precise counts with its last day). Statuses follow anew from those
  that are left, and a statement without any is not there. A document without a date is not known
  to have been public by any day, as for *known since*.
- **As a party tells it**: only its own attributions count: those that name it as claimant, and
  those of what it published in its own voice. What it asserts or reports stands, as ``Reported``;
  what it denies or disputes is ``Denied``, what it says both of is ``Disputed``, and neither is
  a direct triple; what it took back is ``Retracted``, what it leaves open ``Unknown``; what it
  says nothing about is not there.

A status that an editor set rests on all attributions: it stays only where none was left out, and
never in what a party tells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from aiactors.collection import paused_collection
from aiactors.model import (
    Assessment,
    Attribution,
    Dossier,
    DossierSet,
    Statement,
    assess,
    holds,
)
from aiactors.rdf.attribution import is_told_by, public_since, word_of
from aiactors.rdf.derived import Derived, derive, direct_triples, ranked_triple
from aiactors.schema import load_ontology


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where a graph is looked at; what is None is left as it is.

    Attributes:
        as_of: the day on which relations are to have held.
        known_by: the day by which documents are to have been public.
        told_by: reference of the party whose word alone counts.

    Example:
        >>> str(Standpoint(as_of=date(2019, 1, 1), told_by="id:elon-musk"))
        'as of 2019-01-01, as told by id:elon-musk'
    """

    as_of: date | None = None
    known_by: date | None = None
    told_by: str | None = None

    def __str__(self) -> str:
        """Return it in words."""
        named = {
            "as of": self.as_of,
            "as known by": self.known_by,
            "as told by": self.told_by,
        }
        return ", ".join(f"{words} {value}" for words, value in named.items() if value is not None)


@paused_collection()
def seen_from(dossiers: DossierSet, standpoint: Standpoint) -> tuple[DossierSet, Derived]:
    """Return what there is from a standpoint, and what follows from it.

    Every entity stays. A statement about a statement, or on condition of one, goes with it where
    nobody who counts says it; where it only held at another time it stays.

    Example:
        >>> seen_from(DossierSet(), Standpoint(as_of=date(2019, 1, 1)))[1].direct
        {}
    """
    if standpoint.known_by is not None or standpoint.told_by is not None:
        dossiers = _heard(dossiers, standpoint)
    if standpoint.as_of is None:
        return dossiers, _derived(dossiers, standpoint, dossiers.statements)
    day = standpoint.as_of
    then = {ref for ref, s in dossiers.statements.items() if can_hold(s, day)}
    dossiers = _with(dossiers, _and_what_it_is_about(dossiers.statements, then))
    return dossiers, _derived(dossiers, standpoint, then)


def can_hold(statement: Statement, day: date) -> bool:
    """Tell whether a statement's own time leaves it open that it held on a day.

    It can have begun, and a state need not have ended; what has no date can hold on every day.
    """
    if statement.when is None:
        return True
    bounds = statement.when.bounds
    if bounds.earliest_start is not None and bounds.earliest_start > day:
        return False
    if bounds.latest_end is None or bounds.latest_end >= day:
        return True
    relation = load_ontology().relations.get(statement.predicate)
    return relation is not None and relation.aspect == "Occurrence"


def _heard(dossiers: DossierSet, standpoint: Standpoint) -> DossierSet:
    """What those say who count, each statement with their attributions alone."""
    entities = dossiers.entities
    day, party = standpoint.known_by, standpoint.told_by

    def counts(attribution: Attribution) -> bool:
        if party is not None and not is_told_by(attribution, party, entities):
            return False
        if day is None:
            return True
        public = public_since(attribution, entities)
        return public is not None and public <= day

    whole = {
        ref
        for ref, statement in dossiers.statements.items()
        if party is None and all(map(counts, statement.attributions))
    }
    heard = _each(dossiers, lambda s: s if s.ref in whole else restricted(s, counts))
    gone = dossiers.statements.keys() - heard.statements.keys()
    return _with(heard, _without_what_is_about(heard.statements, gone))


def restricted(statement: Statement, counts: Callable[[Attribution], bool]) -> Statement | None:
    """Return a statement with only the attributions that count; None where there is none.

    A status that an editor set of all of them is dropped.
    """
    left = tuple(filter(counts, statement.attributions))
    if not left:
        return None
    return statement.model_copy(update={"attributions": left, "override": None})


def _each(dossiers: DossierSet, change: Callable[[Statement], Statement | None]) -> DossierSet:
    """The dossiers with each statement changed, or left out; nothing is checked again."""

    def changed(dossier: Dossier) -> Dossier:
        kept = tuple(s for s in map(change, dossier.statements) if s is not None)
        return dossier.model_copy(update={"statements": kept})

    return DossierSet.model_construct(dossiers=tuple(map(changed, dossiers.dossiers)))


def _with(dossiers: DossierSet, refs: Collection[str]) -> DossierSet:
    """The dossiers with some statements alone, which refer to no others as ties."""

    def kept(statement: Statement) -> Statement | None:
        if statement.ref not in refs:
            return None
        ties = {
            name: tuple(ref for ref in before if ref in refs)
            for name in ("contradicts", "supports")
            if (before := getattr(statement, name))
        }
        return statement.model_copy(update=ties) if ties else statement

    return _each(dossiers, kept)


def is_about(statement: Statement) -> Iterator[str]:
    """Yield the statements that a statement is about, or depends on."""
    for ref in (statement.subject, statement.object_ref, statement.condition):
        if ref is not None and ref.startswith("st:"):
            yield ref


def _without_what_is_about(statements: Mapping[str, Statement], gone: set[str]) -> set[str]:
    """The statements that are about none that is gone, directly or over others."""
    left = set(statements)
    while lost := {ref for ref in left if not gone.isdisjoint(is_about(statements[ref]))}:
        left -= lost
        gone = lost
    return left


def _and_what_it_is_about(statements: Mapping[str, Statement], refs: set[str]) -> set[str]:
    """Statements, and those that they are about, directly or over others."""
    found, new = set(refs), set(refs)
    while new := {about for ref in new for about in is_about(statements[ref])} - found:
        new &= statements.keys()
        found |= new
    return found


def _derived(dossiers: DossierSet, standpoint: Standpoint, then: Collection[str]) -> Derived:
    """What follows, where only some statements can be direct triples."""
    if standpoint == Standpoint():
        return derive(dossiers)
    sources, statements = dossiers.sources, dossiers.statements
    found = {ref: assess(statement, sources) for ref, statement in statements.items()}
    if standpoint.told_by is not None:
        found = {ref: _taken_at_its_word(statements[ref], made) for ref, made in found.items()}
    standing = [s for ref, s in statements.items() if ref in then and holds(s, found[ref].status)]
    direct = direct_triples(map(ranked_triple, standing), ranked=standpoint.as_of is None)
    return Derived(found, direct, one_voice=standpoint.told_by is not None)


def _taken_at_its_word(statement: Statement, assessment: Assessment) -> Assessment:
    """How a statement stands of which only one party is asked, and believed."""
    return replace(assessment, status=word_of(statement.attributions))
