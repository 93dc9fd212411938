"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.servers import Served

ROOT = Path(__file__).resolve().parent.parent

# How long an example takes says something about the machine alone.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--renew``, for files that hold what the code prints."""
    parser.addoption("--renew", action="store_true", help="write what is compared with, anew")


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
        open_graph().keep()
    return folder


@pytest.fixture
def kept_release(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands find the release as they do from their second run on: it is read once."""
    monkeypatch.setenv("AIACTORS_CACHE", str(cache))


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
