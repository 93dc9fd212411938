"""The store of a release, which answers as soon as the union of its graphs is read.

Most questions do not name a graph. To put the named graphs beside the union takes as long again,
so that is done when the first question, or the model, needs them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from aiactors.errors import FileError, RdfError
from aiactors.resources import ontology_path
from aiactors.store.guard import QUIET
from aiactors.store.kept import keep, kept_store
from aiactors.store.store import Graphs, Results, Store, rdf_format
from aiactors.store.values import Term

_WORD = re.compile(
    rf"{QUIET} | (?P<graph> (?<![\w?$:]) (?:graph|from) \b)", re.VERBOSE | re.IGNORECASE
)


def names_graphs(sparql: str) -> bool:
    r"""Tell whether a query may look into named graphs.

    Args:
        sparql: the query.

    Returns:
        False only if no word of its code can be GRAPH or FROM.

    Example:
        >>> names_graphs("SELECT * { GRAPH ?g { ?s ?p ?o } }")
        True
        >>> names_graphs("# from the graph\nSELECT ?graph { ?graph a ai:Dossier }")
        False
    """
    return any(word["graph"] is not None for word in _WORD.finditer(sparql))


class ReleaseStore(Store):
    """The graph of a release: kept on disk from an earlier run, or else in memory.

    Args:
        folder: the folder of the release; ``ai-actors.ttl`` and ``ai-actors.trig`` lie in it.

    Raises:
        FileError: if a file cannot be read.
        RdfError: if a file does not parse.

    Example:
        >>> from aiactors.resources import release_path
        >>> store = ReleaseStore(release_path())
        >>> bool(store.query("ASK { id:elon-musk ai:founded id:openai }"))
        True
        >>> bool(store.query("ASK { GRAPH dossier:openai { ?s ?p ?o } }"))
        True
    """

    def __init__(self, folder: Path) -> None:
        """Open what was kept of it, or read the union."""
        union, named = folder / "ai-actors.ttl", folder / "ai-actors.trig"
        self._files = (union, named, ontology_path() / "ai.ttl")
        kept = kept_store(self._files)
        self._union = Store() if kept is None else kept
        self.folder = self._union.folder
        self._named: Path | None = named if kept is None else None
        if kept is None:
            self._read(union)
            self._union.add_ontology()

    @property
    def place(self) -> str:
        """Where it is kept, in words."""
        return f"the release, {self._union.place}"

    def keep(self, beside: Callable[[Path], None] | None = None) -> None:
        """Keep it on disk, so that the next run opens it at once (:mod:`aiactors.store.kept`).

        Args:
            beside: see :meth:`Store.keep`.
        """
        keep(self._files, beside)

    @property
    def inner(self) -> ox.Store:
        """The engine's own store, with all graphs."""
        self._complete()
        return self._union.inner

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad of its named graphs, straight from the file: quicker than a store."""
        named = self._files[1]
        try:
            yield from ox.parse(named.read_bytes(), rdf_format(named))
        except SyntaxError as error:
            raise RdfError(str(named), str(error.msg), error.lineno or 0) from None
        except OSError as error:
            raise FileError(named, f"cannot be read: {error.strerror or error}") from None

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        graphs: Graphs | None = None,
        base: str | None = None,
    ) -> Results:
        """Ask a query; see :meth:`Store.query`."""
        if self._named is not None and (graphs is not None or names_graphs(sparql)):
            self._complete()
        return self._union.query(sparql, bindings, graphs, base)

    def _complete(self) -> None:
        """Put the named graphs beside the union, once."""
        if self._named is not None:
            self._read(self._named)
            self._named = None

    def _read(self, path: Path) -> None:
        try:
            self._union.inner.load(path.read_bytes(), rdf_format(path))
        except SyntaxError as error:
            raise RdfError(str(path), str(error.msg), error.lineno or 0) from None
        except OSError as error:
            raise FileError(path, f"cannot be read: {error.strerror or error}") from None
