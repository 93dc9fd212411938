"""The store of a release, which answers as soon as the union of its graphs is read.

Most questions do not name a graph. To put the named graphs beside the union takes as long again,
so that is done when the first question, or the model, needs them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from aiactors.errors import FileError, RdfError
from aiactors.store.guard import QUIET
from aiactors.store.store import Results, Store, rdf_format
from aiactors.store.values import Term

if TYPE_CHECKING:
    import pyoxigraph as ox

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
    """The graph of a release, in memory.

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
        """Read the union."""
        self._union = Store()
        self._named: Path | None = folder / "ai-actors.trig"
        self._read(folder / "ai-actors.ttl")
        self._union.add_ontology()

    @property
    def inner(self) -> ox.Store:
        """The engine's own store, with all graphs."""
        self._complete()
        return self._union.inner

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Results:
        """Ask a query; see :meth:`Store.query`."""
        if self._named is not None and names_graphs(sparql):
            self._complete()
        return self._union.query(sparql, bindings)

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
