"""What a few scans of the whole graph tell: most constraints are met by all, and need no more.

To look at each entity for each constraint takes the engine two to three times as long as to
count: how many triples a property has, how many subjects, and how many values that are wrong in
themselves; and one set lies within another where their union is as large as the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

import pyoxigraph as ox

from aiactors.check.sets import Sets, having, values_of
from aiactors.check.shacl.model import Constraint, Shape
from aiactors.check.shacl.sparql import Tests, is_local, is_local_shape

_FEW = 100
"""So many values can be named in a query: concepts, of which each scheme has some."""


def targets(shape: Shape, sets: Sets) -> tuple[str, ...]:
    """Return the patterns of ``?focus`` for what a shape is about; may find one twice."""
    return (
        *(sets.instances(str(class_)) for class_ in shape.classes),
        *map(having, shape.subjects_of),
    )


class Survey:
    """Tells which constraints are met by all; what it leaves must be looked at one by one."""

    def __init__(self, sets: Sets, shapes: Iterable[Shape], tests: Tests) -> None:
        """Prepare; constraints are looked at when asked for."""
        self._sets = sets
        self._tests = tests
        self._local: dict[ox.NamedNode, list[Constraint]] = {}
        for shape, constraint in (demand for one in shapes for demand in one.demands()):
            if shape.path is not None and is_local(constraint):
                self._local.setdefault(shape.path, []).append(constraint)
        self._wrong = cache(self._count_wrong)

    def is_met(self, root: Shape, shape: Shape, constraint: Constraint) -> bool:
        """Tell whether a constraint is met by all targets; False also if that is not known."""
        if (path := shape.path) is None:
            return constraint.name == "Or" and self._has_one(root, constraint)
        wrong = self._wrong(path)
        match constraint.name:
            case "MinCount":
                return constraint.number == 1 and self._all_have(root, path)
            case "MaxCount":
                return constraint.number > 0 and self._has_one_value(path)
            case "UniqueLang":
                return self._has_one_value(path) or self._has_one_in_each_language(path)
            case "QualifiedMinCount":
                members = self._members(shape, constraint)
                return members is not None and self._sets.is_within(self._about(root), [members])
            case "HasValue":
                return False
        if self._sets.counted(path) == 0 or (is_local(constraint) and wrong == 0):
            return True
        return not is_local(constraint) and self._values_are(constraint, path)

    def _about(self, root: Shape) -> tuple[str, ...]:
        return targets(root, self._sets)

    def _has_one_value(self, path: ox.NamedNode) -> bool:
        return self._sets.counted(path) == self._sets.size([having(path)])

    def _has_one_in_each_language(self, path: ox.NamedNode) -> bool:
        counts = "(COUNT(*) AS ?n) (COUNT(DISTINCT ?focus) AS ?subjects)"
        by_language = f"{{ ?focus {path} ?value }} GROUP BY (LCASE(LANG(?value)) AS ?language)"
        return all(
            count == subjects or not language.value
            for language, count, subjects in self._sets.select(
                f"SELECT ?language {counts} {by_language}"
            )
            if language is not None
        )

    def _all_have(self, root: Shape, path: ox.NamedNode) -> bool:
        """Whether all have a property: together with those that have it, they are no more."""
        about, have = self._about(root), having(path)
        size = self._sets.size([have])
        # All that each must have is counted at once, which then tells of all these properties.
        if self._sets.size({*about, *map(having, _needed(root))}) == size:
            return True
        return self._sets.is_within(about, [have])

    def _has_one(self, root: Shape, constraint: Constraint) -> bool:
        """Whether all meet one of some shapes: of each of them, one of their demands at a time."""
        parts = [
            [self._members(shape, demand) for shape, demand in part.demands()]
            for part in constraint.shapes
        ]
        about = self._about(root)
        return all(
            None not in members and self._sets.is_within(about, filter(None, members))
            for members in product(*parts)
        )

    def _members(self, shape: Shape, constraint: Constraint) -> str | None:
        """The pattern of all that meet a constraint, if it is a simple one."""
        if shape.path is None:
            is_class = constraint.name == "Class"
            return self._sets.instances(str(constraint.terms[0])) if is_class else None
        if constraint.number != 1 or constraint.name not in ("MinCount", "QualifiedMinCount"):
            return None
        if not all(map(is_local_shape, constraint.shapes)):
            return None
        tests = [self._tests.conforms(part, "?any") for part in constraint.shapes]
        return having(shape.path) + "".join(f" FILTER {test}" for test in tests)

    def _values_are(self, constraint: Constraint, path: ox.NamedNode) -> bool:
        if constraint.name == "Class":
            instances = self._sets.instances(str(constraint.terms[0]))
            return self._sets.is_within([values_of(path)], [instances])
        if constraint.name not in ("Node", "Or"):
            return False
        test = self._tests.met(constraint, "?value", "?value")
        values = self._sets.values(path)
        if len(values) > _FEW or any(isinstance(value, ox.BlankNode) for value in values):
            listed = f"{{ SELECT DISTINCT ?value {{ ?focus {path} ?value }} }}"
        else:
            listed = f"VALUES ?value {{ {' '.join(map(str, values))} }}"
        return self._sets.is_empty(f"SELECT ?value {{ {listed} FILTER (!{test}) }}")

    def _count_wrong(self, path: ox.NamedNode) -> int:
        """How many values of a property do not meet all that any shape demands of a value alone."""
        wrong, bind = "", ""
        if path in self._local:
            tests = dict.fromkeys(self._tests.met(c, "?value", "?value") for c in self._local[path])
            wrong = "(COUNT(?bad) AS ?wrong)"
            bind = f"BIND (IF({' && '.join(tests)}, ?unbound, true) AS ?bad)"
        columns = f"(COUNT(*) AS ?count) (COUNT(DISTINCT ?focus) AS ?subjects) {wrong}"
        count, subjects, *bad = self._sets.numbers(
            f"SELECT {columns} {{ ?focus {path} ?value {bind} }}"
        )
        self._sets.note(path, count, subjects)
        return sum(bad)


def _needed(root: Shape) -> Iterator[ox.NamedNode]:
    for shape, constraint in root.demands():
        if constraint.name == "MinCount" and constraint.number == 1 and shape.path is not None:
            yield shape.path
