"""Running the command: here, as a process of its own, and in a terminal of some width."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from aiactors.build import make, write
from aiactors.cli import main
from tests.waiting import PATIENCE

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Done:
    """What a command left.

    Attributes:
        code: its exit code.
        out: its output.
        err: its error output.
    """

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs a command."""

    def __call__(self, *arguments: str | Path, stdin: bytes | None = None) -> Done:
        """Run it with some arguments."""


def checked(done: Done) -> Done:
    """Return what a command left, if that is no traceback: whatever was wrong."""
    assert "Traceback" not in done.out + done.err
    assert (done.code == 0) or done.err, "it failed and said nothing"
    return done


@pytest.fixture
def aiactors(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, as ``aiactors`` itself would."""

    def run(*arguments: str | Path, stdin: bytes | None = None) -> Done:
        monkeypatch.setattr(sys, "argv", ["aiactors", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin or b"")))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return checked(Done(ended.value.code, captured.out, captured.err))

    return run


def _process(*arguments: str | Path, env: Mapping[str, str] | None = None, **more: Any) -> Done:
    """Run a command as a process of its own.

    Args:
        arguments: as in a terminal.
        env: variables of the environment that are other than here.
        more: for :func:`subprocess.run`.

    Returns:
        What it left; no output where that was sent elsewhere.
    """
    done: subprocess.CompletedProcess[Any] = subprocess.run(
        [sys.executable, "-m", "aiactors", *map(str, arguments)],
        env=os.environ | (env or {}),
        check=False,
        timeout=PATIENCE,
        **({"capture_output": True} | more),
    )
    out, err = (bytes(data or b"").decode() for data in (done.stdout, done.stderr))
    return Done(done.returncode, out, err)


def _terminal(width: int, *arguments: str | Path) -> Done:
    """Run a command in a terminal.

    Args:
        width: how many columns the terminal has.
        arguments: as in a terminal.

    Returns:
        All that it shows, colours and all; both outputs are one there.
    """
    pid, screen = pty.fork()
    if pid == 0:  # the child
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        for name in ("COLUMNS", "NO_COLOR", "PYTEST_CURRENT_TEST"):
            os.environ.pop(name, None)
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-m", "aiactors", *map(str, arguments)])
    shown = b""
    while True:
        try:
            data = os.read(screen, 65536)
        except OSError:  # Linux says so where the other end is closed
            break
        if not data:
            break
        shown += data
    os.close(screen)
    _, status = os.waitpid(pid, 0)
    return Done(os.waitstatus_to_exitcode(status), shown.decode().replace("\r\n", "\n"), "")


def _plain(text: str) -> str:
    """Return what a terminal shows, without colours."""
    return COLOURS.sub("", text)


@pytest.fixture
def process() -> Callable[..., Done]:
    """Run a command as a process of its own."""
    return _process


@pytest.fixture
def terminal() -> Callable[..., Done]:
    """Run a command in a terminal of some width."""
    return _terminal


@pytest.fixture
def plain() -> Callable[[str], str]:
    """Leave the colours out."""
    return _plain


@pytest.fixture(scope="session")
def release(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the small world, and a store on disk in it."""
    folder = tmp_path_factory.mktemp("release")
    write(make(world, {}), folder, folder / "store")
    return folder


@pytest.fixture(scope="session")
def trig(release: Path) -> Path:
    """The small world as a file, which opens fastest."""
    return release / "ai-actors.trig"
