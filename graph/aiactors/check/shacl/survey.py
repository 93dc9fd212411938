"""What a few scans of the whole graph tell: most constraints are met by all, and need no more.

To look at each entity for each constraint takes the engine two to three times as long as to
count: how many triples a property has, how many subjects, and how many values that are wrong in
themselves. One set lies within another if and only if their union is as large as the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from aiactors.check.shacl.model import Constraint, Shape
from aiactors.check.shacl.sparql import Tests, is_local

Select = Callable[[str], Iterable[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | None, ...]]]
"""Answers a query that selects."""


@dataclass(frozen=True, slots=True)
class Values:
    """What is known of the values of a property.

    Attributes:
        count: how many triples have it.
        subjects: how many entities have it.
        wrong: how many of its values do not meet all that any shape demands of a value alone.
    """

    count: int
    subjects: int
    wrong: int = 0


def targets(shape: Shape, tests: Tests) -> tuple[str, ...]:
    """Return what a shape is about.

    Args:
        shape: the shape.
        tests: writes expressions.

    Returns:
        Patterns of ``?focus``; what any of them finds is a target, and may be found twice.
    """
    return (
        *(tests.instances(class_.value, "?focus") for class_ in shape.classes),
        *(f"?focus {path} ?any" for path in shape.subjects_of),
    )


class Survey:
    """Tells which constraints are met by all; what it leaves must be looked at one by one.

    Args:
        select: answers a query that selects.
        shapes: all shapes that will be asked for.
        tests: writes expressions.
    """

    def __init__(self, select: Select, shapes: Iterable[Shape], tests: Tests) -> None:
        """Look at nothing yet."""
        self._select = select
        self._tests = tests
        self._local: dict[ox.NamedNode, list[Constraint]] = {}
        for shape, constraint in (demand for one in shapes for demand in one.demands()):
            if shape.path is not None and is_local(constraint):
                self._local.setdefault(shape.path, []).append(constraint)
        self._values = cache(self._count_values)
        self._size = cache(self._count_union)

    def is_met(self, root: Shape, shape: Shape, constraint: Constraint) -> bool:
        """Tell whether a constraint is met by all that it is about.

        Args:
            root: the shape that says what it is about.
            shape: that shape, or one of its properties.
            constraint: one of its constraints.

        Returns:
            False if it is not, or if that is not known.
        """
        if shape.path is None:
            return self._has_one(root, constraint)
        values = self._values(shape.path)
        match constraint.name:
            case "MinCount":
                return constraint.number == 1 and self._all_have(root, shape.path)
            case "MaxCount":
                return constraint.number > 0 and values.count == values.subjects
            case "UniqueLang":
                return values.count == values.subjects
            case "HasValue" | "QualifiedMinCount":
                return False
        if values.count == 0 or (is_local(constraint) and values.wrong == 0):
            return True
        return not is_local(constraint) and self._values_are(constraint, shape.path)

    def _all_have(self, root: Shape, path: ox.NamedNode) -> bool:
        """Whether all have a property: together with those that have it, they are no more."""
        have, size = f"?focus {path} ?any", self._values(path).subjects
        about = targets(root, self._tests)
        all_needed = tuple(dict.fromkeys(f"?focus {needed} ?any" for needed in _needed(root)))
        return size in (self._size(about + all_needed), self._size((*about, have)))

    def _has_one(self, root: Shape, constraint: Constraint) -> bool:
        """Whether all have one of some properties, where nothing else is asked for."""
        paths = [list(_needed(part)) for part in constraint.shapes]
        asked = [len(list(part.demands())) for part in constraint.shapes]
        if constraint.name != "Or" or not all(
            len(p) == n == 1 for p, n in zip(paths, asked, strict=True)
        ):
            return False
        have = tuple(f"?focus {path} ?any" for (path,) in paths)
        return self._size(have) == self._size(have + targets(root, self._tests))

    def _values_are(self, constraint: Constraint, path: ox.NamedNode) -> bool:
        if constraint.name == "Class":
            instances = self._tests.instances(constraint.terms[0].value, "?focus")
            return self._size((instances,)) == self._size((instances, f"?any {path} ?focus"))
        if constraint.name not in ("Node", "Or"):
            return False
        test = self._tests.met(constraint, "?value", "?value")
        values = f"{{ SELECT DISTINCT ?value {{ ?focus {path} ?value }} }}"
        wrong = self._select(f"SELECT ?value {{ {values} FILTER (!{test}) }} LIMIT 1")
        return not any(True for _ in wrong)

    def _count_values(self, path: ox.NamedNode) -> Values:
        wrong, bind = "", ""
        if path in self._local:
            tests = dict.fromkeys(self._tests.met(c, "?value", "?value") for c in self._local[path])
            wrong = "(COUNT(?bad) AS ?wrong)"
            bind = f"BIND (IF({' && '.join(tests)}, ?unbound, true) AS ?bad)"
        columns = f"(COUNT(*) AS ?count) (COUNT(DISTINCT ?focus) AS ?subjects) {wrong}"
        return Values(
            *_numbers(self._select(f"SELECT {columns} {{ ?focus {path} ?value {bind} }}"))
        )

    def _count_union(self, patterns: tuple[str, ...]) -> int:
        union = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
        return next(_numbers(self._select(f"SELECT (COUNT(DISTINCT ?focus) AS ?n) {{ {union} }}")))


def _needed(root: Shape) -> Iterator[ox.NamedNode]:
    for shape, constraint in root.demands():
        if constraint.name == "MinCount" and constraint.number == 1 and shape.path is not None:
            yield shape.path


def _numbers(
    rows: Iterable[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | None, ...]],
) -> Iterator[int]:
    (row,) = rows
    return (int(term.value) for term in row if isinstance(term, ox.Literal))
