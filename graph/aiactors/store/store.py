"""The store: an embedded Oxigraph, in memory or on disk, behind the few calls that are needed.

The default graph of every query is the union of all named graphs and of the ontology, and the
project's prefixes are known without being declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from aiactors.errors import FileError, QueryError, RdfError
from aiactors.files import identity
from aiactors.resources import ontology_path
from aiactors.store.formats import FORMATS, rdf_format
from aiactors.store.prepared import prepared
from aiactors.store.syntax import asked_again
from aiactors.store.values import Term, fill
from aiactors.vocabulary import iri

DEFAULT = ox.DefaultGraph()


def change(gone: Iterable[ox.Quad], added: Iterable[ox.Quad], empty: Iterable[str]) -> str:
    """Return the update that takes away and adds, and forgets graphs that are left empty.

    What is taken away must have no blank nodes, which an update cannot name.

    Example:
        >>> change([], [], ["urn:g"]).splitlines()[-1]
        'DROP SILENT GRAPH <urn:g>'
    """
    parts = [f"DELETE DATA {{ {_data(gone)} }}", f"INSERT DATA {{ {_data(added)} }}"]
    return " ;\n".join(parts + [f"DROP SILENT GRAPH <{graph}>" for graph in sorted(empty)])


def _data(quads: Iterable[ox.Quad]) -> str:
    return "\n".join(
        f"{quad.triple} ."
        if quad.graph_name == DEFAULT
        else f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
        for quad in quads
    )


def is_blank(quad: ox.Quad) -> bool:
    """Tell whether a quad has a blank node, as none of ours: an update cannot name those."""
    return any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object))


Results = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

Graphs = tuple[
    list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph], list[ox.NamedNode | ox.BlankNode] | None
]
"""The graphs of which a query's default graph is made, and those that it can name."""

BUILT = "build.json"
"""The file beside a store that was filled in bulk."""

_IDENTITY = "IDENTITY"  # the engine makes that file with a store, and does not change it

_NO_GRAPHS = (
    "this store was filled in bulk and keeps no named graphs, only the union of all: ask without "
    "GRAPH and FROM (ai:attribution and ai:saidIn lead to who says what, and where), or load the "
    "files of aiactors build --out, which name them"
)
_UNNAMED = ox.NamedNode(iri("dossier:union"))


def _names(graphs: Graphs) -> bool:
    """Whether any of the graphs that a query is asked of has a name."""
    default, named = graphs
    return bool(named) or any(graph != DEFAULT for graph in default)


class Store:
    """A set of named graphs that can be queried: in memory, or in a folder on disk.

    Example:
        >>> store = Store()
        >>> store.load(b'GRAPH <http://g.example/> { <http://a.example/> a <http://b.example/> }',
        ...            ox.RdfFormat.TRIG)
        >>> bool(store.query("ASK { ?s a <http://b.example/> }")), len(store)
        (True, 1)
    """

    is_far = False
    """Whether each question goes to another machine."""

    is_release = False
    """Whether it is the graph that ships with the package."""

    def __init__(self, inner: ox.Store | None = None, folder: Path | None = None) -> None:
        """Store the engine's store."""
        self._inner = ox.Store() if inner is None else inner
        self._is_united = False  # as far as is known
        self.folder = folder
        self._opened = folder and identity(folder / _IDENTITY)

    @property
    def place(self) -> str:
        """Where it is kept, in words."""
        return "in memory" if self.folder is None else f"on disk in {self.folder}"

    @property
    def beside(self) -> Path | None:
        """Where what is built of it lies, such as the index of its texts; None if replaced."""
        return None if self.is_replaced else self.folder

    @property
    def is_replaced(self) -> bool:
        """Whether another store was put into its folder since it was opened."""
        return bool(self.folder and identity(self.folder / _IDENTITY) != self._opened)

    @property
    def inner(self) -> ox.Store:
        """The engine's own store."""
        return self._inner

    @classmethod
    def on_disk(cls, folder: Path, *, read_only: bool = False) -> Self:
        """Open a store on disk.

        The folder is made where it does not exist, unless ``read_only``; then several processes may
        open it. FileError if it cannot be opened.
        """
        try:
            if read_only:
                store = cls(ox.Store.read_only(str(folder)), folder)
                store._is_united = store._united()  # nothing will change
                return store
            folder.mkdir(parents=True, exist_ok=True)
            return cls(ox.Store(str(folder)), folder)
        except (OSError, RuntimeError, ValueError) as error:
            why = "another program has it open" if "lock" in str(error) else str(error)
            raise FileError(folder, f"cannot be opened as a store: {why}") from None

    @classmethod
    def of_file(cls, path: Path) -> Store:
        """Load a file of RDF, whose ending gives the format, into a new store in memory."""
        format_ = rdf_format(path)
        store = cls()
        try:
            data = path.read_bytes()
        except OSError as error:
            raise FileError(path, f"cannot be read: {error.strerror or error}") from None
        store.load(data, format_, file=str(path))
        return store

    def load(self, data: bytes, format_: ox.RdfFormat, *, file: str = "RDF") -> None:
        """Add RDF in UTF-8, all of it or nothing; ``file`` names it in errors."""
        try:
            self.inner.bulk_load(data, format_, to_graph=_UNNAMED)
            self._unite()
        except SyntaxError as error:
            raise RdfError(file, str(error.msg), error.lineno or 0) from None
        except (OSError, RuntimeError) as error:
            raise FileError("store", f"cannot be written: {error}") from None

    def _unite(self) -> None:
        """Bring the default graph up to date: every triple once, and the ontology.

        The engine can join the named graphs itself, but then it answers with a triple once for
        each graph that holds it: wrong counts, and rows that multiply with every pattern.
        """
        self.inner.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
        self.add_ontology()

    def keep(self, beside: Callable[[Path], None] | None = None) -> None:
        """Keep it for the next run, where that would save time; a store of one's own is kept.

        ``beside`` adds what goes with it to the folder.
        """

    def add_ontology(self) -> None:
        """Add the ontology to the default graph: queries answer with its labels."""
        self.inner.bulk_load((ontology_path() / "ai.ttl").read_bytes(), FORMATS[".ttl"])
        self._is_united = True

    def replace(self, data: bytes, format_: ox.RdfFormat) -> None:
        """Replace all that is there with RDF, in one step; if that fails, nothing has changed."""
        fresh = Store()
        fresh.load(data, format_)
        new, old = set(fresh.inner), set(self.inner)
        blank = {quad for quad in old - new if is_blank(quad)}
        try:
            if old:
                empty = set(self.graphs()) - set(fresh.graphs())
                self.inner.update(change(old - new - blank, new - old, empty))
            else:
                self.inner.extend(new)
            for quad in blank:
                self.inner.remove(quad)
            self.inner.flush()
        except (OSError, RuntimeError) as error:
            raise FileError("store", f"cannot be written: {error}") from None

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        graphs: Graphs | None = None,
        base: str | None = None,
    ) -> Results:
        """Ask a query of SPARQL 1.1; the project's prefixes need not be declared.

        ``bindings`` are values of variables (see :func:`aiactors.store.values.fill`). ``graphs``
        are those that make up the default graph and those that can be named (None for all); they go
        before those of the query. Relative addresses begin with ``base``. QueryError if it does not
        parse, or is refused.
        """
        text = prepared(sparql)
        engine = self._ready(
            names_graphs=text.names_graphs or (graphs is not None and _names(graphs))
        )
        sparql = fill(sparql, bindings) if bindings else sparql
        default, named = graphs or (None, None)
        ask = partial(
            engine.query,
            base_iri=base,
            prefixes=text.prefixes,
            use_default_graph_as_union=graphs is None and not self._united(),
            default_graph=default,
            named_graphs=named,
        )
        try:
            return ask(sparql)
        except SyntaxError:
            return asked_again(ask, sparql)
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"cannot be answered: {error}") from None

    def _ready(self, *, names_graphs: bool) -> ox.Store:
        """The engine, with all that a query needs that names graphs, or does not."""
        if names_graphs and self._keeps_no_graphs():
            raise QueryError(_NO_GRAPHS)
        return self._inner

    def _keeps_no_graphs(self) -> bool:
        """Whether it was filled in bulk with the union alone: each graph would seem empty."""
        return (
            self.folder is not None
            and (self.folder / BUILT).is_file()
            and next(iter(self._inner.named_graphs()), None) is None
            and self._united()
        )

    def _united(self) -> bool:
        """Whether the default graph is filled: other programs leave it empty."""
        if self._is_united:
            return True
        filled = self._inner.quads_for_pattern(None, None, None, DEFAULT)
        return next(filled, None) is not None

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad of the named graphs; of a store without any, those of its union."""
        if self._keeps_no_graphs():
            union = self.inner.quads_for_pattern(None, None, None, DEFAULT)
            ontology = ox.parse((ontology_path() / "ai.ttl").read_bytes(), FORMATS[".ttl"])
            terms = {quad.triple for quad in ontology}
            yield from (quad for quad in union if quad.triple not in terms)
        for graph in self.graphs():
            yield from self.inner.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def graphs(self) -> list[str]:
        """Return the addresses of all named graphs, in alphabetical order."""
        return sorted(graph.value for graph in self.inner.named_graphs())

    def __len__(self) -> int:
        """Return the number of quads, see :meth:`quads`."""
        return sum(1 for _ in self.quads())
