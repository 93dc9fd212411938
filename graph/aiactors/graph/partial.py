"""A graph of which only a part is read, where it is too large to be read for every question."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Self

from aiactors.errors import NotFoundError
from aiactors.graph.counted import Counted
from aiactors.progress import SILENT, Progress
from aiactors.query import NameIndex, Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiactors.model import DossierSet, Entity
    from aiactors.rdf.gather import Kept


_FEW = 2_000
"""Statements of the release that are quicker read one by one: it has four times as many."""


class Partial(Counted):
    """A graph that is asked of single entities; with columns beside its store, it is large."""

    @cached_property
    def names(self) -> Names:
        """Every name, to find entities by; with columns, they stay in the index of texts."""
        if not self.has_columns:
            return super().names
        from aiactors.search.names import IndexedNames

        every = cache(lambda: NameIndex.of_store(self.store))
        return IndexedNames(self.search_index, None if self.is_large else every)

    def names_at_hand(self) -> Names | None:
        """Return the names; None where their index would have to be made first, or fetched."""
        if self.has_columns and self.store.folder is not None:
            from aiactors.search.beside import NAME

            return self.names if (self.store.folder / NAME).is_file() else None
        return super().names_at_hand()

    def matches(self, name: str) -> list[str]:
        """Return the references of all entities that a name may stand for.

        Args:
            name: an id, name or alias in any language; accents and case do not count.

        Returns:
            References; those of documents only where nothing else has that name.
        """
        return self.names.matches(name)

    def entity(self, name: str) -> Entity:
        """Return the entity that a name stands for: see :meth:`Known.entity`."""
        if not self.has_columns:
            return super().entity(name)
        ref = self.find(name)
        found = self.excerpt((), [ref]).entities.get(ref)
        if found is None:
            raise NotFoundError("entity", name, hint=f"{ref} is named here, and has no class")
        return found

    def excerpt(
        self,
        statements: Iterable[str],
        entities: Iterable[str] = (),
        *,
        progress: Progress = SILENT,
    ) -> DossierSet:
        """Read some statements, with all that they rest on, and nothing else.

        Args:
            statements: references of statements.
            entities: references of entities and documents that are read as well.
            progress: is told how far it is.

        Returns:
            The dossiers with these statements, those that they are about, and every entity that
            one of them names: their statuses are the same as in the whole.

        Raises:
            RdfError: if the store does not hold the model.

        Example:
            >>> import aiactors
            >>> graph = aiactors.open()
            >>> some = [statement.ref for statement in graph.statements("Sutskever")[:3]]
            >>> set(some) <= set(graph.excerpt(some).statements)
            True
        """
        from aiactors.rdf import excerpt

        return excerpt(self.store.inner, statements, entities, self._kept, progress=progress)

    @cached_property
    def _kept(self) -> dict[str, Kept] | None:
        """What was read before of a large graph, whose store does not change."""
        return {} if self.has_columns else None

    def holding(
        self,
        statements: Iterable[str],
        entities: Iterable[str] = (),
        *,
        progress: Progress = SILENT,
    ) -> Self:
        """Return the graph; with columns, the part that holds some statements and entities.

        Args:
            statements: references of statements.
            entities: references of entities and documents.
            progress: is told how far it is.

        Returns:
            A graph whose model holds, at the least, all of them: see :meth:`excerpt`.
        """
        statements = list(statements)
        if not self.has_columns or self._is_quicker_whole(len(statements)):
            return self
        part = self.excerpt(statements, entities, progress=progress)
        return type(self)(self.store, part, lambda: self.positions)

    def _is_quicker_whole(self, statements: int) -> bool:
        """Whether to read so many statements one by one takes longer than to read the file."""
        return self.store.is_release and statements > _FEW

    def about(self, ref: str, *, progress: Progress = SILENT) -> Self:
        """Return the graph; with columns, the part of it that tells of one entity.

        Args:
            ref: reference of an entity or document.
            progress: is told how far it is.

        Returns:
            A graph whose model holds, at the least, every statement in which it takes part.
        """
        if not self.has_columns:
            return self
        from aiactors.rdf import statements_about

        return self.holding(statements_about(self.store.inner, ref), [ref], progress=progress)

    def _telling_of(self, ref: str) -> DossierSet:
        """The model, or what of it tells of one entity where the whole was not read."""
        whole = self._dossiers is not None or "dossiers" in vars(self)
        return self.dossiers if whole else self.about(ref).dossiers
