"""The store on any SPARQL 1.1 server."""

from aiactors.remote.address import is_address
from aiactors.remote.opening import open_server
from aiactors.remote.settings import Settings

__all__ = ["Settings", "is_address", "open_server"]
