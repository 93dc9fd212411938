"""What follows from the dossiers: how each statement stands, direct triples, and facts.

A direct triple ``s p o`` is there if and only if some statement says it that is about what is or
was so, is established or reported, and has the best rank among those of its subject and
relation. The same rule as a query is ``ontology/rules/direct.rq``; a test holds them equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from aiactors.collection import paused_collection
from aiactors.facts import Fact, Facts, facts_of
from aiactors.model import Assessment, DossierSet, Statement, assess, holds
from aiactors.rdf.describe import object_term

Direct = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True)
class Derived:
    """All that follows from a set of dossiers.

    Attributes:
        assessments: reference of a statement → how it stands.
        direct: subject → predicate (``ai:founded``) → objects, each a short Turtle term.
        one_voice: whether only one party is asked, and believed.
        grouped: the dossiers whose statements are grouped to facts; None where none are.
    """

    assessments: Mapping[str, Assessment]
    direct: Direct
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
    def triples(self) -> Direct:
        """The direct triples and those of what holds now, in order.

        A triple in ``now:`` is there for each fact that is a state and is taken to hold on the day
        of the release; the same rule as a query is ``ontology/rules/now.rq``.
        """
        found: dict[str, dict[str, list[str]]] = {s: {**p} for s, p in self.direct.items()}
        for fact in filter(self.facts.is_now, self.facts.facts):
            pairs = found.setdefault(fact.subject, {})
            objects = pairs.setdefault(f"now:{fact.relation.name}", [])
            if (term := object_term(fact.object)) not in objects:
                objects.append(term)
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
    standing = [s for ref, s in statements.items() if holds(s, assessments[ref].status)]
    return Derived(assessments, direct_triples(standing), grouped=dossiers)


def direct_triples(standing: list[Statement], *, ranked: bool = True) -> Direct:
    """Return the direct triples of statements that hold: subject → predicate → objects, in order.

    With ``ranked``, preferred statements put normal ones aside.
    """
    preferred = {(s.subject, s.predicate) for s in standing if ranked and s.rank == "Preferred"}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for s in standing:
        if s.rank == "Preferred" or (s.subject, s.predicate) not in preferred:
            found[s.subject][f"ai:{s.predicate}"].add(object_term(s.object))
    return {
        subject: {predicate: sorted(objects) for predicate, objects in sorted(pairs.items())}
        for subject, pairs in sorted(found.items())
    }
