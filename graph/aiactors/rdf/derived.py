"""What follows from the dossiers: how each statement stands, direct triples, and facts.

A direct triple ``s p o`` is there if and only if some fact says it that is about what is or was
so, is established or reported, and has the best rank among those of its subject and relation;
where a graph has no facts, some statement. The same rule as a query is
``ontology/rules/direct.rq``; a test holds them equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from aiactors.collection import paused_collection
from aiactors.facts import Fact, Facts, facts_of
from aiactors.model import (
    Assessment,
    Document,
    DossierSet,
    Object,
    Statement,
    assess,
    bounds,
    holds,
)
from aiactors.rdf.describe import object_term
from aiactors.rdf.terms import day, edtf
from aiactors.schema import load_ontology

_BOUNDS = {
    "earliest_start": "ai:earliestStart",
    "latest_start": "ai:latestStart",
    "earliest_end": "ai:earliestEnd",
    "latest_end": "ai:latestEnd",
}
Direct = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True)
class Derived:
    """All that follows from a set of dossiers.

    Attributes:
        assessments: reference of a statement → how it stands.
        stated: the direct triples of statements, which hold where there are no facts.
        one_voice: whether only one party is asked, and believed.
        grouped: the dossiers whose statements are grouped to facts; None where none are.
    """

    assessments: Mapping[str, Assessment]
    stated: Direct
    one_voice: bool = False
    grouped: DossierSet | None = field(default=None, repr=False, compare=False)

    def without_facts(self) -> Derived:
        """Return the same without facts: what a graph of records in bulk has."""
        return replace(self, grouped=None)

    @cached_property
    def facts(self) -> Facts:
        """The facts above the statements; made when they are first asked for."""
        if self.grouped is None:
            return Facts()
        return facts_of(self.grouped, self.assessments)

    @cached_property
    def facts_about(self) -> Mapping[str, list[Fact]]:
        """Subject → the facts about it, in order."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts.facts:
            found[fact.subject].append(fact)
        return found

    @cached_property
    def direct(self) -> Direct:
        """The direct triples: one for each fact that stands, or where there are none, statement."""
        if self.grouped is None:
            return self.stated
        return direct_triples(
            (f.subject, f.relation.name, f.object, f.rank) for f in self.facts.facts if f.stands
        )

    @cached_property
    def triples(self) -> Direct:
        """The direct triples, and with facts all others that follow, in order.

        These are what holds now (``ontology/rules/now.rq``), what the ontology adds to both
        (``ontology/rules/entailed.rq``), the classes above those of each entity, as the predicate
        ``a``, and the dates of events.
        """
        if self.grouped is None:
            return self.direct
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for subject, pairs in self.direct.items():
            for predicate, objects in pairs.items():
                relation = predicate.removeprefix("ai:")
                for term in objects:
                    _add(found, "ai:", subject, relation, term)
        for fact in filter(self.facts.is_now, self.facts.facts):
            _add(found, "now:", fact.subject, fact.relation.name, object_term(fact.object))
        ontology = load_ontology()
        for ref, entity in self.grouped.entities.items():
            if above := ontology.above(entity.kinds):
                found[ref]["a"].update(f"ai:{kind}" for kind in above)
            if (when := self.facts.dates.get(ref)) and not isinstance(entity, Document):
                found[ref]["ai:when"].add(edtf(when))
                for name, predicate in _BOUNDS.items():
                    if (bound := getattr(bounds(when), name)) is not None:
                        found[ref][predicate].add(day(bound))
        return _in_order(found)


def _add(
    found: Mapping[str, Mapping[str, set[str]]],
    prefix: str,
    subject: str,
    relation: str,
    term: str,
) -> None:
    """Add a triple, and those of the relations above its own; read both ways where they do."""
    ontology = load_ontology()
    above = ontology.ancestors(relation)
    for name in above:
        if name in ontology.relations:
            found[subject][prefix + name].add(term)
    if not ontology.relations[relation].directed:
        for name in above:
            found[term][prefix + name].add(subject)


def _in_order(found: Mapping[str, Mapping[str, set[str]]]) -> Direct:
    return {
        subject: {predicate: sorted(objects) for predicate, objects in sorted(pairs.items())}
        for subject, pairs in sorted(found.items())
    }


@paused_collection()
def derive(dossiers: DossierSet) -> Derived:
    """Derive the statuses, direct triples and facts of all dossiers.

    Example:
        >>> derive(DossierSet()).assessments
        {}
    """
    sources = dossiers.sources
    statements = dossiers.statements
    assessments = {ref: assess(s, sources) for ref, s in statements.items()}
    standing = (s for ref, s in statements.items() if holds(s, assessments[ref].status))
    return Derived(assessments, direct_triples(map(ranked_triple, standing)), grouped=dossiers)


def direct_triples(
    standing: Iterable[tuple[str, str, Object, str]], *, ranked: bool = True
) -> Direct:
    """Return the direct triples of what holds: subject → predicate → objects, in order.

    Args:
        standing: subject, local name of the relation, object and rank of each.
        ranked: whether what is preferred puts aside what is normal.
    """
    told = list(standing)
    preferred = {(s, p) for s, p, _, rank in told if ranked and rank == "Preferred"}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, relation, object_, rank in told:
        if rank == "Preferred" or (subject, relation) not in preferred:
            found[subject][f"ai:{relation}"].add(object_term(object_))
    return _in_order(found)


def ranked_triple(statement: Statement) -> tuple[str, str, Object, str]:
    """Return what :func:`direct_triples` takes of a statement."""
    return statement.subject, statement.predicate, statement.object, statement.rank
