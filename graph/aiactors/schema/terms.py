"""The terms of the ontology: classes, relations and concepts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@functools.lru_cache(maxsize=4096)
def short(name: str) -> str:
    """Return the name of a term as dossiers write it: small letters with hyphens.

    Example:
        >>> short("ResearchLab"), short("chiefExecutiveOf")
        ('research-lab', 'chief-executive-of')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def short_concept(name: str, scheme: str) -> str:
    """Return the name of a concept as dossiers write it.

    A concept that shares its word with a class ends in the name of its scheme, which its short
    name leaves out.

    Example:
        >>> short_concept("RecordTier", "TierScheme"), short_concept("NoneFound", "ResponseScheme")
        ('record', 'none-found')
    """
    return short(name.removesuffix(scheme.removesuffix("Scheme")))


@dataclass(frozen=True, slots=True)
class Term:
    """A class or concept of the ontology.

    Attributes:
        name: its local name.
        labels: language → label.
        comments: language → what it means.
        parents: local names of the classes above it, or the scheme of a concept.
    """

    name: str
    labels: Mapping[str, str]
    comments: Mapping[str, str]
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge property: what may be the predicate of a statement.

    Attributes:
        name: its local name.
        labels: language → label, read from subject to object.
        inverse_labels: language → label, read from object to subject.
        comments: language → what it means.
        parents: local names of the relations above it.
        subject_classes: local names of the classes that its subject may have.
        object_classes: local names of the classes that its object may have.
        scheme: the concept scheme of its object, if that is a concept.
        datatype: ``integer`` or ``string``, if its object is such a literal.
        family: local name of the family that it is drawn in.
        aspect: ``State``, ``Occurrence`` or ``Lasting``.
        directed: whether it reads in one direction only.
        metric: whether it is a measure.
        recurs: ``OnceBetween``, ``OneValue`` or ``Reading``; empty where the same two can have it
            any number of times.
        one_holder: whether one subject at a time has it.
        fades_after: how many months after it was last seen a state is no longer taken to hold;
            None where it does not fade.
    """

    name: str
    labels: Mapping[str, str]
    inverse_labels: Mapping[str, str]
    comments: Mapping[str, str]
    parents: tuple[str, ...]
    subject_classes: frozenset[str]
    object_classes: frozenset[str]
    scheme: str | None
    datatype: str | None
    family: str
    aspect: str
    directed: bool
    metric: bool
    recurs: str = ""
    one_holder: bool = False
    fades_after: int | None = None

    @property
    def is_occurrence(self) -> bool:
        """Whether it happens on a day, and from then on has happened."""
        return self.aspect == "Occurrence"

    @property
    def is_post(self) -> bool:
        """Whether it is a post that a person holds at an organisation."""
        return self.family == "RoleRelation" and self.aspect == "State"

    @property
    def has_value(self) -> bool:
        """Whether what it leads to is a value that sources can give differently."""
        return self.recurs in ("OneValue", "Reading")

    @property
    def takes_money(self) -> bool:
        """Whether its object is an amount of money."""
        return "Money" in self.object_classes

    @property
    def takes_entity(self) -> bool:
        """Whether its object may be an entity."""
        return bool(self.object_classes - {"Money", "Statement"})


@dataclass(frozen=True)
class Ontology:
    """All classes, relations and concepts, by local name.

    Attributes:
        version: as in ``owl:versionInfo``.
        classes: local name → class.
        relations: local name → edge property.
        concepts: local name → concept; its one parent is its scheme.
        names: the local names of all that it defines, these and properties.
    """

    version: str
    classes: Mapping[str, Term]
    relations: Mapping[str, Relation]
    concepts: Mapping[str, Term]
    names: frozenset[str] = frozenset()
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def ancestors(self, name: str) -> frozenset[str]:
        """Return a class or a relation and all those above it, by local name.

        Example:
            >>> from aiactors.schema import load_ontology
            >>> sorted(load_ontology().ancestors("Merger"))
            ['Deal', 'Entity', 'Event', 'Merger']
            >>> sorted(load_ontology().ancestors("chairs"))
            ['boardMemberOf', 'chairs']
        """
        known = self._ancestors.get(name)
        if known is None:
            term = self.classes.get(name) or self.relations.get(name)
            parents = () if term is None else term.parents
            known = frozenset({name}).union(*(self.ancestors(parent) for parent in parents))
            self._ancestors[name] = known
        return known

    def above(self, kinds: Iterable[str]) -> frozenset[str]:
        """Return the classes above some classes, by local name, without these.

        Example:
            >>> from aiactors.schema import load_ontology
            >>> sorted(load_ontology().above(["Company"]))
            ['Agent', 'Entity', 'Organization']
        """
        return frozenset().union(*map(self.ancestors, kinds)) - frozenset(kinds)

    def most_specific(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """Return those of some classes that lie above no other of them, in order.

        Example:
            >>> from aiactors.schema import load_ontology
            >>> load_ontology().most_specific(["Agent", "Company", "Organization"])
            ('Company',)
        """
        given = set(kinds)
        over = {above for kind in given for above in self.ancestors(kind) if above != kind}
        return tuple(sorted(given - over))

    def is_a(self, kinds: Iterable[str], wanted: Iterable[str]) -> bool:
        """Tell whether one of some classes is, or is below, one of the wanted ones."""
        wanted = frozenset(wanted)
        return any(not wanted.isdisjoint(self.ancestors(kind)) for kind in kinds)

    def concepts_of(self, scheme: str) -> tuple[str, ...]:
        """Return the local names of a scheme's concepts, in alphabetical order."""
        return tuple(sorted(n for n, c in self.concepts.items() if scheme in c.parents))

    @functools.cached_property
    def kinds(self) -> Mapping[str, str]:
        """Short name → local name of every class that an entity may be of."""
        return {short(n): n for n in sorted(self.classes) if "Entity" in self.ancestors(n)}

    @functools.cached_property
    def relation_names(self) -> Mapping[str, str]:
        """Short name → local name of every relation."""
        return {short(n): n for n in sorted(self.relations)}

    def concept_names(self, scheme: str) -> Mapping[str, str]:
        """Return short name → local name of a scheme's concepts."""
        return {short_concept(n, scheme): n for n in self.concepts_of(scheme)}

    def label(self, name: str, lang: str = "en") -> str:
        """Return the label of a term, the English one where it has no other.

        KeyError if unknown.
        """
        for table in (self.classes, self.relations, self.concepts):
            if name in table:
                return table[name].labels.get(lang) or table[name].labels["en"]
        raise KeyError(name)
