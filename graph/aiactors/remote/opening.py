"""Opening the store on a server, where what speaks HTTP is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiactors.errors import MissingExtraError
from aiactors.remote.settings import Settings

if TYPE_CHECKING:
    from aiactors.remote.store import RemoteStore


def open_server(address: str, settings: Settings | None = None) -> RemoteStore:
    """Open the store on a server; nothing is asked of it yet.

    Example:
        >>> open_server("http://localhost:8890/sparql").place
        'on the server http://localhost:8890/sparql'
    """
    try:
        from aiactors.remote.store import RemoteStore
    except ImportError as error:
        if error.name == "httpx2":
            raise MissingExtraError("remote", "a store on a server") from None
        raise
    return RemoteStore(address, settings)
