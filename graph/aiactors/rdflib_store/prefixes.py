"""The prefixes of a store, kept on disk where the store is."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.term import URIRef

from aiactors.rdflib_store.beside import Beside


class Prefixes:
    """Prefixes and namespaces, one of each for one of the other.

    Args:
        beside: where they are kept from one run to the next.
        read_only: whether they are only read there.

    Example:
        >>> prefixes = Prefixes()
        >>> prefixes.bind("ex", URIRef("http://x.example/"), override=True)
        >>> prefixes.of[URIRef("http://x.example/")]
        'ex'
    """

    def __init__(self, beside: Beside | None = None, *, read_only: bool = False) -> None:
        """Read what was kept."""
        found = [] if beside is None else beside.prefixes()
        self.namespaces = {prefix: URIRef(namespace) for prefix, namespace in found}
        self.of = {namespace: prefix for prefix, namespace in self.namespaces.items()}
        self._beside = None if read_only else beside

    def __iter__(self) -> Iterator[tuple[str, URIRef]]:
        """Yield prefixes and namespaces."""
        return iter(list(self.namespaces.items()))

    def bind(self, prefix: str, namespace: URIRef, *, override: bool) -> None:
        """Bind a prefix.

        Args:
            prefix: the prefix.
            namespace: its namespace.
            override: whether it takes the place of what either of both is bound to.
        """
        if self.namespaces.get(prefix) == namespace:
            return
        if prefix in self.namespaces or namespace in self.of:
            if not override:
                return
            self.of.pop(self.namespaces.pop(prefix, URIRef("")), None)
            self.namespaces.pop(self.of.pop(namespace, ""), None)
        self.namespaces[prefix], self.of[namespace] = namespace, prefix
        if self._beside is not None:
            self._beside.keep_prefixes((name, str(space)) for name, space in self)
