"""Memory: pausing the collection of cyclic garbage, and giving free memory back.

Reading and writing make millions of small objects that all stay, and none in cycles: looking
through them again and again for garbage takes longer than the work itself.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress


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


def give_back() -> None:
    """Give memory that is free back to the system, where the C library holds on to it.

    For a step that needs much of it in another library. Source: malloc_trim(3) of glibc; other
    libraries do it by themselves, or not at all.

    Example:
        >>> give_back()
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
