"""Addresses and settings."""

from __future__ import annotations

from pathlib import Path

import pytest

import aiactors
from aiactors.errors import FileError, InputError
from aiactors.remote import Settings, is_address
from aiactors.remote.address import Address, endpoints


@pytest.mark.parametrize(
    ("query", "server", "user", "update", "graphs"),
    [
        ("http://h:7878/query", "Oxigraph/0.5", "", "/update", "/store"),
        ("http://h/sparql", "granian", "", "/sparql", "/store"),
        ("http://h/sparql", "Virtuoso/07", "", "/sparql", "/sparql-graph-crud"),
        ("http://h/sparql", "Virtuoso/07", "a:b", "/sparql-auth", "/sparql-graph-crud-auth"),
        ("http://h/sparql-auth", "Virtuoso/07", "", "/sparql-auth", "/sparql-graph-crud-auth"),
        ("http://h/ds/query", "Apache Jena Fuseki", "", "/ds/update", "/ds/data"),
        ("http://h/ds", "Apache Jena Fuseki", "", "/ds", "/ds"),
        (
            "http://h/repositories/x",
            "",
            "",
            "/repositories/x/statements",
            "/repositories/x/rdf-graphs/service",
        ),
        ("http://h", "", "", "/", "/"),
    ],
)
def test_conventions(query: str, server: str, user: str, update: str, graphs: str) -> None:
    """Where updates and graphs go, as the makers of servers have it."""
    found = endpoints(query, Settings(user=user), server)
    paths = [a.removeprefix("http://h:7878").removeprefix("http://h") for a in
             (found.update, found.graphs)]  # fmt: skip
    assert paths == [update, graphs]
    own = Settings(update="http://u/", graphs="http://g/")
    assert endpoints(query, own, server).update == "http://u/"
    assert endpoints(query, own, server).graphs == "http://g/"


@pytest.mark.parametrize(
    ("where", "is_one"),
    [
        ("http://h/", True),
        ("HTTPS://h/", True),
        ("exports/a.trig", False),
        ("C:\\graph", False),
        ("http", False),
        ("a:b", False),
        (Path("http://h"), False),
        (None, False),
    ],
)
def test_what_is_meant_as_an_address(where: object, is_one: bool) -> None:
    """The network is reached only where one is named."""
    assert is_address(where) is is_one


@pytest.mark.parametrize("where", ["ftp://h/x", "file:///etc/passwd", "gopher://h"])
def test_other_addresses_are_refused(where: str) -> None:
    """In words that say what to write."""
    with pytest.raises(InputError, match="write http:// or https://"):
        aiactors.open(where)


def test_a_path_stays_a_path() -> None:
    """What a Path makes of an address is none."""
    with pytest.raises(FileError, match="no such file"):
        aiactors.open(Path("http://localhost:1/sparql"))


def test_secrets_are_not_shown() -> None:
    """Neither in the address, nor in the settings."""
    address = Address.of("http://me:p%40ss@h/sparql?key=k1")
    assert (address.url, address.user) == ("http://h/sparql?key=k1", "me:p@ss")
    assert "p@ss" not in repr(address) + address.shown
    assert "k1" not in address.shown
    settings = Settings(token="tok", user="a:b1", headers={"x": "h1"})
    assert not any(word in repr(settings) for word in ("tok'", "b1", "h1"))
    with pytest.raises(InputError) as error:
        Address.of("http://me:p4ss@h:x/sparql?key=k1")
    assert "p4ss" not in str(error.value) and "k1" not in str(error.value)


def test_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that can be set."""
    values = {
        "UPDATE": "http://u/",
        "GRAPHS": "http://g/",
        "TOKEN": "t",
        "USER": "a:b:c",
        "HEADERS": "X-Key: 1\nX-More:  2 ",
        "TIMEOUT": "7.5",
    }
    for name, value in values.items():
        monkeypatch.setenv(f"AIACTORS_STORE_{name}", value)
    found = Settings.of_environment()
    assert found == Settings(
        update="http://u/",
        graphs="http://g/",
        token="t",
        user="a:b:c",
        headers={"X-Key": "1", "X-More": "2"},
        seconds=7.5,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("USER", "me"),
        ("HEADERS", "no colon"),
        ("HEADERS", ": x"),
        ("TIMEOUT", "soon"),
        ("TIMEOUT", "-1"),
        ("TIMEOUT", "nan"),
    ],
)
def test_an_environment_that_is_wrong(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told which variable, and what to write."""
    monkeypatch.setenv(f"AIACTORS_STORE_{name}", value)
    with pytest.raises(InputError, match=f"AIACTORS_STORE_{name}"):
        aiactors.open("http://localhost/sparql")
