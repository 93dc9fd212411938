"""The names most like a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence


def nearest(name: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return up to ``most`` names like a wrong one, best first; empty where none is near.

    Example:
        >>> nearest("opneai", ["openai", "tesla"])
        ('openai',)
    """
    folded = {n.casefold(): n for n in names}
    return tuple(
        folded[n] for n in difflib.get_close_matches(name.casefold(), folded, n=most, cutoff=0.6)
    )


def did_you_mean(near: Sequence[str]) -> str:
    """Return `` Did you mean …?`` with a leading space, or nothing."""
    return f" Did you mean {' or '.join(near)}?" if near else ""
