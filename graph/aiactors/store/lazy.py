"""A store of a graph that was made just now, and that answers as soon as its union is read.

As in a release, most questions do not name a graph; the named graphs are put beside the union
when the first one does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from aiactors.store.formats import FORMATS
from aiactors.store.store import Store

if TYPE_CHECKING:
    import pyoxigraph as ox


class CompletedStore(Store):
    """A store in which the named graphs are put when the first query, or the model, needs them."""

    _is_whole = True

    @property
    def inner(self) -> ox.Store:
        """The engine's own store, with all graphs."""
        if not self._is_whole:
            self._complete()
            self._is_whole = True
        return self._inner

    def _ready(self, *, names_graphs: bool) -> ox.Store:
        if names_graphs:
            _ = self.inner
        return super()._ready(names_graphs=names_graphs)

    def _complete(self) -> None:
        """Put the named graphs beside the union."""
        raise NotImplementedError


class LazyStore(CompletedStore):
    """A store in memory, whose named graphs come late.

    The union is Turtle; ``named`` gives the named graphs, in TriG, when they are needed.

    Example:
        >>> store = LazyStore(b"<urn:s> <urn:p> 1 .", lambda: b"<urn:g> { <urn:s> <urn:p> 1 }")
        >>> bool(store.query("ASK { ?s <urn:p> 1 }")), len(store), store.graphs()
        (True, 1, ['urn:g'])
    """

    def __init__(self, union: bytes, named: Callable[[], bytes], place: str = "in memory") -> None:
        """Read the union, and the ontology."""
        super().__init__()
        self._inner.bulk_load(union, FORMATS[".ttl"])
        self.add_ontology()
        self._named, self._is_whole = named, False
        self._said_place = place

    @property
    def place(self) -> str:
        """Where it is kept, in words."""
        return self._said_place

    def _complete(self) -> None:
        self._inner.bulk_load(self._named(), FORMATS[".trig"])
