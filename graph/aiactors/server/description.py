"""What the server is and what it holds, in RDF.

Source: `SPARQL 1.1 Service Description <https://www.w3.org/TR/sparql11-service-description/>`_.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from aiactors.graph.reader import columns_beside
from aiactors.server.answering import write_triples
from aiactors.server.formats import TRIPLES, content_type, media_of
from aiactors.server.limits import Limits
from aiactors.server.negotiation import choose
from aiactors.server.reply import Reply
from aiactors.store import Store
from aiactors.store.plain import PlainStore
from aiactors.vocabulary import PREFIXES, SEARCH

_SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
A = ox.NamedNode(PREFIXES["rdf"] + "type")

_READ = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")

_SIZES = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_SIZE = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

Object = ox.NamedNode | ox.BlankNode | ox.Literal


def wants_page(accept: str) -> bool:
    """Tell whether a client (a browser) accepts a page by name, and likes it best.

    Example:
        >>> wants_page("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"), wants_page("*/*")
        (True, False)
    """
    return choose(accept, (*TRIPLES, "text/html")) == "text/html"


class Sketch:
    """Triples that are being put together."""

    def __init__(self) -> None:
        """Start empty."""
        self.triples: list[ox.Triple] = []

    def add(self, subject: ox.NamedNode | ox.BlankNode, name: str, *objects: Object | int) -> None:
        """Add a triple for each object."""
        for value in objects:
            term = ox.Literal(value) if isinstance(value, int) else value
            self.triples.append(ox.Triple(subject, ox.NamedNode(name), term))

    def thing(self, *kinds: str) -> ox.BlankNode:
        """Return a new blank node of some classes."""
        thing = ox.BlankNode()
        self.add(thing, A.value, *map(ox.NamedNode, kinds))
        return thing


@dataclass(frozen=True, slots=True)
class Description:
    """Asks for the description of the service.

    Attributes:
        base: the address of the server, without a slash at its end.
        accept: the header ``Accept``.
        writable: whether updates are carried out.
    """

    base: str
    accept: str
    writable: bool = False

    def __call__(self, store: Store, limits: Limits) -> Reply:
        """Describe the service, and the graphs that it holds."""
        media = media_of(self.accept, (), TRIPLES)
        triples = self._triples(sizes_of(store), plain=isinstance(store, PlainStore))
        body = write_triples(triples, media, limits)
        return Reply(200, content_type(media), body, {"vary": "accept"})

    def _triples(self, sizes: dict[str, int], *, plain: bool) -> list[ox.Triple]:
        made = Sketch()
        service, endpoint = ox.BlankNode(), ox.NamedNode(f"{self.base}/sparql")
        made.add(service, A.value, ox.NamedNode(_SD + "Service"))
        made.add(service, _SD + "endpoint", endpoint)
        languages = ("SPARQL11Query", "SPARQL11Update") if self.writable else ("SPARQL11Query",)
        made.add(service, _SD + "supportedLanguage", *_named(_SD, languages))
        made.add(service, _SD + "resultFormat", *_named(_FORMATS, (*_READ, *_GRAPHS, "N3")))
        if self.writable:
            made.add(service, _SD + "inputFormat", *_named(_FORMATS, _GRAPHS))
        feature = "EmptyGraphs" if plain else "UnionDefaultGraph"
        made.add(service, _SD + "feature", ox.NamedNode(_SD + feature))
        made.add(service, _SD + "propertyFeature", ox.NamedNode(SEARCH + "matches"))
        made.add(service, _SD + "defaultDataset", _dataset(made, sizes))
        return made.triples


def _named(namespace: str, names: Iterable[str]) -> Iterator[ox.NamedNode]:
    return (ox.NamedNode(namespace + name) for name in names)


def _dataset(made: Sketch, sizes: dict[str, int]) -> ox.BlankNode:
    """The graphs that are asked where a query names none."""
    dataset = made.thing(_SD + "Dataset")
    default = made.thing(_SD + "Graph")
    made.add(default, VOID + "triples", *[sizes[""]] if "" in sizes else [])
    made.add(dataset, _SD + "defaultGraph", default)
    for address, size in sorted(sizes.items()):
        if address:
            named, graph = made.thing(_SD + "NamedGraph"), made.thing(_SD + "Graph")
            made.add(graph, VOID + "triples", size)
            made.add(named, _SD + "name", ox.NamedNode(address))
            made.add(named, _SD + "graph", graph)
            made.add(dataset, _SD + "namedGraph", named)
    return dataset


_kept: dict[str, dict[str, int]] = {}


def sizes_of(store: Store) -> dict[str, int]:
    """Return the number of triples by graph; the default graph is "".

    Counted once for each snapshot. Empty for a store with columns, where that would take longer
    than a request may.
    """
    if columns_beside(store) is not None:
        return {}
    place = str(store.folder)
    if store.folder is None or place not in _kept:
        _kept.clear()
        _kept[place] = {
            "": count_of(store, _SIZE),
            **dict.fromkeys(store.graphs(), 0),
            **counts_of(store, _SIZES),
        }
    return _kept[place]


def count_of(store: Store, query: str) -> int:
    """Return the number that a query counts."""
    return next(iter(_rows(store, query)))[1]


def counts_of(store: Store, query: str) -> dict[str, int]:
    """Return address → number, of a query that counts for each."""
    rows = _rows(store, query)
    return {name.value: size for name, size in rows if isinstance(name, ox.NamedNode)}


def _rows(store: Store, query: str) -> list[tuple[object, int]]:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return [(row[0], int(row["n"].value)) for row in found]
