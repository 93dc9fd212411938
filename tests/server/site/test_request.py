"""What a visit asks for, and what its reply depends on."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from aiactors.server.limits import Limits
from aiactors.server.protocol import parse_parameters
from aiactors.server.site.host import Host, Ready
from aiactors.server.site.request import PageRequest
from aiactors.server.source import Source


def visit(query: str = "", **headers: str) -> PageRequest:
    """Somebody who asks for the search."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return PageRequest("/search", parse_parameters(query.encode()), sent, "http://kg.example")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("q=x%3Dy", "q%3Dx=y"),
        ("q=a&q=b", "q=a"),
        ("q=a&lang=fr", "q=a&lang=en"),
        ("a=b&c=d", "a=b&c%3Dd="),
        ("q=", ""),
    ],
)
def test_different_questions_are_kept_apart(one: str, other: str) -> None:
    """However their parameters are written."""
    assert visit(one).key != visit(other).key
    assert visit(one).key == visit(one).key


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True),
        ("br, GZIP ; q=0.5", True),
        ("deflate, gzip;q=1.0, *;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000, identity", False),
        ("xgzip", False),
        ("", False),
    ],
)
def test_compressed_where_it_may_be(accepted: str, takes: bool) -> None:
    """A quality of zero is a refusal."""
    assert visit(accept_encoding=accepted).takes_gzip == takes


def test_the_graph_before_goes(world: Path, tmp_path: Path) -> None:
    """As soon as the new one is asked, although no garbage is collected any more."""
    for name in ("one", "two"):
        Source(world).prepare(tmp_path / name)
    host, asked = Host(Limits()), PageRequest("/", {}, {"accept": "text/html"}, "http://kg.example")
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    try:
        host(one, Ready())
        host(one, asked)
        before = weakref.ref(host._graphs[one])
        host(two, Ready())
        assert before() is not None
        host(two, asked)
        assert before() is None
    finally:
        gc.unfreeze()
