"""What is made of a key, made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

_MOST: Final = 1 << 14

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V]):
    """A mapping that makes what it does not hold; all is forgotten when it becomes too much.

    Example:
        >>> Memo(str.upper)["a"]
        'A'
    """

    def __init__(self, make: Callable[[K], V]) -> None:
        """Start empty."""
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        """Make the value of a missing key."""
        if len(self) >= _MOST:
            self.clear()
        made = self[key] = self._make(key)
        return made
