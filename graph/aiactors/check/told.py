"""Of whom statements are told: read once, for the rules that look at each of them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from aiactors.check.sets import OWL, Sets
from aiactors.vocabulary import iri

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
