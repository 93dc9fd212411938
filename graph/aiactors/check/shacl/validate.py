"""Validation: what is not in shape, found with one query for each constraint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from aiactors.check.sets import Sets
from aiactors.check.shacl.model import Constraint, Shape, Value, Violation
from aiactors.check.shacl.sparql import COMPARED, Tests
from aiactors.check.shacl.survey import Survey, targets
from aiactors.progress import Advance
from aiactors.store import Store

if TYPE_CHECKING:
    import pyoxigraph as ox


def validate(
    store: Store,
    shapes: Sequence[Shape],
    advance: Advance = lambda _: None,
    *,
    sets: Sets | None = None,
    survey: bool = True,
) -> Iterator[Violation]:
    """Yield a violation for each value that does not meet a constraint, once for each constraint.

    Nested shapes only tell whether something conforms. The survey finds out first what is met by
    all; without it, the same is found, more slowly.

    Example:
        >>> from aiactors.check.shacl import read_shapes
        >>> from aiactors.store import FORMATS
        >>> store = Store()
        >>> store.load(b"<urn:tom> a <urn:Cat> .", FORMATS[".ttl"])
        >>> shapes = read_shapes(b'''@prefix sh: <http://www.w3.org/ns/shacl#> .
        ... <urn:shape> a sh:NodeShape ; sh:targetClass <urn:Cat> ;
        ...   sh:property [ sh:path <urn:name> ; sh:minCount 1 ] .''')
        >>> [(found.focus.value, found.constraint) for found in validate(store, shapes)]
        [('urn:tom', 'MinCount')]
    """
    run = _Run(sets or Sets(store), shapes)
    for root in shapes:
        for shape, constraint in root.demands():
            if not (survey and run.survey.is_met(root, shape, constraint)):
                yield from run.find(root, shape, constraint)
            advance(1)


class _Run:
    """One validation."""

    def __init__(self, sets: Sets, shapes: Sequence[Shape]) -> None:
        self.sets, self.select = sets, sets.select
        self.tests = Tests(sets.classes)
        self.survey = Survey(sets, shapes, self.tests)
        self._targets: dict[tuple[str, ...], frozenset[Any]] = {}

    def find(self, root: Shape, shape: Shape, constraint: Constraint) -> Iterator[Violation]:
        """Yield what does not meet one constraint."""
        if shape.path is not None and not constraint.counts:
            rows: Iterator[tuple[Any, Any]] = self._wrong_values(root, shape.path, constraint)
        elif shape.path is not None:
            test = self.tests.counted(constraint, shape.path, "?focus")
            rows = ((focus, None) for focus in self._wrong_targets(root, test))
        else:
            test = self.tests.met(constraint, "?focus", "?focus")
            rows = ((focus, focus) for focus in self._wrong_targets(root, test))
        for focus, value in rows:
            yield Violation(focus, shape.path, value, constraint.name, shape)

    def _wrong_targets(self, root: Shape, test: str) -> Iterator[Value]:
        union = " UNION ".join(f"{{ {pattern} }}" for pattern in targets(root, self.sets))
        return (f for (f,) in self.select(f"SELECT DISTINCT ?focus {{ {union} FILTER (!{test}) }}"))

    def _wrong_values(
        self, root: Shape, path: ox.NamedNode, constraint: Constraint
    ) -> Iterator[tuple[Value, Value]]:
        """Of all that have the property: those that are no targets are left out in the end."""
        where = f"?focus {path} ?value FILTER (!{self.tests.met(constraint, '?focus', '?value')})"
        if constraint.name in ("LessThan", "LessThanOrEquals"):
            # Two tables that are joined take less than looking for each one's other value.
            where = (
                f"{{ SELECT ?focus ?value {{ ?focus {path} ?value }} }} "
                f"{{ SELECT ?focus ?other {{ ?focus {constraint.terms[0]} ?other }} }} "
                f"FILTER (!COALESCE(?value {COMPARED[constraint.name]} ?other, false))"
            )
        about = targets(root, self.sets)
        for focus, value in self.select(f"SELECT DISTINCT ?focus ?value {{ {where} }}"):
            if focus in self._all_targets(about):
                yield focus, value

    def _all_targets(self, patterns: tuple[str, ...]) -> frozenset[Any]:
        if patterns not in self._targets:
            union = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
            rows = self.select(f"SELECT DISTINCT ?focus {{ {union} }}")
            self._targets[patterns] = frozenset(focus for (focus,) in rows)
        return self._targets[patterns]
