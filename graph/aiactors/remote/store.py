"""A store on a server: asked as the embedded one is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from aiactors.errors import QueryError, RdfError, ServerError
from aiactors.remote.kept import KeptCopy
from aiactors.remote.publish import Content, Published, publish
from aiactors.remote.reading import read_graph
from aiactors.remote.server import CutError, Fields, Server
from aiactors.remote.settings import Settings
from aiactors.remote.state import HIDDEN, UNION, State, read_state, sizes
from aiactors.remote.text import declared, has_from
from aiactors.remote.virtuoso import is_doubtful
from aiactors.resources import ontology_path
from aiactors.store.formats import FORMATS
from aiactors.store.guard import check
from aiactors.store.prepared import names_graphs
from aiactors.store.store import Graphs, Results, Store
from aiactors.store.syntax import ROOM, explain
from aiactors.store.values import Term, fill
from aiactors.vocabulary import PREFIXES, iri

_UNNAMED = iri("dossier:union")


def form_of(sparql: str, base: str | None) -> Results:
    """Find out what a query answers with: an empty answer of that kind, with the same columns.

    It is asked of nothing, by our own engine; QueryError if it does not parse.

    Example:
        >>> [v.value for v in form_of("SELECT ?x { ?x a ai:Person }", None).variables]
        ['x']
    """
    try:
        return ox.Store().query(sparql + ROOM, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        why, line, column = explain(error, sparql)
        raise QueryError(why, line, column) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"cannot be answered: {error}") from None


def parsed(data: bytes, format_: ox.RdfFormat, file: str) -> dict[str, set[ox.Triple]]:
    """Read RDF: address of a graph → its triples.

    What is in no named graph is in ``dossier:union``.
    """
    graphs: defaultdict[str, set[ox.Triple]] = defaultdict(set)
    try:
        for quad in ox.parse(data, format_):
            name = quad.graph_name
            graphs[name.value if isinstance(name, ox.NamedNode) else _UNNAMED].add(quad.triple)
    except SyntaxError as error:
        raise RdfError(file, str(error.msg), error.lineno or 0) from None
    return dict(graphs)


MOST_COPIED = 5_000_000
"""The most quads of which a copy is made because a server may answer wrongly."""


class RemoteStore(Store):
    """A store on any SPARQL 1.1 server.

    Queries are answered there. Where the model is needed, its graphs are read from there.

    Without settings, it is spoken to as the environment says.

    Example:
        >>> RemoteStore("http://me:secret@localhost:7878/query").place
        'on the server http://localhost:7878/query'
    """

    is_far = True

    def __init__(self, address: str, settings: Settings | None = None) -> None:
        """Prepare; nothing is asked of the server yet."""
        super().__init__()
        self.server = Server(address, settings)
        self._copied: ox.Store | None = None
        self._is_searched = False

    @property
    def place(self) -> str:
        """Where it is kept, in words."""
        return f"on the server {self.server.shown}"

    @cached_property
    def state(self) -> State:
        """What the server holds: as it says itself, or as it is counted where others filled it."""
        return self.read_state()

    @property
    def inner(self) -> ox.Store:
        """A copy of all graphs: for those who need the engine itself."""
        if self._copied is None:
            self._copied = self.kept.copy()
        if self._copied is None:
            self._copied = self._copy()
            self.kept.keep(self._copied)
        return self._copied

    def _copy(self) -> ox.Store:
        copy = Store()
        copy.inner.bulk_extend(self._read())
        copy.inner.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
        copy.add_ontology()
        return copy.inner

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        graphs: Graphs | None = None,
        base: str | None = None,
    ) -> Results:
        """Ask a query; see :meth:`Store.query`."""
        check(sparql)
        sparql = fill(sparql, bindings or {})
        form = form_of(sparql, base)
        if not _can_travel(graphs) or self._is_doubtful(sparql):
            return Store(self.inner).query(sparql, None, graphs, base)
        text, fields = declared(sparql, base), self._fields(sparql, graphs)
        if isinstance(form, ox.QueryBoolean):
            return self.server.ask(text, fields)
        pages = not self._may_be_copied
        try:
            if isinstance(form, ox.QueryTriples):
                return self.server.triples(text, fields, in_pages=pages)
            columns = [variable.value for variable in form.variables]
            return self.server.select(text, columns, fields, in_pages=pages)
        except CutError:
            return Store(self.inner).query(sparql, None, graphs, base)

    def _is_doubtful(self, sparql: str) -> bool:
        """Whether the server may answer it wrongly, and a copy answers it instead."""
        return self._may_be_copied and is_doubtful(sparql)

    @property
    def _may_be_copied(self) -> bool:
        """Whether a copy answers what the server would answer wrongly, or in very many pages."""
        return self.state.is_ours and self.server.is_virtuoso and len(self) <= MOST_COPIED

    def _fields(self, sparql: str, graphs: Graphs | None) -> Fields:
        """Which graphs are asked, as the protocol says it."""
        if graphs is not None:
            default, named = graphs
            asked = (
                [*map(_address, default)],
                [*map(_address, self.graphs() if named is None else named)],
            )
        elif has_from(sparql):
            return []
        elif UNION in self.state.graphs:
            asked = [UNION], self.state.named if names_graphs(sparql) else []
        elif self._is_to_be_joined:
            asked = self.graphs(), self.graphs() if names_graphs(sparql) else []
        else:
            return []
        fields = [("default-graph-uri", name) for name in asked[0]]
        return fields + [("named-graph-uri", name) for name in asked[1]]

    @cached_property
    def _is_to_be_joined(self) -> bool:
        """Whether others filled the server, and queries without a graph find nothing there."""
        if self.state.is_ours or self.server.ask("ASK { ?s ?p ?o }"):
            return False
        return bool(self.graphs())

    def graphs(self) -> list[str]:
        """Return the addresses of all named graphs, in alphabetical order."""
        return self.state.named if self.state.is_ours else self._found_graphs

    @cached_property
    def _found_graphs(self) -> list[str]:
        rows: Any = self.server.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", ("g",))
        return sorted({row[0].value for row in rows} - HIDDEN)

    @cached_property
    def _sizes(self) -> dict[str, int]:
        if self.state.is_ours:
            return {name: self.state.graphs[name].size for name in self.state.named}
        return sizes(self.server, self.graphs())

    def __len__(self) -> int:
        """Return the number of quads in the named graphs."""
        return sum(self._sizes.values())

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad of the named graphs: of the copy, where one is at hand or to be kept."""
        if self._copied is not None or self.kept.folder is not None:
            yield from Store(self.inner).quads()
        else:
            yield from self._read()

    def _read(self) -> Iterator[ox.Quad]:
        if self.state.is_ours and not self.state.is_whole:
            why = "its graph is being published, or that broke off: try again, or publish it again"
            raise ServerError(self.server.shown, why)
        for name in self.graphs():
            graph = ox.NamedNode(name)
            for t in read_graph(self.server, name, self._sizes[name]):
                yield ox.Quad(t.subject, t.predicate, t.object, graph)

    def load(self, data: bytes, format_: ox.RdfFormat, *, file: str = "RDF") -> None:
        """Add RDF to what is there: the graphs that it has something for are written anew.

        Nothing changes if it does not parse.
        """
        graphs: defaultdict[str, set[ox.Triple]] = defaultdict(set)
        for quad in self.quads():
            graphs[_address(quad.graph_name)].add(quad.triple)
        for name, triples in parsed(data, format_, file).items():
            graphs[name] |= triples
        self._publish(graphs)

    def read_state(self) -> State:
        """Ask the server what it holds now; raises what is wrong with it."""
        return read_state(self.server)

    def replace(self, data: bytes, format_: ox.RdfFormat) -> None:
        """Replace all that was published there; only what changed is sent.

        Nothing changes if it does not parse; if the server fails, the rest is sent next time.
        """
        self._publish(parsed(data, format_, "RDF"))

    def publish(self, data: bytes, format_: ox.RdfFormat) -> Published:
        """Do as :meth:`replace`, and return what was written."""
        return self._publish(parsed(data, format_, "RDF"))

    def _publish(self, graphs: Mapping[str, set[ox.Triple]]) -> Published:
        union = set(_ontology()).union(*graphs.values())
        contents = {name: Content.of(triples) for name, triples in graphs.items()}
        try:
            return publish(self.server, contents, Content.of(union))
        finally:
            self._forget()

    def _forget(self) -> None:
        """Forget what was read from the server, as it has changed."""
        for name in ("state", "_sizes", "_found_graphs", "_is_to_be_joined"):
            self.__dict__.pop(name, None)
        self._copied = None

    @property
    def kept(self) -> KeptCopy:
        """The kept copy and index of the server's current state."""
        return KeptCopy(self.server.shown, self.state)

    @property
    def beside(self) -> Path | None:
        """Where the index of its texts is kept; who asks for it needs one."""
        self._is_searched = True
        return self.kept.folder

    def keep(self, beside: Callable[[Path], None] | None = None) -> None:
        """Keep the index for the next run, if one was needed in this one; a copy is kept anyway."""
        if self._is_searched:
            self.kept.keep(beside=beside)


def _can_travel(graphs: Graphs | None) -> bool:
    """Whether graphs have names, as the protocol needs them."""
    default, named = graphs or ([], [])
    return all(isinstance(graph, ox.NamedNode) for graph in [*default, *(named or ())])


def _address(graph: Any) -> str:
    return graph if isinstance(graph, str) else str(graph.value)


def _ontology() -> Iterable[ox.Triple]:
    data = (ontology_path() / "ai.ttl").read_bytes()
    return (quad.triple for quad in ox.parse(data, FORMATS[".ttl"]))
