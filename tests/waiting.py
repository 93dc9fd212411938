"""The one place in which tests wait by the clock: for something to happen, never for so long."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import psutil

T = TypeVar("T")

PATIENCE = 120.0
"""Seconds after which something that should have happened is given up. It only ends a hang: far
more than the slowest machine needs, and no test measures how much of it was used."""

_PAUSE = 0.02


def until(condition: Callable[[], T | None], why: str) -> T:
    """Wait until a condition holds.

    Args:
        condition: what is looked at again and again; it holds when what it returns is true.
        why: what should have happened, for the error: ``the worker is replaced``.

    Returns:
        What the condition returned.

    Raises:
        AssertionError: if it does not hold after :data:`PATIENCE` seconds.
    """
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {PATIENCE:g} s: {why}")
        time.sleep(_PAUSE)
    return found


def until_ended(process: psutil.Process) -> None:
    """Wait until a process is no more, or only its exit code is."""

    def ended() -> bool:
        try:
            return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    until(ended, f"{process} has ended")


def until_busy(*pids: int) -> None:
    """Wait until processes compute: a query that has no end has come to one of them."""

    def spent() -> float:
        times = [psutil.Process(pid).cpu_times() for pid in pids]
        return sum(time.user + time.system for time in times)

    before = spent()
    until(lambda: spent() > before + 0.1, f"one of the processes {pids} computes")
