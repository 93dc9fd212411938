"""The addresses of the site."""

from __future__ import annotations

from aiactors.server.api.routes import ROUTES as API
from aiactors.server.site.ask import ask, named
from aiactors.server.site.entity import entity
from aiactors.server.site.network import front, network
from aiactors.server.site.resource import resource
from aiactors.server.site.router import Route, Router
from aiactors.server.site.search_page import search
from aiactors.server.site.start import start
from aiactors.server.site.statement import statement
from aiactors.server.site.terms import terms

ROUTER = Router(
    Route("/", front),
    Route("/start", start),
    Route("/network", network),
    Route("/search", search),
    Route("/query", ask),
    Route("/query/named", named),
    Route("/ns", terms),
    Route("/id/{slug}", entity),
    Route("/statement/{hash_}", statement),
    *API,
    Route("/{rest:path}", resource),
)
"""All addresses that are answered with the whole graph at hand, in the order of trying."""
