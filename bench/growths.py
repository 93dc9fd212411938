"""All paths whose growth is measured."""

from __future__ import annotations

from bench import (
    again_cases,
    checks_cases,
    columns_cases,
    load_cases,
    search_cases,
    ties_cases,
    writing_cases,
)
from bench.growth import Growth

_MODULES = (
    load_cases,
    again_cases,
    writing_cases,
    columns_cases,
    search_cases,
    ties_cases,
    checks_cases,
)


def growths() -> dict[str, Growth]:
    """Return them by name, in the order in which they are measured."""
    return {growth.name: growth for module in _MODULES for growth in module.GROWTHS}
