"""The commands that there are; a test of the documents holds the list against the help."""

from __future__ import annotations

COMMANDS = (
    "build",
    "check",
    "draw",
    "export",
    "mcp",
    "metrics",
    "path",
    "queries",
    "query",
    "search",
    "serve",
    "show",
    "stats",
    "version",
)
