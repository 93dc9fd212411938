"""What a test needs and a machine may lack."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def is_missing(what: str) -> NoReturn:
    """Skip a test, and say what it needs; in CI, which has everything, fail it.

    Args:
        what: what is missing, and how to install it.
    """
    if os.environ.get("CI"):
        pytest.fail(f"in CI all tests run: {what}")
    pytest.skip(what)
