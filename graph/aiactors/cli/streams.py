"""The standard streams: ready for any text, and left in peace when nobody reads them."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path

from aiactors.cli.text import clean
from aiactors.errors import InputError


def prepare() -> None:
    """Make the streams take any text: a closed one swallows it, a poor one shows ``?``."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def complain(text: str) -> None:
    """Write to the error output."""
    with contextlib.suppress(OSError):
        print(clean(text), file=sys.stderr, flush=True)  # noqa: T201 - this is the terminal


def finish(code: int) -> int:
    """Flush the outputs; return the exit code, another one if the output cannot be written."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = code or 141
    except OSError as error:
        if not code:
            complain(f"aiactors: the output cannot be written: {error.strerror or error}")
        code = code or 4
    else:
        return code
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def read_input() -> str:
    """Return the text of the standard input; InputError if it is not UTF-8."""
    if sys.stdin is None:
        return ""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("the standard input is not UTF-8 text: save it as UTF-8") from None


def write_bytes(data: bytes) -> None:
    """Write to the standard output as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
