"""What a request asks for, without a server."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.server.negotiation import choose
from aiactors.server.protocol import (
    FORM,
    QUERY,
    UPDATE,
    Operation,
    parse_operation,
    parse_parameters,
)
from aiactors.server.reply import HttpError

ASK = "ASK {}"


@pytest.mark.parametrize(
    ("method", "parameters", "media", "body", "operation"),
    [
        ("GET", "query=ASK+%7B%7D", "", "", Operation("query", ASK)),
        ("HEAD", "query=ASK+%7B%7D", "", "", Operation("query", ASK)),
        ("POST", "", QUERY, ASK, Operation("query", ASK)),
        ("POST", "", f"{QUERY}; charset=UTF-8", ASK, Operation("query", ASK)),
        ("POST", "", FORM, "query=ASK+%7B%7D", Operation("query", ASK)),
        ("POST", "", UPDATE, "DROP ALL", Operation("update", "DROP ALL")),
        ("POST", "", FORM, "update=DROP+ALL", Operation("update", "DROP ALL")),
        (
            "POST", "default-graph-uri=a:b&named-graph-uri=c:d&named-graph-uri=e:f", QUERY, ASK,
            Operation("query", ASK, ("a:b",), ("c:d", "e:f")),
        ),
        (
            "POST", "", FORM, "query=ASK+%7B%7D&default-graph-uri=a:b&format=json",
            Operation("query", ASK, ("a:b",), (), ("json",)),
        ),
        (
            "POST", "using-graph-uri=a:b&using-named-graph-uri=c:d", UPDATE, "DROP ALL",
            Operation("update", "DROP ALL", ("a:b",), ("c:d",)),
        ),
    ],
)  # fmt: skip
def test_an_operation(
    method: str, parameters: str, media: str, body: str, operation: Operation
) -> None:
    """All six ways of the protocol, with graphs."""
    assert parse_operation(method, parameters.encode(), media, body.encode()) == operation


def test_a_get_that_asks_nothing() -> None:
    """It wants the description of the service."""
    assert parse_operation("GET", b"", "", b"") is None


@pytest.mark.parametrize(
    ("method", "parameters", "media", "body", "status"),
    [
        ("GET", b"query=ASK&query=ASK", "", b"", 400),
        ("GET", b"update=DROP+ALL", "", b"", 400),
        ("GET", b"query=%ff", "", b"", 400),
        ("GET", b"query=\xff", "", b"", 400),
        ("GET", b"&".join(b"a=1" for _ in range(2000)), "", b"", 400),
        ("POST", b"", FORM, b"query=ASK&update=DROP+ALL", 400),
        ("POST", b"", FORM, b"query=ASK&query=ASK", 400),
        ("POST", b"", FORM, b"", 400),
        ("POST", b"", QUERY, b"\xff", 400),
        ("POST", b"", f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
        ("POST", b"", "", b"ASK {}", 415),
        ("POST", b"", "text/plain", b"ASK {}", 415),
    ],
)
def test_what_is_no_operation(
    method: str, parameters: bytes, media: str, body: bytes, status: int
) -> None:
    """It is refused, with the right status and with words."""
    with pytest.raises(HttpError) as caught:
        parse_operation(method, parameters, media, body)
    assert caught.value.status == status
    assert str(caught.value)


@given(text=st.text(), graphs=st.lists(st.text(min_size=1), max_size=3))
def test_every_text_comes_through(text: str, graphs: list[str]) -> None:
    """By every way the same operation."""
    wanted = Operation("query", text, tuple(graphs))
    graph_pairs = [("default-graph-uri", graph) for graph in graphs]
    pairs = [("query", text), *graph_pairs]
    assert parse_operation("GET", urlencode(pairs).encode(), "", b"") == wanted
    quoted = urlencode(pairs, quote_via=quote).encode()
    assert parse_operation("POST", b"", FORM, quoted) == wanted
    direct = parse_operation("POST", urlencode(graph_pairs).encode(), QUERY, text.encode())
    assert direct == wanted


@given(st.binary(max_size=60))
def test_parameters_of_any_bytes(encoded: bytes) -> None:
    """They are read, or refused."""
    try:
        found = parse_parameters(encoded)
    except HttpError as error:
        assert error.status == 400
    else:
        assert all(values for values in found.values())


OFFERED = ("text/turtle", "application/json", "text/csv")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/turtle"),
        ("text/turtle;q=0.1, application/json;q=0.2", "application/json"),
        ("text/*;q=0.9, text/turtle;q=0.1", "text/csv"),
        ("*/*;q=0.1, text/turtle;q=0", "application/json"),
        ("text/csv; charset=utf-8; q=1", "text/csv"),
        ("image/png, */*;q=0.01", "text/turtle"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("nonsense", None),
    ],
)
def test_the_format_that_is_liked_best(accept: str, chosen: str | None) -> None:
    """As RFC 9110 has it."""
    assert choose(accept, OFFERED) == chosen


def test_a_hostile_header_takes_no_longer_than_another() -> None:
    """It is the front that reads it."""
    assert choose("a/b" + " " * 100_000 + "x", OFFERED) is None
    assert choose("a/b;" + " " * 100_000 + "x", OFFERED) is None
    assert choose("a/b," * 100_000 + OFFERED[0], OFFERED) is None
    assert choose("a/b," * 99 + OFFERED[0], OFFERED) == OFFERED[0]


@given(st.text(max_size=80))
def test_every_header_is_understood_or_not(accept: str) -> None:
    """Whatever is sent, what is chosen is offered."""
    assert choose(accept, OFFERED) in (*OFFERED, None)
