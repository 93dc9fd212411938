"""Which address of the site leads to which function."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.request import PageRequest

if TYPE_CHECKING:
    from aiactors.graph import Graph

Page = Callable[..., Reply]
"""Takes the graph, the visit, and the named parts of the path."""


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the site.

    Attributes:
        pattern: its path; ``{name}`` stands for anything without a slash, ``{name:path}`` for
            anything.
        page: what answers it.
    """

    pattern: str
    page: Page


class Router:
    """Finds what answers an address."""

    def __init__(self, *routes: Route) -> None:
        """Make the patterns."""
        self._routes = [(_pattern(route.pattern), route.page) for route in routes]

    def reply(self, graph: Graph, visit: PageRequest) -> Reply:
        """Answer a visit."""
        for pattern, page in self._routes:
            if (match := pattern.fullmatch(visit.path)) is not None:
                return page(graph, visit, **match.groupdict())
        raise HttpError(404, f"nothing is at {visit.path}")


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+(?::path)?)\}", path)
    return re.compile("".join(_named(p) if i % 2 else re.escape(p) for i, p in enumerate(parts)))


def _named(part: str) -> str:
    name, _, kind = part.partition(":")
    return f"(?P<{name}>{'.+' if kind else '[^/]+'})"
