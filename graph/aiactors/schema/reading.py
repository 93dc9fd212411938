"""Reading the ontology from Turtle."""

from __future__ import annotations

import functools
from collections import defaultdict

import pyoxigraph as ox

from aiactors.resources import ontology_path
from aiactors.schema.terms import Ontology, Relation, Term
from aiactors.vocabulary import PREFIXES

AI = PREFIXES["ai"]
_LABEL = PREFIXES["rdfs"] + "label"
_PREF = PREFIXES["skos"] + "prefLabel"
_IN_SCHEME = PREFIXES["skos"] + "inScheme"
_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_SUBPROPERTY = PREFIXES["rdfs"] + "subPropertyOf"
_COMMENT = PREFIXES["rdfs"] + "comment"
_DEFINITION = PREFIXES["skos"] + "definition"
_TYPE = PREFIXES["rdf"] + "type"
_CLASS = "http://www.w3.org/2002/07/owl#Class"
_SYMMETRIC = "http://www.w3.org/2002/07/owl#SymmetricProperty"
_VERSION = "http://www.w3.org/2002/07/owl#versionInfo"


class _Facts:
    """The triples of the ontology, by subject and predicate."""

    def __init__(self, turtle: bytes) -> None:
        self.by_subject: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for quad in ox.parse(turtle, ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(
                quad.object, ox.NamedNode | ox.Literal
            ):
                self.by_subject[quad.subject.value][quad.predicate.value].append(quad.object)

    def values(self, subject: str, predicate: str) -> list[str]:
        return [o.value for o in self.by_subject[subject].get(predicate, ())]

    def names(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Local names of the objects that are terms of the ontology."""
        return tuple(
            sorted(v[len(AI) :] for v in self.values(subject, predicate) if v.startswith(AI))
        )

    def texts(self, subject: str, *predicates: str) -> dict[str, str]:
        return {
            o.language or "": o.value
            for predicate in predicates
            for o in self.by_subject[subject].get(predicate, ())
            if isinstance(o, ox.Literal)
        }

    def subjects(self, type_: str) -> list[str]:
        return [s for s in sorted(self.by_subject) if type_ in self.values(s, _TYPE)]


def _relation(facts: _Facts, subject: str) -> Relation:
    types = facts.values(subject, _TYPE)
    datatypes = [
        v.removeprefix(PREFIXES["xsd"])
        for v in facts.values(subject, AI + "objectClass")
        if v.startswith(PREFIXES["xsd"])
    ]
    return Relation(
        name=subject[len(AI) :],
        labels=facts.texts(subject, _LABEL),
        inverse_labels=facts.texts(subject, AI + "inverseLabel"),
        comments=facts.texts(subject, _COMMENT),
        parents=facts.names(subject, _SUBPROPERTY),
        subject_classes=frozenset(facts.names(subject, AI + "subjectClass")),
        object_classes=frozenset(facts.names(subject, AI + "objectClass")),
        scheme=next(iter(facts.names(subject, AI + "objectScheme")), None),
        datatype=next(iter(datatypes), None),
        family=next(iter(facts.names(subject, AI + "family")), ""),
        aspect=next(iter(facts.names(subject, AI + "aspect")), "State"),
        directed=_SYMMETRIC not in types,
        metric=AI + "MetricProperty" in types,
        recurs=next(iter(facts.names(subject, AI + "recurs")), ""),
        one_holder="true" in facts.values(subject, AI + "oneHolder"),
        fades_after=next(map(int, facts.values(subject, AI + "fadesAfter")), None),
    )


def _term(facts: _Facts, subject: str, parents: str) -> Term:
    return Term(
        name=subject[len(AI) :],
        labels=facts.texts(subject, _LABEL, _PREF),
        comments=facts.texts(subject, _COMMENT, _DEFINITION),
        parents=facts.names(subject, parents),
    )


def read_ontology(turtle: bytes) -> Ontology:
    """Read an ontology from Turtle."""
    facts = _Facts(turtle)
    own = [s for s in facts.subjects(_CLASS) if s.startswith(AI)]
    concepts = [s for s in facts.subjects(PREFIXES["skos"] + "Concept") if s.startswith(AI)]
    relations = [
        s
        for s in sorted(facts.by_subject)
        if s.startswith(AI) and AI + "EdgeProperty" in facts.values(s, _TYPE)
    ]
    return Ontology(
        version=next(iter(facts.values(AI.rstrip("#"), _VERSION)), ""),
        classes={t.name: t for t in (_term(facts, s, _SUBCLASS) for s in own)},
        relations={r.name: r for r in (_relation(facts, s) for s in relations)},
        concepts={t.name: t for t in (_term(facts, s, _IN_SCHEME) for s in concepts)},
        names=frozenset(s.removeprefix(AI) for s in facts.by_subject if s.startswith(AI)),
    )


@functools.cache
def load_ontology() -> Ontology:
    """Return the ontology that ships with the package, read once.

    Example:
        >>> load_ontology().relations["founded"].labels["fr"]
        'a fondé'
    """
    return read_ontology((ontology_path() / "ai.ttl").read_bytes())
