"""Graphs, put on a server: only what changed, in an order in which a break does no harm.

Before anything is written, the state on the server forgets what is about to change; when all is
there and counted, it is written anew. Whatever happens in between, the next time writes what is
missing, and no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from aiactors.errors import InputError, ServerError
from aiactors.remote.server import Server
from aiactors.remote.state import (
    DEFAULT,
    STATE,
    UNION,
    Kept,
    State,
    joins_graphs,
    read_state,
    sizes,
)
from aiactors.vocabulary import DERIVED

_CHUNK = 1_000
"""Triples of one update; some servers take no longer ones."""


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a graph to be published.

    Attributes:
        lines: its triples as lines of N-Triples, each once, in alphabetical order.
    """

    lines: Sequence[str]

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> Content:
        """Make the content of some triples."""
        return cls(sorted({f"{triple} ." for triple in triples}))

    @property
    def least(self) -> int:
        """How many triples these are at the least: a server may write 1.50 and 1.5 as one."""
        engine = ox.Store()
        engine.bulk_load("\n".join(self.lines).encode(), ox.RdfFormat.N_TRIPLES)
        return len(engine)

    @property
    def hash(self) -> str:
        """The hash of the lines."""
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()


@dataclass(slots=True)
class Published:
    """What publishing changed on a server.

    Attributes:
        written: addresses of graphs that were written.
        dropped: addresses of graphs that were taken away.
        kept: how many graphs stayed as they were.
        place: the server, for people.
    """

    written: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    kept: int = 0
    place: str = ""

    def __str__(self) -> str:
        """Return one line for people."""
        if not self.written and not self.dropped:
            return f"{self.place}: nothing has changed"
        counts = f"{len(self.written)} graphs written, {len(self.dropped)} taken away"
        return f"{self.place}: {counts}, {self.kept} as they were"


def publish(server: Server, graphs: Mapping[str, Content], union: Content) -> Published:
    """Replace the graphs that were published on a server before; those of others stay.

    ``union`` is what queries see that name no graph. InputError if others put something into the
    default graph; ServerError if something arrives incomplete.
    """
    before = read_state(server)
    there = sizes(server, before.graphs)
    intact = {name: kept for name, kept in before.graphs.items() if there[name] == kept.size}
    home = next((name for name in (UNION, DEFAULT) if name in before.graphs), "")
    wanted = {**graphs} | ({home: union} if home else {})
    same = {n: k for n, k in intact.items() if n in wanted and wanted[n].hash == k.hash}
    done = Published(
        dropped=sorted(before.graphs.keys() - wanted.keys()), kept=len(same), place=server.shown
    )
    if home and same.keys() == wanted.keys() and not done.dropped:
        return done
    changing = {n: Kept("", k.size) for n, k in before.graphs.items() if n not in same}
    _write(server, STATE, Content(State(graphs=changing | same).lines()))
    if not home:
        home = _home(server, before)
    now = dict(same)
    for name in [*sorted(graphs.keys() - same.keys(), key=lambda g: (g == DERIVED, g)), home]:
        if name not in same:
            content = union if name == home else graphs[name]
            now[name] = _write_and_count(server, name, content)
            done.written.append(name)
    for name in done.dropped:
        server.update(f"DROP SILENT GRAPH <{name}>", again=True)
    _write(server, STATE, Content(State(graphs=now).lines()))
    return done


def _home(server: Server, before: State) -> str:
    """Where the union goes: what others put into a default graph is not overwritten."""
    if joins_graphs(server):
        return UNION
    if not before.is_ours and server.ask("ASK { ?s ?p ?o }"):
        raise InputError(
            f"{server.shown}: its default graph holds triples that aiactors did not put there: "
            "take them out first (DROP DEFAULT), or name another server"
        )
    return DEFAULT


def _write_and_count(server: Server, name: str, content: Content) -> Kept:
    _write(server, name, content)
    size = sizes(server, [name])[name]
    if not content.least <= size <= len(content.lines):
        raise ServerError(
            server.shown,
            f"holds {size:,} of the {len(content.lines):,} triples of <{name}> that were written: "
            "publish again",
        )
    return Kept(content.hash, size)


def _write(server: Server, name: str, content: Content) -> None:
    """Write a graph as a whole, or by updates that can be sent twice."""
    if server.put("" if name == DEFAULT else name, ("\n".join(content.lines) + "\n").encode()):
        return
    server.update(_clear(name), again=True)
    for chunk in _chunks(content.lines):
        data = "\n".join(chunk)
        inner = data if name == DEFAULT else f"GRAPH <{name}> {{ {data} }}"
        server.update(f"INSERT DATA {{ {inner} }}", again=True)


def _clear(name: str) -> str:
    return "DROP SILENT DEFAULT" if name == DEFAULT else f"DROP SILENT GRAPH <{name}>"


def _chunks(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (lines[at : at + _CHUNK] for at in range(0, len(lines), _CHUNK))
