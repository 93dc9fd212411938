"""``aiactors mcp``: the graph for assistants."""

from __future__ import annotations

from typing import Annotated

import typer

from aiactors.cli.common import StoreOption
from aiactors.errors import InputError, MissingExtraError


def _seconds(value: float) -> float:
    if not 0 < value <= 3600:
        raise InputError("a timeout is between 0 and 3600 seconds: write such as 10 or 0.5")
    return value


def mcp(
    store: StoreOption = None,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="SECONDS",
            help="Give up on a query after so many seconds.",
            callback=_seconds,
        ),
    ] = 30,
) -> None:
    """Serve the graph to an assistant, over the standard streams.

    Assistants that speak the Model Context Protocol start it themselves: name it in their
    settings. They can search, read entities and statements with their sources, and ask SPARQL;
    nothing is written. It needs the extra mcp.

    Example: aiactors mcp --timeout 10
    """
    try:
        from aiactors.mcp.server import serve
    except ImportError as error:
        if not (error.name or "").startswith("mcp"):
            raise
        raise MissingExtraError("mcp", "to serve assistants") from None
    serve(store, timeout)
