"""What records declare, where some were read again, and of the others it is known from before."""

from __future__ import annotations

from collections.abc import Collection, Container

from aiactors.bulk.previous_build import Before
from aiactors.bulk.reference_index import World
from aiactors.model import Sources
from aiactors.model.sources import Links


class KnownWorld(World):
    """The world of a build that reads few files again.

    Nothing that the last build knew of the dossiers ``read`` counts.
    """

    def __init__(self, before: Before, read: Collection[str]) -> None:
        """Start with what the last build knew."""
        super().__init__()
        self._before, self._read = before, read
        self.checker.documents = _Declared(before, read, documents=True)
        self.checker.entities = _Declared(before, read, documents=False)

    def sources(self) -> Sources:
        """Return what counts of each document as a source."""
        return Sources.looked_up(self._links_of)

    def is_bulk(self, dossier: str) -> bool:
        """Tell whether a dossier is one in bulk."""
        if dossier in self._read:
            return super().is_bulk(dossier)
        return self._before.is_bulk(dossier)

    def _links_of(self, ref: str) -> Links | None:
        return self.links.get(ref) or self._before.thing(ref, self._read)


class _Declared(set[str]):
    """References of what is declared: those that were added, and those from before."""

    def __init__(self, before: Before, read: Collection[str], *, documents: bool) -> None:
        super().__init__()
        self._before, self._read, self._documents = before, read, documents

    def __contains__(self, ref: object) -> bool:
        if super().__contains__(ref):
            return True
        found = self._before.thing(str(ref), self._read)
        return found is not None and found.is_document is self._documents


class Told(Container[str]):
    """References of all statements that are told."""

    def __init__(self, before: Before, read: Collection[str], ids: Collection[str]) -> None:
        """Store the arguments."""
        self._before, self._read, self._ids = before, read, ids

    def __contains__(self, ref: object) -> bool:
        """Tell whether there is a statement."""
        id_ = str(ref).removeprefix("st:")
        return id_ in self._ids or id_ in told_elsewhere(self._before, [id_], self._read)


def told_elsewhere(before: Before, ids: Collection[str], read: Collection[str]) -> set[str]:
    """Return the statements that dossiers tell which are not read again."""
    found = {id_ for id_, home in before.homes_of(ids).items() if home not in read}
    for id_, places in before.told(ids).items():
        if any(place.dossier not in read for place in places):
            found.add(id_)
    return found
