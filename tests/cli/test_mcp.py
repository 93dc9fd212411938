"""``aiactors mcp``: the command; what it serves is tested in ``tests/mcp``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e9"])
def test_a_wrong_timeout_is_said(aiactors: Run, seconds: str) -> None:
    """With what it may be."""
    done = aiactors("mcp", "--timeout", seconds)
    assert (done.code, done.out) == (1, "")
    assert "between 0 and 3600 seconds" in done.err


def test_a_wrong_store_is_said(aiactors: Run, tmp_path: Path) -> None:
    """Before anything is served."""
    done = aiactors("mcp", "--store", tmp_path / "nothing")
    assert (done.code, done.out) == (4, "")
    assert "no such file or folder" in done.err


def test_without_the_extra_it_says_what_to_install(
    aiactors: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line."""
    for name in [name for name in sys.modules if name.startswith("aiactors.mcp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    for name in [name for name in sys.modules if name.split(".")[0] == "mcp"]:
        monkeypatch.setitem(sys.modules, name, None)
    done = aiactors("mcp")
    assert (done.code, done.out) == (3, "")
    assert done.err.endswith("needs an extra: pip install 'aiactors[mcp]'\n")
