"""The collection of garbage is paused, and goes on as before."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aiactors.collection import paused_collection


@pytest.fixture(autouse=True)
def enabled() -> Iterator[None]:
    """Start with the collection on, and leave it on."""
    gc.enable()
    yield
    gc.enable()


def test_it_is_off_inside_and_on_again_after() -> None:
    """What the name says."""
    with paused_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_only_the_outermost_pause_ends_it() -> None:
    """Reading calls deriving, and both pause."""
    with paused_collection():
        with paused_collection():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_ends_it_too() -> None:
    """A program that catches the error must not go on without collection."""
    with pytest.raises(ZeroDivisionError), paused_collection():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_who_has_it_off_keeps_it_off() -> None:
    """It was not ours to put on."""
    gc.disable()
    with paused_collection():
        pass
    assert not gc.isenabled()


def test_it_decorates_functions_that_are_called_again() -> None:
    """Once is not enough for a context manager that is used up."""

    @paused_collection()
    def paused() -> bool:
        return not gc.isenabled()

    assert paused()
    assert paused()
    assert gc.isenabled()


def test_data_is_limited_and_what_is_mapped_is_not(tmp_path: Path) -> None:
    """A large store is mapped into every process that reads it."""
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(1 << 30)
    code = (
        "import mmap, sys\n"
        "from aiactors.collection import limit_data\n"
        "limit_data(64 << 20)\n"
        "with open(sys.argv[1], 'rb') as file:\n"
        "    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)\n"
        "print(len(mapped), len(bytearray(8 << 20)))\n"
        "try:\n"
        "    bytearray(256 << 20)\n"
        "except MemoryError:\n"
        "    print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, large], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(1 << 30), str(8 << 20), "refused"]
