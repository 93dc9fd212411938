"""What all tests share."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.doctest import DoctestItem
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from aiactors.graph import Graph
    from tests.servers import Served

ROOT = Path(__file__).resolve().parent.parent

# How long an example takes says something about the machine alone.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("quick", settings.get_profile("any machine"), max_examples=20)
settings.load_profile("any machine")


HEAVY = {
    *("browser", "spark", "oxigraph", "virtuoso", "cache"),
    *("api", "readable", "server", "site", "talking", "writable_server"),
}
"""Fixtures that start a browser, a server or Java, or keep the release: who uses one is heavy."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--renew``, for files that hold what the code prints."""
    parser.addoption("--renew", action="store_true", help="write what is compared with, anew")


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is heavy: modules that start servers of their own mark themselves."""
    for item in items:
        # A server may be a parameter as well: test_named_queries[virtuoso-article-en-founders].
        names = {*getattr(item, "fixturenames", ()), *re.split(r"[\[\]-]", item.name)}
        if not HEAVY.isdisjoint(names) or opens_release(item):
            item.add_marker("heavy")


def opens_release(item: pytest.Item) -> bool:
    """Whether it is an example in a docstring or a document that opens the release."""
    examples = item.dtest.examples if isinstance(item, DoctestItem) else ()
    return any("open()" in each.source or "open_graph()" in each.source for each in examples)


@pytest.fixture(scope="session")
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether to write expected files anew instead of comparing with them."""
    return bool(request.config.getoption("--renew"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def world() -> Path:
    """A folder of two dossiers that are made up: small, and with something of everything."""
    return ROOT / "tests" / "world"


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the store of the release is kept while tests run: one for all workers."""
    from aiactors.opening import open_graph

    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIACTORS_CACHE", str(folder))
        graph = open_graph()
        if not graph.has_columns:
            _ = graph.dossiers  # of which columns are kept as well
            graph.keep()
    return folder


@pytest.fixture(scope="session")
def shared_release(cache: Path) -> Graph:
    """The release, opened once in each worker: nothing changes it, and its model takes seconds."""
    from aiactors.opening import open_graph

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIACTORS_CACHE", str(cache))
        return open_graph()


@pytest.fixture
def kept_release(cache: Path, shared_release: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes find the release as they do from their second run on; in this one it is shared."""
    from aiactors import opening

    opened = opening.open_graph

    def shared(where: str | Path | None = None) -> Graph:
        return shared_release if where is None else opened(where)

    monkeypatch.setenv("AIACTORS_CACHE", str(cache))
    monkeypatch.setattr("aiactors.open", shared)  # first: it is found when it is first asked for
    monkeypatch.setattr(opening, "open_graph", shared)


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[Served]:
    """The server of Oxigraph."""
    from tests import servers

    with servers.oxigraph() as served:
        yield served


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A Virtuoso; the tests that need it are skipped where it is not installed."""
    from tests import servers

    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as served:
        yield served


@pytest.fixture(autouse=True)
def same_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a terminal or a person's settings change must not change a test."""
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "PY_COLORS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    for name in ("UPDATE", "GRAPHS", "TOKEN", "USER", "HEADERS", "TIMEOUT"):
        monkeypatch.delenv(f"AIACTORS_STORE_{name}", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("AIACTORS_CACHE", "off")  # nothing of a test stays in the home folder
