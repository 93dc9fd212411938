"""What comes of a test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a test.

    Attributes:
        passed: whether the server did what the test wants.
        exact: whether every term was as the test writes it; a number may be written otherwise,
            and still be the same.
        why: what was wrong; empty if nothing.
    """

    passed: bool
    exact: bool = True
    why: str = ""


PASSED = Verdict(True)


def failed(why: str) -> Verdict:
    """Return the verdict of a test that failed."""
    return Verdict(False, False, why)
