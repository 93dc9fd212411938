"""What follows from the dossiers: how each statement stands, and the direct triples.

A direct triple ``s p o`` is there if and only if some statement says it that is about what is or
was so, is established or reported, and has the best rank among those of its subject and
relation. The same rule as a query is ``ontology/rules/direct.rq``; a test holds them equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from aiactors.collection import paused_collection
from aiactors.model import Assessment, DossierSet, Statement, assess, holds
from aiactors.rdf.describe import object_term

Direct = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Derived:
    """All that follows from a set of dossiers.

    Attributes:
        assessments: reference of a statement → how it stands.
        direct: subject → predicate (``ai:founded``) → objects, each a short Turtle term.
        one_voice: whether only one party is asked, and believed.
    """

    assessments: Mapping[str, Assessment]
    direct: Direct
    one_voice: bool = False


@paused_collection()
def derive(dossiers: DossierSet) -> Derived:
    """Derive the statuses and direct triples of all dossiers.

    Example:
        >>> derive(DossierSet()).assessments
        {}
    """
    sources = dossiers.sources
    statements = dossiers.statements
    assessments = {ref: assess(s, sources) for ref, s in statements.items()}
    standing = [s for ref, s in statements.items() if holds(s, assessments[ref].status)]
    return Derived(assessments, direct_triples(standing))


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
