"""Reading shapes from Turtle; whatever is not known is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from aiactors.check.shacl.model import Constraint, Shape, Value
from aiactors.errors import RdfError
from aiactors.vocabulary import PREFIXES

SH = "http://www.w3.org/ns/shacl#"
_TYPE = PREFIXES["rdf"] + "type"
_FIRST, _REST, _NIL = (PREFIXES["rdf"] + name for name in ("first", "rest", "nil"))
_CLASSES = {PREFIXES["rdfs"] + "Class", "http://www.w3.org/2002/07/owl#Class"}

COMPONENTS: Mapping[str, str] = {
    "class": "Class",
    "datatype": "Datatype",
    "disjoint": "Disjoint",
    "hasValue": "HasValue",
    "in": "In",
    "languageIn": "LanguageIn",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "maxCount": "MaxCount",
    "maxInclusive": "MaxInclusive",
    "minCount": "MinCount",
    "minInclusive": "MinInclusive",
    "node": "Node",
    "nodeKind": "NodeKind",
    "or": "Or",
    "pattern": "Pattern",
    "qualifiedMinCount": "QualifiedMinCount",
    "uniqueLang": "UniqueLang",
}
"""Parameter → component of SHACL: those that are known."""

NODE_KINDS = ("BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal")
"""Local names of the kinds that a value can be asked to be of."""

_OF_PROPERTIES = frozenset(
    (
        "disjoint",
        "hasValue",
        "lessThan",
        "lessThanOrEquals",
        "uniqueLang",
        "maxCount",
        "minCount",
        "qualifiedMinCount",
    )
)
_OTHER = frozenset(
    (
        "description",
        "group",
        "message",
        "name",
        "order",
        "severity",
        "path",
        "property",
        "qualifiedValueShape",
        "targetClass",
        "targetSubjectsOf",
    )
)
"""What else a shape may have."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What is said of one shape.

    Attributes:
        name: what to call it.
        facts: local name of each term of SHACL → values.
        within: the shape itself, and those that refer to it.
    """

    name: str
    facts: Mapping[str, list[Value]]
    within: tuple[str, ...]


def read_shapes(turtle: bytes, file: str = "shapes") -> list[Shape]:
    """Read SHACL Core shapes that name their targets; RdfError for what would not be checked.

    Example:
        >>> [shape] = read_shapes(b'''@prefix sh: <http://www.w3.org/ns/shacl#> .
        ... <urn:shape> a sh:NodeShape ; sh:targetClass <urn:Cat> ; sh:nodeKind sh:IRI .''')
        >>> shape.name, [constraint.name for constraint in shape.constraints]
        ('<urn:shape>', ['NodeKind'])
    """
    return _Reader(turtle, file).targeted()


class _Reader:
    """Reads the shapes of one text."""

    def __init__(self, turtle: bytes, file: str) -> None:
        self.file = file
        self.facts: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        try:
            for quad in ox.parse(turtle, ox.RdfFormat.TURTLE):
                if not isinstance(quad.object, ox.Triple):
                    self.facts[str(quad.subject)][quad.predicate.value].append(quad.object)
        except SyntaxError as error:
            raise RdfError(file, str(error.msg), error.lineno or 0) from None

    def refusal(self, shape: str, why: str) -> RdfError:
        return RdfError(self.file, f"{shape} {why}: what it demands would not be checked")

    def targeted(self) -> list[Shape]:
        found = [self.shape(subject) for subject in list(self.facts) if self._is_shape(subject)]
        return [shape for shape in found if shape.is_targeted]

    def _is_shape(self, subject: str) -> bool:
        kinds = {SH + "NodeShape", SH + "PropertyShape"} & self._kinds(subject)
        return bool(kinds) or any(key.startswith(SH + "target") for key in self.facts[subject])

    def _kinds(self, subject: str) -> set[str]:
        return {str(kind.value) for kind in self.facts[subject].get(_TYPE, ())}

    def shape(self, subject: str, owner: _Source | None = None) -> Shape:
        source = self._source(subject, owner)
        facts = source.facts
        self._refuse_unknown(source)
        return Shape(
            source.name,
            next(iter(self._addresses(source, "path")), None),
            _messages(facts.get("message", ())),
            error=all(one.value == SH + "Violation" for one in facts.get("severity", ())),
            classes=self._addresses(source, "targetClass"),
            subjects_of=self._addresses(source, "targetSubjectsOf"),
            constraints=tuple(self._constraints(source)),
            properties=tuple(self._property(term, source) for term in facts.get("property", ())),
        )

    def _source(self, subject: str, owner: _Source | None) -> _Source:
        facts = self.facts[subject]
        known = {k.removeprefix(SH): v for k, v in facts.items() if k.startswith(SH)}
        name = subject
        if owner is not None and subject.startswith("_:"):
            name = owner.name + "".join(f" {path}" for path in known.get("path", ()))
        within = owner.within if owner is not None else ()
        if subject in within:
            raise self.refusal(name, "refers to itself")
        if not known:
            raise self.refusal(name, "is no shape")
        return _Source(name, known, (*within, subject))

    def _property(self, term: Value, source: _Source) -> Shape:
        shape = self.shape(str(term), source)
        if shape.path is None:
            raise self.refusal(shape.name, "has a property without sh:path")
        return shape

    def _refuse_unknown(self, source: _Source) -> None:
        has_path = "path" in source.facts
        for key in sorted(source.facts):
            if key not in COMPONENTS and key not in _OTHER:
                raise self.refusal(source.name, f"has sh:{key}, which is not known here")
            if key in _OF_PROPERTIES and not has_path:
                raise self.refusal(source.name, f"has sh:{key} without sh:path")
        if has_path and "property" in source.facts:
            raise self.refusal(source.name, "has sh:property within a property")
        if has_path and any(key.startswith("target") for key in source.facts):
            raise self.refusal(source.name, "has a target of its own and sh:path")
        if len(source.facts.get("path", ())) > 1:
            raise self.refusal(source.name, "has two values of sh:path")
        if ("qualifiedValueShape" in source.facts) != ("qualifiedMinCount" in source.facts):
            raise self.refusal(source.name, "has no sh:qualifiedValueShape of a number, or none")
        if _CLASSES & self._kinds(source.within[-1]):
            raise self.refusal(source.name, "is a class as well")

    def _addresses(self, source: _Source, key: str) -> tuple[ox.NamedNode, ...]:
        terms = source.facts.get(key, ())
        found = tuple(term for term in terms if isinstance(term, ox.NamedNode))
        if len(found) < len(terms):
            raise self.refusal(source.name, f"has a value of sh:{key} that is no address")
        return found

    def _constraints(self, source: _Source) -> Iterator[Constraint]:
        for key, component in COMPONENTS.items():
            for term in source.facts.get(key, ()):
                if key == "or":
                    parts = tuple(
                        self.shape(str(item), source) for item in self._list(term, source)
                    )
                    yield Constraint(component, shapes=parts)
                elif key == "node":
                    yield Constraint(component, shapes=(self.shape(str(term), source),))
                elif key in ("in", "languageIn"):
                    yield Constraint(component, self._fixed(self._list(term, source), key, source))
                elif key.endswith("Count"):
                    yield self._counted(key, component, source)
                else:
                    yield self._plain(key, component, term, source)

    def _plain(self, key: str, component: str, term: Value, source: _Source) -> Constraint:
        if key == "uniqueLang" and term.value != "true":
            raise self.refusal(source.name, "has sh:uniqueLang other than true")
        if key == "nodeKind" and str(term.value).removeprefix(SH) not in NODE_KINDS:
            raise self.refusal(source.name, "has sh:nodeKind of no kind that there is")
        return Constraint(component, self._fixed((term,), key, source))

    def _fixed(
        self, terms: Iterable[Value], key: str, source: _Source
    ) -> tuple[ox.NamedNode | ox.Literal, ...]:
        fixed = []
        for term in terms:
            if isinstance(term, ox.BlankNode):
                raise self.refusal(source.name, f"has a blank node under sh:{key}")
            fixed.append(term)
        return tuple(fixed)

    def _counted(self, key: str, component: str, source: _Source) -> Constraint:
        numbers = source.facts[key]
        if len(numbers) > 1 or not str(numbers[0].value).isdecimal():
            raise self.refusal(source.name, f"has other than one number under sh:{key}")
        qualified = source.facts.get("qualifiedValueShape", ()) if key[0] == "q" else ()
        if len(qualified) > 1:
            raise self.refusal(source.name, "has two values of sh:qualifiedValueShape")
        parts = tuple(self.shape(str(term), source) for term in qualified)
        return Constraint(component, shapes=parts, number=int(numbers[0].value))

    def _list(self, head: Value, source: _Source) -> Iterator[Value]:
        seen = set()
        while str(head) != f"<{_NIL}>":
            links = self.facts[str(head)]
            if len(links.get(_FIRST, ())) != 1 or len(links.get(_REST, ())) != 1 or head in seen:
                raise self.refusal(source.name, "has a list that is broken")
            seen.add(head)
            yield links[_FIRST][0]
            head = links[_REST][0]


def _messages(terms: Iterable[Value]) -> tuple[str, ...]:
    """Those in English, or without a language; else all."""
    literals = [term for term in terms if isinstance(term, ox.Literal)]
    english = [term for term in literals if term.language in ("en", None)]
    return tuple(sorted(term.value for term in english or literals))
