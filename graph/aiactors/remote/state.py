"""What a server holds of ours: a small graph on it tells, with the hash and size of each graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import pyoxigraph as ox

from aiactors.remote.server import Server
from aiactors.vocabulary import BASE, PREFIXES

STATE: Final = BASE + "graph/state"
"""The graph that tells of the others."""

UNION: Final = BASE + "graph/union"
"""What queries ask that name no graph, where the server joins all its graphs for them."""

DEFAULT: Final = BASE + "graph/default"
"""How the state calls the default graph, where the server has one of its own."""

HIDDEN: Final = frozenset({STATE, UNION, DEFAULT})
"""Graphs that are no part of the graph: they help to ask it."""

_MARK = "http://www.w3.org/ns/sparql-service-description#GraphCollection"
_HASH = PREFIXES["schema"] + "sha256"
_SIZE = "http://rdfs.org/ns/void#triples"
MARK: Final = f"<{STATE}> <{PREFIXES['rdf']}type> <{_MARK}>"
"""What stands in the state, and in no graph of anybody else's."""

_READ = f"""SELECT ?graph ?hash ?size {{
  GRAPH <{STATE}> {{ ?graph <{_HASH}> ?hash ; <{_SIZE}> ?size }}
}}"""


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """One graph on the server.

    Attributes:
        hash: the hash of what was written; empty while that changes.
        size: how many triples the server made of it.
    """

    hash: str
    size: int


@dataclass(frozen=True, slots=True)
class State:
    """What a server holds of ours.

    Attributes:
        is_ours: whether anything was ever published there.
        graphs: address → what it holds; with :data:`UNION` or :data:`DEFAULT`.
    """

    is_ours: bool = False
    graphs: Mapping[str, Kept] = MappingProxyType({})

    @property
    def is_whole(self) -> bool:
        """Whether nobody is publishing there, or broke off doing so."""
        has_home = not self.graphs.keys().isdisjoint(HIDDEN)
        return has_home and all(kept.hash for kept in self.graphs.values())

    @property
    def named(self) -> list[str]:
        """The addresses of the graphs themselves, in alphabetical order."""
        return sorted(self.graphs.keys() - HIDDEN)

    @property
    def hash(self) -> str:
        """A hash that tells this state from any other."""
        parts = (f"{name} {kept.hash} {kept.size}" for name, kept in sorted(self.graphs.items()))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def lines(self) -> list[str]:
        """Return it as RDF, line by line in a fixed order."""
        lines = [f"{MARK} ."]
        for name, kept in sorted(self.graphs.items()):
            lines.append(f'<{name}> <{_HASH}> "{kept.hash}" ; <{_SIZE}> {kept.size} .')
        return lines


def read_state(server: Server) -> State:
    """Read what a server says that it holds."""
    graphs = {}
    for graph, hash_, size in server.select(_READ, ("graph", "hash", "size")):
        if size is not None and size.value.isdecimal():
            graphs[graph.value] = Kept(hash_.value, int(size.value))
    is_ours = bool(graphs) or bool(server.ask(f"ASK {{ GRAPH <{STATE}> {{ {MARK} }} }}"))
    return State(is_ours, graphs)


def joins_graphs(server: Server) -> bool:
    """Tell whether a server, which has the state, joins its graphs for queries that name none."""
    return bool(server.ask(f"ASK {{ {MARK} }}"))


def sizes(server: Server, graphs: Iterable[str]) -> dict[str, int]:
    """Count the triples of some graphs by address; :data:`DEFAULT` is the default graph."""
    found = dict.fromkeys(graphs, 0)
    if DEFAULT in found:
        (row,) = server.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", ("n",))
        found[DEFAULT] = int(_value(row[0]))
    if names := " ".join(f"<{name}>" for name in found if name != DEFAULT):
        rows = server.select(
            f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} "
            "GROUP BY ?g",
            ("g", "n"),
        )
        found |= {graph.value: int(_value(n)) for graph, n in rows if graph is not None}
    return found


def _value(term: Any) -> str:
    return term.value if isinstance(term, ox.Literal) else "0"
