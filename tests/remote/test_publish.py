"""Publishing to a server that runs: only what changed, whatever breaks in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyoxigraph as ox
import pytest

from aiactors.errors import InputError, ServerError
from aiactors.query import Result
from aiactors.remote import Settings
from aiactors.remote.server import Server
from aiactors.remote.state import DEFAULT, STATE, UNION
from aiactors.remote.store import RemoteStore
from aiactors.store import FORMATS
from aiactors.vocabulary import DERIVED, iri
from tests import servers
from tests.servers import Served

pytestmark = pytest.mark.heavy

TRIG = FORMATS[".trig"]
A, B = iri("dossier:a"), iri("dossier:b")
FIRST = f"""
<{A}> {{ <urn:x> <urn:p> 1 , 2 }}
<{B}> {{ <urn:y> <urn:p> 1 }}
<{DERIVED}> {{ <urn:x> <urn:q> <urn:y> }}
""".encode()
SECOND = FIRST.replace(b"1 , 2", b"1 , 3")


@pytest.fixture
def served(oxigraph: Served) -> Served:
    """A server that holds nothing."""
    oxigraph.cleared()
    return oxigraph


def counted(served: Served) -> dict[str, int]:
    """The graphs that the server holds, and how many triples each has."""
    sparql = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    rows = Server(served.address).select(sparql, ("g", "n"))
    return {str(graph): int(n) for graph, n in Result(rows)}


def in_the_default_graph(served: Served) -> set[str]:
    """What the default graph says of three things of the tests."""
    sparql = "SELECT ?s ?o { VALUES ?s { <urn:x> <urn:y> } ?s <urn:p> ?o }"
    return {f"{s} {o}" for s, o in Result(Server(served.address).select(sparql, ("s", "o")))}


def test_what_lies_on_the_server(served: Served) -> None:
    """Each graph, what tells of them, and the union in the default graph."""
    published = served.store().publish(FIRST, TRIG)
    assert published.written == [A, B, DERIVED, DEFAULT]
    assert str(published).endswith("/query: 4 graphs written, 0 taken away, 0 as they were")
    assert counted(served).keys() == {"dossier:a", "dossier:b", DERIVED, STATE}
    assert in_the_default_graph(served) == {"urn:x 1", "urn:x 2", "urn:y 1"}


def test_only_what_changed_is_written(served: Served) -> None:
    """And graphs of others stay."""
    served.store().publish(FIRST, TRIG)
    served.store().server.update("INSERT DATA { GRAPH <urn:others> { <urn:z> <urn:p> 9 } }")
    assert served.store().publish(SECOND, TRIG).written == [A, DEFAULT]
    without = b"\n".join(line for line in SECOND.split(b"\n") if B.encode() not in line)
    published = served.store().publish(without, TRIG)
    assert (published.written, published.dropped) == ([DEFAULT], [B])
    assert counted(served).keys() == {"dossier:a", DERIVED, STATE, "urn:others"}
    assert in_the_default_graph(served) == {"urn:x 1", "urn:x 3"}
    assert served.store().graphs() == [A, DERIVED]
    assert str(served.store().publish(without, TRIG)).endswith(": nothing has changed")


@pytest.mark.parametrize(
    "change",
    [
        f"INSERT DATA {{ GRAPH <{A}> {{ <urn:x> <urn:p> 99 }} }}",
        f"DROP GRAPH <{A}>",
        f"DELETE DATA {{ GRAPH <{STATE}> {{ <{A}> <http://rdfs.org/ns/void#triples> 2 }} }}",
    ],
)
def test_what_somebody_changed_there_is_mended(served: Served, change: str) -> None:
    """Numbers of triples are compared as well."""
    served.store().publish(FIRST, TRIG)
    served.store().server.update(change)
    assert A in served.store().publish(FIRST, TRIG).written
    assert served.store().publish(FIRST, TRIG).written == []
    assert counted(served)["dossier:a"] == 2


def test_the_default_graph_of_others_is_not_overwritten(served: Served) -> None:
    """It may be all that they have."""
    served.store().server.update("INSERT DATA { <urn:z> <urn:p> 9 }")
    with pytest.raises(InputError, match="take them out first"):
        served.store().publish(FIRST, TRIG)
    assert bool(Server(served.address).ask("ASK { <urn:z> <urn:p> 9 }"))


class Breaking(Server):
    """A server that is gone after some graphs were written."""

    left = 0

    def put(self, graph: str, turtle: bytes) -> bool:
        """Write a graph, or fail."""
        self.left -= 1
        if self.left < 0:
            raise ServerError(self.shown, "is gone")
        return super().put(graph, turtle)


@pytest.mark.parametrize("after", range(6))
def test_what_broke_off_goes_on_the_next_time(served: Served, after: int) -> None:
    """Whenever it breaks, nothing that is half there is taken for whole."""
    served.store().publish(FIRST, TRIG)
    changed = SECOND.replace(b"<urn:y>", b"<urn:Y>")
    store = served.store()
    store.server = breaking = Breaking(served.address)
    breaking.left = after
    if after < 6:
        with pytest.raises(ServerError, match="is gone"):
            store.publish(changed, TRIG)
    state = served.store().state
    assert state.is_whole is (after == 0)
    if not state.is_whole:
        with pytest.raises(ServerError, match="being published"):
            list(served.store().quads())
    served.store().publish(changed, TRIG)
    assert served.store().state.is_whole
    assert in_the_default_graph(served) == {"urn:x 1", "urn:x 3"}
    assert len(list(served.store().quads())) == len(list(ox.parse(changed, TRIG)))


def test_a_server_without_a_graph_store_is_written_by_updates(served: Served) -> None:
    """Piece by piece, each of which can be sent twice."""
    nowhere = served.address.replace("/query", "/nowhere")
    settings = Settings(graphs=nowhere)
    many = "".join(f"<urn:x> <urn:p> {number} .\n" for number in range(2_500))
    data = FIRST + f"<{A}-many> {{ {many} }}".encode()
    store = RemoteStore(served.address, settings)
    assert store.publish(data, TRIG).kept == 0
    assert store.publish(data, TRIG).written == []
    assert len(list(store.quads())) == 2_504
    assert counted(served)["dossier:a-many"] == 2_500
    store.publish(SECOND, TRIG)
    assert in_the_default_graph(served) == {"urn:x 1", "urn:x 3", "urn:y 1"}


def test_a_server_that_may_not_be_written_to(served: Served) -> None:
    """It is said, and nothing was written."""
    settings = Settings(graphs=served.address, update=served.address)
    with pytest.raises(ServerError):
        RemoteStore(served.address, settings).publish(FIRST, TRIG)
    assert counted(served) == {}


@pytest.fixture(scope="module")
def joining() -> Iterator[Served]:
    """A server that joins its graphs for queries which name none."""
    with servers.oxigraph("--union-default-graph") as served:
        yield served


def test_a_server_that_joins_its_graphs(joining: Served) -> None:
    """The union has a name of its own there, or triples would count several times."""
    store = joining.store()
    assert store.publish(FIRST, TRIG).written == [A, B, DERIVED, UNION]
    (row,) = Result(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p 1 }"))
    assert row == (2,)
    rows: Sequence[tuple[str, ...]] = Result(
        store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    )
    assert [row[0] for row in rows] == ["dossier:a", "dossier:b", DERIVED]
    assert bool(store.query("ASK { ai:founded rdfs:label ?label }"))


def test_a_server_that_others_filled(served: Served) -> None:
    """Its graphs are joined for queries; that it is no publication of ours does not matter."""
    served.store().server.update(
        "INSERT DATA { GRAPH <urn:g> { <urn:x> <urn:p> 1 } GRAPH <urn:h> { <urn:x> <urn:q> 2 } }"
    )
    store = served.store()
    assert store.graphs() == ["urn:g", "urn:h"]
    assert len(store) == len(list(store.quads())) == 2
    assert bool(store.query("ASK { <urn:x> <urn:p> 1 ; <urn:q> 2 }"))
    assert bool(store.query("ASK { GRAPH <urn:g> { <urn:x> <urn:p> 1 } }"))
    assert not store.state.is_ours


def test_an_empty_server(served: Served) -> None:
    """It answers with nothing."""
    store = served.store()
    assert (store.graphs(), len(store), list(store.quads())) == ([], 0, [])
    assert not store.query("ASK { ?s ?p ?o }")


def test_settings_reach_the_server(served: Served) -> None:
    """Each can be changed from Python."""
    settings = replace(Settings(), most_bytes=300)
    served.store().publish(FIRST, TRIG)
    with pytest.raises(ServerError, match="longer than 300 bytes"):
        RemoteStore(served.address, settings).query("SELECT * { ?s ?p ?o }")
