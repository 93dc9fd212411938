"""Telling how far a long job is: what it does, how fast, and how long it still takes.

Who does the work knows nothing of terminals: it is given something to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

Advance = Callable[[int], None]
"""Is told how much more is done."""


def not_told(_: int) -> None:
    """Ignore how much more is done."""


class Progress(Protocol):
    """Shows how far the steps of a job are."""

    def step(
        self, what: str, total: int | None = None, unit: str = ""
    ) -> AbstractContextManager[Advance]:
        """Begin a step; the context yields a function that is told how much more is done.

        ``total`` is in ``unit`` (``statements``, ``bytes``), None where not known; a total of
        nothing is a remark, which is told at once.
        """


class Silent:
    """Shows nothing.

    Example:
        >>> with Silent().step("reading", 2) as advance:
        ...     advance(2)
    """

    @contextmanager
    def step(self, what: str, total: int | None = None, unit: str = "") -> Iterator[Advance]:
        """Begin a step that is not told; see :meth:`Progress.step`."""
        yield not_told


SILENT = Silent()
