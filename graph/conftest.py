"""The examples of the package share one release, as the tests do."""

from __future__ import annotations

import pytest

from tests.conftest import cache, kept_release, opens_release, shared_release

__all__ = ["cache", "kept_release", "shared_release"]


@pytest.fixture(autouse=True)
def shared(request: pytest.FixtureRequest) -> None:
    """Examples open the release again and again."""
    if opens_release(request.node):
        request.getfixturevalue("kept_release")
