"""A deadline for work that cannot be interrupted.

The engine has no timeout and listens to no signal. So the work is done in a thread, and nothing
of it is written before it is done; when the time is over, the process says so and ends, with the
thread in it.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from aiactors.errors import DeadlineError, InputError

T = TypeVar("T")

LONGEST = 31_536_000.0
"""The longest deadline, in seconds: a year, which is as good as none."""

_STACK = 16 * 1024 * 1024  # on macOS a thread has half a MiB, and the engine needs more


def _seconds(value: float | None) -> float | None:
    if value is not None and not 0 < value <= LONGEST:
        shown = f"{value:g}" if math.isfinite(value) else str(value)
        raise InputError(f"a timeout of {shown} s cannot be: write seconds, such as 10 or 0.5")
    return value


TimeoutOption = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        help="Give up after so many seconds, with exit code 5; nothing is written then.",
        show_default=False,
        callback=_seconds,
    ),
]


def within(seconds: float | None, what: str, work: Callable[[], T]) -> T:
    """Do some work, or give up after some seconds (None for no limit).

    Raises DeadlineError when the time is over; the work then goes on until the process ends, so it
    must not write to the output.

    Example:
        >>> within(5, "the sum", lambda: 1 + 1)
        2
    """
    if seconds is None:
        return work()
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # told to whoever waits
            failed.append(error)

    before = threading.stack_size(_STACK)
    try:
        thread = threading.Thread(target=run, daemon=True, name=what)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        hint = "ask for less, or give it more time with --timeout"
        raise DeadlineError(what, seconds, hint)
    return done[0]
