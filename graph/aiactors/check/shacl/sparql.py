"""Constraints as expressions of SPARQL that are true where the constraint is met.

Expressions never end in an error: what cannot be compared does not meet what is demanded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, count

import pyoxigraph as ox

from aiactors.check.shacl.model import Constraint, Shape
from aiactors.check.shacl.read import SH
from aiactors.vocabulary import PREFIXES

Classes = Callable[[Iterable[str]], list[str]]
"""Classes → all that lie beneath them, and they themselves, as written in SPARQL."""

_NODE_KINDS = {
    "IRI": "isIRI({})",
    "Literal": "isLiteral({})",
    "BlankNode": "isBlank({})",
    "BlankNodeOrIRI": "(!isLiteral({}))",
    "BlankNodeOrLiteral": "(!isIRI({}))",
    "IRIOrLiteral": "(!isBlank({}))",
}
_CAST = frozenset(
    PREFIXES["xsd"] + name for name in ("boolean", "date", "dateTime", "decimal", "integer")
)
"""Datatypes to which SPARQL casts a text."""

COMPARED = {"MinInclusive": ">=", "MaxInclusive": "<=", "LessThan": "<", "LessThanOrEquals": "<="}
_LOCAL = frozenset(
    ("Datatype", "In", "LanguageIn", "MaxInclusive", "MinInclusive", "NodeKind", "Pattern")
)


def is_local(constraint: Constraint) -> bool:
    """Tell whether a constraint can be checked on a value alone, without the graph."""
    if constraint.name in ("Node", "Or"):
        return all(map(is_local_shape, constraint.shapes))
    return constraint.name in _LOCAL


def is_local_shape(shape: Shape) -> bool:
    """Tell whether a shape can be checked on a value alone, without the graph."""
    return all(part.path is None and is_local(demand) for part, demand in shape.demands())


class Tests:
    """Writes SPARQL expressions that test constraints."""

    def __init__(self, classes: Classes) -> None:
        """Prepare names of variables that are used nowhere else."""
        self._classes = classes
        self._numbers = count()

    def variable(self) -> str:
        """Return a variable that was not there before."""
        return f"?v{next(self._numbers)}"

    def conforms(self, shape: Shape, node: str) -> str:
        """Return the expression that is true where a variable conforms to a shape."""
        tests = [self._of_shape(part, demand, node) for part, demand in shape.demands()]
        return f"({' && '.join(tests) or 'true'})"

    def _of_shape(self, shape: Shape, constraint: Constraint, node: str) -> str:
        if shape.path is None:
            return self.met(constraint, node, node)
        if constraint.counts:
            return self.counted(constraint, shape.path, node)
        value = self.variable()
        test = self.met(constraint, node, value)
        return f"(!EXISTS {{ {node} {shape.path} {value} FILTER (!{test}) }})"

    def counted(self, constraint: Constraint, path: ox.NamedNode, focus: str) -> str:
        """Return the expression that is true where ``focus`` has as many values as demanded."""
        match constraint.name:
            case "HasValue":
                return f"(EXISTS {{ {focus} {path} {constraint.terms[0]} }})"
            case "MaxCount":
                return f"(!{self._at_least(constraint.number + 1, path, focus)})"
            case "UniqueLang":
                one, other = self.variable(), self.variable()
                same = f"LCASE(LANG({one})) = LCASE(LANG({other})) && LANG({one}) != ''"
                return (
                    f"(!EXISTS {{ {focus} {path} {one} , {other} "
                    f"FILTER (!sameTerm({one}, {other}) && {same}) }})"
                )
        return self._at_least(constraint.number, path, focus, *constraint.shapes)

    def _at_least(self, number: int, path: ox.NamedNode, focus: str, *shapes: Shape) -> str:
        values = [self.variable() for _ in range(number)]
        if not values:
            return "true"
        tests = [f"!sameTerm({one}, {other})" for one, other in combinations(values, 2)]
        tests += [self.conforms(shape, value) for shape in shapes for value in values]
        filters = f"FILTER ({' && '.join(tests)})" if tests else ""
        return f"(EXISTS {{ {focus} {path} {' , '.join(values)} {filters} }})"

    def met(self, constraint: Constraint, focus: str, value: str) -> str:
        """Return the expression that is true where a value of ``focus`` meets a constraint."""
        match constraint.name:
            case "Node":
                return self.conforms(constraint.shapes[0], value)
            case "Or":
                return f"({' || '.join(self.conforms(s, value) for s in constraint.shapes)})"
            case "NodeKind":
                return _NODE_KINDS[constraint.terms[0].value.removeprefix(SH)].format(value)
            case "Class":
                return self._is_instance(constraint.terms[0].value, value)
            case "In":
                return f"({' || '.join(f'sameTerm({value}, {t})' for t in constraint.terms)})"
            case "Disjoint":
                return f"(!EXISTS {{ {focus} {constraint.terms[0]} {value} }})"
            case "LessThan" | "LessThanOrEquals":
                other = self.variable()
                less = f"COALESCE({value} {COMPARED[constraint.name]} {other}, false)"
                return f"(!EXISTS {{ {focus} {constraint.terms[0]} {other} FILTER (!{less}) }})"
        return f"COALESCE({_simple(constraint, value)}, false)"

    def _is_instance(self, class_: str, node: str) -> str:
        """The engine would look at all instances for each thing, were the classes a table here."""
        kind, classes = self.variable(), ", ".join(self._classes([f"<{class_}>"]))
        return f"(EXISTS {{ {node} a {kind} FILTER ({kind} IN ({classes})) }})"


def _simple(constraint: Constraint, value: str) -> str:
    """An expression that may end in an error, where the constraint is not met."""
    term = constraint.terms[0]
    match constraint.name:
        case "Datatype":
            test = f"DATATYPE({value}) = {term}"
            # A text that the datatype does not allow cannot be cast to it: that is an error.
            cast = f"DATATYPE({term}(STR({value})))"
            return f"{test} && {cast} = {term}" if term.value in _CAST else test
        case "Pattern":
            return f"REGEX(STR({value}), {ox.Literal(term.value)})"
        case "LanguageIn":
            return " || ".join(f"LANGMATCHES(LANG({value}), {t})" for t in constraint.terms)
    return f"{value} {COMPARED[constraint.name]} {term}"
