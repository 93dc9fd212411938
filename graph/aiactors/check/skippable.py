"""Rules that need not be asked: of most graphs, less tells that nothing breaks them.

Each function here is true only where its rule finds nothing; where it is not, the rule itself is
asked. So the query in ``ontology/violations`` alone says what a rule is, and what it finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from aiactors.check.sets import OWL, Sets, having, values_of
from aiactors.collection import paused_collection
from aiactors.vocabulary import PREFIXES, iri

Term = Any
"""One of the engine's own."""

_STATEMENTS = """
SELECT ?p ?s ?o WHERE {
  ?any rdf:predicate ?p .
  OPTIONAL { ?any rdf:subject ?s }
  OPTIONAL { ?any rdf:object ?o }
}
"""
_PARTS = ("ai:Statement", "ai:Attribution", "ai:Evidence")
"""Classes of which there is much, and hardly any is the subject or the object of a statement."""


class Told:
    """Subjects and objects of all statements, and what they are.

    Attributes:
        subjects: relation → what statements with it are about.
        objects: relation → their objects.
        pairs: symmetric relation → subject and object of each of its statements.
        is_of_itself: whether a statement relates something to itself.
    """

    def __init__(self, sets: Sets) -> None:
        """Read all statements."""
        self._sets = sets
        self.subjects: dict[Term, set[Term]] = defaultdict(set)
        self.objects: dict[Term, set[Term]] = defaultdict(set)
        self.is_of_itself = False
        query = f"SELECT ?p {{ ?p a <{OWL}SymmetricProperty> }}"
        self.pairs: dict[Term, set[tuple[Term, Term]]] = {p: set() for (p,) in sets.select(query)}
        for relation, subject, object_ in sets.select(_STATEMENTS):
            self.subjects[relation].add(subject)
            self.objects[relation].add(object_)
            self.is_of_itself = self.is_of_itself or subject == object_
            if relation in self.pairs:
                self.pairs[relation].add((subject, object_))

    def allowed(self, path: str) -> dict[Term, set[Term]]:
        """Return what relations allow."""
        table: dict[Term, set[Term]] = defaultdict(set)
        query = f"SELECT ?p ?what {{ ?p {path} ?what FILTER isIRI(?what) }}"
        for relation, what in self._sets.select(query):
            table[relation].add(what)
        return table

    def allowed_classes(self, path: str) -> dict[Term, set[Term]]:
        """Return the classes that relations allow, with those beneath them."""
        table: dict[Term, set[Term]] = defaultdict(set)
        for relation, classes in self.allowed(path).items():
            all_ = self._sets.classes(map(str, classes))
            table[relation] = {ox.NamedNode(class_[1:-1]) for class_ in all_}
        return table

    @cached_property
    def _kinds(self) -> dict[Term, set[Term]]:
        classes = set().union(*self.allowed_classes("ai:subjectClass|ai:objectClass").values())
        wanted = sorted(map(str, classes - {ox.NamedNode(iri(part)) for part in _PARTS}))
        return self._table(f"VALUES ?what {{ {' '.join(wanted)} }} ?key a ?what")

    def kinds(self, thing: Term) -> set[Term]:
        """Return the most specific classes of a thing among those that any relation allows."""
        if thing not in self._kinds and isinstance(thing, ox.NamedNode):
            self._kinds[thing] = {c for (c,) in self._sets.select(f"SELECT ?c {{ {thing} a ?c }}")}
        return self._kinds.get(thing, set())

    @cached_property
    def schemes(self) -> dict[Term, set[Term]]:
        """Concept → its schemes."""
        return self._table("?key skos:inScheme ?what")

    def _table(self, pattern: str) -> dict[Term, set[Term]]:
        table: dict[Term, set[Term]] = {}
        for key, what in self._sets.select(f"SELECT ?key ?what {{ {pattern} }}"):
            table.setdefault(key, set()).add(what)
        return table


def _term(name: str) -> str:
    return f"<{iri(name)}>"


@paused_collection()
def is_spared(rule: str, sets: Sets) -> bool:
    """Tell whether it is known already that nothing breaks a rule; False if something may."""
    tells = _TELLS.get(rule)
    return tells is not None and tells(sets)


def _no_orphan(sets: Sets) -> bool:
    return all(
        sets.is_within([f"?focus a {_term(class_)}"], [values_of(_term(path))])
        for class_, path in (("ai:Attribution", "ai:attribution"), ("ai:Evidence", "ai:evidence"))
    )


def _dated(sets: Sets) -> bool:
    """Whatever has a date has a first or a last day, and the other way round."""
    when = having(_term("ai:when"))
    first, *others, last = (
        having(_term(f"ai:{name}"))
        for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
    )
    return sets.is_within([first, *others, last], [when]) and sets.is_within([when], [first, last])


def _no_name_twice(sets: Sets) -> bool:
    return sets.size([values_of(_term("skos:prefLabel"))]) == sets.counted(_term("skos:prefLabel"))


def _all_relations_known(sets: Sets) -> bool:
    known = [f"?focus a {_term('ai:EdgeProperty')}"]
    return sets.is_within([values_of(_term("rdf:predicate"))], known)


def _all_properties_known(sets: Sets) -> bool:
    """The engine takes twice as long where the rest of the rule stands beside this."""
    classes = (f"<{OWL}ObjectProperty>", f"<{OWL}DatatypeProperty>")
    known = {p for c in classes for (p,) in sets.select(f"SELECT ?p {{ ?p a {c} }}")}
    used = {p for (p,) in sets.select("SELECT DISTINCT ?p { ?any ?p ?value }")}
    return not any(p.value.startswith(PREFIXES["ai"]) for p in used - known)


def _concepts_fit(sets: Sets) -> bool:
    asked = "?p schema:rangeIncludes ?scheme . ?scheme a skos:ConceptScheme FILTER isIRI(?p)"
    held = set(sets.select("SELECT ?value ?scheme { ?value skos:inScheme ?scheme }"))
    return all(
        (value, scheme) in held
        for path, scheme in sets.select(f"SELECT ?p ?scheme {{ {asked} }}")
        for value in sets.values(str(path))
    )


def _subjects_fit(sets: Sets) -> bool:
    """Each subject is looked at once for a relation, and not in each statement again."""
    told = sets.kept(Told)
    allowed = told.allowed_classes("ai:subjectClass")
    return all(
        not allowed[relation].isdisjoint(told.kinds(subject))
        for relation, subjects in told.subjects.items()
        for subject in subjects
        if subject is not None
    )


def _objects_fit(sets: Sets) -> bool:
    told = sets.kept(Told)
    allowed, schemes = told.allowed("ai:objectClass"), told.allowed("ai:objectScheme")
    classes = told.allowed_classes("ai:objectClass")

    def fits(relation: Term, thing: Term) -> bool:
        if isinstance(thing, ox.Literal):
            return thing.datatype in allowed[relation]
        return not (
            classes[relation].isdisjoint(told.kinds(thing))
            and schemes[relation].isdisjoint(told.schemes.get(thing, ()))
        )

    return all(
        fits(relation, thing)
        for relation, objects in told.objects.items()
        for thing in objects
        if thing is not None
    )


def _none_of_itself(sets: Sets) -> bool:
    return not sets.kept(Told).is_of_itself


def _symmetric_once(sets: Sets) -> bool:
    return not any(
        (object_, subject) in pairs
        for pairs in sets.kept(Told).pairs.values()
        for subject, object_ in pairs
    )


_STATED = """
SELECT ?s ?p ?o ?rank WHERE {{
  VALUES ?status {{ ai:Established ai:Reported }}
  ?told ai:status ?status ; ai:modality ai:Actual ; ai:rank ?rank ;
    {} ?s ; {} ?p ; {} ?o .
  FILTER (?rank IN (ai:Preferred, ai:Normal))
  MINUS {{ ?fact ai:statement ?told }}
}}
"""
_BEST = """
SELECT ?s ?p ?rank WHERE {{
  VALUES ?status {{ ai:Established ai:Reported }}
  ?told ai:rank ai:Preferred ; ai:status ?status ; ai:modality ai:Actual ;
    {} ?s ; {} ?p .
  OPTIONAL {{ ?told ai:rank ?rank . FILTER (?rank = ai:Normal) }}
}}
"""
_DIRECT = """
SELECT ?s ?p ?o WHERE {
  { ?p a ai:EdgeProperty . ?s ?p ?o . FILTER (?p != ai:amount) }
  UNION
  { ?p a ai:EdgeProperty . FILTER (?p = ai:amount)
    ?s ai:amount ?o . FILTER NOT EXISTS { ?s a ai:Statement } }
}
"""
_ABOVE = f"""
SELECT ?p ?above ?symmetric WHERE {{
  ?p rdfs:subPropertyOf* ?above . ?above a ai:EdgeProperty .
  OPTIONAL {{ ?p a ?symmetric . FILTER (?symmetric = <{OWL}SymmetricProperty>) }}
}}
"""
_OF_STATEMENTS = ("rdf:subject", "rdf:predicate", "rdf:object")
_OF_FACTS = ("ai:subject", "ai:relation", "ai:object")


def _direct_fit(sets: Sets) -> bool:
    """Direct triples are what holds; where something is preferred, the preferred ones alone."""
    stated, of_facts = _standing(sets, _OF_STATEMENTS), _standing(sets, _OF_FACTS)
    if stated is None or of_facts is None:
        return False
    entailed = set()
    if of_facts:
        above = defaultdict(list)
        for relation, over, symmetric in sets.select(_ABOVE):
            above[relation].append((over, symmetric is not None))
        for s, p, o in of_facts:
            for over, symmetric in above[p]:
                entailed.add((s, over, o))
                if symmetric:
                    entailed.add((o, over, s))
    return stated | of_facts | entailed == set(sets.select(_DIRECT))


def _standing(sets: Sets, parts: tuple[str, str, str]) -> set[tuple[Term, Term, Term]] | None:
    """The triples of what holds, by its parts; None if something is of two ranks at once."""
    best = set()
    for s, p, rank in sets.select(_BEST.format(*parts)):
        if rank is not None:
            return None
        best.add((s, p))
    preferred = ox.NamedNode(iri("ai:Preferred"))
    return {
        (s, p, o)
        for s, p, o, rank in sets.select(_STATED.format(*parts))
        if rank == preferred or (s, p) not in best
    }


_TELLS: Mapping[str, Callable[[Sets], bool]] = {
    "direct_triples": _direct_fit,
    "object_class": _objects_fit,
    "orphan": _no_orphan,
    "same_name": _no_name_twice,
    "self_relation": _none_of_itself,
    "subject_class": _subjects_fit,
    "symmetric_twice": _symmetric_once,
    "time_bounds": _dated,
    "unknown_concept": _concepts_fit,
    "unknown_predicate": _all_relations_known,
    "unknown_property": _all_properties_known,
}
"""Rule → what tells that nothing breaks it."""
