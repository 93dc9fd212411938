"""A store of a graph that was made just now, and that answers as soon as its union is read.

As in a release, most questions do not name a graph; the named graphs are put beside the union
when the first one does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from aiactors.store.release import names_graphs
from aiactors.store.store import FORMATS, Graphs, Results, Store
from aiactors.store.values import Term

if TYPE_CHECKING:
    import pyoxigraph as ox


class LateStore(Store):
    """A store in memory, whose named graphs come late.

    Args:
        union: the union of all graphs, in Turtle.
        named: gives the named graphs, in TriG, when they are needed.
        place: where it is kept, in words.

    Example:
        >>> store = LateStore(b"<urn:s> <urn:p> 1 .", lambda: b"<urn:g> { <urn:s> <urn:p> 1 }")
        >>> bool(store.query("ASK { ?s <urn:p> 1 }")), len(store), store.graphs()
        (True, 1, ['urn:g'])
    """

    def __init__(self, union: bytes, named: Callable[[], bytes], place: str = "in memory") -> None:
        """Read the union, and the ontology."""
        super().__init__()
        self._late: Callable[[], bytes] | None = named
        self._union = Store()
        self._union.inner.bulk_load(union, FORMATS[".ttl"])
        self._union.add_ontology()
        self._said_place = place

    @property
    def place(self) -> str:
        """Where it is kept, in words."""
        return self._said_place

    @property
    def inner(self) -> ox.Store:
        """The engine's own store, with all graphs."""
        if self._late is not None:
            self._union.inner.bulk_load(self._late(), FORMATS[".trig"])
            self._late = None
        return self._union.inner

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        graphs: Graphs | None = None,
        base: str | None = None,
    ) -> Results:
        """Ask a query; see :meth:`Store.query`."""
        if self._late is not None and (graphs is not None or names_graphs(sparql)):
            _ = self.inner
        return self._union.query(sparql, bindings, graphs, base)
