"""The addresses of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiactors.server.api.entity import ENTITY
from aiactors.server.api.network import NETWORK
from aiactors.server.api.openapi import Description
from aiactors.server.api.path import PATH
from aiactors.server.api.search import SEARCH
from aiactors.server.api.statement import STATEMENT
from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.router import Route
from aiactors.server.site.visit import Visit

if TYPE_CHECKING:
    from aiactors.graph import Graph

OPERATIONS = (SEARCH, ENTITY, STATEMENT, PATH, NETWORK)
"""All that the API does."""

DESCRIPTION = Description(OPERATIONS)
"""What describes it."""


def _nothing(_graph: Graph, visit: Visit, rest: str) -> Reply:
    raise HttpError(404, f"the API has no address {rest!r}: {visit.base}/api lists those it has")


ROUTES = (
    Route("/api", DESCRIPTION.page),
    Route("/api/openapi.json", DESCRIPTION.openapi),
    *(Route(one.path.replace("}", ":path}"), one) for one in OPERATIONS),
    Route("/api/{rest:path}", _nothing),
)
"""Their addresses, in the order of trying."""
