"""What a graph knows: its store, its model, its names, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from aiactors.errors import NotFoundError, RdfError
from aiactors.query import NameIndex, Names
from aiactors.store import Store

if TYPE_CHECKING:
    from aiactors.model import DossierSet, Entity, Statement
    from aiactors.network.project import Projector
    from aiactors.rdf import Derived, Standpoint

Positions = Mapping[str, tuple[float, float]]


class Known:
    """What a graph knows; nothing is read before it is needed.

    Args:
        store: where the graph is kept.
        dossiers: the model, if already at hand.
        positions: id of an entity → where it is drawn; or what reads it when it is needed.
        derived: what follows from the model, if already at hand.
    """

    def __init__(
        self,
        store: Store,
        dossiers: DossierSet | None = None,
        positions: Positions | Callable[[], Positions] | None = None,
        derived: Derived | None = None,
    ) -> None:
        """Keep the parts."""
        self.store = store
        self._dossiers = dossiers
        self._positions = positions or {}
        self._derived = derived
        self._whole: tuple[Known, Standpoint] | None = None  # where it is seen from a standpoint

    @cached_property
    def positions(self) -> Positions:
        """Where each entity is drawn, as far as it is known."""
        return self._positions() if callable(self._positions) else self._positions

    @cached_property
    def dossiers(self) -> DossierSet:
        """The model: every dossier with its entities, documents and statements."""
        from aiactors.rdf import from_quads

        found = self._dossiers or from_quads(self.store.quads())
        if self._dossiers is None and len(self.store) and not (found.entities or found.statements):
            raise RdfError("RDF", "holds no entity and no statement of this model")
        return found

    @cached_property
    def derived(self) -> Derived:
        """How each statement stands, and the direct triples."""
        from aiactors.rdf import derive

        return self._derived or derive(self.dossiers)

    @cached_property
    def names(self) -> Names:
        """Every name and alias, to find entities by."""
        return NameIndex.of_store(self.store)

    def names_at_hand(self) -> Names | None:
        """Return the names; None where they would have to be fetched from a server first."""
        return self.names if not self.store.is_far or "names" in vars(self) else None

    @cached_property
    def projector(self) -> Projector:
        """What makes networks, and sentences, of the model."""
        from aiactors.network.project import Projector

        return Projector(self.dossiers, self.derived)

    def find(self, name: str) -> str:
        """Return the reference of the entity that a name stands for.

        Args:
            name: an id, name or alias in any language; accents and case do not count.

        Returns:
            The reference: ``id:elon-musk``.

        Raises:
            NotFoundError: if there is none; the nearest names are offered.
            AmbiguousNameError: if there are several; they are listed.
        """
        return self.names.find(name)

    def entity(self, name: str) -> Entity:
        """Return the entity that a name stands for.

        Args:
            name: an id, name or alias in any language; accents and case do not count.

        Returns:
            The entity.

        Raises:
            NotFoundError: if there is none; the nearest names are offered.
            AmbiguousNameError: if there are several; they are listed.

        Example:
            >>> import aiactors
            >>> aiactors.open().entity("sutskever").id
            'ilya-sutskever'
        """
        ref = self.find(name)
        if ref not in self.dossiers.entities:
            raise NotFoundError("entity", name, hint=f"{ref} is named here, and has no class")
        return self.dossiers.entities[ref]

    def statements(self, about: str | None = None) -> list[Statement]:
        """Return statements, of all or of one entity.

        Args:
            about: a name; only statements with that subject or object are returned.

        Returns:
            The statements, in the order of subject, relation and hash.
        """
        if about is None:
            return list(self.dossiers.statements.values())
        ref = self.find(about)
        said = self._telling_of(ref).statements_of.get(ref, ())
        return [s for s in said if ref in (s.subject, s.object)]

    def _telling_of(self, _: str) -> DossierSet:
        """The model, or what of it tells of one entity."""
        return self.dossiers
