"""An assistant's client, over the standard streams of a real server."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from aiactors.build import make, write

T = TypeVar("T")
Talk = Callable[[Client], Awaitable[T]]
Talking = Callable[..., Any]


@pytest.fixture(scope="session")
def trig(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world as a file."""
    folder = tmp_path_factory.mktemp("mcp")
    write(make(world, {}), folder)
    return folder / "ai-actors.trig"


def connected(*options: str | Path) -> AbstractAsyncContextManager[Client]:
    """Connect a client to ``aiactors mcp``."""
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "aiactors", "mcp", *map(str, options)],
        env={"AIACTORS_CACHE": "off"},
    )

    @asynccontextmanager
    async def opened() -> AsyncIterator[Client]:
        with Path(os.devnull).open("w") as nowhere:
            async with Client(stdio_client(parameters, nowhere)) as client:
                yield client

    return opened()


@pytest.fixture
def talking(trig: Path) -> Talking:
    """Talk to a server that has the small world."""

    def talk(with_client: Talk[T], *options: str) -> T:
        async def run() -> T:
            async with connected("--store", trig, *options) as client:
                return await with_client(client)

        return anyio.run(run)

    return talk
