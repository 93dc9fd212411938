"""The site of a small world that is made up, and Chromium to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import browser
from tests.server.conftest import Running, serving

__all__ = ["browser"]


@pytest.fixture(scope="session")
def site(world: Path) -> Iterator[Running]:
    """A server of the small world."""
    with serving("--store", str(world), "--workers", "1") as server:
        yield server
