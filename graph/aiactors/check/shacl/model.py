"""What shapes are made of, and what they find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

_COUNTS = ("HasValue", "MaxCount", "MinCount", "QualifiedMinCount", "UniqueLang")

Value = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that a shape demands.

    Attributes:
        name: the local name of its component: ``MinCount``, ``Class``, ``Or`` …
        terms: the terms that it is about, in their order.
        shapes: the shapes that it refers to, in their order.
        number: how many are demanded, where it counts.
    """

    name: str
    terms: tuple[ox.NamedNode | ox.Literal, ...] = ()
    shapes: tuple[Shape, ...] = ()
    number: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is about how many values there are, and not about each of them."""
        return self.name in _COUNTS


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: of an entity itself, or of the values of one of its properties.

    Attributes:
        name: its address; for one without, that of the shape that it belongs to, and its path.
        path: the property; None for a shape of the entity itself.
        messages: what it says of what it finds, in English where it can.
        error: whether what it finds is an error, else a warning.
        classes: it is about the instances of these classes.
        subjects_of: it is about whatever has one of these properties.
        constraints: what it demands.
        properties: the shapes of the properties of the same entity.
    """

    name: str
    path: ox.NamedNode | None = None
    messages: tuple[str, ...] = ()
    error: bool = True
    classes: tuple[ox.NamedNode, ...] = ()
    subjects_of: tuple[ox.NamedNode, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    properties: tuple[Shape, ...] = ()

    @property
    def is_targeted(self) -> bool:
        """Whether it says itself what it is about; else others refer to it."""
        return bool(self.classes or self.subjects_of)

    def demands(self) -> Iterator[tuple[Shape, Constraint]]:
        """Yield each constraint on an entity and its properties, with the shape it stands in."""
        for shape in (self, *self.properties):
            for constraint in shape.constraints:
                yield shape, constraint


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of validation.

    Attributes:
        focus: the entity that is not in shape.
        path: the property that is wrong; None if it is the entity itself.
        value: the value that is wrong; None if it is about how many there are.
        constraint: the local name of the component that is not met.
        shape: the shape in which that stands.
    """

    focus: Value
    path: ox.NamedNode | None
    value: Value | None
    constraint: str
    shape: Shape
