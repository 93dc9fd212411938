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
    """Tell nobody that more is done."""


class Progress(Protocol):
    """Is told of the steps of a job."""

    def step(
        self, what: str, total: int | None = None, unit: str = ""
    ) -> AbstractContextManager[Advance]:
        """Begin a step.

        Args:
            what: what it does, in words.
            total: how much there is to do; None where that is not known. Nothing is a remark:
                it is told at once.
            unit: of what: ``statements``, ``bytes``.

        Returns:
            A context for the time that it takes, with what is told how much more is done.
        """


class Silent:
    """Tells nobody.

    Example:
        >>> with Silent().step("reading", 2) as advance:
        ...     advance(2)
    """

    @contextmanager
    def step(self, what: str, total: int | None = None, unit: str = "") -> Iterator[Advance]:
        """Begin a step that is not told; see :meth:`Progress.step`."""
        yield not_told


SILENT = Silent()
