"""Memory: pausing the collection of garbage, giving back what is free, and a limit for a process.

Reading and writing make millions of small objects that all stay, and none in cycles: looking
through them again and again for garbage takes longer than the work itself.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_M_ARENA_MAX = -8
_USUAL = 512 << 20
"""Bytes of data that a process of ours holds, where the system does not tell."""


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause the collection of cyclic garbage; objects out of use are freed all the same.

    May decorate a function, and may be nested: only the outermost pause ends it.

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


def limit_data(more: int) -> None:
    """Limit the data that this process may hold, where the system can be told so.

    Not the address space: files that are mapped, as those of a large store, are no memory.
    Source: RLIMIT_DATA of getrlimit(2), which Linux 4.7 and later count private memory by.

    ``more`` is in bytes, beside what the process holds by now.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)  # each thread's would take 64 MiB
    with suppress(ImportError, OSError, ValueError):  # there may be a lower limit already
        import resource

        most = _data(resource.getpagesize()) + more
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _data(page: int) -> int:
    """The bytes of data that this process has already."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * page
    except OSError:
        return _USUAL
