"""Queries in a process of their own: answered, refused, ended, and none left behind."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pyoxigraph as ox
import pytest

from aiactors.errors import DeadlineError, FileError, InputError, QueryError
from aiactors.graph import Graph
from aiactors.mcp.asking import MOST_ROWS, Asker, Question, Table, _opened, answered
from aiactors.mcp.table import MOST_STATEMENTS, answer_of
from aiactors.mcp.text import table_text
from aiactors.opening import open_graph
from aiactors.remote.store import RemoteStore
from aiactors.store import Store
from aiactors.vocabulary import BASE
from tests.waiting import until_busy, until_ended

pytestmark = pytest.mark.heavy

KILLER = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i ?l"
HUNGRY = 'SELECT ?z { BIND (CONCAT("0123456789", "0123456789") AS ?a) ' + " ".join(
    f"BIND (CONCAT(?{a}, ?{a}, ?{a}, ?{a}, ?{a}, ?{a}, ?{a}, ?{a}, ?{a}, ?{a}) AS ?{b})"
    for a, b in zip("abcdefghi", "bcdefghiz", strict=True)
) + " }"  # fmt: skip


@pytest.fixture(scope="module")
def graph(world: Path) -> Graph:
    """The small world."""
    return open_graph(world)


@pytest.fixture
def asker(trig: Path) -> Iterator[Asker]:
    """Asks it, with more time than any test takes."""
    asker = Asker(trig, 3600)
    yield asker
    asker.close()


def ask(asker: Asker, query: str, **parameters: str) -> object:
    """Ask, and return the rows or the truth value."""
    table = asker.ask(Question(query, parameters))
    return table.rows if table.truth is None else table.truth


# --- in a process of its own ----------------------------------------------------------------


def test_it_answers(asker: Asker) -> None:
    """Rows, truth values, triples, named queries."""
    assert ask(asker, "ASK { id:ada-gray ai:founded id:mindful }") is True
    rows = ask(asker, "SELECT ?who { ?who ai:founded id:mindful }")
    assert rows == (("https://w3id.org/ai-actors/id/ada-gray",),)
    assert ask(asker, "CONSTRUCT { ?s a 1 } { ?s ai:founded ?o }") == (
        (
            "https://w3id.org/ai-actors/id/ada-gray",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            "1",
        ),
    )
    named = ask(asker, "founders", organization="Mindful AI")
    assert isinstance(named, tuple)
    assert "Ada Gray" in named[0]


def test_a_late_query_is_ended(asker: Asker) -> None:
    """With its process; and the next one is answered."""
    assert ask(asker, "ASK { ?s ?p ?o }") is True
    assert asker._process is not None
    process = psutil.Process(asker._process.pid)
    asker._seconds = 0.1
    with pytest.raises(DeadlineError, match=r"took longer than 0\.1 s"):
        ask(asker, KILLER)
    assert not process.is_running()
    asker._seconds = 3600
    assert ask(asker, "ASK { ?s ?p ?o }") is True


def test_a_query_that_takes_too_much_memory_is_ended(trig: Path) -> None:
    """And the next one is answered."""
    asker = Asker(trig, 3600)
    try:
        with pytest.raises(InputError, match="more memory than it may"):
            ask(asker, HUNGRY)
        assert ask(asker, "ASK { ?s ?p ?o }") is True
    finally:
        asker.close()


def test_its_data_is_limited_and_not_what_it_maps(asker: Asker) -> None:
    """Of a store of millions of statements, more is mapped than any limit would be."""
    ask(asker, "ASK { ?s ?p ?o }")
    assert asker._process is not None
    process = psutil.Process(asker._process.pid)
    assert process.rlimit(psutil.RLIMIT_DATA)[0] != psutil.RLIM_INFINITY
    assert process.rlimit(psutil.RLIMIT_AS)[0] == psutil.RLIM_INFINITY


def test_a_process_that_dies_is_replaced(asker: Asker) -> None:
    """Whatever killed it."""
    ask(asker, "ASK { ?s ?p ?o }")
    process = asker._process
    assert process is not None
    process.kill()
    process.join()
    assert ask(asker, "ASK { ?s ?p ?o }") is True


def test_questions_at_the_same_time_wait(asker: Asker) -> None:
    """Each gets its own answer."""
    found: dict[int, object] = {}

    def one(number: int) -> None:
        found[number] = ask(asker, f"SELECT ({number} AS ?n) {{ }}")

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: ((str(number),),) for number in range(8)}


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """Every time, without a process left behind."""
    asker = Asker(tmp_path / "nothing", 2)
    for _ in range(2):
        with pytest.raises(InputError, match="no such file or folder"):
            ask(asker, "ASK { }")
    asker.close()
    with pytest.raises(FileError):
        open_graph(tmp_path / "nothing")


def test_to_open_it_reads_next_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To count its triples takes minutes of a large store, and of another server a copy."""

    def touched(store: Store) -> ox.Store:
        raise AssertionError("all of it is at hand")

    ox.Store(str(tmp_path / "store")).flush()
    for kind in (Store, RemoteStore):
        monkeypatch.setattr(kind, "inner", property(touched))
    assert answered(_opened(tmp_path / "store"), Question("ASK { ?s ?p ?o }", {})).truth is False


def test_it_ends_with_whoever_asks(trig: Path) -> None:
    """Even in the middle of a query that nobody waits for any more."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from aiactors.mcp.asking import Asker, Question\n"
        "asker = Asker(Path(sys.argv[1]), 3600)\n"
        "asker.ask(Question('ASK { ?s ?p ?o }', {}))\n"
        "print(asker._process.pid, flush=True)\n"
        "asker.ask(Question(sys.argv[2], {}))\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", code, str(trig), KILLER], stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    process = psutil.Process(int(running.stdout.readline()))
    until_busy(process.pid)
    running.kill()
    running.wait()
    running.stdout.close()
    until_ended(process)


# --- what is answered -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["", "   ", "SELECT", "nonsense query", "INSERT DATA { id:a a id:b }", "\x00", "{"]
)
def test_what_is_no_query_is_refused(graph: Graph, query: str) -> None:
    """In words."""
    with pytest.raises((InputError, LookupError, QueryError)):
        answered(graph, Question(query, {}))


def test_rows_are_cut(graph: Graph) -> None:
    """And only then is it said so."""
    for number, cut in ((MOST_ROWS, False), (MOST_ROWS + 1, True)):
        values = " ".join(map(str, range(number)))
        table = answered(graph, Question(f"SELECT ?n {{ VALUES ?n {{ {values} }} }}", {}))
        assert (len(table.rows), table.cut) == (MOST_ROWS, cut)
        assert ("more rows" in table_text(answer_of(graph, table, "en"))) == cut


def test_what_is_not_bound_is_empty(graph: Graph) -> None:
    """And keeps its column; tabs and line ends of texts do not break the table."""
    table = answered(graph, Question('SELECT ?a ?b { BIND ("x\\ty\\nz" AS ?b) }', {}))
    assert table.rows == ((None, "x\ty\nz"),)
    assert table_text(answer_of(graph, table, "en")).startswith("a\tb\n\tx y z\n(1 rows)")


def told(graph: Graph, query: str, **parameters: str) -> set[str]:
    """Return the sentences of the statements behind an answer."""
    answer = answer_of(graph, answered(graph, Question(query, parameters)), "en")
    return {statement.sentence for statement in answer.statements}


def test_statements_that_rows_name_are_told(graph: Graph) -> None:
    """Those, and no others."""
    query = "SELECT ?s { ?s rdf:predicate ai:founded ; rdf:object id:rival }"
    assert told(graph, query) == {"Noé Léger founded Rival"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?who { ?who ai:founded id:mindful }",
        "SELECT ?who { ?who <https://w3id.org/ai-actors/ns#founded> id:mindful . }",
        "SELECT ?name { ?who ai:founded id:mindful ; skos:prefLabel ?name }",
        "SELECT * { ?who ai:founded ?what }",
        "ASK { id:ada-gray ai:founded id:mindful }",
        "CONSTRUCT WHERE { ?s ai:founded id:mindful }",
    ],
)
def test_statements_behind_direct_triples_are_told(graph: Graph, query: str) -> None:
    """However the query is written."""
    assert told(graph, query) == {"Ada Gray founded Mindful (2019-04)"}


def test_statements_behind_a_named_query_are_told(graph: Graph) -> None:
    """Which answers with names."""
    assert "Ada Gray founded Mindful (2019-04)" in told(graph, "founders", organization="Mindful")


def test_not_too_many_statements_are_told(graph: Graph) -> None:
    """And it is said that there are more."""
    table = answered(graph, Question("SELECT ?s { ?s a ai:Statement }", {}))
    answer = answer_of(graph, table, "en")
    assert len(answer.statements) == min(len(graph.statements()), MOST_STATEMENTS)
    assert any("More statements" in n for n in answer.notes) == (
        len(graph.statements()) > MOST_STATEMENTS
    )


def test_a_query_that_names_thousands_is_not_looked_behind(graph: Graph) -> None:
    """Each with each would be millions of pairs, in a process that nobody ends."""
    names = " ".join(f"id:x{number}" for number in range(5_000))
    rows = tuple((f"{BASE}id/x{number}",) for number in range(MOST_ROWS))
    table = Table(f"SELECT ?s {{ VALUES ?s {{ {names} }} }}", ("s",), rows)
    assert answer_of(graph, table, "en").statements == ()


def test_statements_are_found_among_many_that_are_none(graph: Graph) -> None:
    """Wherever they stand in the rows; as many as are told, and that there are more."""
    known = [f"{BASE}statement/{one.id}" for one in graph.statements()]
    none = [f"{BASE}statement/{number:020x}" for number in range(100)]
    for rows in ([*none, *known], [*known, *none], none):
        answer = answer_of(graph, Table("", ("s",), tuple((one,) for one in rows)), "en")
        found = [one for one in rows if one in known]
        assert [one.address for one in answer.statements] == found[:MOST_STATEMENTS]
