"""``aiactors serve``: its options; what it serves is tested in ``tests/server``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--cors", "https://app.example/page"),
        ("--cors", "app.example"),
        ("--public-url", "kg.example"),
        ("--public-url", "http://"),
        ("--public-url", "http://["),
    ],
)
def test_an_address_that_is_none(option: str, value: str, aiactors: Run) -> None:
    """It is told with the option, before anything is served."""
    done = aiactors("serve", option, value)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"aiactors: {option} {value!r}: write ")
