"""What ties are found in: a model that is at hand, or columns beside a store that is not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from aiactors.model import DossierSet
from aiactors.network.model import Kind
from aiactors.network.project import Projector
from aiactors.paths.links import Conditions, Links, links
from aiactors.rdf import derive

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aiactors.columns import Columns

Excerpt = Callable[[Iterable[str], Iterable[str]], DossierSet]
"""References of statements, and of entities → the part of the graph that they are in."""


class Ground(Protocol):
    """What ties are found in."""

    def kind(self, ref: str) -> Kind | None:
        """Return what an entity is drawn as; None where it is not there."""

    def links(self, conditions: Conditions) -> Links:
        """Return all hops there may be under some conditions."""
        ...

    def told(self, statements: Iterable[str], entities: Iterable[str]) -> Projector:
        """Return the model, or the part of it that holds some statements and entities."""
        ...


class ModelGround:
    """A model that is at hand.

    Args:
        projector: the model, in words.
    """

    def __init__(self, projector: Projector) -> None:
        """Keep it."""
        self.projector = projector

    def kind(self, ref: str) -> Kind | None:
        """Return what an entity is drawn as; None where it is not there."""
        return self.projector.kinds.get(ref)

    def links(self, conditions: Conditions) -> Links:
        """Return all hops there may be under some conditions."""
        return links(self.projector, conditions)

    def told(self, statements: Iterable[str], entities: Iterable[str]) -> Projector:
        """Return the whole model."""
        return self.projector


class ColumnGround:
    """Columns beside a store, of which only that is read which is told in the end.

    Args:
        columns: the columns.
        excerpt: reads a part of the store.
    """

    def __init__(self, columns: Columns, excerpt: Excerpt) -> None:
        """Keep both."""
        self.columns = columns
        self.excerpt = excerpt

    @cached_property
    def _drawn(self) -> NDArray[np.bool_]:
        from aiactors.paths.rows import drawn

        return drawn(self.columns)

    def kind(self, ref: str) -> Kind | None:
        """Return what an entity is drawn as; None where it is not there."""
        from aiactors.paths.rows import kind

        # Of whom nothing is said, the columns of statements do not know.
        return kind(self.columns, ref) or self.told((), [ref]).kinds.get(ref)

    def links(self, conditions: Conditions) -> Links:
        """Return all hops there may be under some conditions."""
        from aiactors.paths.rows import column_links

        return column_links(self.columns, conditions, self._drawn)

    def told(self, statements: Iterable[str], entities: Iterable[str]) -> Projector:
        """Return the part of the model that holds some statements and entities."""
        dossiers = self.excerpt(statements, entities)
        return Projector(dossiers, derive(dossiers))
