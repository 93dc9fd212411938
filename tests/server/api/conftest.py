"""A server of the small world, for all tests of the API."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from aiactors.build import make, write
from tests.server.conftest import Answer, Running, serving


@pytest.fixture(scope="session")
def trig(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world as a file."""
    folder = tmp_path_factory.mktemp("api")
    write(make(world, {}), folder)
    return folder / "ai-actors.trig"


@pytest.fixture(scope="session")
def api(trig: Path) -> Iterator[Running]:
    """The server."""
    with serving("--store", str(trig), "--workers", "1") as server:
        yield server


Get = Callable[..., Answer]


@pytest.fixture
def get(api: Running) -> Get:
    """Ask the API: its path, and parameters, of which lists are given several times."""

    def ask(path: str, headers: dict[str, str] | None = None, **parameters: Any) -> Answer:
        named = {name.strip("_").replace("_", "-"): value for name, value in parameters.items()}
        query = urlencode(named, doseq=True)
        return api.send("GET", quote(path) + (f"?{query}" if query else ""), headers)

    return ask


def problem(answer: Answer, status: int) -> dict[str, Any]:
    """Return the problem that an answer must be."""
    assert (answer.status, answer.media) == (status, "application/problem+json")
    told: dict[str, Any] = json.loads(answer.body)
    assert told["status"] == status
    assert told["type"] == "about:blank"
    assert told["title"]
    assert told["detail"]
    return told
