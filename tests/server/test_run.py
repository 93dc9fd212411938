"""The server is started and stopped, whatever is in its way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aiactors.errors import InputError
from aiactors.server.run import _free
from tests.waiting import PATIENCE

pytestmark = pytest.mark.heavy


@pytest.mark.parametrize(
    ("host", "port", "hint"),
    [
        ("a..b", 0, "--host"),
        ("x" * 70 + ".example", 0, "--host"),
        ("203.0.113.7", 0, "--host"),
        ("127.0.0.1", 70_000, "--port"),
    ],
)
def test_what_cannot_be_listened_at_is_told(host: str, port: int, hint: str) -> None:
    """With the option that is to be another one."""
    with pytest.raises(InputError, match=rf"cannot listen at .*; choose another {hint}$"):
        _free(host, port)


def test_it_ends_while_something_is_made_ready(tmp_path: Path) -> None:
    """It does not wait for what may take minutes, and leaves nothing."""
    pipe = tmp_path / "graph.ttl"
    os.mkfifo(pipe)
    program = Path(sys.executable).parent / "aiactors"
    process = subprocess.Popen(
        [program, "serve", "--port", "0", "--store", pipe],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert process.stderr is not None
    assert b"making ready" in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=PATIENCE)
    assert told == b""
    assert list(tmp_path.iterdir()) == [pipe]
