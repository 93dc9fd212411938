"""Progress as people see it: a bar in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from aiactors.cli.common import say
from aiactors.progress import Advance, Progress

EVERY = 10.0
"""Seconds between two lines, where there is no terminal."""


def shown_progress() -> Progress:
    """Return what shows progress on the error output: bars on a terminal, lines elsewhere."""
    return Bars() if sys.stderr.isatty() else Lines()


class Bars:
    """A bar for each step, with rate and time left."""

    @contextmanager
    def step(self, what: str, total: int | None = None, unit: str = "") -> Iterator[Advance]:
        """Show a step; see :meth:`aiactors.progress.Progress.step`."""
        if total == 0:
            say(f"  {what}")
            yield lambda _: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Rich

        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[counted]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        begun, done = time.monotonic(), 0
        with Rich(*columns, console=Console(stderr=True)) as bars:
            task = bars.add_task(what, total=total, counted="")

            def advance(more: int) -> None:
                nonlocal done
                done += more
                counted = _counted(done, total, unit, time.monotonic() - begun)
                bars.update(task, completed=done, counted=counted)

            yield advance


class Lines:
    """A line when a step has taken a while, and every ten seconds from then on."""

    @contextmanager
    def step(self, what: str, total: int | None = None, unit: str = "") -> Iterator[Advance]:
        """Tell of a step; see :meth:`aiactors.progress.Progress.step`."""
        if total == 0:
            say(f"  {what}")
        begun = told = time.monotonic()
        done = 0

        def advance(more: int) -> None:
            nonlocal done, told
            done += more
            if (now := time.monotonic()) - told >= EVERY:
                told = now
                say(f"  {what}: {_counted(done, total, unit, now - begun)}{_left(now - begun)}")

        def _left(elapsed: float) -> str:
            if not total or not done:
                return ""
            return f", {_duration(elapsed * max(total - done, 0) / done, rough=True)} left"

        yield advance
        elapsed = time.monotonic() - begun
        if elapsed >= 1:
            counted = _counted(done, None, unit, elapsed) if done else ""
            say(f"  {what}: {counted + ', ' if counted else ''}{_duration(elapsed)}")


def _counted(done: int, total: int | None, unit: str, elapsed: float) -> str:
    """How much is done, of how much, and how much each second."""
    rate = done / elapsed if elapsed > 0 else 0.0
    if unit == "bytes":
        whole = "" if total is None else f" of {total / 1e6:,.0f}"
        return f"{done / 1e6:,.0f}{whole} MB, {_rate(rate / 1e6)} MB/s"
    whole = "" if total is None else f" of {total:,}"
    return f"{f'{done:,}{whole} {unit}'.rstrip()}, {_rate(rate)}/s"


def _rate(rate: float) -> str:
    """A rate in two digits at least: what is slow is not told as nothing."""
    return f"{rate:,.0f}" if rate >= 10 or rate < 0.01 else f"{rate:.2g}"


def _duration(seconds: float, *, rough: bool = False) -> str:
    """How long something took, or will take: of what lies ahead, no tenths are known."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes:
        return f"{minutes} min {rest} s"
    return f"{rest} s" if rough else f"{seconds:.1f} s"
