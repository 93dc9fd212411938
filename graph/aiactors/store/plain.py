"""A store that people fill themselves, over HTTP."""

from __future__ import annotations

from aiactors.store.store import Store


class PlainStore(Store):
    """A store whose default graph holds what was put there, and is no union of the others.

    That is how SPARQL has it; the graph of a release is put together for those who ask.

    Example:
        >>> import pyoxigraph as ox
        >>> inner = ox.Store()
        >>> inner.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
        >>> bool(Store(inner).query("ASK { ?s ?p ?o }"))
        True
        >>> bool(PlainStore(inner).query("ASK { ?s ?p ?o }"))
        False
    """

    def _united(self) -> bool:
        return True
