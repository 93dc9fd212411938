"""What is done with one graph of a store: read, put, add to, delete."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from aiactors.server.answering import write_triples
from aiactors.server.change import add, drop, replace
from aiactors.server.formats import TRIPLES, content_type, media_of
from aiactors.server.limits import Limits
from aiactors.server.multipart import Body
from aiactors.server.reply import HttpError, Reply
from aiactors.store import Store

DEFAULT = ""
"""In the place of an address, the default graph."""

_GONE = "there is no graph {}"


def graph_name(address: str) -> ox.NamedNode | ox.DefaultGraph:
    """Return the engine's name of a graph, the default graph for ""; HttpError if not absolute."""
    try:
        return ox.NamedNode(address) if address else ox.DefaultGraph()
    except ValueError:
        raise HttpError(400, f"{address!r} is no absolute address: write http://…") from None


def has_graph(store: Store, address: str) -> bool:
    """Return whether a graph is there; the default graph always is."""
    name = graph_name(address)
    return isinstance(name, ox.DefaultGraph) or store.inner.contains_named_graph(name)


@dataclass(frozen=True, slots=True)
class Read:
    """Reads a graph.

    Attributes:
        graph: its address; empty for the default graph.
        accept: the header ``Accept``.
        formats: the formats that parameters name.
    """

    graph: str
    accept: str
    formats: tuple[str, ...] = ()

    def __call__(self, store: Store, limits: Limits) -> Reply:
        """Return its triples."""
        media = media_of(self.accept, self.formats, TRIPLES)
        if not has_graph(store, self.graph):
            raise HttpError(404, _GONE.format(self.graph))
        quads = store.inner.quads_for_pattern(None, None, None, graph_name(self.graph))
        body = write_triples((quad.triple for quad in quads), media, limits)
        return Reply(200, content_type(media), body, {"vary": "accept"})


@dataclass(frozen=True, slots=True)
class Put:
    """Puts triples in the place of a graph, or adds them to it.

    Attributes:
        graph: its address; empty for the default graph.
        bodies: the triples, as they were sent.
        add: whether what is there stays.
        location: the address that is told of a new graph; empty for none.
    """

    graph: str
    bodies: tuple[Body, ...]
    add: bool = False
    location: str = ""

    def __call__(self, store: Store) -> Reply:
        """Write the triples in one transaction."""
        name = graph_name(self.graph)
        triples = [triple for body in self.bodies for triple in parsed(body, self.graph)]
        is_new = not has_graph(store, self.graph)
        if self.add or is_new:
            add(store.inner, name, triples)
        else:
            replace(store.inner, name, triples)
        headers = {"location": self.location} if self.location and is_new else {}
        return Reply(201 if is_new else 204, headers=headers)


def parsed(body: Body, base: str) -> list[ox.Triple]:
    """Parse triples that were sent; without a ``base``, relative addresses are an error."""
    if body.media not in TRIPLES:
        offer = ", ".join(TRIPLES)
        raise HttpError(415, f"send triples as {offer}, and not as {body.media or 'nothing'}")
    try:
        quads = ox.parse(
            body.data,
            TRIPLES[body.media],
            base_iri=base or None,
            without_named_graphs=True,
            rename_blank_nodes=True,
        )
        return [quad.triple for quad in quads]
    except (SyntaxError, ValueError) as error:
        raise HttpError(400, f"the triples do not parse: {error}") from None


@dataclass(frozen=True, slots=True)
class Delete:
    """Deletes a graph.

    Attributes:
        graph: its address; empty for the default graph, which is emptied.
    """

    graph: str

    def __call__(self, store: Store) -> Reply:
        """Delete the graph."""
        if not has_graph(store, self.graph):
            raise HttpError(404, _GONE.format(self.graph))
        drop(store.inner, graph_name(self.graph))
        return Reply(204)
