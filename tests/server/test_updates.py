"""What of an update reaches the engine."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.errors import QueryError
from aiactors.server.reply import HttpError
from aiactors.server.updates import LONGEST, prepare

GONE = "http://127.0.0.1:9/x"


@pytest.mark.parametrize(
    "update",
    [
        f"LOAD <{GONE}>",
        f"load <{GONE}> into graph <http://a.example/g>",
        f"DROP ALL;LOAD<{GONE}>",
        f"DROP ALL ; # a comment\nLOAD#\n<{GONE}>",
        f"PREFIX : <{GONE}> LOAD :",
        f"BASE <{GONE}>LOAD:x",
        f"BASE <urn:x>LOAD <{GONE}>",
        "PREFIX load: <http://127.0.0.1:9/>LOADload:x",
        f"INSERT DATA {{ <urn:a> <urn:b> 'LOAD ;' }} ; LOAD <{GONE}>",
        f"INSERT DATA {{ <urn:a> <urn:b> '}}' }} ; LOAD <{GONE}>",
        f"INSERT DATA {{ <urn:a#b> <urn:b> 'it''s' }} ; LOAD <{GONE}>",
        f"LOAD SILENT <{GONE}> ; LOAD <{GONE}>",
        f"LOAD <{GONE}?SILENT>",
        "LOAD <file:///etc/passwd>",
        "\\u004COAD <http://127.0.0.1:9/x>",
        f"BASE <urn:x> INSERT DATA {{ <#\\u0061> <urn:b> 1 }} ; LOAD <{GONE}>",
        f"INSERT DATA {{ <urn:a> <urn:b#\\u0061> 1 }} ; LOAD <{GONE}>",
        f"INSERT DATA {{ <urn:a> <urn:b> '\\u0027 }} ; LOAD <{GONE}> #' }}",
        f"INSERT DATA {{ <urn:a> <urn:b> 1 }} # \\u000A ; LOAD <{GONE}>",
    ],
)
def test_nothing_is_loaded(update: str) -> None:
    """In no disguise: the engine would call out."""
    with pytest.raises((HttpError, QueryError)):
        prepare(update)


@pytest.mark.parametrize(
    "update",
    [
        f"LOAD SILENT <{GONE}>",
        f"LOADSILENT<{GONE}>",
        f"LOAD SILENT <{GONE}> INTO GRAPH <http://a.example/g> ; DROP ALL",
        f"LOAD # a comment\n SILENT <{GONE}> ; LOAD SILENT <{GONE}>",
        "LOAD SILENT <file:///etc/passwd>",
        "PREFIX ex: <http://127.0.0.1:9/> LOAD SILENT ex:x",
    ],
)
def test_what_may_fail_without_a_sound_is_left_out(update: str) -> None:
    """It succeeds, and nothing is called."""
    prepared = prepare(update)
    assert "LOAD" not in prepared
    store = ox.Store()
    store.update(prepared)
    assert len(store) == 0


@pytest.mark.parametrize(
    "update",
    [
        "PREFIX load: <http://a.example/> COPY SILENT load:a TO load:b",
        "PREFIX my_load: <http://a.example/> COPY SILENT my_load:a TO my_load:b",
        "INSERT DATA { <http://a.example/load> <http://a.example/p> 'LOAD <x>' }",
        "# LOAD <http://a.example/>\nDROP ALL",
        "INSERT { ?load ?p ?o } WHERE { ?load ?p ?o }",
        "BASE <http://a.example/> INSERT DATA { <#a> <#b> <#c> }",
        "INSERT DATA { <http://a.example/\\u0061> <urn:p> 'a \\u0022LOAD\\u0022 of it' }",
        "",
    ],
)
def test_the_word_alone_loads_nothing(update: str) -> None:
    """It is let through as it is, and runs."""
    assert prepare(update) == update
    ox.Store().update(update)


@pytest.mark.parametrize(
    "update",
    [
        f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{GONE}> {{ ?s ?p ?o }} }}",
        f"DELETE WHERE {{ SERVICE SILENT <{GONE}> {{ ?s ?p ?o }} }}",
        f"INSERT DATA {{ <urn:a> <urn:b> 1 }} ; INSERT {{ ?s ?p 1e5 }} WHERE {{ ?s ?p 1e5SERVICE"
        f" <{GONE}> {{ ?s ?p ?o }} }}",
        f"BASE <{GONE}> INSERT {{ <#a> ?p ?o }} WHERE {{ SERVICE <#s> {{ ?s ?p ?o }} }}",
        "DELETE WHERE " + "{" * 2000 + "}" * 2000,
        "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o" + "+1" * 200_000 + ") }",
        "INSERT DATA { <urn:a> <urn:b> (" + "1 " * 200_000 + ") }",
        "INSERT DATA { <urn:a> <urn:b> 'open }",
        " " * (LONGEST + 1),
    ],
    ids=range(9),
)
def test_what_calls_out_or_overflows_is_refused(update: str) -> None:
    """As in queries. A pattern that went back and forth in the long ones would take minutes."""
    with pytest.raises(QueryError):
        prepare(update)


def test_long_data_is_let_through() -> None:
    """Triples without brackets are no strain, however many there are."""
    triples = "".join(f"<http://a.example/{n}> <http://a.example/p> '{n}' .\n" for n in range(9999))
    update = f"INSERT DATA {{ {triples} GRAPH <http://a.example/g> {{ {triples} }} }}"
    assert prepare(update) == update
    store = ox.Store()
    store.update(update)
    assert len(store) == 2 * 9999


GRAPHS = ("http://a.example/1",), ("http://a.example/2",)
USING = "USING <http://a.example/1> USING NAMED <http://a.example/2> "


@pytest.mark.parametrize(
    ("update", "prepared"),
    [
        (
            "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            f"INSERT {{ ?s ?p ?o }} {USING}WHERE {{ ?s ?p ?o }}",
        ),
        (
            "DELETE{?s ?p ?o}WHERE{{SELECT * WHERE{?s ?p ?o}}}",
            f"DELETE{{?s ?p ?o}}{USING}WHERE{{{{SELECT * WHERE{{?s ?p ?o}}}}}}",
        ),
        (
            "DELETE WHERE { GRAPH ?g { ?s ?p 'WHERE {' } }",
            f"DELETE {{ GRAPH ?g {{ ?s ?p 'WHERE {{' }} }} {USING}WHERE"
            " { GRAPH ?g { ?s ?p 'WHERE {' } }",
        ),
        ("PREFIX where: <urn:x> DROP ALL", "PREFIX where: <urn:x> DROP ALL"),
        ("INSERT DATA { <urn:a> <urn:using> 1 }", "INSERT DATA { <urn:a> <urn:using> 1 }"),
    ],
)
def test_graphs_of_the_request(update: str, prepared: str) -> None:
    """They stand before each WHERE at the top, and what comes of it parses."""
    assert prepare(update, *GRAPHS) == prepared
    ox.Store().update(prepared)


@pytest.mark.parametrize(
    "update",
    [
        "WITH <http://a.example/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p ?o } USING <http://a.example/g> WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p ?o } using named <http://a.example/g> WHERE { ?s ?p ?o }",
        "DROP ALL ; INSERT { ?s ?p ?o } USING <http://a.example/g> WHERE { ?s ?p ?o }",
    ],
)
def test_graphs_are_named_once(update: str) -> None:
    """By the request or by the update: the protocol has it so."""
    assert prepare(update) == update
    with pytest.raises(QueryError, match="USING"):
        prepare(update, *GRAPHS)


WORDS = st.sampled_from(
    ["LOAD", "SILENT", "DELETE", "WHERE", "{", "}", ";", "'", '"', "#", "\n", "<urn:a>", "?s", " ",
     "<http://127.0.0.1:9/x>", ":", "PREFIX", "INTO", "GRAPH", "DATA", "INSERT", "<", ">", "a"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25))
def test_no_text_calls_out(words: list[str]) -> None:
    """What is let through of any text, the engine carries out or refuses without a call."""
    text = "".join(words)
    try:
        prepared = prepare(text)
    except (QueryError, HttpError):
        return
    try:
        ox.Store().update(prepared)
    except SyntaxError:
        pass
    except OSError as error:  # "the port 9 is not allowed": it was about to call
        assert "port" not in str(error), prepared
        assert "scheme" not in str(error), prepared
