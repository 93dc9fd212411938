"""Pausing the collection of cyclic garbage while many objects are made.

Reading and writing make millions of small objects that all stay, and none in cycles: looking
through them again and again for garbage takes longer than the work itself.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause the collection of cyclic garbage; objects out of use are freed all the same.

    May decorate a function, and may be nested: only the outermost pause ends it.

    Yields:
        Nothing.

    Example:
        >>> with paused_collection():
        ...     gc.isenabled()
        False
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
